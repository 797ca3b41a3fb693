"""The conflicts of a merge as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.escape import one_line
from argmap.merge.conflicts import (
    WHAT_CLASHES,
    AddedTwice,
    BothChanged,
    BranchNames,
    Clash,
    Conflict,
    RemovedButNeeded,
    RenamedTwice,
    at_odds,
)
from argmap.merge.prose import word_diff
from argmap.model.paths import path_text
from argmap.report.changes.text import coloured, marked, plain
from argmap.vocabulary import counted

UNNAMED = BranchNames()


def sentence(conflict: Conflict, sides: BranchNames = UNNAMED) -> str:
    """The two conflicting changes on one line that is safe for a terminal."""
    ours, theirs = one_line(sides.ours), one_line(sides.theirs)
    if isinstance(conflict, BothChanged):
        names = " and ".join(name for name, *_ in at_odds(conflict))
        return f"{path_text(conflict.path) or 'the map'}: both sides changed {names}; that of {ours} is kept"
    if isinstance(conflict, RemovedButNeeded):
        remover, other = (ours, theirs) if conflict.removed_by == "ours" else (theirs, ours)
        why = f"needs it at {path_text(conflict.needed_by[0])}" if conflict.needed_by else "changed it"
        return f"{path_text(conflict.path)}: {remover} removed it, {other} {why}; it is kept"
    if isinstance(conflict, AddedTwice):
        return f"{path_text(conflict.path)}: both sides added it; that of {theirs} is {path_text(conflict.other)} now"
    if isinstance(conflict, RenamedTwice):
        names = f"{ours} to {one_line(conflict.ours)}, {theirs} to {one_line(conflict.theirs)}"
        return f"{one_line(conflict.old)}: both sides renamed it, {names}; the name of {ours} is kept"
    assert isinstance(conflict, Clash)
    return f"{path_text(conflict.path)} and {path_text(conflict.other)} {WHAT_CLASHES[conflict.why]}; both are kept"


def to_decide(file: str, number: int) -> str:
    """The heading of a list of conflicts: the file and the number of conflicts."""
    return f"{one_line(file)}: {counted(number, 'conflict')} to resolve"


def who_is_who(sides: BranchNames) -> str:
    """Which side is called what while git is at work, such as ``In this rebase, ours is main and theirs ...``."""
    doing = f"In this {sides.under_way}, ours" if sides.under_way else "Ours"
    return f"{doing} is {one_line(sides.ours)} and theirs is {one_line(sides.theirs)}."


def conflict_lines(
    conflicts: Iterable[Conflict], colour: bool = False, sides: BranchNames = UNNAMED
) -> Iterator[str]:
    """A sentence for each conflict and, where a text was reworded twice, how each side changed it."""
    paint = coloured if colour else plain
    names = [f"{one_line(name)}:" for name in (sides.ours, sides.theirs)]
    width = max(map(len, names))
    for conflict in conflicts:
        yield sentence(conflict, sides) + "."
        if isinstance(conflict, BothChanged):
            for _, base, *both in at_odds(conflict):
                if isinstance(base, str) and all(isinstance(text, str) for text in both):
                    for name, text in zip(names, both, strict=True):
                        yield f"    {name:<{width}} {marked(word_diff(base, text), paint)}"
