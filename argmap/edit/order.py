"""Where claims are in the file. The order has no meaning for the argument; it is the author's way to present it.

A *block* is a claim with the claims that directly follow it and bear on it, however indirectly.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.edit.copy_on_write import with_claims
from argmap.edit.lookup import claim_named, place_of
from argmap.model.index import Index
from argmap.model.types import Claim, Map


def move_before(map: Map, claim_id: str, other: str) -> Map:
    """Move the block of a claim directly before the claim ``other``."""
    return _moved(map, claim_id, place_of(map, other))


def move_after(map: Map, claim_id: str, other: str) -> Map:
    """Move the block of a claim directly behind the block of ``other``."""
    return _moved(map, claim_id, end_of_block(map, other))


def _moved(map: Map, claim_id: str, place: int) -> Map:
    start, end = place_of(map, claim_id), end_of_block(map, claim_id)
    if start <= place <= end:
        return map
    claims, block = map.claims, map.claims[start:end]
    if place < start:
        return with_claims(map, (*claims[:place], *block, *claims[place:start], *claims[end:]))
    return with_claims(map, (*claims[:start], *claims[end:place], *block, *claims[place:]))


def after_reasons(map: Map, claim_id: str) -> int:
    """The position in the file behind the claim's last follower, the last follower of that, and so on.

    The followers of a claim are those whose first reason bears on it or on a reason it gives, and its linked premises
    without reasons of their own. In a file in outline order this is the end of the block.
    """
    index = Index.of(map)
    last: str | None = claim_named(map, claim_id).id
    place = -1
    while last is not None and index.order[last] > place:
        place = index.order[last]
        last = max(_followers(index, last), key=index.order.__getitem__, default=None)
    return place + 1


def _followers(index: Index, claim_id: str) -> Iterator[str]:
    """The ids of the followers of a claim."""
    claim = index.claims[claim_id]
    undercuts = (undercut for step in claim.reasons for undercut in index.undercuts_of(step))
    for reason in (*index.reasons_for.get(claim_id, ()), *undercuts):
        if reason in index.claims[reason.premise].reasons[:1]:
            yield reason.premise
    for premise in _linked(claim):
        if premise in index.claims and not index.claims[premise].reasons:
            yield premise


def end_of_block(map: Map, claim_id: str) -> int:
    """The position in the file behind the block of a claim."""
    place = place_of(map, claim_id)
    block = {claim_id}
    linked = set(_linked(map.claims[place]))
    end = place + 1
    for claim in map.claims[place + 1 :]:
        if not (_bears_on(claim, block) or (claim.id in linked and not claim.reasons)):
            break
        block.add(claim.id)
        linked.update(_linked(claim))
        end += 1
    return end


def _bears_on(claim: Claim, block: set[str]) -> bool:
    return any(reason.target.partition(" -> ")[0] in block for reason in claim.reasons)


def _linked(claim: Claim) -> list[str]:
    return [premise for reason in claim.reasons for premise in reason.linked]
