"""What happened, in a sentence for each conflict and each rewording that is only reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from argmap.escape import one_line
from argmap.merge.conflicts import (
    WHAT_CLASHES,
    AddedTwice,
    BothChanged,
    Clash,
    Conflict,
    RemovedButNeeded,
    RenamedTwice,
    Retargeted,
    Reworded,
    Twins,
    at_odds,
)
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.types import KINDS
from argmap.report.conflicts.names import (
    UNNAMED,
    Names,
    named,
    part_at,
    quoted,
    short,
)
from argmap.vocabulary import FIELDS, THINGS, capital, counted

MOST_NAMED = 3
"""The number of things that a sentence names; the others are counted."""


def heading(conflict: Conflict, index: Index, names: Names = UNNAMED) -> str:
    """The sentence that says what happened."""
    about = named(conflict.path, index)
    both = "You and they" if names is None else "Both sides"
    match conflict:
        case BothChanged():
            return f"{both} changed {_fields(conflict)} of {about}."
        case RemovedButNeeded():
            return _removal(conflict, about, index, names)
        case AddedTwice():
            return f"{both} added different things under one id: {about} and {named(conflict.other, index)}."
        case RenamedTwice():
            return f"{both} gave {about} different ids."
        case Twins():
            return f"{both} added what seems to be one {THINGS[conflict.path[0]]}."
        case Retargeted():
            return f"{both} moved one link of the claim {quoted(index, 'claims', conflict.path[1])} elsewhere."
        case Reworded():
            return _rewording(conflict, about, names)
        case Clash():
            what, other = WHAT_CLASHES[conflict.why], named(conflict.other, index)
            if names is None:
                return f"Yours, {about}, and theirs, {other}, {what}."
            return f"{capital(about)} of {short(names.ours)} and {other} of {short(names.theirs)} {what}."


def _fields(conflict: BothChanged) -> str:
    is_reason = len(conflict.path) > 2 and conflict.path[-2] in KINDS
    words = {**FIELDS, "kind": "support or objection"} if is_reason else FIELDS
    return "the " + " and ".join(words.get(name, name) for name, *_ in at_odds(conflict))


def _removal(conflict: RemovedButNeeded, about: str, index: Index, names: Names) -> str:
    ours_removed = conflict.removed_by == "ours"
    you, they = ("you", "they") if names is None else (short(names.ours), short(names.theirs))
    remover, other = (you, they) if ours_removed else (they, you)
    use = "changed it"
    if conflict.needed_by:
        use = f"now {'use' if names is None else 'uses'} it in {named(conflict.needed_by[0], index)}"
    start = _at_start(remover, names)
    what = f"a part of {about}" if len(conflict.path) > 2 else about
    return f"{start} deleted {what}, and {other} {use}. The map keeps it for now."


def counts_of(paths: Iterable[Path]) -> str:
    """The number of positions, citations and links at these paths, such as ``1 position and 2 links``."""
    nouns = {"positions": "position", "sources": "citation"}
    count = Counter(nouns.get(path[2], "link") for path in paths)
    return " and ".join(counted(count[noun], noun) for noun in ("position", "citation", "link") if count[noun])


def _at_start(side: str, names: Names) -> str:
    """A side at the start of a sentence; the name of a branch is left as it is."""
    return side.capitalize() if names in (None, UNNAMED) else side


def _rewording(conflict: Reworded, about: str, names: Names) -> str:
    ours_did = conflict.reworded_by == "ours"
    you, they = ("you", "they") if names is None else (short(names.ours), short(names.theirs))
    by, other = (you, they) if ours_did else (they, you)
    start = _at_start(by, names)
    what = counts_of((*conflict.added, *conflict.changed))
    return f"{start} reworded {about}, and {other} recorded {what} for the old wording."


def notice(found: Reworded, index: Index, names: Names = UNNAMED) -> str:
    """A rewording that needs no decision, in a sentence."""
    by, other = ("ours", "theirs") if found.reworded_by == "ours" else ("theirs", "ours")
    of = (
        {"ours": "you", "theirs": "they"}
        if names is None
        else {"ours": short(names.ours), "theirs": short(names.theirs)}
    )
    start = _at_start(of[by], names)
    about = named(found.path, index)
    recorded = (*found.added, *found.changed)
    if recorded:
        what = f"what {of[other]} recorded was for the old wording"
        return f"{start} reworded {about}; {what}: {_listed(recorded, index)}."
    return f"{start} reworded {about}; its quotes were for the old wording: {_listed(found.kept, index)}."


def _listed(paths: Sequence[Path], index: Index) -> str:
    told = [part_at(path, index) for path in paths[:MOST_NAMED]]
    more = len(paths) - MOST_NAMED
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")


def who_is_who(names: Names) -> str:
    """Which branch or commit each side is, such as ``In this rebase, ours is main ...``; empty when it is unknown."""
    if names is None or names == UNNAMED:
        return ""
    doing = f"In this {names.under_way}, ours" if names.under_way else "Ours"
    return f"{doing} is {one_line(names.ours)} and theirs is {one_line(names.theirs)}."
