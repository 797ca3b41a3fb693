"""The claims that state the sides of a tension."""

from __future__ import annotations

from collections.abc import Container

from argmap.model.index import Index
from argmap.model.types import Claim


def side_heads(index: Index, tension: str) -> dict[str | None, tuple[Claim, ...]]:
    """By side of the tension (None: no side): its claims that support no other claim of that side, in file order."""
    found: dict[str | None, list[Claim]] = {}
    for claim in index.claims_in.get(tension, ()):
        found.setdefault(claim.side, []).append(claim)
    return {side: _not_supporting_each_other(claims) for side, claims in found.items()}


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
        if not any(reason.kind == "supports" and reason.target in ids - {claim.id} for reason in claim.reasons)
    ]
    return tuple(free or claims)
