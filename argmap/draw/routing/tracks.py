"""Lanes: where across a gutter the upright parts of lines run, so that none lies on another and few cross."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from heapq import heappop, heappush

LANE = 9.0
"""Points between neighbouring lanes."""

MOST_COMPARED = 240
"""More lines than this that overlap are put into lanes without looking for the order with the fewest crossings."""


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
            found |= _in_order(_with_few_crossings(group))
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


Gains = list[dict[int, int]]
"""For each upright of a group: how many crossings fewer there are with it left than right of others, by place."""


def _with_few_crossings(group: Sequence[Upright]) -> list[Upright]:
    """The group from left to right."""
    gains = _gains(group)
    return [group[place] for place in _sifted(_greedy(gains), gains)]


def _gains(group: Sequence[Upright]) -> Gains:
    found: Gains = [{} for _ in group]
    for at, one in enumerate(group):
        for place in range(at + 1, len(group)):
            other = group[place]
            if other.top >= one.bottom:
                break
            if gain := _crossings(other, one) - _crossings(one, other):
                found[at][place], found[place][at] = gain, -gain
    return found


def _greedy(gains: Gains) -> list[int]:
    """The places in an order with no crossing that can be avoided, unless some are so in a circle.

    From what is left over, what had best be left of all the rest is taken to the left end; then what had best be
    right of it, to the right end; and where there is neither, what gains most at the left (Eades, Lin and Smyth, "A
    fast and effective heuristic for the feedback arc set problem", 1993).
    """
    rest = dict.fromkeys(range(len(gains)))
    total = [sum(by_place.values()) for by_place in gains]
    wins = [sum(gain > 0 for gain in by_place.values()) for by_place in gains]
    losses = [len(by_place) - won for by_place, won in zip(gains, wins, strict=True)]
    left: list[int] = []
    right: list[int] = []
    while rest:
        place = next((at for at in rest if not losses[at]), None)
        if place is None and (place := next((at for at in rest if not wins[at]), None)) is not None:
            right.append(place)
        else:
            place = max(rest, key=total.__getitem__) if place is None else place
            left.append(place)
        del rest[place]
        for other, gain in gains[place].items():
            total[other] += gain
            wins[other] -= gain < 0
            losses[other] -= gain > 0
    return [*left, *reversed(right)]


def _sifted(order: list[int], gains: Gains) -> list[int]:
    """The order with each in the place where it has the fewest crossings with the others as they stand."""
    for item in list(order):
        at = order.index(item)
        best, goal, more = 0, at, 0
        for place in range(at - 1, -1, -1):
            more -= gains[item].get(order[place], 0)
            best, goal = (more, place) if more < best else (best, goal)
        more = 0
        for place in range(at + 1, len(order)):
            more += gains[item].get(order[place], 0)
            best, goal = (more, place) if more < best else (best, goal)
        order.insert(goal, order.pop(at))
    return order


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
