"""What claims hold, grouped by what it is about, and the groups brought up to an edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from argmap.model.claim_delta import Touched
from argmap.model.types import Claim, Map, Position, Reason

Item = TypeVar("Item")

Place = Callable[[str], float]
"""Numbers for the ids of claims that rise in the order of a file."""

Pairs = Iterable[tuple[str, Item]]


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
    """How a look-up groups what claims hold: the pairs of key and item in a claim, and the claim of an item."""

    pairs: Callable[[Claim], Pairs[Any]]
    owner: Callable[[Any], str]


GROUPINGS = {
    "reasons_for": Grouping(_aims, attrgetter("premise")),
    "linked_in": Grouping(_links, attrgetter("premise")),
    "positions_of": Grouping(_positions, lambda held: str(held[0].id)),
    "cited_by": Grouping(_citations, attrgetter("id")),
    "claims_in": Grouping(_tensions, attrgetter("id")),
}
"""The look-ups of an index that are groups, by name."""


def grouped(map: Map, name: str) -> dict[str, tuple[Any, ...]]:
    """The look-up of this name over a map: by key, the items in file order."""
    pairs = GROUPINGS[name].pairs
    groups: dict[str, list[Any]] = {}
    for claim in map.claims:
        for key, item in pairs(claim):
            groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


def regrouped(
    groups: Mapping[str, tuple[Any, ...]],
    grouping: Grouping,
    change: Touched,
    was: Place,
    place: Place,
) -> Mapping[str, tuple[Any, ...]]:
    """Groups as they are after a change, each in file order: ``was`` that of the old map, ``place`` of the new."""
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
    """Whether two lists of keys and items have the very same items under equal keys."""
    return len(some) == len(others) and all(
        one[0] == other[0] and one[1] is other[1] for one, other in zip(some, others, strict=True)
    )


def _without(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], place: Place) -> tuple[Any, ...]:
    """Items in file order, ``item`` among them, without those of the claim that it is of."""
    if len(items) < 2:
        return ()

    def of(other: Any) -> float:
        return place(owner(other))

    start, end = bisect_left(items, of(item), key=of), bisect_right(items, of(item), key=of)
    return (*items[:start], *items[end:])


def _inserted(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], place: Place) -> tuple[Any, ...]:
    if not items:
        return (item,)
    at = bisect_right(items, place(owner(item)), key=lambda other: place(owner(other)))
    return (*items[:at], item, *items[at:])
