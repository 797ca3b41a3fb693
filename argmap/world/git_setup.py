"""Setting git up for maps: the merge driver, hunk headers that name the claim, and which files are maps.

Everything goes into git's own configuration and one marked block of an attributes file, so it can be seen,
committed and taken out again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from argmap.model.findings import Refusal
from argmap.world.files import load, refuse_link, write_output
from argmap.world.git import Repository, run
from argmap.world.user_folders import NoHome, named_folder

Scope = Literal["local", "global"]

BEGIN = "# argmap: begin (written by 'argmap git install', taken out by 'argmap git uninstall')"
END = "# argmap: end"

XFUNCNAME = r"^(  [a-z][a-z0-9-]*:.*|[a-z][a-z_]*:.*)$"
"""A line that opens an entry or a section: what a hunk header of a map names (POSIX extended)."""

CONFLICT_MARK = "^[[:space:]]*# CONFLICT"


def driver(command: str) -> str:
    """The shell line of the merge driver.

    Git merges as it always does when argmap did not: when the command is missing or refuses (exit code above 1), and
    when it died with 1 before it had written its conflicts (a Python that cannot import it does). Without this git
    would keep one side and no conflict markers. ``%P`` is not passed on in quotes: git quotes it.
    """
    merge_by_lines = "git merge-file --marker-size=%L %A %O %B"
    by_argmap = f"{command} merge-driver %O %A %B %L %P"
    undone = f"{{ [ $? -gt 1 ] || ! grep -q '{CONFLICT_MARK}' %A; }}"
    return f"{by_argmap} || {{ {undone} && {merge_by_lines}; }}"


def textconv(command: str) -> str:
    """The shell line that shows a map as an outline to ``git diff``; the file itself when argmap is missing."""
    return f'f() {{ {command} show "$1" 2>/dev/null || cat "$1"; }}; f'


def settings(command: str, with_textconv: bool) -> dict[str, str]:
    """The configuration that an installation consists of."""
    found = {
        "merge.argmap.name": "argument maps, by id and field",
        "merge.argmap.driver": driver(command),
        "diff.argmap.xfuncname": XFUNCNAME,
    }
    if with_textconv:
        found["diff.argmap.textconv"] = textconv(command)
    return found


_SECTIONS = ("merge.argmap", "diff.argmap")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation is: the folder git runs in, the scope of its configuration, and the attributes file."""

    folder: Path
    scope: Scope
    attributes: Path


def local_place(repository: Repository) -> Place:
    """This repository: its configuration, and the ``.gitattributes`` that is committed with it."""
    if repository.bare:
        return Place(repository.folder, "local", repository.folder / "info" / "attributes")
    return Place(repository.folder, "local", repository.folder / ".gitattributes")


def global_place(folder: Path) -> Place:
    """All repositories of this user."""
    named = _read(folder, "global", "core.attributesFile", path=True)
    try:
        usual = named_folder("XDG_CONFIG_HOME", ".config") / "git" / "attributes"
    except NoHome as problem:
        raise Refusal(f"Git cannot be set up for all your repositories: {problem.strerror}.") from problem
    return Place(folder, "global", Path(named) if named else usual)


def _read(folder: Path, scope: Scope, name: str, path: bool = False) -> str | None:
    kind = ("--type=path",) if path else ()
    told = run(("config", f"--{scope}", *kind, "--get", name), folder, ok=(0, 1))
    return os.fsdecode(told).rstrip("\n") or None


def install(place: Place, command: str, patterns: Sequence[str], with_textconv: bool = False) -> list[str]:
    """Set up, or bring up to date; returns a sentence for each thing that was changed, none when all was in place."""
    if place.scope == "local":  # git itself follows no link here
        refuse_link(place.attributes, "Replace it by a file of its own.")
    done: list[str] = []
    wanted = settings(command, with_textconv)
    for name, value in wanted.items():
        if _read(place.folder, place.scope, name) != value:
            run(("config", f"--{place.scope}", name, value), place.folder)
            done.append(f"Set {name}.")
    if not with_textconv and _read(place.folder, place.scope, "diff.argmap.textconv") is not None:
        run(("config", f"--{place.scope}", "--unset-all", "diff.argmap.textconv"), place.folder)
        done.append("Took out diff.argmap.textconv.")
    if _write_block(place.attributes, patterns):
        done.append(f"Wrote {place.attributes}.")
    return done


def uninstall(place: Place) -> list[str]:
    """Take everything out again that :func:`install` wrote; returns a sentence for each thing that was changed."""
    done: list[str] = []
    for section in _SECTIONS:
        found = run(
            ("config", f"--{place.scope}", "--get-regexp", f"^{re.escape(section)}\\."), place.folder, ok=(0, 1)
        )
        if found:
            run(("config", f"--{place.scope}", "--remove-section", section), place.folder)
            done.append(f"Took out {section}.")
    if place.attributes.exists() and _write_block(place.attributes, ()):
        done.append(f"Took the argmap lines out of {place.attributes}.")
    return done


