"""Track assignment: where across a channel the vertical parts of lines run, so that none lies on another.

This is channel routing: each net in a channel is a vertical *trunk*, which takes a track, with horizontal *branches*
to the sides of the channel. Where two trunks overlap, one order of them has fewer crossings of branches with trunks.
These differences are the weights of a directed graph on the trunks, and an order of few crossings is an order of that
graph with a light feedback arc set. The method is Sander's ("Layout of directed hypergraphs with orthogonal
hyperedges", 2003), which ELK also follows; the sifting at its end is an addition.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from heapq import heappop, heappush

TRACK_SPACING = 12.0
"""Points between neighbouring tracks."""

MOST_COMPARED = 240
"""More trunks than this that overlap get the first free tracks: comparing each pair of them would take too long."""


class Trunk:
    """The vertical part of a net in a channel, from ``top`` to ``bottom``.

    ``left_branches`` and ``right_branches`` are the y of the branches that join it from each side of the channel.
    """

    __slots__ = ("bottom", "key", "left_branches", "right_branches", "top")

    def __init__(self, key: Hashable, left_branches: tuple[float, ...], right_branches: tuple[float, ...]) -> None:
        self.key = key
        self.left_branches = left_branches
        self.right_branches = right_branches
        self.top = min(*left_branches, *right_branches)
        self.bottom = max(*left_branches, *right_branches)


def assign_tracks(trunks: Iterable[Trunk]) -> dict[Hashable, int]:
    """The track of each trunk of a channel, by its key; track 0 is the leftmost."""
    tracks: dict[Hashable, int] = {}
    for group in _overlapping(sorted(trunks, key=lambda trunk: (trunk.top, trunk.bottom))):
        if len(group) > MOST_COMPARED:
            tracks |= _left_edge(group)
        else:
            tracks |= _tracks_in_order(_with_few_crossings(group))
    return tracks


def _overlapping(trunks: Sequence[Trunk]) -> Iterator[list[Trunk]]:
    """Groups of trunks, given by their tops, that overlap or come closer to each other than tracks."""
    group: list[Trunk] = []
    reach = float("-inf")
    for trunk in trunks:
        if group and trunk.top > reach + TRACK_SPACING:
            yield group
            group = []
        group.append(trunk)
        reach = trunk.bottom if len(group) == 1 else max(reach, trunk.bottom)
    if group:
        yield group


Gains = list[dict[int, int]]
"""``gains[a][b]`` is by how many the crossings of trunks a and b are fewer with a left of b. Zeros are left out."""


def _with_few_crossings(group: Sequence[Trunk]) -> list[Trunk]:
    """The group from left to right."""
    gains = _gains(group)
    return [group[index] for index in _sifted(_greedy_order(gains), gains)]


def _gains(group: Sequence[Trunk]) -> Gains:
    gains: Gains = [{} for _ in group]
    for index, one in enumerate(group):
        for after in range(index + 1, len(group)):
            other = group[after]
            if other.top >= one.bottom:
                break
            if gain := _crossings(other, one) - _crossings(one, other):
                gains[index][after], gains[after][index] = gain, -gain
    return gains


def _greedy_order(gains: Gains) -> list[int]:
    """An order from left to right without avoidable crossings, unless the gains form cycles.

    The greedy heuristic for feedback arc sets of Eades, Lin & Smyth ("A fast and effective heuristic for the feedback
    arc set problem", 1993): of those left over, a source goes to the left end, else a sink to the right end, else the
    one with the greatest total gain to the left end. Here gains are weights, and only one is taken at a time.
    """
    rest = dict.fromkeys(range(len(gains)))
    total = [sum(row.values()) for row in gains]
    outgoing = [sum(gain > 0 for gain in row.values()) for row in gains]
    incoming = [len(row) - out for row, out in zip(gains, outgoing, strict=True)]
    left: list[int] = []
    right: list[int] = []
    while rest:
        index = next((trunk for trunk in rest if not incoming[trunk]), None)
        if index is None and (index := next((trunk for trunk in rest if not outgoing[trunk]), None)) is not None:
            right.append(index)
        else:
            index = max(rest, key=total.__getitem__) if index is None else index
            left.append(index)
        del rest[index]
        for other, gain in gains[index].items():
            total[other] += gain
            outgoing[other] -= gain < 0
            incoming[other] -= gain > 0
    return [*left, *reversed(right)]


def _sifted(order: list[int], gains: Gains) -> list[int]:
    """The order after one round of sifting: each trunk goes to the position with the fewest crossings.

    Sifting comes from Rudell's reordering of decision diagrams (1993); Matuszewski, Schönfeld & Molitor ("Using
    sifting for k-layer straightline crossing minimization", 1999) brought it to graph drawing.
    """
    for trunk in list(order):
        start = order.index(trunk)
        best, goal, change = 0, start, 0
        for position in range(start - 1, -1, -1):
            change -= gains[trunk].get(order[position], 0)
            best, goal = (change, position) if change < best else (best, goal)
        change = 0
        for position in range(start + 1, len(order)):
            change += gains[trunk].get(order[position], 0)
            best, goal = (change, position) if change < best else (best, goal)
        order.insert(goal, order.pop(start))
    return order


def _crossings(left: Trunk, right: Trunk) -> int:
    """The number of crossings between branches of each trunk and the other trunk, when they stand in this order."""
    top, bottom = right.top, right.bottom
    crossed = [y for y in left.right_branches if top < y < bottom]
    top, bottom = left.top, left.bottom
    return len(crossed) + len([y for y in right.left_branches if top < y < bottom])


def _tracks_in_order(order: list[Trunk]) -> dict[Hashable, int]:
    """Each trunk gets the first track to the right of all that overlap it and come before it."""
    tracks: dict[Hashable, int] = {}
    for index, trunk in enumerate(order):
        before = (tracks[other.key] for other in order[:index] if _overlap(trunk, other))
        tracks[trunk.key] = max(before, default=-1) + 1
    return tracks


def _overlap(one: Trunk, other: Trunk) -> bool:
    return one.top < other.bottom + TRACK_SPACING and other.top < one.bottom + TRACK_SPACING


def _left_edge(group: list[Trunk]) -> dict[Hashable, int]:
    """Each trunk, from the top, gets the leftmost track that is free there.

    The left-edge algorithm of channel routing (Hashimoto & Stevens, "Wire routing by optimizing channel assignment
    within large apertures", 1971), which uses as few tracks as there can be and takes no account of crossings.
    """
    tracks: dict[Hashable, int] = {}
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    for trunk in group:
        while busy and busy[0][0] + TRACK_SPACING < trunk.top:
            heappush(free, heappop(busy)[1])
        track = heappop(free) if free else len(busy)
        tracks[trunk.key] = track
        heappush(busy, (trunk.bottom, track))
    return tracks
