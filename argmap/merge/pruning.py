"""Taking out the references that broke because something was removed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from argmap.merge.changes import Value
from argmap.merge.conflicts import BothChanged, Conflict
from argmap.merge.references import Thing, of_values, present
from argmap.model.types import Citation, Claim, Map, Position, Reason, Stakeholder, rebuilt


def pruned(map: Map, before: Map) -> Map:
    """``map`` without references to what ``before`` had and ``map`` has not; reasons go that lost their target.

    References that were broken before stay as they are.
    """
    while gone := present(before) - present(map):
        before, map = map, _without(map, gone)
    return map


def without_gone(conflict: Conflict, gone: Collection[Thing]) -> Conflict | None:
    """``conflict`` without choices of what is gone; None when the choices are the same then."""
    if not isinstance(conflict, BothChanged):
        return conflict
    ours, theirs = (_values_without(conflict.fields, values, gone) for values in (conflict.ours, conflict.theirs))
    return None if ours == theirs else replace(conflict, ours=ours, theirs=theirs)


def _values_without(fields: tuple[str, ...], values: tuple[Value, ...], gone: Collection[Thing]) -> tuple[Value, ...]:
    lost = {name for name, thing in of_values(fields, values) if thing in gone}
    if "tension" in lost:
        lost.add("side")
    return tuple(None if name in lost else value for name, value in zip(fields, values, strict=True))


def _without(map: Map, gone: frozenset[Thing]) -> Map:
    return rebuilt(
        map,
        stakeholders=tuple(_stakeholder(one, gone) for one in map.stakeholders),
        claims=tuple(_claim(claim, gone) for claim in map.claims),
    )


def _stakeholder(stakeholder: Stakeholder, gone: frozenset[Thing]) -> Stakeholder:
    return rebuilt(stakeholder, part_of=None) if ("stakeholders", stakeholder.part_of) in gone else stakeholder


def _claim(claim: Claim, gone: frozenset[Thing]) -> Claim:
    tension, side = claim.tension, claim.side
    if ("tensions", tension) in gone:
        tension = side = None
    elif ("tensions", tension, "sides", side) in gone:
        side = None
    return rebuilt(
        claim,
        tension=tension,
        side=side,
        reasons=tuple(_reason(reason, gone) for reason in claim.reasons if _has_target(reason, gone)),
        positions=tuple(
            _position(one, gone) for one in claim.positions if ("stakeholders", one.stakeholder) not in gone
        ),
        sources=_citations(claim.sources, gone),
    )


def _has_target(reason: Reason, gone: frozenset[Thing]) -> bool:
    return ("reasons" if reason.kind == "undercuts" else "claims", reason.target) not in gone


def _reason(reason: Reason, gone: frozenset[Thing]) -> Reason:
    linked = tuple(premise for premise in reason.linked if ("claims", premise) not in gone)
    return rebuilt(reason, linked=linked, sources=_citations(reason.sources, gone))


def _position(position: Position, gone: frozenset[Thing]) -> Position:
    return rebuilt(position, source=None) if ("sources", position.source) in gone else position


def _citations(citations: tuple[Citation, ...], gone: frozenset[Thing]) -> tuple[Citation, ...]:
    return tuple(citation for citation in citations if ("sources", citation.source) not in gone)
