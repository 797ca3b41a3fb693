"""Gap assignment: through which gap of each layer on its way a long line passes.

A long edge of a layered drawing passes each layer at a *dummy node* (Sugiyama, Tagawa & Toda 1981; Gansner et al.
1993 call them virtual nodes). Graphviz orders its own; argmap takes only the boxes from Graphviz and chooses the
gaps for its dummy nodes itself, so that lines cross few others, run level and have room. Cost is counted in
crossings. Lines choose one after the other, short ones first since long ones have more to choose from; each takes the
cheapest path past the lines that have chosen before it, found layer by layer with a beam search.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from math import inf
from operator import itemgetter
from typing import NamedTuple

from argmap.draw.layout.layers import LINE_CLEARANCE, Frame, Layers
from argmap.draw.routing.global_routes import GlobalRoute, Net

MOST_COUNTED = 50_000
"""In a channel with more lines times slots than this, crossings are not counted: that would take too long."""


class CrossingCounter:
    """The lines from side to side of each channel.

    ``right_masks[channel][slot]`` is a bit mask with two bits for each line: the lower is set when the line ends
    below the slot at the right of the channel, the upper when it ends above. In ``left_masks`` the two bits are
    exchanged, so ``(right_mask & left_mask).bit_count()`` is the number of lines that a line between those two
    slots crosses. Lines that have yet to be added count as above all slots.
    """

    def __init__(self, slots: Sequence[int], most: Sequence[int]) -> None:
        """``slots`` are the numbers of slots of the layers, ``most`` the greatest number of lines in each channel."""
        self.right_masks = [[0] * number for number in (*slots, 0)]
        self.left_masks = [[0] * number for number in (0, *slots)]
        self.counted: list[bool] = []
        """For each channel, whether its lines are counted."""
        for lines, rights, lefts in zip(most, self.right_masks, self.left_masks, strict=True):
            self.counted.append(lines * max(len(rights), len(lefts)) <= MOST_COUNTED)
            lower = (4**lines - 1) // 3 if self.counted[-1] else 0
            rights[:] = [lower << 1] * len(rights)
            lefts[:] = [lower] * len(lefts)
        self._added: list[set[tuple[Hashable, int, int]]] = [set() for _ in most]

    def masks(self, leftward: bool) -> tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]:
        """The masks of the sides at which lines in that direction come into channels and go out of them."""
        return (self.right_masks, self.left_masks) if leftward else (self.left_masks, self.right_masks)

    def add(self, channel: int, right: int, left: int, net: Hashable) -> None:
        """Add a line between two slots, unless the same net already has one there: those are drawn as one."""
        added, rights, lefts = self._added[channel], self.right_masks[channel], self.left_masks[channel]
        line = (net, right, left)
        if self.counted[channel] and line not in added:
            lower = 1 << 2 * len(added)
            added.add(line)
            _set_end(rights, right, 3 * lower, 2 * lower)
            _set_end(lefts, left, 3 * lower, lower)


def _set_end(masks: list[int], end: int, both: int, above: int) -> None:
    """Turn a line that counts as above all slots into one that ends at slot ``end``.

    It is then below the slots above its end, and neither below nor above its end itself.
    """
    masks[:end] = [mask ^ both for mask in masks[:end]]
    masks[end] ^= above


BEND_COST, POINT_COST = 0.2, 0.01
"""The cost of a change of height, and of each point of it."""

CANDIDATES, BEAM_WIDTH = 7, 6
"""How many gaps of a layer are tried, nearest to the straight line, and how many partial paths are kept.

