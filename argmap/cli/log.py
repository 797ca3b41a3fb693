"""``argmap log``: who changed a map or one claim of it, when and how."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from argmap.cli.arguments import Arguments, whole_number
from argmap.cli.output import print_data, print_text, reports_refusals, takes_colour
from argmap.escape import for_json, one_line
from argmap.exit_codes import ExitCode
from argmap.io.git.read import revisions, tracked
from argmap.merge.consequences import LabelledVersions
from argmap.merge.history import Step, following, steps
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


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the history of a map or of one thing in it."""
    asked = _parser().read(argv)
    told = steps(revisions(tracked(Path(asked.file)), asked.rev))
    if asked.id is not None:
        told = following(told, asked.id)
    shown = islice((step for step in told if step.changes is None or step.changes), asked.number)
    if asked.format == "json":
        _write_json(shown)
    else:
        _write_text(shown, asked)
    return ExitCode.FINE


def _write_text(steps: Iterator[Step], asked: argparse.Namespace) -> None:
    paint = coloured if takes_colour(sys.stdout) and not asked.no_color else plain
    for step in steps:
        one = step.revision
        head = f"{one.commit[:10]}  {one.date[:10]}  {one_line(one.author)}"
        print_text(f"{paint(head, '33')}\n    {one_line(one.subject)}\n")
        if step.changes is None:
            print_text("      (map not readable at this commit or its parent)\n")
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
        description="Show who changed a map or one part of it, when and how.",
        epilog=EPILOG,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a map in a git repository")
    add("id", metavar="CLAIM", nargs="?", help="the id of a claim, stakeholder, source or tension")
    add("-n", "--number", type=whole_number, metavar="N", help="at most this many commits")
    add("--rev", default="HEAD", metavar="REV", help="where to start (default: HEAD)")
    parser.add_format(("text", "json"))
    add("--no-color", action="store_true", help="disable colour")
    return parser
