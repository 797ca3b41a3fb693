"""Pagination: dividing an argument that is too large for one page.

A claim is *expanded* on the page that shows all reasons for it. That is the page of the claim from which it is first
reached, or, where there is not enough space, a page of its own. Reasons for one claim that take more than a page
continue on further pages. The size of a page is estimated from the heights of boxes in columns. Lengths are points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from argmap.views.selection import Step

HEAVY = 0.5
"""A subtree that fills this share of a page moves to a page of its own if the page of its claim is too full."""


GROWS, MOST_WIDE = 0.5, 1.8
"""The share of a box's height that does not depend on its width, and how much wider than measured a box can be."""


MOST_BESIDE = 3
"""Arguments beside each other, at most."""

NARROW = 0.8
"""The share of a column that the box of the claim of a page takes."""


class Topic(NamedTuple):
    """The topic of a page: a tension, a claim, or ``claims`` that belong to neither.

    ``name`` is its id. ``steps`` are the reasons for the claim, or the claims that state the sides of the tension.
    From the place ``turn`` on, if it is not 0, they are of another kind, and begin on a page of their own.
    """

    kind: Literal["tension", "claim", "claims"]
    name: str
    steps: tuple[Step, ...]
    turn: int = 0

    @property
    def columns(self) -> float:
        """The number of columns of boxes that it takes; the box of a claim is narrow."""
        return 1.7 if self.kind == "tension" else NARROW


class PageShare(NamedTuple):
    """The content of one page: its topic, and the other claims that are expanded on it.

    ``depth`` is its level in the series.
    """

    topic: Topic
    expanded: frozenset[str]
    depth: int = 0

    def claims(self, steps_on: Callable[[str], Iterable[Step]]) -> frozenset[str]:
        """All claims on the page."""
        steps = [*self.topic.steps, *(step for name in self.expanded for step in steps_on(name))]
        own = {self.topic.name} if self.topic.kind == "claim" else set()
        return frozenset(own.union(*steps))


class PageSpace(NamedTuple):
    """The space for a diagram on a page.

    ``room`` is its width and height, each with one gap more; the gaps are ``across`` between columns and ``gap``
    between the boxes of a column. Boxes are at least ``narrowest`` wide, and heights are those of ``measured`` wide
    ones: the more columns there are, the narrower and taller boxes become.
    """

    room: tuple[float, float]
    narrowest: float
    measured: float
    across: float
    gap: float

    def tighter(self, share: float) -> PageSpace:
        """The space reduced to a share of its height."""
        return self._replace(room=(self.room[0], self.room[1] * share))

    def filled(self, columns: float, tall: float) -> float:
        """The share of the page that some columns fill, the tallest of height ``tall``; above 1 it is too full."""
        wide = columns * (self.narrowest + self.across) / self.room[0]
        return max(wide, tall * self._growth(columns) / self.room[1])

    def beside(self, columns: float) -> int:
        """How many arguments of some columns fit beside each other, at least one."""
        return max(1, min(MOST_BESIDE, int(self.room[0] / (max(1.0, columns) * (self.narrowest + self.across)))))

    def height(self, columns: float) -> float:
        """The height of a column, as it is measured, where there is this number of columns."""
        fits = columns * (self.narrowest + self.across) <= self.room[0]
        return self.room[1] / self._growth(columns) if fits else 0.0

    def _growth(self, columns: float) -> float:
        """How much taller boxes are than they were measured, where there is this number of columns."""
        wide = self.room[0] / max(1.0, columns) - self.across
        return GROWS + (1 - GROWS) * self.measured / min(MOST_WIDE * self.measured, max(self.narrowest, wide))


class _Extent(NamedTuple):
    """The space that some boxes take: a number of columns, and the height of the tallest."""

    columns: float
    tall: float


def divide(
    topic: Topic, steps_on: Callable[[str], Sequence[Step]], heights: Mapping[str, float], space: PageSpace
) -> list[PageShare]:
    """The pages of an argument, in reading order.

    ``steps_on`` gives the reasons for a claim that is to be expanded, and none for other claims; ``heights`` are
    those of boxes by claim.
    """
    return list(_Pagination(topic, steps_on, heights, space).pages())


