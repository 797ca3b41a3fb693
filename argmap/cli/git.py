"""``argmap git``: set git up to diff and merge maps, and see what is set up."""

from __future__ import annotations

import argparse
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.maps import reports_refusals
from argmap.cli.output import print_text
from argmap.escape import one_line
from argmap.world.git import Repository, repository_at
from argmap.world.git_setup import (
    Place,
    block_patterns,
    driven,
    driver,
    global_place,
    install,
    is_map,
    local_place,
    patterns_for,
    status,
    uninstall,
    yaml_files,
)

EPILOG = """\
examples:
  argmap git install                    for this repository: driver, hunk headers, .gitattributes
  argmap git install 'maps/*.yaml'      for these files
  argmap git install --global           for all your repositories
  argmap git install --textconv         'git diff' shows outlines instead of YAML
  argmap git status
  argmap git uninstall

The driver is git configuration, which is not committed: everyone who merges runs 'install' once.
Where it is not installed git merges by line, and so does GitHub: let 'argmap check' look at the result.

exit codes: 0 fine; 1 (status) not all is set up; 2 could not run
"""

FINE, INCOMPLETE = 0, 1
GLOBAL_PATTERNS = ("*.argmap.yaml",)


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
    patterns = list(asked.patterns) or list(block_patterns(place))
    if repository is not None and not asked.patterns:
        patterns = list(dict.fromkeys([*patterns, *_missing(repository, patterns)]))
    done = install(place, asked.command, patterns or list(GLOBAL_PATTERNS), asked.textconv)
    _say(done or ["Everything was set up already."])
    if repository is not None and not repository.bare and any(".gitattributes" in sentence for sentence in done):
        _say(["Commit .gitattributes, and let everyone who merges run 'argmap git install' once."])
    return FINE


def _missing(repository: Repository, patterns: list[str]) -> list[str]:
    """Patterns for the repository's maps, if those there are leave any out."""
    return patterns_for(repository) if not patterns or _not_covered(repository) else []


def _not_covered(repository: Repository) -> list[str]:
    """The maps that git would not merge with argmap."""
    maps = [path for path in yaml_files(repository) if is_map(repository.folder / path)]
    return [path for path, is_driven in driven(repository, maps).items() if not is_driven]


def _uninstall(asked: argparse.Namespace) -> int:
    place, _ = _place(asked)
    _say(uninstall(place) or ["Nothing was set up."])
    return FINE


def _status(asked: argparse.Namespace) -> int:
    place, repository = _place(asked)
    found = status(place)
    _say([f"Merge driver: {_state(found.driver, driver(asked.command))}"])
    _say([f"Hunk headers that name the claim: {'set up' if found.xfuncname else 'not set up'}"])
    _say([f"Outlines in 'git diff' (textconv): {'set up' if found.textconv else 'not set up (optional)'}"])
    _say([f"Files ({place.attributes}): {', '.join(found.patterns) or 'none'}"])
    left = _not_covered(repository) if repository is not None else []
    for path in left:
        _say([f"Not covered: {path}. Run 'argmap git install' again."])
    return FINE if found.driver and found.xfuncname and found.patterns and not left else INCOMPLETE


def _state(configured: str | None, expected: str) -> str:
    if configured is None:
        return "not set up"
    return "set up" if configured == expected else "set up otherwise than 'argmap git install' does now"


def _say(sentences: list[str]) -> None:
    print_text("".join(f"{one_line(sentence)}\n" for sentence in sentences))


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap git",
        description="Set git up to diff and merge maps by id and field.",
        epilog=EPILOG,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="install|uninstall|status")
    about = {
        "install": "set up, or bring up to date",
        "uninstall": "take out all that install wrote",
        "status": "show what is set up",
    }
    for name, help in about.items():
        action = actions.add_parser(name, help=help, description=f"argmap git {name}: {help}.")
        scope = action.add_mutually_exclusive_group()
        scope.add_argument(
            "--local", dest="scope", action="store_const", const="local", help="this repository (default)"
        )
        scope.add_argument(
            "--global", dest="scope", action="store_const", const="global", help="all your repositories"
        )
        action.set_defaults(scope="local")
        action.add_argument("--command", default="argmap", help="how git is to call argmap (default: argmap)")
        if name == "install":
            action.add_argument(
                "patterns", nargs="*", metavar="PATTERN", help="which files are maps, as in .gitattributes"
            )
            action.add_argument("--textconv", action="store_true", help="let 'git diff' show outlines")
    return parser