In channels whose crossings are not counted only one gap is tried.
"""


class DummyNode(NamedTuple):
    """Where a line passes a layer: a gap, and the y at which it arrives if it stays level for as long as it can."""

    gap: int
    y: float


class _OpenGap(NamedTuple):
    """A gap with room for another line, and the range of y for it."""

    number: int
    first: float
    last: float


_Path = tuple[float, float, int, "_Trail"]
"""A partial path, as far as behind a layer: cost, y, the mask of the lines beside it there, and its dummy nodes."""

_Trail = tuple[int, float, "_Trail"] | None
"""The gap and y of the last dummy node of a path, and the trail before it."""


def assign_gaps(
    routes: Collection[GlobalRoute], frames: Mapping[str, Frame], layers: Layers
) -> dict[GlobalRoute, tuple[DummyNode, ...]]:
    """The dummy nodes of each route, one for each layer that it passes, in that order."""
    if not any(route.passed for route in routes):  # as on large maps, which have stubs for long lines
        return dict.fromkeys(routes, ())
    assignment = _Assignment(routes, frames, layers)
    return {route: assignment.choose(route) for route in sorted(routes, key=lambda route: len(route.passed))}


class _Assignment:
    """The paths chosen so far."""

    def __init__(self, routes: Iterable[GlobalRoute], frames: Mapping[str, Frame], layers: Layers) -> None:
        self._frames = frames
        self._layers = layers
        number = len(layers.extents)
        self._open_gaps = [_open_gaps(layers, layer) for layer in range(number)]
        lines = Counter(chain.from_iterable(route.channels for route in routes))
        self._crossings = CrossingCounter(
            [2 * layers.size(layer) + 1 for layer in range(number)],
            [lines[channel] for channel in range(number + 1)],
        )
        self._passing: dict[tuple[int, int], set[Net]] = {}

    def choose(self, route: GlobalRoute) -> tuple[DummyNode, ...]:
        """The dummy nodes of one more route, which the routes after it will avoid."""
        nodes = self._cheapest(route) if route.passed else ()
        for layer, (gap, _) in zip(route.passed, nodes, strict=True):
            self._take_room(layer, gap, route.net)
        slots = [self._start_slot(route), *[2 * node.gap for node in nodes], self._end_slot(route)]
        for channel, (near, far) in zip(route.channels, pairwise(slots), strict=True):
            if near is not None and far is not None:
                self._crossings.add(channel, *((near, far) if route.leftward else (far, near)), route.net)
        return nodes

    def _take_room(self, layer: int, gap: int, net: Net) -> None:
        """Let a net pass a gap, and close the gap when it is full."""
        passing = self._passing.setdefault((layer, gap), set())
        passing.add(net)
        top, bottom = self._layers.gap_range(layer, gap)
        if len(passing) * LINE_CLEARANCE > bottom - top:
            self._open_gaps[layer] = [other for other in self._open_gaps[layer] if other.number != gap]

    def _start_slot(self, route: GlobalRoute) -> int | None:
        """The slot from which a line comes into its first channel; None when it turns round in that channel."""
        starts_ahead = route.leftward == (route.exit_side == "left")
        return self._layers.slots[route.edge.tail] if starts_ahead else None

    def _end_slot(self, route: GlobalRoute) -> int | None:
        """The slot at which it leaves its last channel; None when it ends on the side on which it came in."""
        far = route.last - 1 if route.leftward else route.last
        return self._layers.slots[route.towards] if self._layers.of[route.towards] == far else None

    def _cheapest(self, route: GlobalRoute) -> tuple[DummyNode, ...]:
        """The dummy nodes of the cheapest path that the beam search finds."""
        entered, left = self._crossings.masks(route.leftward)
        y, end = self._frames[route.edge.tail].middle, self._frames[route.towards].middle
        slope = (end - y) / len(route.channels)
        start = self._start_slot(route)
        paths: list[_Path] = [(0.0, y, 0 if start is None else entered[route.first][start], None)]
        for number, (channel, following) in enumerate(pairwise(route.channels), 1):
            most = CANDIDATES if self._crossings.counted[channel] else 1
            gaps = _nearest(self._open_gaps[route.passed[number - 1]], y + slope * number, most)
            paths = [_extended(gap, paths, left[channel], entered[following]) for gap in gaps]
            paths.sort(key=_COST)
            del paths[BEAM_WIDTH:]
        slot = self._layers.slots[route.towards]
        if self._end_slot(route) is None:
            # The line ends on the side on which it came in. It crosses the lines that end between the two slots,
            # and in the masks of these slots both bits of such a line differ.
            beside = entered[route.last][slot]
            crossed = [(path[2] ^ beside).bit_count() / 2 for path in paths]
        else:
            opposite = left[route.last][slot]
            crossed = [(path[2] & opposite).bit_count() for path in paths]
        costs = [path[0] + POINT_COST * abs(path[1] - end) + last for path, last in zip(paths, crossed, strict=True)]
        return _nodes_of(paths[costs.index(min(costs))][3])


_COST = itemgetter(0)


def _extended(gap: _OpenGap, paths: Iterable[_Path], left: Sequence[int], entered: Sequence[int]) -> _Path:
    """The cheapest continuation through a gap of ``paths``, which are in the order of their cost.

    ``left`` and ``entered`` are the masks of the layer's slots, in the channel before it and in the one behind it.
    """
    index, first, last = gap
    mask = left[2 * index]
    best, best_y = inf, 0.0
    best_trail: _Trail = None
    for cost, y, beside, trail in paths:
        if cost >= best:
            break
        if y < first:
            passes = first
            cost += BEND_COST + POINT_COST * (first - y)
        elif y > last:
            passes = last
            cost += BEND_COST + POINT_COST * (y - last)
        else:
            passes = y
        cost += (beside & mask).bit_count()
        if cost < best:
            best, best_y, best_trail = cost, passes, trail
    return best, best_y, entered[2 * index], (index, best_y, best_trail)


def _nodes_of(trail: _Trail) -> tuple[DummyNode, ...]:
    """The dummy nodes of a trail, in the order in which the line passes them."""
    nodes: list[DummyNode] = []
    while trail:
        gap, y, trail = trail
        nodes.append(DummyNode(gap, y))
    return tuple(reversed(nodes))


def _open_gaps(layers: Layers, layer: int) -> list[_OpenGap]:
    """The gaps of a layer that have room for a line, from the top."""
    gaps = (_OpenGap(index, *layers.gap_range(layer, index)) for index in range(layers.size(layer) + 1))
    return [gap for gap in gaps if gap.first < gap.last]


def _nearest(gaps: Sequence[_OpenGap], y: float, most: int) -> Sequence[_OpenGap]:
    """At most ``most`` of the gaps of a layer, around the first that reaches down to ``y``."""
    start = bisect_left(gaps, y, key=itemgetter(2)) - most // 2
    first = max(0, min(start, len(gaps) - most))
    return gaps[first : first + most]
