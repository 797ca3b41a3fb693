"""The charts of a map by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture

ABOUT: Mapping[str, str] = {
    "matrix": "stakeholder positions on claims",
    "network": "who agrees with whom",
    "coverage": "how much the map records for each side of a tension",
    "grid": "stakeholders by power and interest",
}
"""The name of each chart, and what it shows."""


class ChartSubject(NamedTuple):
    """What a chart is made from: the whole map, the part of it that is shown, and the chosen tension if any."""

    whole: Index
    shown: Index
    tension: str | None = None

    @property
    def tensions(self) -> Sequence[str]:
        """The chosen tension, else all."""
        return (self.tension,) if self.tension else tuple(self.whole.tensions)


def draw(name: str, subject: ChartSubject) -> Picture:
    """A chart by name. Raises MapError if the map has nothing to show in it."""
    return _PICTURES[name](subject)


def _matrix(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.matrix import picture

    return picture(subject.shown)


def _grid(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.power_interest import picture

    return picture(subject.whole)


def _network(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.agreement import picture

    return picture(subject.shown)


def _coverage(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.coverage import picture
    from argmap.semantics.labels import label

    return picture(label(subject.whole), subject.tensions)


_PICTURES: Mapping[str, Callable[[ChartSubject], Picture]] = {
    "matrix": _matrix,
    "network": _network,
    "coverage": _coverage,
    "grid": _grid,
}
