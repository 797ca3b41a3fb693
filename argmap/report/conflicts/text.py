"""Conflicts as lines of the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.escape import one_line
from argmap.merge.conflicts import (
    BranchNames,
    Conflict,
    Reworded,
)
from argmap.merge.prose import word_diff
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.report.changes.text import coloured, marked, plain
from argmap.report.conflicts.headings import heading, notice
from argmap.report.conflicts.names import (
    UNNAMED,
)
from argmap.report.conflicts.versions import rows
from argmap.report.conflicts.ways import ways, with_effects
from argmap.vocabulary import counted


def to_decide(file: str, number: int) -> str:
    """The heading of a list of conflicts: the file and the number of conflicts."""
    return f"{one_line(file)}: {counted(number, 'conflict')} to resolve"


def conflict_lines(
    conflicts: Iterable[Conflict], map: Map, colour: bool = False, names: BranchNames = UNNAMED
) -> Iterator[str]:
    """Each conflict in a sentence, and its versions below it."""
    index = Index.of(map)
    for conflict in conflicts:
        yield heading(conflict, index, names)
        yield from (f"  {line}" for line in version_lines(conflict, index, colour, names))


def version_lines(conflict: Conflict, index: Index, colour: bool, names: BranchNames = UNNAMED) -> Iterator[str]:
    """The versions in a conflict, a line each, with their differences marked."""
    paint = coloured if colour else plain
    found = rows(conflict, index, names)
    width = max(len(row.label) for row in found) + 1
    for name, was, now in found:
        words = marked(word_diff(was, now), paint) if was is not None else now
        yield f"{f'{name}:' if name else '':<{width}} {words}"


def way_lines(conflict: Conflict, map: Map, number: int, names: BranchNames, tried: bool) -> Iterator[str]:
    """The ways to resolve a conflict, a line each, as they are given on the command line, with what follows."""
    found = ways(conflict, names)
    for way in with_effects(found, conflict, map) if tried else found:
        given = f"{number}={way.pick}"
        yield f"{given:<{len(str(number)) + 8}} {way.words[:1].lower()}{way.words[1:]}"
        yield from (f"{'':<{len(str(number)) + 8}} → {effect}" for effect in way.effects)


def notice_lines(notices: Iterable[Reworded], map: Map, names: BranchNames = UNNAMED) -> Iterator[str]:
    """The rewordings that need no decision, a sentence each."""
    index = Index.of(map)
    return (f"note: {notice(one, index, names)}" for one in notices)
