"""The sides of tensions and the claims that state them, and opposed claims.

Opposed claims are rival answers: they object to each other, or state different sides of one tension.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import combinations
from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.types import Claim, Tension


def side_heads(index: Index, tension: str) -> dict[str | None, tuple[Claim, ...]]:
    """By side of the tension (None: no side): its claims that support no other claim of that side, in file order."""
    found: dict[str | None, list[Claim]] = {}
    for claim in index.claims_in.get(tension, ()):
        found.setdefault(claim.side, []).append(claim)
    return {side: _not_supporting_each_other(claims) for side, claims in found.items()}


def claims_by_side(index: Index, tension: Tension) -> dict[str | None, list[Claim]]:
    """The claims of a tension by each of its sides, and after these (None) those on no side, if there are any."""
    found: dict[str | None, list[Claim]] = {side.id: [] for side in tension.sides}
    for claim in index.claims_in.get(tension.id, ()):
        found.setdefault(claim.side, []).append(claim)
    return found


def all_side_heads(index: Index, tension: str) -> tuple[Claim, ...]:
    """The claims that state any of the tension's sides."""
    return tuple(claim for claims in side_heads(index, tension).values() for claim in claims)


def side_places(index: Index) -> dict[tuple[str, str], int]:
    """The place of each side, by its tension and id, among all sides of the map."""
    sides = ((tension.id, side.id) for tension in index.map.tensions for side in tension.sides)
    return {side: place for place, side in enumerate(sides)}


def argues_only_with(index: Index, claim: Claim, others: Container[str]) -> bool:
    """Whether all links of a claim lead to ``others``, and no other claim's link needs it."""
    return all(reason.target in others for reason in claim.reasons) and claim.id not in index.linked_in


def _not_supporting_each_other(claims: list[Claim]) -> tuple[Claim, ...]:
    ids = {claim.id for claim in claims}
    free = [
        claim
        for claim in claims
        if not any(
            reason.kind == "supports" and reason.target in ids and reason.target != claim.id
            for reason in claim.reasons
        )
    ]
    return tuple(free or claims)


class Opposed(NamedTuple):
    """Claims that are opposed, whatever else challenges them."""

    groups: tuple[tuple[str, ...], ...]
    """Claims in two groups or more; those of one group are on one side."""
    tension: str | None
    """The tension whose sides they state."""
    mutual: bool
    """Whether a claim of each group objects to one of another group and the other way round."""


def opposed_claims(index: Index) -> tuple[Opposed, ...]:
    """The claims that state the sides of a tension, then the other pairs that object to each other, in file order."""
    objects_to = {
        (premise, reason.target)
        for reason in index.reasons.values()
        if reason.kind == "objects_to"
        for premise in reason.premises
        if premise in index.claims and reason.target in index.claims
    }
    order = index.order
    mutual = [(a, b) for a, b in objects_to if order[a] < order[b] and (b, a) in objects_to]
    mutual.sort(key=lambda pair: (order[pair[0]], order[pair[1]]))
    of_tensions = tuple(_of_tensions(index, set(mutual)))
    found = {pair for one in of_tensions for pair in _across(one.groups)}
    return (*of_tensions, *(Opposed(((a,), (b,)), None, True) for a, b in mutual if (a, b) not in found))


def _of_tensions(index: Index, mutual: set[tuple[str, str]]) -> Iterator[Opposed]:
    for tension in index.tensions:
        heads = side_heads(index, tension)
        groups = tuple(tuple(claim.id for claim in claims) for side, claims in heads.items() if side is not None)
        if len(groups) > 1:
            yield Opposed(groups, tension, any(pair in mutual or pair[::-1] in mutual for pair in _across(groups)))


def _across(groups: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    """The pairs of claims of different groups, in both orders."""
    for one, other in combinations(groups, 2):
        for a in one:
            for b in other:
                yield a, b
                yield b, a
