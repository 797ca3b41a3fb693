"""What a map has to have for each chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.semantics.stakeholders import grid, judged_pairs, matrix

_NEEDS: Mapping[str, tuple[Callable[[Index], object], str]] = {
    "matrix": (lambda index: matrix(index).positions, "No positions to show yet."),
    "network": (judged_pairs, "No two stakeholders have positions on two or more of the same claims yet."),
    "coverage": (lambda index: index.tensions, "No tensions to show yet."),
    "grid": (
        lambda index: any(grid(index).cells.values()),
        "No stakeholder has both 'power' and 'interest' yet. Add them to stakeholders of the map.",
    ),
}
"""By chart: what it shows of a map, and the sentence where that is nothing."""


def why_empty(chart: str, index: Index) -> str:
    """Why a chart of a map would show nothing, as a sentence; empty where it shows something."""
    has, sentence = _NEEDS[chart]
    return "" if has(index) else sentence


def refuse_empty(chart: str, index: Index) -> None:
    """Raise MapError if a chart of a map would show nothing."""
    if why := why_empty(chart, index):
        raise MapError(why)
