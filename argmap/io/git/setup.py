"""Setting git up for maps: the merge driver, hunk headers that name the claim, difftool and mergetool, and which
files are maps.

Everything goes into git's own configuration and one marked block of an attributes file, so it is visible, can be
committed, and can be removed.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from argmap.exit_codes import ExitCode
from argmap.io.files import load, refuse_link, write_output
from argmap.io.git.read import Repository, run
from argmap.io.map_files import is_map
from argmap.io.user_folders import NoHome, named_folder
from argmap.model.findings import MapError

Scope = Literal["local", "global"]

BEGIN = "# argmap: begin (written by 'argmap git install', taken out by 'argmap git uninstall')"
END = "# argmap: end"

XFUNCNAME = r"^(  [a-z][a-z0-9-]*:.*|[a-z][a-z_]*:.*)$"
"""A line that opens an entry or a section: what a hunk header of a map names (POSIX extended)."""

NAMED = ("*.argmap.yaml", "*.argmap.yml")
"""Patterns for what is called a map by its file name."""


def own_command() -> str:
    """How git is to call argmap, for the shell: by the Python that runs it now, wherever git is started from.

    ``-P``: a file ``yaml.py`` in the repository is not imported. Raises MapError when that Python has no path.
    """
    if not sys.executable:
        raise MapError("Python does not say where it is. Name the command with --command.")
    python = Path(sys.executable).absolute()  # not resolved: a virtual environment's Python is a link
    plain = python.with_name("python.exe" if python.suffix == ".exe" else "python")
    if plain.is_file() and plain.samefile(python):
        python = plain  # one name, whichever of python, python3 and python3.11 it was started by
    return f"{shlex.quote(python.as_posix())} -P -m argmap"


def driver(command: str) -> str:
    """The shell line of the merge driver, in which git replaces ``%O`` and others and makes ``%%`` a per cent sign.

    When argmap fails for any reason, the line falls back to git's own merge: otherwise git would keep one side,
    without conflict markers. The line needs only git on the search path, and git puts itself there. ``%P`` is not
    quoted here because git quotes it. The last three are the labels of the versions, which git fills in from 2.44 on.
    """
    by_argmap = f"{command.replace('%', '%%')} merge-driver -- %O %A %B %L %P %X %S %Y"
    by_lines = "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B"
    return f"{by_argmap}; case $? in 0) ;; {ExitCode.CONFLICTS_WRITTEN}) exit 1 ;; *) {by_lines} ;; esac"


def difftool(command: str) -> str:
    """The shell line of ``git difftool -t argmap``, for which git sets the variables (git-difftool(1)).

    In place of a map that is not there git names ``/dev/null``.
    """
    new = f'echo "$MERGED is a new map:"; {command} show -- "$REMOTE"'
    gone = 'echo "$MERGED was deleted."'
    return (
        f'if [ "$LOCAL" = /dev/null ]; then {new}; elif [ "$REMOTE" = /dev/null ]; then {gone}; '
        f'else {command} diff --name="$MERGED" -- "$LOCAL" "$REMOTE"; fi'
    )


def mergetool(command: str) -> str:
    """The shell line of ``git mergetool -t argmap``, for which git sets the variables (git-mergetool(1)).

    A file that opens as a map is not merged again: it may have decisions in it. Conflicts are asked in the editor.
    The line ends well when no conflict is left.
    """
    is_no_map = f'{command} resolve -- "$MERGED" >/dev/null 2>&1; [ $? -eq {ExitCode.COULD_NOT_RUN} ]'
    merges = f'{command} merge --output="$MERGED" -- "$BASE" "$LOCAL" "$REMOTE"'
    asks = f'{command} resolve -- "$MERGED" >/dev/null || {command} edit -- "$MERGED"'
    return f'if {is_no_map}; then {merges}; fi; {asks}; {command} resolve -- "$MERGED"'


def settings(command: str) -> dict[str, str]:
    """The configuration that an installation consists of."""
    return {
        "merge.argmap.name": "argument maps, by id and field",
        "merge.argmap.driver": driver(command),
        "diff.argmap.xfuncname": XFUNCNAME,
        "difftool.argmap.cmd": difftool(command),
        "mergetool.argmap.cmd": mergetool(command),
        "mergetool.argmap.trustExitCode": "true",
    }


TEXTCONV = "diff.argmap.textconv"
"""What an earlier argmap could set: ``git diff`` then showed outlines, which hide changed quotes, links and dates."""

_SECTIONS = ("merge.argmap", "diff.argmap", "difftool.argmap", "mergetool.argmap")


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
        raise MapError(f"Git cannot be set up for all your repositories: {problem.strerror}.") from problem
    return Place(folder, "global", Path(named) if named else usual)


def _read(folder: Path, scope: Scope | None, name: str, path: bool = False) -> str | None:
    """One setting, the last where there are several; without a scope the one that counts."""
    kind = ("--type=path",) if path else ()
    where = () if scope is None else (f"--{scope}",)
    told = run(("config", *where, *kind, "--get", name), folder, ok=(0, 1))
    return os.fsdecode(told).rstrip("\n") or None


def install(place: Place, command: str, patterns: Sequence[str]) -> list[str]:
    """Set up, or bring up to date; returns a sentence for each thing that was changed, none when all was in place."""
    done: list[str] = []
    _refuse_link(place)
    for name, value in settings(command).items():
        if _read(place.folder, place.scope, name) != value:
            run(("config", f"--{place.scope}", "--replace-all", name, value), place.folder)
            done.append(f"Set {name}.")
    if _read(place.folder, place.scope, TEXTCONV) is not None:
        run(("config", f"--{place.scope}", "--unset-all", TEXTCONV), place.folder)
        done.append(f"Removed {TEXTCONV}, which hid changes of quotes and dates from 'git diff'.")
    if _write_block(place.attributes, patterns):
        done.append(f"Wrote {place.attributes}.")
    return done


def _refuse_link(place: Place) -> None:
    if place.scope == "local":
        refuse_link(place.attributes, "Replace it with a regular file.")


def uninstall(place: Place) -> list[str]:
    """Take everything out again that :func:`install` wrote; returns a sentence for each thing that was changed."""
    done: list[str] = []
    _refuse_link(place)
    for section in _SECTIONS:
        found = run(
            ("config", f"--{place.scope}", "--get-regexp", f"^{re.escape(section)}\\."), place.folder, ok=(0, 1)
        )
        if found:
            run(("config", f"--{place.scope}", "--remove-section", section), place.folder)
            done.append(f"Removed {section}.")
    if place.attributes.exists() and _write_block(place.attributes, ()):
        done.append(f"Removed the argmap lines from {place.attributes}.")
    return done


@dataclass(frozen=True, slots=True)
class Status:
    """What is configured at a place: the driver's line, the hunk headers, the lines of difftool and mergetool, the
    textconv of an earlier argmap, and the patterns of the attributes file. Global settings count in every repository.
    """

    driver: str | None
    xfuncname: str | None
    tools: tuple[str | None, str | None]
    textconv: str | None
    patterns: tuple[str, ...]


def status(place: Place) -> Status:
    """What is configured at a place."""
    scope: Scope | None = "global" if place.scope == "global" else None
    return Status(
        driver=_read(place.folder, scope, "merge.argmap.driver"),
        xfuncname=_read(place.folder, scope, "diff.argmap.xfuncname"),
        tools=(
            _read(place.folder, scope, "difftool.argmap.cmd"),
            _read(place.folder, scope, "mergetool.argmap.cmd"),
        ),
        textconv=_read(place.folder, scope, TEXTCONV),
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
    return re.sub(r"\\(.)", lambda found: _BY_LETTER.get(found[1], found[1]), pattern[1:-1])


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f", "\v": "\\v"}
_BY_LETTER = {escape[1]: character for character, escape in _ESCAPES.items()}


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
    return f'"{"".join(_ESCAPES.get(character, character) for character in pattern)}"'


def literal(path: str) -> str:
    """A pattern that matches one path from the top of the repository and nothing else."""
    return "/" + re.sub(r"([*?\[\\])", r"\\\1", path)


def patterns_for(repository: Repository) -> list[str]:
    """Patterns for the maps that the repository has: a folder whose YAML files all are maps by one pattern for each
    ending, any other map by its own path. What is called a map by its name is covered before it is there."""
    by_folder: dict[str, list[str]] = {}
    for path in yaml_files(repository):
        by_folder.setdefault(path.rpartition("/")[0], []).append(path)
    found: list[str] = []
    for folder, paths in sorted(by_folder.items()):
        maps = [path for path in paths if is_map(repository.folder / path)]
        if folder and len(maps) == len(paths):
            found.extend(sorted({f"{literal(folder)}/*.{path.rpartition('.')[2]}" for path in maps}))
        else:
            found.extend(literal(path) for path in sorted(maps) if not path.endswith((".argmap.yaml", ".argmap.yml")))
    return [*NAMED, *found]


def yaml_files(repository: Repository) -> list[str]:
    """The YAML files of the work tree that git has or would take, by path from the top."""
    if repository.bare:
        return []
    told = repository.run(
        "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ":(glob)**/*.yaml", ":(glob)**/*.yml"
    )
    return sorted({path for path in os.fsdecode(told).split("\0") if path})


def submodules(repository: Repository) -> list[str]:
    """The submodules of the work tree that are checked out, by path from the top: repositories of their own."""
    if repository.bare:
        return []
    told = repository.run("ls-files", "-z", "--stage")
    rows = (row.partition("\t") for row in os.fsdecode(told).split("\0"))
    paths = (path for stage, _, path in rows if stage.startswith("160000 "))
    return sorted(path for path in paths if (repository.folder / path / ".git").exists())


def driven(repository: Repository, paths: Iterable[str]) -> dict[str, bool]:
    """By path: whether git would merge the file with argmap's driver."""
    asked = tuple(paths)
    if not asked:
        return {}
    told = repository.run("check-attr", "-z", "--stdin", "merge", data=os.fsencode("\0".join(asked)))
    fields = os.fsdecode(told).split("\0")
    return {path: value == "argmap" for path, value in zip(fields[0::3], fields[2::3], strict=False)}
