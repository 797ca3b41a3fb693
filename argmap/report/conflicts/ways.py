"""The ways to resolve a conflict, and what follows from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.merge.conflicts import (
    AddedTwice,
    Clash,
    Conflict,
    MergedMap,
    Pick,
    RemovedButNeeded,
    Retargeted,
    Reworded,
    Twins,
)
from argmap.merge.resolution import picks, resolve
from argmap.model.findings import MapError, Path
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.report.conflicts.headings import counts_of
from argmap.report.conflicts.names import (
    UNNAMED,
    Names,
    quoted,
    short,
)
from argmap.semantics.labels import Labels, label
from argmap.semantics.status import status
from argmap.vocabulary import STATUSES, counted

MOST_EFFECTS = 2
"""The number of changes of status that are listed for one way to resolve a conflict; the others are counted."""


class Way(NamedTuple):
    """A way to resolve a conflict, in words, and its effects on the map."""

    pick: Pick
    words: str
    effects: tuple[str, ...] = ()


def ways(conflict: Conflict, names: Names = UNNAMED) -> list[Way]:
    """The ways to resolve a conflict, without what follows."""
    words = _yours(conflict) if names is None else _named_ways(conflict, short(names.ours), short(names.theirs))
    return [Way(pick, words[pick]) for pick in picks(conflict)]


def with_effects(found: Iterable[Way], conflict: Conflict, map: Map) -> list[Way]:
    """The ways, each with its effects: claims that get another status than they have in the map now."""
    before = label(Index.of(map))
    return [way._replace(effects=tuple(_effects(conflict, way.pick, map, before))) for way in found]


def _effects(conflict: Conflict, pick: Pick, map: Map, before: Labels) -> Iterator[str]:
    try:
        after = label(Index.build(resolve(MergedMap(map, (conflict,)), conflict, pick).map))
    except MapError:
        return
    changed = [
        (claim_id, status(before, claim_id), status(after, claim_id))
        for claim_id in after.index.claims
        if claim_id in before.index.claims and status(before, claim_id) != status(after, claim_id)
    ]
    for claim_id, old, new in changed[:MOST_EFFECTS]:
        words = f"{STATUSES[old].label.lower()} → {STATUSES[new].label.lower()}"
        yield f"{quoted(before.index, 'claims', claim_id)}: {words}"
    if len(changed) > MOST_EFFECTS:
        yield f"{counted(len(changed) - MOST_EFFECTS, 'more claim')} with another status"


def _yours(conflict: Conflict) -> Mapping[Pick, str]:
    match conflict:
        case RemovedButNeeded(removed_by=by):
            mine, other = ("delete", "keep") if by == "ours" else ("keep", "delete")
            it = _with_what_it_has(conflict.path)
            return {"ours": f"Yours: {mine} {it}", "theirs": f"Theirs: {other} {it}"}
        case Reworded():
            return _of_reworded(conflict, "yours", "theirs")
        case Retargeted():
            return {"ours": "Keep your target", "theirs": "Use their target"}
        case Twins():
            one = "Make them one, as"
            return {"ours": f"{one} yours is called", "theirs": f"{one} theirs is called", "both": "Keep both"}
        case AddedTwice() | Clash():
            return {"ours": "Keep yours, delete theirs", "theirs": "Keep theirs, delete yours", "both": "Keep both"}
    return {"ours": "Keep yours", "theirs": "Use theirs", "both": "Join both texts: yours, then theirs"}


def _named_ways(conflict: Conflict, ours: str, theirs: str) -> Mapping[Pick, str]:
    match conflict:
        case RemovedButNeeded(removed_by=by):
            mine, other = ("delete", "keep") if by == "ours" else ("keep", "delete")
            it = _with_what_it_has(conflict.path)
            return {"ours": f"As {ours}: {mine} {it}", "theirs": f"As {theirs}: {other} {it}"}
        case Reworded():
            return _of_reworded(conflict, ours, theirs)
        case Retargeted():
            return {"ours": f"Keep the target of {ours}", "theirs": f"Use the target of {theirs}"}
        case Twins():
            one = "Make them one, under the id of"
            return {"ours": f"{one} {ours}", "theirs": f"{one} {theirs}", "both": "Keep both"}
        case AddedTwice() | Clash():
            mine, other = (f"Keep the version of {side}, delete the other" for side in (ours, theirs))
            return {"ours": mine, "theirs": other, "both": "Keep both"}
    joined = f"Join both texts, first that of {ours}"
    return {"ours": f"Keep the version of {ours}", "theirs": f"Use the version of {theirs}", "both": joined}


def _with_what_it_has(path: Path) -> str:
    """A thing with what goes when it goes."""
    along = {"claims": " and its links", "stakeholders": " and its positions", "sources": " and its citations"}
    return f"it{along.get(path[0], '') if len(path) == 2 else ''}"


def _of_reworded(conflict: Reworded, ours: str, theirs: str) -> Mapping[Pick, str]:
    new: Pick = conflict.reworded_by
    old: Pick = "theirs" if new == "ours" else "ours"
    other = theirs if new == "ours" else ours
    without = f"New wording, without the {counts_of(conflict.added)} of {other}"
    return {
        new: without if conflict.added else "New wording, as it is in the map now",
        old: "Old wording, with all that was recorded for it",
        "both": "New wording, with all that was recorded: it fits",
    }
