"""Where to look after an undo: the claim that has become another."""

from __future__ import annotations

from argmap.model.ids import ARROW
from argmap.model.types import Claim, Map


def changed_claim(before: Map, now: Map) -> str | None:
    """The id of the first claim that is new or another than ``before``; where claims only went, of one that the first
    of them bore on. None where no claim changed, or nothing is left to look at."""
    old = {claim.id: claim for claim in before.claims}
    for claim in now.claims:
        known = old.get(claim.id)
        if known is not claim and known != claim:
            return claim.id
    left = {claim.id for claim in now.claims}
    gone = next((claim for claim in before.claims if claim.id not in left), None)
    return next((target for target in _targets(gone) if target in left), None) if gone is not None else None


def _targets(claim: Claim) -> tuple[str, ...]:
    return tuple(reason.target.partition(ARROW)[0] for reason in claim.reasons)