@dataclass(frozen=True, slots=True)
class Status:
    """What is set up at a place: the driver's line as it is configured, the textconv's, and the patterns."""

    driver: str | None
    textconv: str | None
    xfuncname: str | None
    patterns: tuple[str, ...]


def status(place: Place) -> Status:
    """What is set up at a place."""
    return Status(
        driver=_read(place.folder, place.scope, "merge.argmap.driver"),
        textconv=_read(place.folder, place.scope, "diff.argmap.textconv"),
        xfuncname=_read(place.folder, place.scope, "diff.argmap.xfuncname"),
        patterns=_patterns(_text(place.attributes)),
    )


def _text(file: Path) -> str:
    return load(file).data.decode("utf-8", "surrogateescape") if file.exists() else ""


def _patterns(text: str) -> tuple[str, ...]:
    """The patterns of every line that gives files to this merge driver, in argmap's block or outside it."""
    lines = (line.strip() for line in text.splitlines())
    found = (re.match(r'("(?:[^"\\]|\\.)*"|\S+)\s+.*\bmerge=argmap\b', line) for line in lines if line[:1] != "#")
    return tuple(_unquoted(match[1]) for match in found if match)


def _unquoted(pattern: str) -> str:
    if pattern[:1] != '"':
        return pattern
    return re.sub(r"\\(.)", lambda found: "\t" if found[1] == "t" else found[1], pattern[1:-1])


def block_patterns(place: Place) -> tuple[str, ...]:
    """The patterns in argmap's own block of the attributes file."""
    block = _BLOCK.search(_text(place.attributes))
    return _patterns(block[0]) if block else ()


_BLOCK = re.compile(rf"^{re.escape(BEGIN)}\r?\n.*?^{re.escape(END)}\r?\n?", re.DOTALL | re.MULTILINE)


def _write_block(file: Path, patterns: Sequence[str]) -> bool:
    """Put the block with these patterns into an attributes file, or take it out; whether the file changed."""
    before = _text(file)
    newline = "\r\n" if "\r\n" in before else "\n"
    block = newline.join((BEGIN, *(f"{quoted(one)} diff=argmap merge=argmap" for one in patterns), END)) + newline
    if not patterns:
        block = ""
    if _BLOCK.search(before):
        after = _BLOCK.sub(lambda _: block, before, count=1)
    else:
        after = before + (newline if block and before and not before.endswith("\n") else "") + block
    if after == before:
        return False
    if not after:
        file.unlink()
        return True
    write_output(file, after.encode("utf-8", "surrogateescape"))
    return True


def quoted(pattern: str) -> str:
    """A pattern as an attributes file wants it: in double quotes when it holds a space or a quote."""
    if not re.search(r'[\s"\\]', pattern) and pattern[:1] not in {"#", "!"}:
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def literal(path: str) -> str:
    """A pattern that matches one path from the top of the repository and nothing else."""
    return "/" + re.sub(r"([*?\[\\])", r"\\\1", path)


def patterns_for(repository: Repository) -> list[str]:
    """Patterns for the maps that the repository has: a folder whose YAML files all are maps by one pattern for each
    ending, any other map by its own path. ``*.argmap.yaml`` when there is none yet."""
    by_folder: dict[str, list[str]] = {}
    for path in yaml_files(repository):
        by_folder.setdefault(path.rpartition("/")[0], []).append(path)
    found: list[str] = []
    for folder, paths in sorted(by_folder.items()):
        maps = [path for path in paths if is_map(repository.folder / path)]
        if folder and len(maps) == len(paths):
            found.extend(sorted({f"{literal(folder)}/*.{path.rpartition('.')[2]}" for path in maps}))
        else:
            found.extend(literal(path) for path in sorted(maps))
    return found or ["*.argmap.yaml"]


def yaml_files(repository: Repository) -> list[str]:
    """The YAML files of the work tree that git has or would take, by path from the top."""
    if repository.bare:
        return []
    told = repository.run(
        "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ":(glob)**/*.yaml", ":(glob)**/*.yml"
    )
    return sorted({path for path in os.fsdecode(told).split("\0") if path})


_MAP_LINE = re.compile(rb"^argmap:", re.MULTILINE)


def is_map(file: Path) -> bool:
    """Whether a YAML file says that it is an argument map, with a top-level ``argmap:``."""
    try:
        return bool(_MAP_LINE.search(load(file).data.removeprefix(b"\xef\xbb\xbf")))
    except Refusal:
        return False


def driven(repository: Repository, paths: Iterable[str]) -> dict[str, bool]:
    """By path: whether git would merge the file with argmap's driver."""
    asked = tuple(paths)
    if not asked:
        return {}
    told = repository.run("check-attr", "-z", "merge", "--", *asked)
    fields = os.fsdecode(told).split("\0")
    return {path: value == "argmap" for path, value in zip(fields[0::3], fields[2::3], strict=False)}
