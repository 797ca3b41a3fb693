"""Look-ups that group reasons, positions and claims by a key, and their incremental update after an edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from argmap.model.claim_delta import ClaimDelta
from argmap.model.types import Claim, Map, Position, Reason

Grouped = TypeVar("Grouped")

Rank = Callable[[str], float]
"""From the id of a claim to a number that grows in the order of the file."""

Pairs = Iterable[tuple[str, Grouped]]


def _aims(claim: Claim) -> Pairs[Reason]:
    return [(reason.target, reason) for reason in claim.reasons]


def _links(claim: Claim) -> Pairs[Reason]:
    return [(premise, reason) for reason in claim.reasons for premise in reason.linked]


def _positions(claim: Claim) -> Pairs[tuple[Claim, Position]]:
    return [(position.stakeholder, (claim, position)) for position in claim.positions]


def _citations(claim: Claim) -> Pairs[Claim]:
    return [(source, claim) for source in dict.fromkeys(_sources_in(claim))]


def _tensions(claim: Claim) -> Pairs[Claim]:
    return [] if claim.tension is None else [(claim.tension, claim)]


def _sources_in(claim: Claim) -> Iterable[str]:
    for citation in claim.sources:
        yield citation.source
    for reason in claim.reasons:
        for citation in reason.sources:
            yield citation.source
    for position in claim.positions:
        if position.source is not None:
            yield position.source


class Grouping(NamedTuple):
    """One way of grouping: the pairs of key and item of a claim, and the id of the claim of an item."""

    pairs: Callable[[Claim], Pairs[Any]]
    owner: Callable[[Any], str]


GROUPINGS = {
    "reasons_for": Grouping(_aims, attrgetter("premise")),
    "linked_in": Grouping(_links, attrgetter("premise")),
    "positions_of": Grouping(_positions, lambda held: str(held[0].id)),
    "cited_by": Grouping(_citations, attrgetter("id")),
    "claims_in": Grouping(_tensions, attrgetter("id")),
}
"""The grouped look-ups of an index, by name."""


def grouped(map: Map, name: str) -> dict[str, tuple[Any, ...]]:
    """The look-up of this name over a map: the items of each key in file order."""
    pairs = GROUPINGS[name].pairs
    groups: dict[str, list[Any]] = {}
    for claim in map.claims:
        for key, item in pairs(claim):
            groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


def regrouped(
    groups: Mapping[str, tuple[Any, ...]],
    grouping: Grouping,
    change: ClaimDelta,
    was: Rank,
    place: Rank,
) -> Mapping[str, tuple[Any, ...]]:
    """The groups after a change. ``was`` and ``place`` rank claims in the order of the old and of the new map."""
    gone = [pair for claim in change.gone for pair in grouping.pairs(claim)]
    come = [pair for claim in change.come for pair in grouping.pairs(claim)]
    if change.in_place and same(gone, come):
        return groups
    regrouped = dict(groups)
    once = {(key, grouping.owner(item)): item for key, item in gone}
    for (key, _), item in once.items():
        if kept := _without(regrouped.get(key, ()), item, grouping.owner, was):
            regrouped[key] = kept
        else:
            regrouped.pop(key, None)
    for key, item in come:
        regrouped[key] = _inserted(regrouped.get(key, ()), item, grouping.owner, place)
    return regrouped


def same(some: Sequence[tuple[str, object]], others: Sequence[tuple[str, object]]) -> bool:
    """Whether two lists have equal keys and identical items."""
    return len(some) == len(others) and all(
        one[0] == other[0] and one[1] is other[1] for one, other in zip(some, others, strict=True)
    )


def _without(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], place: Rank) -> tuple[Any, ...]:
    """Items in file order without those of the claim that ``item``, one of them, is of."""
    if len(items) < 2:
        return ()

    def of(other: Any) -> float:
        return place(owner(other))

    start, end = bisect_left(items, of(item), key=of), bisect_right(items, of(item), key=of)
    return (*items[:start], *items[end:])


def _inserted(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], place: Rank) -> tuple[Any, ...]:
    if not items:
        return (item,)
    at = bisect_right(items, place(owner(item)), key=lambda other: place(owner(other)))
    return (*items[:at], item, *items[at:])
