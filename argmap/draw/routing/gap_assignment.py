"""Through which gaps long lines pass the columns on their way: they cross few others, run level and find room.

The costs of a way are counted in crossings. Lines choose one after the other, each the best way there is past those
that have theirs. An engine leaves room for every long line in each column, so that the gaps tell where it saw it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from math import inf
from operator import itemgetter
from typing import NamedTuple

from argmap.draw.layout.layers import PASS_APART, Columns, Frame
from argmap.draw.routing.crossing_count import Threads
from argmap.draw.routing.global_routes import Shared, Wire

STEP, UP_OR_DOWN = 0.2, 0.01
"""What a step up or down costs, and each point of it."""

CANDIDATES, KEPT = 7, 6
"""So many gaps of a column are looked at, nearest to the straight way, and so many ways to there are followed on.
Where lines are too many to be counted, only the first gap is looked at."""


class Pass(NamedTuple):
    """A gap in a column, and the height of a line there that runs level from its box for as long as boxes let it."""

    gap: int
    height: float


class _Gap(NamedTuple):
    """A gap in which lines keep off boxes as they should, and its first and last heights for them."""

    number: int
    first: float
    last: float


_Way = tuple[float, float, int, "_Trail"]
"""A way as far as behind a column: its cost, its height, the threads above and below it there, and its passes."""

_Trail = tuple[int, float, "_Trail"] | None
"""The gap and the height of the last pass of a way, and those before it."""


def passes(wires: Collection[Wire], frames: Mapping[str, Frame], columns: Columns) -> dict[Wire, tuple[Pass, ...]]:
    """The passes of each wire through the columns on its way, in their order."""
    choice = _Choice(wires, frames, columns)
    return {wire: choice.made(wire) for wire in sorted(wires, key=lambda wire: len(wire.passed))}


class _Choice:
    """The ways chosen so far. Short ones are to come first: long ones have more to choose from."""

    def __init__(self, wires: Iterable[Wire], frames: Mapping[str, Frame], columns: Columns) -> None:
        self._frames = frames
        self._columns = columns
        self._gaps = [_wide(columns, column) for column in range(len(columns.edges))]
        through = Counter(chain.from_iterable(wire.gutters for wire in wires))
        self._threads = Threads(
            [2 * columns.boxes(column) + 1 for column in range(len(columns.edges))],
            [through[gutter] for gutter in range(len(columns.edges) + 1)],
        )
        self._passing: dict[tuple[int, int], set[Shared]] = {}

    def made(self, wire: Wire) -> tuple[Pass, ...]:
        """The passes of one more wire, which is from now on in the way of others."""
        chosen = self._best(wire) if wire.passed else ()
        for column, (gap, _) in zip(wire.passed, chosen, strict=True):
            self._fill(column, gap, wire.shared)
        places = [self._start(wire), *[2 * there.gap for there in chosen], self._end(wire)]
        for gutter, (near, far) in zip(wire.gutters, pairwise(places), strict=True):
            if near is not None and far is not None:
                self._threads.add(gutter, *((near, far) if wire.leftward else (far, near)), wire.shared)
        return chosen

    def _fill(self, column: int, gap: int, shared: Shared) -> None:
        """Take room in a gap, of which others know no more once it is full."""
        there = self._passing.setdefault((column, gap), set())
        there.add(shared)
        top, bottom = self._columns.room(column, gap)
        if len(there) * PASS_APART > bottom - top:
            self._gaps[column] = [other for other in self._gaps[column] if other.number != gap]

    def _start(self, wire: Wire) -> int | None:
        """The place at which a wire comes into its first gutter; None when it turns round in that."""
        return self._columns.places[wire.edge.tail] if wire.leftward == (wire.leave == "left") else None

    def _end(self, wire: Wire) -> int | None:
        """The place at which it leaves its last gutter; None when it ends on the side on which it came into that."""
        far = wire.goal - 1 if wire.leftward else wire.goal
        return self._columns.places[wire.towards] if self._columns.of[wire.towards] == far else None

    def _best(self, wire: Wire) -> tuple[Pass, ...]:
        """The cheapest way past columns among those looked at."""
        behind, ahead = self._threads.sides(wire.leftward)
        height, end = self._frames[wire.edge.tail].middle, self._frames[wire.towards].middle
        slope = (end - height) / len(wire.gutters)
        start = self._start(wire)
        ways: list[_Way] = [(0.0, height, 0 if start is None else behind[wire.out][start], None)]
        for number, (gutter, following) in enumerate(pairwise(wire.gutters), 1):
            most = CANDIDATES if self._threads.counted[gutter] else 1
            gaps = _nearest(self._gaps[wire.passed[number - 1]], height + slope * number, most)
            ways = [_past(gap, ways, ahead[gutter], behind[following]) for gap in gaps]
            ways.sort(key=_COST)
            del ways[KEPT:]
        place = self._columns.places[wire.towards]
        if (
            self._end(wire) is None
        ):  # of each thread that ends between where it comes in and where it ends, both bits differ
            beside = behind[wire.goal][place]
            crossed = [(way[2] ^ beside).bit_count() / 2 for way in ways]
        else:
            onto = ahead[wire.goal][place]
            crossed = [(way[2] & onto).bit_count() for way in ways]
        costs = [way[0] + UP_OR_DOWN * abs(way[1] - end) + last for way, last in zip(ways, crossed, strict=True)]
        return _walked(ways[costs.index(min(costs))][3])


_COST = itemgetter(0)


def _past(gap: _Gap, ways: Iterable[_Way], ahead: Sequence[int], behind: Sequence[int]) -> _Way:
    """The cheapest way on through a gap, from ways of which the cheapest comes first."""
    number, first, last = gap
    crossed = ahead[2 * number]
    least, level = inf, 0.0
    came: _Trail = None
    for cost, height, threads, trail in ways:
        if cost >= least:
            break
        if height < first:
            there = first
            cost += STEP + UP_OR_DOWN * (first - height)
        elif height > last:
            there = last
            cost += STEP + UP_OR_DOWN * (height - last)
        else:
            there = height
        cost += (threads & crossed).bit_count()
        if cost < least:
            least, level, came = cost, there, trail
    return least, level, behind[2 * number], (number, level, came)


def _walked(trail: _Trail) -> tuple[Pass, ...]:
    """The passes of a trail, the first first."""
    found: list[Pass] = []
    while trail:
        gap, height, trail = trail
        found.append(Pass(gap, height))
    return tuple(reversed(found))


def _wide(columns: Columns, column: int) -> list[_Gap]:
    """The gaps of a column in which there is room, from the top."""
    gaps = (_Gap(number, *columns.room(column, number)) for number in range(columns.boxes(column) + 1))
    return [gap for gap in gaps if gap.first < gap.last]


def _nearest(gaps: Sequence[_Gap], height: float, most: int) -> Sequence[_Gap]:
    """So many of the gaps of a column: those around the first that reaches down to a height."""
    at = bisect_left(gaps, height, key=itemgetter(2)) - most // 2
    first = max(0, min(at, len(gaps) - most))
    return gaps[first : first + most]
