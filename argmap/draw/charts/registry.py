"""The pictures of a map that are not the argument itself, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture

ABOUT: Mapping[str, str] = {
    "matrix": "who holds which claim",
    "network": "who agrees with whom",
    "balance": "what the map holds for each side of a tension",
    "grid": "stakeholders by power and interest",
}
"""Each picture's name, and what it shows."""


class ChartSubject(NamedTuple):
    """What a picture is drawn of: the whole map, the part of it that is shown, and the tension asked for, if any."""

    whole: Index
    shown: Index
    tension: str | None = None

    @property
    def tensions(self) -> Sequence[str]:
        """The tension asked for, else all."""
        return (self.tension,) if self.tension else tuple(self.whole.tensions)


def draw(name: str, subject: ChartSubject) -> Picture:
    """One of the pictures. Raises Refusal when the map has nothing to draw in it."""
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


def _balance(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.balance import picture
    from argmap.semantics.labels import label

    return picture(label(subject.whole), subject.tensions)


_PICTURES: Mapping[str, Callable[[ChartSubject], Picture]] = {
    "matrix": _matrix,
    "network": _network,
    "balance": _balance,
    "grid": _grid,
}
