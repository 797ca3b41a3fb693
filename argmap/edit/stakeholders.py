"""Editing stakeholders."""

from __future__ import annotations

from argmap.edit.copy import optional, refuse_id, with_each
from argmap.edit.references import refuse_unknown
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Stakeholder, rebuilt


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
