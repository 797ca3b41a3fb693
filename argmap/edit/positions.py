"""Editing positions: which stakeholder takes which stance on a claim, and where they said so."""

from __future__ import annotations

from argmap.edit.copy import claim_named, optional, with_claim
from argmap.edit.references import refuse_unknown
from argmap.model.findings import Refusal
from argmap.model.types import Map, Position, Stance, rebuilt


def set_position(map: Map, claim_id: str, position: Position) -> Map:
    """The stakeholder's position on the claim, in place of one it had.

    Raises Refusal when the stakeholder or the source is not in the map.
    """
    refuse_unknown(map, "stakeholder", position.stakeholder)
    if position.source is not None:
        refuse_unknown(map, "source", position.source)
    position = rebuilt(position, quote=optional(position.quote), date=optional(position.date))
    positions = claim_named(map, claim_id).positions
    if not any(old.stakeholder == position.stakeholder for old in positions):
        return with_claim(map, claim_id, positions=(*positions, position))
    replaced = tuple(position if old.stakeholder == position.stakeholder else old for old in positions)
    return with_claim(map, claim_id, positions=replaced)


def set_stance(map: Map, claim_id: str, stakeholder: str, stance: Stance) -> Map:
    """The stakeholder's stance on the claim; its source, quote and date stay."""
    for position in claim_named(map, claim_id).positions:
        if position.stakeholder == stakeholder:
            return set_position(map, claim_id, rebuilt(position, stance=stance))
    return set_position(map, claim_id, Position(stakeholder=stakeholder, stance=stance))


def clear_position(map: Map, claim_id: str, stakeholder: str) -> Map:
    """The stakeholder takes no position on the claim. Raises Refusal when it took none."""
    positions = claim_named(map, claim_id).positions
    kept = tuple(position for position in positions if position.stakeholder != stakeholder)
    if len(kept) == len(positions):
        raise Refusal(f"'{stakeholder}' takes no position on '{claim_id}'.")
    return with_claim(map, claim_id, positions=kept)
