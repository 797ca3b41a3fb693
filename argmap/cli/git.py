"""``argmap git``: set git up to diff and merge maps, and see what is set up."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_text, reports_refusals
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.git.read import Repository, repository_at
from argmap.io.git.setup import (
    NAMED,
    Place,
    block_patterns,
    difftool,
    driven,
    driver,
    global_place,
    install,
    local_place,
    mergetool,
    own_command,
    patterns_for,
    status,
    submodules,
    uninstall,
    yaml_files,
)
from argmap.io.git.trial import fault_of
from argmap.io.map_files import is_map

EPILOG = """\
examples:
  argmap git install                    for this repository: driver, tools, hunk headers, .gitattributes
  argmap git install 'maps/*.yaml'      for these files
  argmap git install --global           for files called *.argmap.yaml in all your repositories
  argmap git status                     what is set up, whether it works, and which maps it covers
  argmap git uninstall

The driver is git configuration, which is not committed: everyone who merges runs 'install' once.
Where it is not installed git merges by line, and so does GitHub: let 'argmap check' look at the result.
'git difftool -t argmap' shows changes as argument, 'git mergetool -t argmap' merges again and opens the editor.

exit codes: 0 fine; 1 not all is set up, or it does not work; 2 could not run
"""

MOST_NAMED = 5
"""The number of maps that a list names; the others are counted."""


@reports_refusals
def main(argv: list[str]) -> int:
    """Install, uninstall or show."""
    parser = _parser()
    asked = parser.read(argv)
    actions = {"install": _install, "uninstall": _uninstall, "status": _status}
    return actions[asked.action](asked)


def _place(asked: argparse.Namespace) -> tuple[Place, Repository | None]:
    if asked.scope == "global":
        return global_place(Path.cwd()), None
    repository = repository_at(Path.cwd())
    return local_place(repository), repository


def _install(asked: argparse.Namespace) -> int:
    place, repository = _place(asked)
    command = asked.command or own_command()
    patterns = list(asked.patterns) or list(block_patterns(place))
    if repository is not None and not asked.patterns:
        patterns = list(dict.fromkeys([*patterns, *_missing(repository, patterns)]))
    done = install(place, command, patterns or list(NAMED))
    _say(done or ["Everything was set up already."])
    fault = fault_of(driver(command))
    _say([f"Tried the merge driver on a sample: {'it works.' if fault is None else fault}"])
    _say(_coverage(place, repository, block_patterns(place)))
    if repository is not None and not repository.bare and any(".gitattributes" in sentence for sentence in done):
        _say(["Commit .gitattributes. Everyone who merges must run 'argmap git install' once."])
    return ExitCode.FINE if fault is None else ExitCode.FOUND


def _coverage(place: Place, repository: Repository | None, patterns: Sequence[str]) -> list[str]:
    """Which maps git merges with argmap now, and which it will once they are there."""
    matching = f"files that match {', '.join(patterns)} (in {place.attributes})" if patterns else "no files"
    if repository is None:
        return [
            f"Covered in all your repositories: {matching}.",
            "Maps of other names are not: run 'argmap git install' in their repository, or name a pattern here.",
        ]
    said = [f"Covered from the start: {matching}."]
    if not repository.bare:
        maps = _maps(repository)
        left = _not_covered(repository, maps)
        covered = [path for path in maps if path not in left]
        none = "none" if maps else "none, as this repository has no map yet"
        said.insert(0, f"Covered maps: {_listed(covered) or none}.")
        said += [f"Not covered: {path}. Run 'argmap git install' again." for path in left]
        said += [
            f"Not covered: the submodule {path}, a repository of its own. Run 'argmap git install' in it."
            for path in submodules(repository)
        ]
    return said


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    return ", ".join(paths[:MOST_NAMED]) + more


def _missing(repository: Repository, patterns: list[str]) -> list[str]:
    """Patterns for the repository's maps, if those there are leave any out."""
    return patterns_for(repository) if not patterns or _not_covered(repository, _maps(repository)) else []


def _maps(repository: Repository) -> list[str]:
    return [path for path in yaml_files(repository) if is_map(repository.folder / path)]


def _not_covered(repository: Repository, maps: Sequence[str]) -> list[str]:
    """The maps that git would not merge with argmap."""
    return [path for path, is_driven in driven(repository, maps).items() if not is_driven]


def _uninstall(asked: argparse.Namespace) -> int:
    place, _ = _place(asked)
    _say(uninstall(place) or ["Nothing was set up."])
    return ExitCode.FINE


def _status(asked: argparse.Namespace) -> int:
    place, repository = _place(asked)
    found = status(place)
    works, said = _driver_state(found.driver, driver(asked.command or own_command()))
    _say([f"Merge driver: {said}"])
    _say([f"Hunk headers that name the claim: {'set up' if found.xfuncname else 'not set up'}"])
    tools, told = _tools_state(found.tools, asked.command or own_command())
    _say([told])
    if found.textconv:
        hides = "quotes, links, dates and notes that change are not shown. Run 'argmap git install' to remove it."
        _say([f"Outlines in 'git diff', set by an earlier argmap: {hides}"])
    _say(_coverage(place, repository, found.patterns))
    left = _not_covered(repository, _maps(repository)) if repository is not None else []
    return (
        ExitCode.FINE
        if works and found.xfuncname and tools and found.patterns and not found.textconv and not left
        else ExitCode.FOUND
    )


def _driver_state(configured: str | None, expected: str) -> tuple[bool, str]:
    """Whether the configured driver works, and a sentence that says so. A driver that this argmap did not write is
    not run: it is a command, and the repository's configuration may be hostile.
    """
    if configured is None:
        return False, "not set up. Run 'argmap git install'."
    if configured != expected:
        return False, "outdated, and not tried. Run 'argmap git install'."
    fault = fault_of(configured)
    return fault is None, "set up, and tried on a sample" if fault is None else f"set up, but does not work. {fault}"


def _tools_state(configured: tuple[str | None, str | None], command: str) -> tuple[bool, str]:
    """Whether 'git difftool' and 'git mergetool' are set up, and a sentence that says so."""
    name = "Tools 'git difftool -t argmap' and 'git mergetool -t argmap'"
    if configured == (difftool(command), mergetool(command)):
        return True, f"{name}: set up"
    state = "not set up" if configured == (None, None) else "outdated"
    return False, f"{name}: {state}. Run 'argmap git install'."


def _say(sentences: list[str]) -> None:
    print_text("".join(f"{one_line(sentence)}\n" for sentence in sentences))


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap git",
        description="Set git up to diff and merge maps by id and field.",
        epilog=EPILOG,
    )
    about = {
        "install": "set up or update",
        "uninstall": "remove everything that install added",
        "status": "show what is set up",
    }
    for name, action in parser.actions(about):
        scope = action.add_mutually_exclusive_group()
        scope.add_argument(
            "--local", dest="scope", action="store_const", const="local", help="this repository (default)"
        )
        scope.add_argument(
            "--global", dest="scope", action="store_const", const="global", help="all your repositories"
        )
        action.set_defaults(scope="local")
        action.add_argument(
            "--command", metavar="SHELL", help="how git is to call argmap (default: by the Python that runs it now)"
        )
        if name == "install":
            action.add_argument(
                "patterns", nargs="*", metavar="PATTERN", help="which files are maps, as in .gitattributes"
            )
    return parser
