"""Dividing an argument that is too large for one page: which claims are told in full on which page.

A claim is told in full on one page: with all the steps on it, below the claim it is first reached from. Where there
is no room for that it begins a page of its own, and where it stands it says on which. Steps on one claim that take
more than a page go on on further pages. How large pages come out is estimated here, from the heights of boxes in
columns; lengths are points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from argmap.views.steps import Step

HEAVY = 0.5
"""A sub-argument that fills this share of a page goes to one of its own when its claim's page is too full."""


class Topic(NamedTuple):
    """What a page begins with: a tension, a claim, or nothing but ``claims`` that none of these leads to.

    ``name`` is its id, and ``steps`` what is drawn beside it; those of a tension are the claims that state its sides.
    """

    kind: Literal["tension", "claim", "claims"]
    name: str
    steps: tuple[Step, ...]

    @property
    def columns(self) -> int:
        """How many columns of boxes it takes."""
        return {"tension": 2, "claim": 1, "claims": 0}[self.kind]


class PageShare(NamedTuple):
    """What one page shows: its top, and below it the claims that are ``told`` in full there.

    ``depth`` counts the pages that it is reached over; ``continued`` says that earlier steps are on the page before.
    """

    top: Topic
    told: frozenset[str]
    depth: int = 0
    continued: bool = False

    def claims(self, steps_on: Callable[[str], Iterable[Step]]) -> frozenset[str]:
        """All claims on the page."""
        steps = [*self.top.steps, *(step for name in self.told for step in steps_on(name))]
        own = {self.top.name} if self.top.kind == "claim" else set()
        return frozenset(own.union(*steps))


class PageSpace(NamedTuple):
    """The room for a drawing on a page: ``ways`` are its widths and heights, one for each way round; a ``column`` is
    so wide with the gap after it, and boxes of a column stand ``gap`` apart.
    """

    ways: tuple[tuple[float, float], ...]
    column: float
    gap: float

    def tighter(self, share: float) -> PageSpace:
        """Room for less."""
        return self._replace(ways=tuple((wide * share, tall * share) for wide, tall in self.ways))

    def filled(self, columns: int, tall: float) -> float:
        """The share of the page that is filled by so many columns, the tallest so tall; above 1 it is too full."""
        return min(max(columns * self.column / wide, tall / most) for wide, most in self.ways)

    def height(self, columns: int) -> float:
        """The room in a column when there are so many."""
        return max((tall for wide, tall in self.ways if columns * self.column <= wide), default=0.0)


class _Extent(NamedTuple):
    """The room that some boxes take: so many columns, the tallest so tall."""

    columns: int
    tall: float


def shares(
    top: Topic, steps_on: Callable[[str], Sequence[Step]], heights: Mapping[str, float], room: PageSpace
) -> list[PageShare]:
    """The pages of an argument, in the order in which they are to be read.

    ``steps_on`` gives the steps on a claim that is to be told, none for others.
    """
    return list(_Division(top, steps_on, heights, room).shares())


class _Division:
    """The work of one :func:`shares`. The top goes by no name unless it is a claim: no id is empty."""

    def __init__(
        self, top: Topic, steps_on: Callable[[str], Sequence[Step]], heights: Mapping[str, float], room: PageSpace
    ) -> None:
        self._top = top
        self._start = top.name if top.kind == "claim" else ""
        self._heights = heights
        self._room = room
        self._steps: dict[str, Sequence[Step]] = {self._start: top.steps}
        self._below: dict[str, dict[str, None]] = {}
        self._walk(steps_on)
        self._shapes: dict[str, _Extent] = {}
        self._chunks: dict[str, list[list[Step]]] = {}
        self._own_page: set[str] = set()
        for name in reversed(self._below):
            self._settle(name)

    def _walk(self, steps_on: Callable[[str], Sequence[Step]]) -> None:
        """Find below which claim each is told: the one that is reached first, level by level."""
        waiting = [self._start]
        for head in waiting:
            below = self._below[head] = {}
            for name in _parts(self._steps[head]):
                if name not in self._steps and (steps := steps_on(name)):
                    self._steps[name] = steps
                    below[name] = None
                    waiting.append(name)

    def _settle(self, head: str) -> None:
        """Decide what of all that is told below a claim goes to pages of its own."""
        steps, below = self._steps[head], self._below[head]
        for step in steps:
            self._lighten(head, [name for name in step if name in below], [step], 0.0)
        self._lighten(head, below, steps, HEAVY)
        shape = self._shapes[head] = self._shape(head, steps)
        if self._filled(shape) > 1 and len(steps) > 1:
            self._chunks[head] = self._chunked(head)
            self._own_page.add(head)

    def _lighten(self, head: str, names: Iterable[str], steps: Sequence[Step], heavy: float) -> None:
        """While steps on a claim fill more than a page, give a page to what is told below it, the heaviest first."""
        weighed = [(self._filled(self._shapes[name]), name) for name in names if name not in self._own_page]
        for weight, name in sorted(weighed, key=lambda item: -item[0]):
            if weight <= heavy or self._filled(self._shape(head, steps)) <= 1:
                break
            self._own_page.add(name)

    def _shape(self, head: str, steps: Iterable[Step]) -> _Extent:
        """The room that a claim and some steps on it take, with all that is told below them on the same page."""
        columns, tall, below = 0, 0.0, self._below[head]
        for name in _parts(steps):
            told = name in below and name not in self._own_page
            shape = self._shapes[name] if told else _Extent(1, self._tall(name))
            columns, tall = max(columns, shape.columns), tall + shape.tall
        own = self._top.columns if head == self._start else 1
        return _Extent(columns + own, max(tall, self._tall(head)))

    def _tall(self, name: str) -> float:
        return self._heights.get(name, 0.0) + self._room.gap

    def _filled(self, shape: _Extent) -> float:
        return self._room.filled(shape.columns, shape.tall)

    def _chunked(self, head: str) -> list[list[Step]]:
        """The steps on a claim, divided as evenly as they may be among as few pages as hold them."""
        shapes = [self._shape(head, [step]) for step in self._steps[head]]
        most = self._room.height(max(shape.columns for shape in shapes))
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

    def shares(self) -> Iterator[PageShare]:
        """The pages, a claim's own before those it leads to."""
        waiting = [(self._start, 0)]
        told: set[str] = set()
        while waiting:
            head, depth = waiting.pop()
            top = self._top if head == self._start else Topic("claim", head, ())
            leading: list[str] = []
            for place, steps in enumerate(self._chunks.get(head) or [self._steps[head]]):
                here, elsewhere = self._gathered(head, steps, told)
                told.update(here, elsewhere)
                leading += elsewhere
                yield PageShare(top._replace(steps=tuple(steps)), frozenset(here), depth, place > 0)
            waiting += [(name, depth + 1) for name in reversed(leading)]

    def _gathered(self, head: str, steps: Sequence[Step], done: Container[str]) -> tuple[list[str], list[str]]:
        """The claims told on the page of some steps, and those that begin a page; without those that are ``done``."""
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
    """The claims in some steps, each once."""
    return dict.fromkeys(name for step in steps for name in step)
