"""Where a claim can be moved: what is offered is what is not refused."""

from __future__ import annotations

from functools import partial

from hypothesis import given

from argmap.edit.reasons import move_reason, put_under, targets_for_move
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map, Reason
from tests.strategies import maps


def _is_taken(map: Map, claim_id: str, moved: Reason | None, target: str) -> bool:
    move = partial(move_reason, map, moved.address) if moved else partial(put_under, map, claim_id, kind="supports")
    try:
        return move(target=target) is not map
    except MapError:
        return False


@given(maps())
def test_a_claim_is_offered_just_the_targets_that_it_can_be_moved_to(map: Map) -> None:
    index = Index.of(map)
    for claim in map.claims:
        for moved in (None, *claim.reasons):
            targets = [one for one in (*index.claims, *index.reasons) if _is_taken(map, claim.id, moved, one)]
            assert list(targets_for_move(index, claim.id, moved)) == targets
