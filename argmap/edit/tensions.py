"""Editing tensions, their sides, and which side a claim takes."""

from __future__ import annotations

from argmap.edit.copy import optional, refuse_id, said, with_claim, with_each
from argmap.edit.references import refuse_unknown, refuse_unknown_side
from argmap.model.findings import Refusal
from argmap.model.ids import problem_with
from argmap.model.index import Index
from argmap.model.types import Map, Tension, rebuilt


def set_tension(map: Map, claim_id: str, tension: str | None, side: str | None = None) -> Map:
    """The claim stands in a tension, on one of its sides or none; ``None`` takes it out of any."""
    if tension is None:
        side = None
    elif side is not None:
        refuse_unknown_side(map, tension, side)
    else:
        refuse_unknown(map, "tension", tension)
    return with_claim(map, claim_id, tension=tension, side=side)


def add_tension(map: Map, tension: Tension) -> Map:
    """One tension more, at the end. Raises Refusal for ids that cannot be used."""
    refuse_id(map, tension.id)
    return rebuilt(map, tensions=(*map.tensions, _checked(tension)))


def edit_tension(map: Map, tension: Tension) -> Map:
    """The tension with the same id as ``tension`` becomes it; claims on a side it lost take no side."""
    refuse_unknown(map, "tension", tension.id)
    new = _checked(tension)
    known = {side.id for side in new.sides}
    tensions = tuple(new if old.id == new.id else old for old in map.tensions)
    lost = [claim.id for claim in Index.of(map).claims_in.get(new.id, ()) if claim.side not in known]
    return rebuilt(with_each(map, lost, lambda claim: rebuilt(claim, side=None)), tensions=tensions)


def remove_tension(map: Map, tension_id: str) -> Map:
    """The tension taken out; its claims stay and stand in none."""
    refuse_unknown(map, "tension", tension_id)
    kept = tuple(tension for tension in map.tensions if tension.id != tension_id)
    within = [claim.id for claim in Index.of(map).claims_in.get(tension_id, ())]
    return rebuilt(with_each(map, within, lambda claim: rebuilt(claim, tension=None, side=None)), tensions=kept)


def _checked(tension: Tension) -> Tension:
    seen: set[str] = set()
    for side in tension.sides:
        said(side.title, "The title of a side")
        if problem := problem_with(side.id):
            raise Refusal(f"'{side.id}' cannot be the id of a side: it {problem}.")
        if side.id in seen:
            raise Refusal(f"The tension '{tension.id}' has the side '{side.id}' already.")
        seen.add(side.id)
    return rebuilt(tension, title=optional(tension.title), question=optional(tension.question))
