"""``argmap resolve``: list the conflicts that a merge left in a file, and decide them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_text, reports_refusals, takes_colour
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.files import load, save
from argmap.io.git.sides import sides_of, waiting
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import Marker, markers_in
from argmap.merge.conflicts import BranchNames
from argmap.merge.documents import DONE, WAYS, Decision, with_decisions
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.report.conflicts.headings import heading, who_is_who
from argmap.report.conflicts.names import UNNAMED
from argmap.report.conflicts.text import to_decide, version_lines, way_lines
from argmap.report.conflicts.versions import facts

EPILOG = """\
examples:
  argmap resolve map.yaml                      the conflicts that are left, with both versions
  argmap resolve map.yaml 1=theirs 2=both      resolve two of them
  argmap resolve map.yaml all=ours             keep the map as it is
  argmap resolve map.yaml --wording 1 "It creates dependence on a few suppliers."

The list shows both versions, the positions on the claim, and which claims get another status by a choice.
A decision is 'ours' (the text in the map after most merges), 'theirs' or 'both'. 'done' removes a comment
whose conflict you have settled by hand. While git is at work the list says which branch or commit each side is: in
a rebase "ours" is the branch that you rebase onto.

exit codes: 0 no conflicts; 1 conflicts are left; 2 could not run
"""


MOST_TRIED = 20
"""With more conflicts the list does not try each way to say what follows."""


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
        print_text(f"{one_line(file)}: no conflicts{one_line(_for_git(file))}\n")
        return ExitCode.FINE
    names = sides_of(Path(file)) or UNNAMED
    print_text(f"{to_decide(file, len(marks))}\n")
    if said := who_is_who(names):
        print_text(f"{said}\n")
    for number, mark in enumerate(marks, start=1):
        lines = list(_lines(mark, document.map, number, names, len(marks) <= MOST_TRIED))
        print_text(f"\n{number} of {len(marks)}, line {mark.line}: {lines[0]}\n")
        print_text("".join(f"  {line}\n" for line in lines[1:]))
    return ExitCode.FOUND


def _for_git(file: str) -> str:
    """What to do in git when no conflict is left, as the end of a sentence; empty when git is not waiting for a
    merge."""
    step = waiting(Path(file))
    if step is None:
        return ""
    if not step.deleted_by:
        return f"; run '{step.keep}'"
    return f", but {step.deleted_by} deleted the file. Run '{step.keep}' to keep it, '{step.delete}' to delete it"


def _lines(mark: Marker, map: Map, number: int, names: BranchNames, tried: bool) -> Iterator[str]:
    """What is asked, the versions, who holds it, and the ways to resolve it."""
    conflict, index = mark.conflict, Index.of(map)
    if conflict is None:
        yield one_line(mark.says)
        yield f"{number}={DONE}  only remove the comment"
        return
    yield heading(conflict, index, names)
    yield from version_lines(conflict, index, takes_colour(sys.stdout), names)
    yield from facts(conflict, index)
    yield from way_lines(conflict, map, number, names, tried)


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
