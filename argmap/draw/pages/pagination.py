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


class Topic(NamedTuple):
    """The topic of a page: a tension, a claim, or ``claims`` that belong to neither.

    ``name`` is its id. ``steps`` are the reasons for the claim, or the claims that state the sides of the tension.
    """

    kind: Literal["tension", "claim", "claims"]
    name: str
    steps: tuple[Step, ...]

    @property
    def columns(self) -> int:
        """The number of columns of boxes that it takes."""
        return {"tension": 2, "claim": 1, "claims": 0}[self.kind]


class PageShare(NamedTuple):
    """The content of one page: its topic, and the other claims that are expanded on it.

    ``depth`` is its level in the series; ``continued`` says that earlier steps of the topic are on another page.
    """

    topic: Topic
    expanded: frozenset[str]
    depth: int = 0
    continued: bool = False

    def claims(self, steps_on: Callable[[str], Iterable[Step]]) -> frozenset[str]:
        """All claims on the page."""
        steps = [*self.topic.steps, *(step for name in self.expanded for step in steps_on(name))]
        own = {self.topic.name} if self.topic.kind == "claim" else set()
        return frozenset(own.union(*steps))


class PageSpace(NamedTuple):
    """The space for a diagram on a page.

    ``ways`` are its width and height in each orientation of the paper; ``column`` is the width of a column with the
    gap after it, and ``gap`` is the space between boxes in a column.
    """

    ways: tuple[tuple[float, float], ...]
    column: float
    gap: float

    def tighter(self, share: float) -> PageSpace:
        """The space reduced to a share of its width and height."""
        return self._replace(ways=tuple((wide * share, tall * share) for wide, tall in self.ways))

    def filled(self, columns: int, tall: float) -> float:
        """The share of the page that some columns fill, the tallest of height ``tall``; above 1 it is too full."""
        return min(max(columns * self.column / wide, tall / most) for wide, most in self.ways)

    def height(self, columns: int) -> float:
        """The height of a column, where there is this number of columns."""
        return max((tall for wide, tall in self.ways if columns * self.column <= wide), default=0.0)


class _Extent(NamedTuple):
    """The space that some boxes take: a number of columns, and the height of the tallest."""

    columns: int
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
        self._lighten(head, below, steps, HEAVY)
        shape = self._shapes[head] = self._shape(head, steps)
        if self._filled(shape) > 1 and len(steps) > 1:
            self._chunks[head] = self._chunked(head)
            self._own_page.add(head)

    def _lighten(self, head: str, names: Iterable[str], steps: Sequence[Step], heavy: float) -> None:
        """While some steps fill more than a page, move the largest of the claims ``names`` to a page of its own."""
        weighed = [(self._filled(self._shapes[name]), name) for name in names if name not in self._own_page]
        for weight, name in sorted(weighed, key=lambda item: -item[0]):
            if weight <= heavy or self._filled(self._shape(head, steps)) <= 1:
                break
            self._own_page.add(name)

    def _shape(self, head: str, steps: Iterable[Step]) -> _Extent:
        """The space that a claim and some steps take, with all that is expanded below them on the same page."""
        columns, tall, below = 0, 0.0, self._below[head]
        for name in _parts(steps):
            expanded = name in below and name not in self._own_page
            shape = self._shapes[name] if expanded else _Extent(1, self._tall(name))
            columns, tall = max(columns, shape.columns), tall + shape.tall
        own = self._topic.columns if head == self._start else 1
        return _Extent(columns + own, max(tall, self._tall(head)))

    def _tall(self, name: str) -> float:
        return self._heights.get(name, 0.0) + self._space.gap

    def _filled(self, shape: _Extent) -> float:
        return self._space.filled(shape.columns, shape.tall)

    def _chunked(self, head: str) -> list[list[Step]]:
        """The steps on a claim, divided evenly among as few pages as possible."""
        shapes = [self._shape(head, [step]) for step in self._steps[head]]
        most = self._space.height(max(shape.columns for shape in shapes))
        total = sum(shape.tall for shape in shapes)
        even = total / math.ceil(total / most) if most else 0.0
        chunks: list[list[Step]] = [[]]
        filled = 0.0
        for step, shape in zip(self._steps[head], shapes, strict=True):
            if chunks[-1] and (filled + shape.tall > most or filled + shape.tall / 2 > even):
                chunks.append([])
                filled = 0.0
            chunks[-1].append(step)
            filled += shape.tall
        return chunks

    def pages(self) -> Iterator[PageShare]:
        """The pages in depth-first order."""
        waiting = [(self._start, 0)]
        expanded: set[str] = set()
        while waiting:
            head, depth = waiting.pop()
            topic = self._topic if head == self._start else Topic("claim", head, ())
            leading: list[str] = []
            for place, steps in enumerate(self._chunks.get(head) or [self._steps[head]]):
                here, elsewhere = self._gathered(head, steps, expanded)
                expanded.update(here, elsewhere)
                leading += elsewhere
                yield PageShare(topic._replace(steps=tuple(steps)), frozenset(here), depth, place > 0)
            waiting += [(name, depth + 1) for name in reversed(leading)]

    def _gathered(self, head: str, steps: Sequence[Step], done: Container[str]) -> tuple[list[str], list[str]]:
        """The claims that are expanded on the page of some steps, and those that begin a page, without ``done``."""
        here: list[str] = []
        elsewhere: list[str] = []
        waiting = [(head, steps)]
        while waiting:
            above, steps = waiting.pop()
            for name in _parts(steps):
                if name in self._below[above] and name not in done:
                    if name in self._own_page:
                        elsewhere.append(name)
                    else:
                        here.append(name)
                        waiting.append((name, self._steps[name]))
        return here, elsewhere


def _parts(steps: Iterable[Step]) -> Iterable[str]:
    """The claims in some steps, without duplicates."""
    return dict.fromkeys(name for step in steps for name in step)
