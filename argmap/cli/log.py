"""``argmap log``: who changed a map or one claim of it, when and how."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data, print_text, takes_colour
from argmap.escape import for_json, one_line
from argmap.exit_codes import ExitCode
from argmap.io.git.history import Revision, revisions
from argmap.io.git.read import tracked
from argmap.merge.changes import Changes
from argmap.merge.consequences import LabelledVersions
from argmap.merge.diff import revision_diff
from argmap.model.findings import Refusal
from argmap.model.types import Map
from argmap.report.changes.changes import account
from argmap.report.changes.json import plain_changes
from argmap.report.changes.text import coloured, entry_lines, plain

EPILOG = """\
examples:
  argmap log map.yaml                        every change to the map, the newest first
  argmap log map.yaml homegrown-starved      the changes to one claim, also under its earlier ids
  argmap log -n 5 --rev main map.yaml        the last five on a branch
  argmap log --format json map.yaml

exit codes: 0 fine; 2 could not run
"""

SECTIONS = ("claims", "stakeholders", "sources", "tensions")


class Step(NamedTuple):
    """One revision with what it changed: None when it, or what it came from, cannot be read as a map."""

    revision: Revision
    old: Map
    new: Map
    changes: Changes | None


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the history of a map or of one thing in it."""
    asked = _parser().read(argv)
    steps = _shown(_steps(asked.file, asked.rev), asked.id, asked.number)
    if asked.format == "json":
        _write_json(steps)
    else:
        _write_text(steps, asked)
    return ExitCode.FINE


def _steps(file: str, revision: str) -> Iterator[Step]:
    if revision.startswith("-"):
        raise Refusal(f"'{revision}' is no revision.")
    for one in revisions(tracked(Path(file)), revision):
        after, *before = (_map(data, one.commit) for data in (one.after, *one.before))
        if any(map is _UNREADABLE for map in (after, *before)):
            yield Step(one, _UNREADABLE, _UNREADABLE, None)
            continue
        nothing = Map(title=next((map.title for map in (after, *before) if map is not None), ""))
        parents = [parent or nothing for parent in before]
        yield Step(one, parents[0], after or nothing, revision_diff(parents, after or nothing))


_UNREADABLE = Map(title="")


def _map(data: bytes | None, commit: str) -> Map | None:
    """The map in the data of a revision; None where there was no file."""
    from argmap.mapfile.read.read import read

    if data is None:
        return None
    try:
        return read(data, commit).map
    except Refusal:
        return _UNREADABLE


def _shown(steps: Iterator[Step], wanted: str | None, number: int | None) -> Iterator[Step]:
    """The steps that changed what is asked for, at most so many."""
    path: tuple[str, ...] | None = None
    shown = 0
    for step in steps:
        if number is not None and shown == number:
            return
        if wanted is not None and step.changes is not None:
            path = path or _path_of(wanted, step)
            if path is None:
                continue
            changes = step.changes.about(path)
            path = step.changes.path_before(path)
            step = Step(step.revision, step.old, step.new, changes)
        if step.changes is None or step.changes:
            shown += 1
            yield step
    if wanted is not None and path is None:
        raise Refusal(f"No version of the map has anything with the id '{wanted}'.")


def _path_of(wanted: str, step: Step) -> tuple[str, ...] | None:
    for map in (step.new, step.old):
        for section in SECTIONS:
            if any(item.id == wanted for item in getattr(map, section)):
                return (section, wanted)
    return None


def _write_text(steps: Iterator[Step], asked: argparse.Namespace) -> None:
    paint = coloured if takes_colour(sys.stdout) and not asked.no_color else plain
    for step in steps:
        one = step.revision
        head = f"{one.commit[:10]}  {one.date[:10]}  {one_line(one.author)}"
        print_text(f"{paint(head, '33')}\n    {one_line(one.subject)}\n")
        if step.changes is None:
            print_text("      (not a map that can be read at this commit, or at the one before it)\n")
        else:
            told = account(step.changes, LabelledVersions.of(step.old, step.new, step.changes))
            print_text("".join(f"  {line}\n" for line in entry_lines(told, paint)))
        print_text("\n")


def _write_json(steps: Iterator[Step]) -> None:
    import json

    told = [_as_data(step) for step in steps]
    print_data(for_json(json.dumps(told, indent=2)) + "\n")


def _as_data(step: Step) -> dict[str, Any]:
    one = step.revision
    changes = None if step.changes is None else plain_changes(step.changes)
    who = {"commit": one.commit, "author": one.author, "date": one.date, "subject": one.subject}
    return {**who, "changes": changes}


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap log",
        description="Tell who changed a map, or one claim, stakeholder, source or tension of it, when and how.",
        epilog=EPILOG,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map in a git repository")
    add("id", metavar="CLAIM", nargs="?", help="the id of a claim, stakeholder, source or tension")
    add("-n", "--number", type=int, metavar="N", help="at most this many commits")
    add("--rev", default="HEAD", metavar="REV", help="where to start (default: HEAD)")
    add("--format", choices=("text", "json"), default="text", help="what to write (default: text)")
    add("--no-color", action="store_true", help="no colour, also on a terminal")
    return parser
