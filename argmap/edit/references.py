"""Refusing references to what is not in the map, with the nearest id that is."""

from __future__ import annotations

from typing import Literal

from argmap.model.findings import Refusal
from argmap.model.nearest import nearest
from argmap.model.types import Map, Source, Stakeholder, Tension

Section = Literal["stakeholder", "source", "tension"]


def parts_of(map: Map, section: Section) -> tuple[Stakeholder, ...] | tuple[Source, ...] | tuple[Tension, ...]:
    """The parts of one section of a map."""
    if section == "stakeholder":
        return map.stakeholders
    return map.sources if section == "source" else map.tensions


def refuse_unknown(map: Map, section: Section, wanted: str) -> None:
    """Raise Refusal when the section holds no part with the id ``wanted``."""
    known = [part.id for part in parts_of(map, section)]
    if wanted not in known:
        raise Refusal(f"There is no {section} '{wanted}' in this map.{_suggestion(section, wanted, known)}")


def refuse_unknown_side(map: Map, tension: str, wanted: str) -> None:
    """Raise Refusal when the tension or its side is not in the map."""
    refuse_unknown(map, "tension", tension)
    for item in map.tensions:
        known = [side.id for side in item.sides]
        if item.id == tension and wanted not in known:
            raise Refusal(f"The tension '{tension}' has no side '{wanted}'.{_suggestion('side', wanted, known)}")


def _suggestion(what: str, wanted: str, known: list[str]) -> str:
    if near := nearest(wanted, known):
        return f" Did you mean '{near}'?"
    return f" There are: {', '.join(known)}." if 0 < len(known) <= 6 else f" Add the {what} first."
