"""``argmap resolve``: list the conflicts that a merge left in a file, and decide them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
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
from argmap.merge.conflict_markers import Marker, markers_in, without_markers
from argmap.merge.conflicts import BranchNames, Conflict, Pick
from argmap.merge.documents import Decided, decide
from argmap.merge.resolution import picks
from argmap.model.findings import Refusal
from argmap.report.changes.conflicts import UNNAMED, conflict_lines, who_is_who
from argmap.vocabulary import counted

EPILOG = """\
examples:
  argmap resolve map.yaml                      the conflicts that are left, with their numbers
  argmap resolve map.yaml 1=theirs 2=both      decide two of them
  argmap resolve map.yaml all=ours             what stands in the map is right
  argmap resolve map.yaml --wording 1 "It creates dependence on a few suppliers."

A decision is 'ours' (what stands in the map after most merges), 'theirs' or 'both'. 'done' takes out a comment
whose conflict you have settled by hand. While git is at work the list says which branch or commit each side is: in
a rebase "ours" is the branch that you rebase onto.

exit codes: 0 nothing is left to decide; 1 conflicts are left; 2 could not run
"""

ALL, DONE = "all", "done"
WAYS = ("ours", "theirs", "both", DONE)


@reports_refusals
def main(argv: list[str]) -> int:
    """Carry out the decisions, save the file, and list what is left."""
    asked = _parser().read(argv)
    loaded = load(Path(asked.file))
    document = read(loaded.data, asked.file)
    made = _decided(document, [_decision(word) for word in asked.decisions], dict(asked.wording))
    if made.data != loaded.data:
        save(Path(asked.file), made.data, loaded.digest)
    return _list(made, asked.file)


def _decision(word: str) -> tuple[str, str]:
    which, _, way = word.partition("=")
    if way not in WAYS:
        raise Refusal(f"'{word}' is no decision. Write NUMBER=ours, =theirs, =both or =done, such as 1=theirs.")
    return which, way


def _decided(document: Document, decisions: list[tuple[str, str]], wordings: dict[str, str]) -> Document:
    """The document after all decisions; their numbers are those of the list before the first."""
    marks = markers_in(document)
    chosen = [(mark, way, None) for which, way in decisions for mark in _asked(marks, which)]
    worded = [(mark, "ours", words) for which, words in wordings.items() for mark in _asked(marks, which)]
    for mark, way, wording in (*chosen, *worded):
        document = _carried_out(document, mark, way, wording)
    return document


def _asked(marks: tuple[Marker, ...], which: str) -> tuple[Marker, ...]:
    if which == ALL:
        return marks
    if not (which.isascii() and which.isdigit() and 1 <= int(which) <= len(marks)):
        raise Refusal(f"There is no conflict '{which}': the file has {counted(len(marks), 'conflict')}, from 1.")
    return (marks[int(which) - 1],)


def _carried_out(document: Document, mark: Marker, way: str, wording: str | None) -> Document:
    conflicts = tuple(_known(markers_in(document)))
    if mark.conflict is None or way == DONE:
        return _taken_out(document, mark, way)
    one = next((conflict for conflict in conflicts if mark.is_of(conflict)), None)
    if one is None:
        return document  # it went with an earlier decision
    if way not in picks(one):
        raise Refusal(f"'{way}' cannot be done about this one: {mark.says} Pick ours or theirs.")
    after: Decided = decide(document, conflicts, one, way, wording)
    return after.document


def _taken_out(document: Document, mark: Marker, way: str) -> Document:
    if way != DONE:
        raise Refusal(
            f"The conflict on line {mark.line} tells of nothing in the map any more: it was renamed, removed or "
            "changed by hand. Edit the map as it should be, then decide it with '=done'."
        )
    return without_markers(document, [one for one in markers_in(document) if one.says == mark.says][:1])


def _known(marks: Iterable[Marker]) -> Iterable[Conflict]:
    return (mark.conflict for mark in marks if mark.conflict is not None)


def _list(document: Document, file: str) -> int:
    marks = markers_in(document)
    if not marks:
        waits = f"; 'git add -- {shlex.quote(file)}' tells git" if is_unmerged(Path(file)) else ""
        print_text(f"{one_line(file)}: nothing is left to decide{one_line(waits)}\n")
        return ExitCode.FINE
    colour = takes_colour(sys.stdout)
    sides = sides_of(Path(file)) or UNNAMED
    print_text(f"{one_line(file)}: {counted(len(marks), 'conflict')} to decide\n")
    if sides != UNNAMED:
        print_text(f"{who_is_who(sides)}\n")
    for number, mark in enumerate(marks, start=1):
        told, ways = [one_line(mark.says)], DONE
        if mark.conflict is not None:
            told = list(conflict_lines([mark.conflict], colour, sides))
            ways = ", ".join(_way(pick, sides) for pick in picks(mark.conflict))
        print_text(f"{number:>3}  line {mark.line}: {told[0]}\n")
        print_text("".join(f"     {line}\n" for line in (*told[1:], f"    decide: {ways}")))
    return ExitCode.FOUND


def _way(pick: Pick, sides: BranchNames) -> str:
    """A pick, with the name of its side where that has another."""
    name = {"ours": sides.ours, "theirs": sides.theirs}.get(pick, pick)
    return pick if name == pick else f"{pick} ({one_line(name)})"


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap resolve",
        description="List the conflicts that a merge left in a map as comments, and decide them.",
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
