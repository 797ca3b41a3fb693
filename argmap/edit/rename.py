"""Renaming an id with everything that refers to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from argmap.edit.copy import ids_taken, refuse_id, with_each
from argmap.edit.references import refuse_unknown_side
from argmap.model.findings import Refusal
from argmap.model.ids import ARROW, problem_with
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Part, Position, Reason, rebuilt

AnyPart = TypeVar("AnyPart", bound=Part)
Item = TypeVar("Item")
Renaming = Callable[[str], str]


def rename(map: Map, old: str, new: str) -> Map:
    """The claim, stakeholder, source or tension ``old`` is called ``new`` wherever it is named, addresses included.

    Raises Refusal when nothing is called ``old``, or ``new`` cannot be an id or is taken.
    """
    if old not in ids_taken(map):
        raise Refusal(f"Nothing in this map has the id '{old}'.")
    if old == new:
        return map
    refuse_id(map, new)
    return _everywhere(map, old, lambda name: new if name == old else name)


def rename_side(map: Map, tension_id: str, old: str, new: str) -> Map:
    """A side of a tension gets another id, in the claims that take it too."""
    refuse_unknown_side(map, tension_id, old)
    if old == new:
        return map
    if problem := problem_with(new):
        raise Refusal(f"'{new}' cannot be the id of a side: it {problem}.")
    tension = next(tension for tension in map.tensions if tension.id == tension_id)
    if any(side.id == new for side in tension.sides):
        raise Refusal(f"The tension '{tension_id}' has the side '{new}' already.")
    sides = tuple(rebuilt(side, id=new) if side.id == old else side for side in tension.sides)
    renamed = rebuilt(tension, sides=sides)
    claims = tuple(
        rebuilt(claim, side=new) if (claim.tension, claim.side) == (tension_id, old) else claim
        for claim in map.claims
    )
    return rebuilt(map, tensions=tuple(renamed if item is tension else item for item in map.tensions), claims=claims)


def _everywhere(map: Map, old: str, name: Renaming) -> Map:
    naming = [claim_id for claim_id in _claims_that_name(Index.of(map), old) if claim_id in Index.of(map).claims]
    return rebuilt(
        with_each(map, naming, lambda claim: _claim(claim, name)),
        tensions=tuple(_renamed(item, id=name(item.id)) for item in map.tensions),
        stakeholders=tuple(
            _renamed(item, id=name(item.id), part_of=item.part_of and name(item.part_of)) for item in map.stakeholders
        ),
        sources=tuple(_renamed(item, id=name(item.id)) for item in map.sources),
    )


def _claims_that_name(index: Index, named: str) -> set[str]:
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


def _claim(claim: Claim, name: Renaming) -> Claim:
    return _renamed(
        claim,
        id=name(claim.id),
        tension=claim.tension and name(claim.tension),
        reasons=_each(claim.reasons, lambda reason: _reason(reason, name)),
        positions=_each(claim.positions, lambda position: _position(position, name)),
        sources=_each(claim.sources, lambda citation: _citation(citation, name)),
    )


def _reason(reason: Reason, name: Renaming) -> Reason:
    return _renamed(
        reason,
        premise=name(reason.premise),
        target=_address(reason.target, name),
        linked=_each(reason.linked, name),
        sources=_each(reason.sources, lambda citation: _citation(citation, name)),
    )


def _position(position: Position, name: Renaming) -> Position:
    return _renamed(
        position, stakeholder=name(position.stakeholder), source=position.source and name(position.source)
    )


def _citation(citation: Citation, name: Renaming) -> Citation:
    return _renamed(citation, source=name(citation.source))


def _address(target: str, name: Renaming) -> str:
    parts = target.split(ARROW)
    renamed = [name(part) for part in parts]
    return target if renamed == parts else ARROW.join(renamed)


def _each(items: tuple[Item, ...], change: Callable[[Item], Item]) -> tuple[Item, ...]:
    """The items changed; the same tuple when no change was made."""
    new = tuple(change(item) for item in items)
    return items if all(old is after for old, after in zip(items, new, strict=True)) else new


def _renamed(part: AnyPart, **fields: Any) -> AnyPart:
    """``part`` with these fields; the same object when each is as it was."""
    if all(getattr(part, field) is value for field, value in fields.items()):
        return part
    return rebuilt(part, **fields)
