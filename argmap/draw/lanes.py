"""Lanes: where across a gutter the upright parts of lines run, so that none lies on another and few cross."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from operator import itemgetter

LANE = 9.0
"""Points between neighbouring lanes."""

MOST_COMPARED = 240
"""More lines than this that overlap are put into lanes without looking for the order with the fewest crossings."""


MOST_SIFTED = 60
"""Of so many at most, each also looks past those between for a better place."""


class Upright:
    """The upright part of a line, or the trunk that several share, with the heights at which level parts join it:
    the first is its ``top``, the last its ``bottom``.
    """

    __slots__ = ("bottom", "from_left", "from_right", "key", "top")

    def __init__(self, key: Hashable, from_left: tuple[float, ...], from_right: tuple[float, ...]) -> None:
        self.key = key
        self.from_left = from_left
        self.from_right = from_right
        self.top = min(*from_left, *from_right)
        self.bottom = max(*from_left, *from_right)


def lanes(uprights: Iterable[Upright]) -> dict[Hashable, int]:
    """The lane of each upright, by its key; lane 0 is the leftmost."""
    found: dict[Hashable, int] = {}
    for group in _overlapping(sorted(uprights, key=lambda item: (item.top, item.bottom))):
        if len(group) > MOST_COMPARED:
            found |= _first_free(group)
        else:
            order = _with_few_crossings(group)
            found |= _in_order(_sifted(order) if len(order) <= MOST_SIFTED else order)
    return found


def _overlapping(uprights: Sequence[Upright]) -> Iterator[list[Upright]]:
    """Runs of uprights, given from the top, that touch each other or would nearly."""
    group: list[Upright] = []
    reach = float("-inf")
    for item in uprights:
        if group and item.top > reach + LANE:
            yield group
            group = []
        group.append(item)
        reach = item.bottom if len(group) == 1 else max(reach, item.bottom)
    if group:
        yield group


def _with_few_crossings(group: list[Upright]) -> list[Upright]:
    """The group from left to right: neighbours change places while that takes crossings away."""
    order = list(group)
    settled: set[tuple[Upright, Upright]] = set()
    for _ in range(len(order)):
        changed = False
        for at in range(len(order) - 1):
            left, right = order[at], order[at + 1]
            if (left, right) in settled:
                continue
            if _crossings(right, left) < _crossings(left, right):
                order[at], order[at + 1] = left, right = right, left
                changed = True
            settled.add((left, right))
        if not changed:
            break
    return order


def _sifted(order: list[Upright]) -> list[Upright]:
    """The order with each upright where it has the fewest crossings, also past others that it does not touch."""
    for item in list(order):
        at = order.index(item)
        ways = [(0, at), *_past(item, order, range(at - 1, -1, -1)), *_past(item, order, range(at + 1, len(order)))]
        _, place = min(ways, key=itemgetter(0))
        order.insert(place, order.pop(at))
    return order


def _past(item: Upright, order: list[Upright], places: range) -> Iterator[tuple[int, int]]:
    """How many crossings more there are with an upright moved past each of ``places`` in turn, and its place then."""
    more = 0
    for place in places:
        other = order[place]
        if item.top < other.bottom and other.top < item.bottom:
            leftwards = _crossings(item, other) - _crossings(other, item)
            more += leftwards if places.step < 0 else -leftwards
            yield more, place


def _crossings(left: Upright, right: Upright) -> int:
    """How often the level parts of two uprights cross the other when they stand in this order."""
    top, bottom = right.top, right.bottom
    over = [y for y in left.from_right if top < y < bottom]
    top, bottom = left.top, left.bottom
    return len(over) + len([y for y in right.from_left if top < y < bottom])


def _in_order(order: list[Upright]) -> dict[Hashable, int]:
    """Each in the first lane right of all that it overlaps and that come before it."""
    found: dict[Hashable, int] = {}
    for at, item in enumerate(order):
        before = (found[other.key] for other in order[:at] if _near(item, other))
        found[item.key] = max(before, default=-1) + 1
    return found


def _near(one: Upright, other: Upright) -> bool:
    return one.top < other.bottom + LANE and other.top < one.bottom + LANE


def _first_free(group: list[Upright]) -> dict[Hashable, int]:
    """Each, from the top, in the leftmost lane that is free there."""
    found: dict[Hashable, int] = {}
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    for item in group:
        while busy and busy[0][0] + LANE < item.top:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        found[item.key] = lane
        heappush(busy, (item.bottom, lane))
    return found
