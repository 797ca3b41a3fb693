"""Renaming an id together with every reference to it."""

from __future__ import annotations

from argmap.edit.parts import ids_taken, refuse_id, refuse_unknown_side, with_each
from argmap.model.findings import MapError
from argmap.model.ids import ARROW, problem_with
from argmap.model.index import Index
from argmap.model.paths import SECTIONS
from argmap.model.renaming import Renaming, renamed_part
from argmap.model.types import Map, rebuilt


def rename(map: Map, old: str, new: str) -> Map:
    """Give the claim, stakeholder, source or tension ``old`` the id ``new``, in all references and addresses too.

    Raises MapError when nothing has the id ``old``, and when ``new`` is not an id or is taken.
    """
    if old not in ids_taken(map):
        raise MapError(f"Nothing in this map has the id '{old}'.")
    if old == new:
        return map
    refuse_id(map, new)
    renaming = Renaming({(section, old): new for section in SECTIONS})
    index = Index.of(map)
    affected = (claim_id for claim_id in claims_that_name(index, old) if claim_id in index.claims)
    return rebuilt(
        with_each(map, affected, lambda claim: renamed_part(claim, renaming, "claims")),
        **{
            section: tuple(renamed_part(item, renaming, section) for item in getattr(map, section))
            for section in SECTIONS
            if section != "claims"
        },
    )


def rename_side(map: Map, tension_id: str, old: str, new: str) -> Map:
    """Give a side of a tension another id, in the claims that take it too.

    Raises MapError when there is no such side, and when ``new`` is not an id or is the id of another side.
    """
    refuse_unknown_side(map, tension_id, old)
    if old == new:
        return map
    if problem := problem_with(new):
        raise MapError(f"'{new}' cannot be the id of a side: it {problem}.")
    tension = next(tension for tension in map.tensions if tension.id == tension_id)
    if any(side.id == new for side in tension.sides):
        raise MapError(f"The tension '{tension_id}' has the side '{new}' already.")
    renaming = Renaming(sides={(tension_id, old): new})
    affected = [claim.id for claim in Index.of(map).claims_in.get(tension_id, ())]
    return rebuilt(
        with_each(map, affected, lambda claim: renamed_part(claim, renaming)),
        tensions=tuple(renamed_part(item, renaming) for item in map.tensions),
    )


def claims_that_name(index: Index, named: str) -> set[str]:
    """The ids of the claims that have or refer to an id."""
    found = {named}
    for target, reasons in index.reasons_for.items():
        if target == named or (ARROW in target and named in target.split(ARROW)):
            found.update(reason.premise for reason in reasons)
    found.update(reason.premise for reason in index.linked_in.get(named, ()))
    found.update(claim.id for claim, _ in index.positions_of.get(named, ()))
    for claims in (index.cited_by.get(named, ()), index.claims_in.get(named, ())):
        found.update(claim.id for claim in claims)
    return found
