"""Editing tensions, their sides, and which side a claim takes."""

from __future__ import annotations

from collections.abc import Collection

from argmap.edit.parts import optional, refuse_id, refuse_unknown, refuse_unknown_side, said, with_claim, with_each
from argmap.model.findings import MapError
from argmap.model.ids import problem_with
from argmap.model.index import Index
from argmap.model.references import Thing, redirected, removing
from argmap.model.types import Map, Tension, rebuilt


def set_tension(map: Map, claim_id: str, tension: str | None, side: str | None = None) -> Map:
    """Put a claim into a tension, on one of its sides or on none; None takes it out of its tension."""
    if tension is None:
        side = None
    elif side is not None:
        refuse_unknown_side(map, tension, side)
    else:
        refuse_unknown(map, "tension", tension)
    return with_claim(map, claim_id, tension=tension, side=side)


def add_tension(map: Map, tension: Tension) -> Map:
    """Add a tension at the end. Raises MapError for ids that cannot be used and for sides without a title."""
    refuse_id(map, tension.id)
    return rebuilt(map, tensions=(*map.tensions, _checked(tension)))


def edit_tension(map: Map, tension: Tension) -> Map:
    """Replace the tension that has the id of ``tension``. Claims on a side that it loses take no side."""
    refuse_unknown(map, "tension", tension.id)
    new = _checked(tension)
    sides = {side.id for side in new.sides}
    taken = {claim.side for claim in Index.of(map).claims_in.get(new.id, ()) if claim.side is not None}
    gone = {("tensions", new.id, "sides", side) for side in taken - sides}
    tensions = tuple(new if old.id == new.id else old for old in map.tensions)
    return rebuilt(_without(map, new.id, gone), tensions=tensions)


def remove_tension(map: Map, tension_id: str) -> Map:
    """Remove a tension. Its claims stay, in no tension."""
    refuse_unknown(map, "tension", tension_id)
    kept = tuple(tension for tension in map.tensions if tension.id != tension_id)
    return rebuilt(_without(map, tension_id, {("tensions", tension_id)}), tensions=kept)


def _without(map: Map, tension_id: str, gone: Collection[Thing]) -> Map:
    """``map`` with the claims of one tension redirected away from what is gone."""
    within = [claim.id for claim in Index.of(map).claims_in.get(tension_id, ())]
    return with_each(map, within, lambda claim: redirected(claim, removing(gone)))


def _checked(tension: Tension) -> Tension:
    seen: set[str] = set()
    for side in tension.sides:
        said(side.title, "The title of a side")
        if problem := problem_with(side.id):
            raise MapError(f"'{side.id}' cannot be the id of a side: it {problem}.")
        if side.id in seen:
            raise MapError(f"The tension '{tension.id}' has the side '{side.id}' already.")
        seen.add(side.id)
    sides = tuple(rebuilt(side, short=optional(side.short)) for side in tension.sides)
    return rebuilt(tension, title=optional(tension.title), question=optional(tension.question), sides=sides)
