"""Where to look after an undo: the claim that has become another."""

from __future__ import annotations

from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.types import Claim


def changed_claim(before: Index, now: Index) -> str | None:
    """The id of the first claim that is new or another than ``before``; where claims only went, of one that the first
    of them bore on. None where no claim changed, or nothing is left to look at."""
    change = now.since(before)
    old = {claim.id: claim for claim in change.gone}
    for claim in change.come:
        if old.get(claim.id) != claim:
            return claim.id
    gone = next((claim for claim in change.gone if claim.id not in now.claims), None)
    return next((target for target in _targets(gone) if target in now.claims), None) if gone is not None else None


def _targets(claim: Claim) -> tuple[str, ...]:
    return tuple(reason.target.partition(ARROW)[0] for reason in claim.reasons)
