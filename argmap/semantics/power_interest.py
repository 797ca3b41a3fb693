"""The power/interest grid of stakeholders (Mendelow 1981), from the two fields of the map."""

from __future__ import annotations

from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.types import Level


class Grid(NamedTuple):
    """Stakeholder ids by cell, in file order."""

    cells: dict[tuple[Level, Level], tuple[str, ...]]
    """(power, interest) -> stakeholders, for all four pairs."""
    unplaced: tuple[str, ...]
    """Stakeholders for which the map does not give both power and interest."""


def grid(index: Index) -> Grid:
    """The power/interest grid of a map."""
    cells: dict[tuple[Level, Level], list[str]] = {
        ("high", "high"): [],
        ("high", "low"): [],
        ("low", "high"): [],
        ("low", "low"): [],
    }
    unplaced = []
    for stakeholder in index.stakeholders.values():
        if stakeholder.power and stakeholder.interest:
            cells[stakeholder.power, stakeholder.interest].append(stakeholder.id)
        else:
            unplaced.append(stakeholder.id)
    return Grid({cell: tuple(members) for cell, members in cells.items()}, tuple(unplaced))
