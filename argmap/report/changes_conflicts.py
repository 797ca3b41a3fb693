"""Conflicts of a merge for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.compare.conflicts import (
    WHAT_CLASHES,
    AddedTwice,
    BothChanged,
    Clash,
    Conflict,
    RemovedButNeeded,
    RenamedTwice,
)
from argmap.compare.marks import at_odds, where
from argmap.compare.prose import word_diff
from argmap.escape import one_line
from argmap.report.changes_text import coloured, marked, plain


def sentence(conflict: Conflict) -> str:
    """What two sides did that cannot both stand, on one line that is safe for a terminal."""
    if isinstance(conflict, BothChanged):
        names = " and ".join(name for name, *_ in at_odds(conflict))
        return f"{where(conflict.path) or 'the map'}: both sides changed {names}; ours is kept"
    if isinstance(conflict, RemovedButNeeded):
        other = "theirs" if conflict.removed_by == "ours" else "ours"
        why = f"needs it at {where(conflict.needed_by[0])}" if conflict.needed_by else "changed it"
        return f"{where(conflict.path)}: {conflict.removed_by} removed it, {other} {why}; it is kept"
    if isinstance(conflict, AddedTwice):
        return f"{where(conflict.path)}: both sides added it; that of theirs is {where(conflict.other)} now"
    if isinstance(conflict, RenamedTwice):
        names = f"ours to {one_line(conflict.ours)}, theirs to {one_line(conflict.theirs)}"
        return f"{one_line(conflict.old)}: both sides renamed it, {names}; the name of ours is kept"
    assert isinstance(conflict, Clash)
    return f"{where(conflict.path)} and {where(conflict.other)} {WHAT_CLASHES[conflict.why]}; both are kept"


def conflict_lines(conflicts: Iterable[Conflict], colour: bool = False) -> Iterator[str]:
    """A sentence for each conflict and, where a text was reworded twice, how each side changed it."""
    paint = coloured if colour else plain
    for conflict in conflicts:
        yield sentence(conflict) + "."
        if isinstance(conflict, BothChanged):
            for _, base, ours, theirs in at_odds(conflict):
                if isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str):
                    yield f"    ours:   {marked(word_diff(base, ours), paint)}"
                    yield f"    theirs: {marked(word_diff(base, theirs), paint)}"
