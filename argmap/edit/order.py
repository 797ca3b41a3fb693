"""Reordering claims in the file. Order means nothing to the argument; it is how the author tells it."""

from __future__ import annotations

from argmap.edit.claims import end_of_block
from argmap.edit.copy import place_of, with_claims
from argmap.model.types import Map


def move_before(map: Map, claim_id: str, other: str) -> Map:
    """The claim, with the block of claims that follows it and bears on it, directly before ``other``."""
    return _moved(map, claim_id, place_of(map, other))


def move_after(map: Map, claim_id: str, other: str) -> Map:
    """The claim with its block, directly after ``other`` and the block of that."""
    return _moved(map, claim_id, end_of_block(map, other))


def _moved(map: Map, claim_id: str, place: int) -> Map:
    start, end = place_of(map, claim_id), end_of_block(map, claim_id)
    if start <= place <= end:
        return map
    claims, block = map.claims, map.claims[start:end]
    if place < start:
        return with_claims(map, (*claims[:place], *block, *claims[place:start], *claims[end:]))
    return with_claims(map, (*claims[:start], *claims[end:place], *block, *claims[place:]))
