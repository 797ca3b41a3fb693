"""Editing stakeholders."""

from __future__ import annotations

from argmap.edit.copy import claim_named, optional, refuse_id, with_claim, with_each
from argmap.edit.references import refuse_unknown
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Stakeholder, Stance, rebuilt


def add_stakeholder(map: Map, stakeholder: Stakeholder) -> Map:
    """One stakeholder more, at the end. Raises Refusal for an id that cannot be used."""
    refuse_id(map, stakeholder.id)
    return rebuilt(map, stakeholders=(*map.stakeholders, _checked(map, stakeholder)))


def edit_stakeholder(map: Map, stakeholder: Stakeholder) -> Map:
    """The stakeholder with the same id as ``stakeholder`` becomes it. Raises Refusal when there is none."""
    refuse_unknown(map, "stakeholder", stakeholder.id)
    new = _checked(map, stakeholder)
    return rebuilt(map, stakeholders=tuple(new if old.id == new.id else old for old in map.stakeholders))


def remove_stakeholder(map: Map, stakeholder_id: str) -> Map:
    """The stakeholder taken out, with its positions; what was part of it is part of nothing."""
    refuse_unknown(map, "stakeholder", stakeholder_id)
    kept = tuple(
        rebuilt(other, part_of=None) if other.part_of == stakeholder_id else other
        for other in map.stakeholders
        if other.id != stakeholder_id
    )
    holding = dict.fromkeys(claim.id for claim, _ in Index.of(map).positions_of.get(stakeholder_id, ()))
    without = with_each(map, holding, lambda claim: _without(claim, stakeholder_id))
    return rebuilt(without, stakeholders=kept)


def _without(claim: Claim, stakeholder_id: str) -> Claim:
    kept = (position for position in claim.positions if position.stakeholder != stakeholder_id)
    return rebuilt(claim, positions=tuple(kept))


def _checked(map: Map, stakeholder: Stakeholder) -> Stakeholder:
    whole = stakeholder.part_of
    if whole == stakeholder.id:
        raise Refusal(f"'{stakeholder.id}' cannot be part of itself.")
    if whole is not None:
        refuse_unknown(map, "stakeholder", whole)
    wholes = {other.id: other.part_of for other in map.stakeholders} | {stakeholder.id: whole}
    for _ in range(len(wholes)):
        if whole == stakeholder.id:
            raise Refusal(f"'{stakeholder.id}' cannot be part of '{stakeholder.part_of}', which is part of it.")
        whole = wholes.get(whole) if whole is not None else None
    texts = {field: optional(getattr(stakeholder, field)) for field in ("name", "kind", "interests")}
    return rebuilt(stakeholder, **texts)


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
