"""``argmap resolve``: list the conflicts that a merge left in a file, and decide them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_text, takes_colour
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.files import load, save
from argmap.io.git.sides import is_unmerged, sides_of
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in
from argmap.merge.conflicts import BranchNames, Pick
from argmap.merge.decisions import DONE, WAYS, Decision, with_decisions
from argmap.merge.resolution import picks
from argmap.model.findings import MapError
from argmap.report.changes.conflicts import UNNAMED, conflict_lines, to_decide, who_is_who

EPILOG = """\
examples:
  argmap resolve map.yaml                      the conflicts that are left, with their numbers
  argmap resolve map.yaml 1=theirs 2=both      resolve two of them
  argmap resolve map.yaml all=ours             keep the map as it is
  argmap resolve map.yaml --wording 1 "It creates dependence on a few suppliers."

A decision is 'ours' (the text in the map after most merges), 'theirs' or 'both'. 'done' removes a comment
whose conflict you have settled by hand. While git is at work the list says which branch or commit each side is: in
a rebase "ours" is the branch that you rebase onto.

exit codes: 0 no conflicts; 1 conflicts are left; 2 could not run
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Carry out the decisions, save the file, and list what is left."""
    asked = _parser().read(argv)
    decisions = [_decision(word) for word in asked.decisions]
    decisions += [Decision(number, "ours", wording) for number, wording in asked.wording]
    loaded = load(Path(asked.file))
    decided = with_decisions(read(loaded.data, asked.file), decisions)
    if decided.data != loaded.data:
        save(Path(asked.file), decided.data, loaded.digest)
    return _list(decided, asked.file)


def _decision(word: str) -> Decision:
    number, _, given = word.partition("=")
    way = next((way for way in WAYS if way == given), None)
    if way is None:
        raise MapError(f"'{word}' is not valid. Use NUMBER=ours, =theirs, =both or =done, for example 1=theirs.")
    return Decision(number, way)


def _list(document: Document, file: str) -> int:
    marks = markers_in(document)
    if not marks:
        waits = f"; run 'git add -- {shlex.quote(file)}'" if is_unmerged(Path(file)) else ""
        print_text(f"{one_line(file)}: no conflicts{one_line(waits)}\n")
        return ExitCode.FINE
    colour = takes_colour(sys.stdout)
    sides = sides_of(Path(file)) or UNNAMED
    print_text(f"{to_decide(file, len(marks))}\n")
    if sides != UNNAMED:
        print_text(f"{who_is_who(sides)}\n")
    for number, mark in enumerate(marks, start=1):
        told, ways = [one_line(mark.says)], DONE
        if mark.conflict is not None:
            told = list(conflict_lines([mark.conflict], colour, sides))
            ways = ", ".join(_way(pick, sides) for pick in picks(mark.conflict))
        print_text(f"{number:>3}  line {mark.line}: {told[0]}\n")
        print_text("".join(f"     {line}\n" for line in (*told[1:], f"    choose: {ways}")))
    return ExitCode.FOUND


def _way(pick: Pick, sides: BranchNames) -> str:
    """A pick, with the name of its side where that has another."""
    name = {"ours": sides.ours, "theirs": sides.theirs}.get(pick, pick)
    return pick if name == pick else f"{pick} ({one_line(name)})"


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap resolve",
        description="List and resolve merge conflicts in a map.",
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the map file")
    parser.add_argument(
        "decisions", metavar="NUMBER=SIDE", nargs="*", help="1=theirs, 2=both, all=ours; without any, only list"
    )
    parser.add_argument(
        "--wording",
        nargs=2,
        action="append",
        default=[],
        metavar=("NUMBER", "TEXT"),
        help="another wording (or id) in place of both",
    )
    return parser
