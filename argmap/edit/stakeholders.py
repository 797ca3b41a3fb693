"""Editing stakeholders and their positions on claims."""

from __future__ import annotations

from argmap.edit.parts import claim_named, optional, refuse_id, refuse_unknown, with_claim, with_each
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.references import redirected, removing
from argmap.model.types import Map, Position, Stakeholder, Stance, rebuilt


def add_stakeholder(map: Map, stakeholder: Stakeholder) -> Map:
    """Add a stakeholder at the end. Raises MapError for an unusable id and an impossible ``part_of``."""
    refuse_id(map, stakeholder.id)
    return rebuilt(map, stakeholders=(*map.stakeholders, _checked(map, stakeholder)))


def edit_stakeholder(map: Map, stakeholder: Stakeholder) -> Map:
    """Replace the stakeholder that has the id of ``stakeholder``. Raises MapError as :func:`add_stakeholder` does."""
    refuse_unknown(map, "stakeholder", stakeholder.id)
    new = _checked(map, stakeholder)
    return rebuilt(map, stakeholders=tuple(new if old.id == new.id else old for old in map.stakeholders))


def remove_stakeholder(map: Map, stakeholder_id: str) -> Map:
    """Remove a stakeholder and its positions. Its parts stay, as parts of nothing."""
    refuse_unknown(map, "stakeholder", stakeholder_id)
    redirect = removing({("stakeholders", stakeholder_id)})
    others = tuple(redirected(other, redirect) for other in map.stakeholders if other.id != stakeholder_id)
    holding = dict.fromkeys(claim.id for claim, _ in Index.of(map).positions_of.get(stakeholder_id, ()))
    return rebuilt(with_each(map, holding, lambda claim: redirected(claim, redirect)), stakeholders=others)


def _checked(map: Map, stakeholder: Stakeholder) -> Stakeholder:
    whole = stakeholder.part_of
    if whole == stakeholder.id:
        raise MapError(f"'{stakeholder.id}' cannot be part of itself.")
    if whole is not None:
        refuse_unknown(map, "stakeholder", whole)
    wholes = {other.id: other.part_of for other in map.stakeholders} | {stakeholder.id: whole}
    for _ in range(len(wholes)):
        if whole == stakeholder.id:
            raise MapError(f"'{stakeholder.id}' cannot be part of '{stakeholder.part_of}', which is part of it.")
        whole = wholes.get(whole) if whole is not None else None
    texts = {field: optional(getattr(stakeholder, field)) for field in ("name", "short", "kind", "interests")}
    return rebuilt(stakeholder, **texts)


def set_position(map: Map, claim_id: str, position: Position) -> Map:
    """Set the position of a stakeholder on a claim, in place of the one it had.

    Raises MapError when the claim, the stakeholder or the source is not in the map.
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
    """Set the stance of a stakeholder on a claim; the source, quote and date of its position stay."""
    for position in claim_named(map, claim_id).positions:
        if position.stakeholder == stakeholder:
            return set_position(map, claim_id, rebuilt(position, stance=stance))
    return set_position(map, claim_id, Position(stakeholder=stakeholder, stance=stance))


def clear_position(map: Map, claim_id: str, stakeholder: str) -> Map:
    """Remove the position of a stakeholder on a claim. Raises MapError when it has none."""
    positions = claim_named(map, claim_id).positions
    kept = tuple(position for position in positions if position.stakeholder != stakeholder)
    if len(kept) == len(positions):
        raise MapError(f"'{stakeholder}' takes no position on '{claim_id}'.")
    return with_claim(map, claim_id, positions=kept)
