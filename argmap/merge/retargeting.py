"""Links that both sides of a merge gave another target: one link, and a choice between two targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from argmap.edit.reasons import retarget
from argmap.merge.conflicts import Retargeted
from argmap.model.ids import ARROW
from argmap.model.types import KINDS, Claim, Map, Reason


class OneTarget(NamedTuple):
    """A base and theirs in which each link that both sides moved has the target of ours, and the choices left."""

    base: Map
    theirs: Map
    conflicts: tuple[Retargeted, ...]


def with_one_target(base: Map, ours: Map, theirs: Map) -> OneTarget:
    """The maps to merge ours with, so that a link that both sides moved elsewhere stays one link.

    All three maps are in the ids of the base.
    """
    conflicts: list[Retargeted] = []
    for depth in _depths(base):
        found = _moved_twice(base, ours, theirs, depth)
        for one in found:
            base = retarget(base, f"{one.path[1]}{ARROW}{one.old}", one.ours)
            theirs = retarget(theirs, f"{one.path[1]}{ARROW}{one.theirs}", one.ours)
        conflicts += found
    return OneTarget(base, theirs, tuple(conflicts))


def _depths(map: Map) -> list[int]:
    return sorted({reason.target.count(ARROW) for claim in map.claims for reason in claim.reasons})


def _moved_twice(base: Map, ours: Map, theirs: Map, depth: int) -> list[Retargeted]:
    """The links that both sides moved. Those at claims have depth 0, undercuts of links 1, undercuts of these 2.

    An undercut follows its link, so links are made one before undercuts of them are looked at.
    """
    mine, other = ({claim.id: claim for claim in side.claims} for side in (ours, theirs))
    found: list[Retargeted] = []
    for claim in base.claims:
        left, right = mine.get(claim.id), other.get(claim.id)
        if left is not None and right is not None and claim.reasons not in (left.reasons, right.reasons):
            found += [one for one in _moved_twice_in(claim, left, right) if one.old.count(ARROW) == depth]
    return found


def _moved_twice_in(base: Claim, ours: Claim, theirs: Claim) -> Iterator[Retargeted]:
    mine, other = dict(_moved(base, ours)), dict(_moved(base, theirs))
    targets = Counter(reason.target for side in (ours, theirs) for reason in side.reasons)
    for old, left in mine.items():
        right = other.get(old, left)
        if right.target != left.target and targets[left.target] == targets[right.target] == 1:
            yield Retargeted(("claims", base.id, left.kind, left.target), old, left.target, right.target)


def _moved(before: Claim, after: Claim) -> Iterator[tuple[str, Reason]]:
    """The links of a claim that have another target now, by the target they had.

    A link has moved where it is the only one of its kind that went, and one came; or where what came says the same.
    """
    kept = {reason.target for reason in before.reasons} & {reason.target for reason in after.reasons}
    for kind in KINDS:
        gone, come = (
            [one for one in claim.reasons if one.kind == kind and one.target not in kept] for claim in (before, after)
        )
        if len(gone) == 1 == len(come):
            yield gone[0].target, come[0]
            continue
        for one in gone:
            alike = [other for other in come if _says(one) and _says(other) == _says(one)]
            if len(alike) == 1 and sum(_says(other) == _says(one) for other in gone) == 1:
                yield one.target, alike[0]


def _says(reason: Reason) -> tuple[object, ...]:
    """What a link says apart from its ends; empty when it says nothing."""
    said = (reason.linked, reason.scheme, reason.note, reason.sources)
    return said if any(said) else ()