class _Pagination:
    """One call of :func:`divide`. A topic that is not a claim has the empty name, which is no claim's id."""

    def __init__(
        self, topic: Topic, steps_on: Callable[[str], Sequence[Step]], heights: Mapping[str, float], space: PageSpace
    ) -> None:
        self._topic = topic
        self._start = topic.name if topic.kind == "claim" else ""
        self._heights = heights
        self._space = space
        self._steps: dict[str, Sequence[Step]] = {self._start: topic.steps}
        self._below: dict[str, dict[str, None]] = {}
        self._walk(steps_on)
        self._shapes: dict[str, _Extent] = {}
        self._chunks: dict[str, list[list[Step]]] = {}
        self._own_page: set[str] = set()
        for name in reversed(self._below):
            self._settle(name)

    def _walk(self, steps_on: Callable[[str], Sequence[Step]]) -> None:
        """Find the parent of each claim: of the claims that lead to it, the first in breadth-first order."""
        waiting = [self._start]
        for head in waiting:
            below = self._below[head] = {}
            for name in _parts(self._steps[head]):
                if name not in self._steps and (steps := steps_on(name)):
                    self._steps[name] = steps
                    below[name] = None
                    waiting.append(name)

    def _settle(self, head: str) -> None:
        """Decide which claims below a claim begin a page of their own."""
        steps, below = self._steps[head], self._below[head]
        for step in steps:
            self._lighten(head, [name for name in step if name in below], [step], 0.0)
        if head != self._start:
            self._lighten(head, below, steps, HEAVY)
        self._shapes[head] = self._shape(head, steps)
        if self._filled(self._page(head, steps)) > 1 and len(steps) > 1:
            self._chunks[head] = self._chunked(head)
            self._own_page.add(head)

    def _lighten(self, head: str, names: Iterable[str], steps: Sequence[Step], heavy: float) -> None:
        """While some steps fill more than a page, move the largest of the claims ``names`` to a page of its own."""
        weighed = [(self._filled(self._shapes[name]), name) for name in names if name not in self._own_page]
        for weight, name in sorted(weighed, key=lambda item: -item[0]):
            if weight <= heavy or self._filled(self._page(head, steps)) <= 1:
                break
            self._own_page.add(name)

    def _shape(self, head: str, steps: Iterable[Step]) -> _Extent:
        """The space that a claim takes on the page of another one, with some steps and all that is expanded there."""
        found = self._steps_shape(head, steps)
        return _Extent(found.columns + 1, max(found.tall, self._tall(head)))

    def _page(self, head: str, steps: Iterable[Step]) -> _Extent:
        """The space that some steps on a claim take on its own page. Claims that belong to nothing stand in as many
        columns as fit."""
        found = self._steps_shape(head, steps)
        if head == self._start and self._topic.kind == "claims":
            number = self._space.beside(found.columns)
            return _Extent(found.columns * number, found.tall / number)
        own = self._topic.columns if head == self._start else NARROW
        return found._replace(columns=found.columns + own)

    def _steps_shape(self, head: str, steps: Iterable[Step]) -> _Extent:
        columns, tall, below = 0.0, 0.0, self._below[head]
        for name in _parts(steps):
            expanded = name in below and name not in self._own_page
            shape = self._shapes[name] if expanded else _Extent(1, self._tall(name))
            columns, tall = max(columns, shape.columns), tall + shape.tall
        return _Extent(columns, tall)

    def _tall(self, name: str) -> float:
        return self._heights.get(name, 0.0) + self._space.gap

    def _filled(self, shape: _Extent) -> float:
        return self._space.filled(shape.columns, shape.tall)

    def _chunked(self, head: str) -> list[list[Step]]:
        """The steps on a claim, divided evenly among as few pages as possible."""
        steps: Sequence[Step] = self._steps[head]
        turn = self._topic.turn if head == self._start else 0
        parts = filter(None, (steps[:turn], steps[turn:]))
        return [chunk for part in parts for chunk in self._evenly(head, part)]

    def _evenly(self, head: str, steps: Sequence[Step]) -> list[list[Step]]:
        """Steps divided among as few pages as possible, each about as full as the others."""
        shapes = [self._page(head, [step]) for step in steps]
        even = math.fsum(shape.tall for shape in shapes) / len(self._broken(steps, shapes, math.inf))
        return self._broken(steps, shapes, even)

    def _broken(self, steps: Sequence[Step], shapes: Sequence[_Extent], even: float) -> list[list[Step]]:
        """Steps divided where a page is full, or nearer to ``even`` without the next step than with it."""
        chunks: list[list[Step]] = [[]]
        used = _Extent(0.0, 0.0)
        for step, shape in zip(steps, shapes, strict=True):
            larger = _Extent(max(used.columns, shape.columns), used.tall + shape.tall)
            if chunks[-1] and (self._filled(larger) > 1 or used.tall + shape.tall / 2 > even):
                chunks.append([])
                larger = shape
            chunks[-1].append(step)
            used = larger
        return chunks

    def pages(self) -> Iterator[PageShare]:
        """The pages in breadth-first order: those of the topic, then of the claims that these lead to, and so on."""
        waiting = [(self._start, 0)]
        expanded: set[str] = set()
        for head, depth in waiting:
            for topic in self._pages_of(head):
                here, elsewhere = self._gathered(head, topic.steps, expanded)
                expanded.update(here, elsewhere)
                waiting += [(name, depth + 1) for name in elsewhere]
                yield PageShare(topic, frozenset(here), depth)

    def _pages_of(self, head: str) -> list[Topic]:
        """The steps on a claim that are on each of its pages."""
        topic = self._topic if head == self._start else Topic("claim", head, ())
        chunks: Sequence[Sequence[Step]] = self._chunks.get(head) or [self._steps[head]]
        turn = topic.turn if len(chunks) == 1 else 0
        return [topic._replace(steps=tuple(steps), turn=turn) for steps in chunks]

    def _gathered(self, head: str, steps: Sequence[Step], done: Container[str]) -> tuple[list[str], list[str]]:
        """The claims that are expanded on the page of some steps, and those that begin a page, without ``done``, both
        in reading order."""
        here: list[str] = []
        elsewhere: list[str] = []
        waiting = [*reversed(self._leading(head, steps, done))]
        while waiting:
            name = waiting.pop()
            if name in self._own_page:
                elsewhere.append(name)
            else:
                here.append(name)
                waiting += reversed(self._leading(name, self._steps[name], done))
        return here, elsewhere

    def _leading(self, head: str, steps: Iterable[Step], done: Container[str]) -> list[str]:
        """The claims in some steps on a claim that are expanded below it, without ``done``."""
        return [name for name in _parts(steps) if name in self._below[head] and name not in done]


def _parts(steps: Iterable[Step]) -> Iterable[str]:
    """The claims in some steps, without duplicates."""
    return dict.fromkeys(name for step in steps for name in step)
