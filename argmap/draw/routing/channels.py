"""Junctions and channels: where linked premises meet and undercuts arrive, and how wide each channel must be.

A junction is in front of the first premise of its link. A channel has tracks; the layers move apart until all of them
have room.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from itertools import count, pairwise

from argmap.draw.display_list import Point
from argmap.draw.layout.layers import Layers
from argmap.draw.routing.curves import CORNER
from argmap.draw.routing.global_routes import GlobalRoute
from argmap.draw.routing.ports import Ports
from argmap.draw.routing.tracks import TRACK_SPACING, Trunk, assign_tracks

JUNCTION = 7.2
"""Radius of a junction's mark, in points."""

JUNCTION_OUT, JUNCTION_APART = 27.0, 24.0
"""Points between a layer and the nearest junctions in front of it, and between junctions one behind the other."""

UNDERCUT_OFFSET, HALF_LINE = 13.5, 0.8
"""Points beyond a junction at which an undercut meets the link's line, and half the width of that line."""

ROOM_AT_PREMISE = 31.0
"""Points between a layer that lines leave and the nearest track: room for signs."""

ROOM_WITHOUT_SIGN, ROOM_AT_EDGE = 16.0, 2.0
"""The same for lines from sides to the tension above them, which have no signs, and the room between these lines and
the edge of the drawing."""


class Junctions:
    """How far in front of their layers the junctions are. Routes are by arrow, as from ``global_routes``."""

    def __init__(self, routes: Mapping[str, tuple[GlobalRoute, ...]], ports: Ports) -> None:
        self._routes = routes
        self._ports = ports

    def __contains__(self, arrow: str) -> bool:
        return arrow in self._places

    def distance(self, arrow: str) -> float:
        """Points between the layer of an arrow's first premise and its junction."""
        return JUNCTION_OUT + JUNCTION_APART * self._places[arrow]

    def room(self, route: GlobalRoute) -> float:
        """Points that a line needs between the layer that it leaves and the nearest track."""
        arrow = route.edge.arrow.id
        if route.edge.is_below:
            return ROOM_WITHOUT_SIGN
        if arrow not in self._places or route.junction == arrow:
            return ROOM_AT_PREMISE
        beyond = UNDERCUT_OFFSET if arrow in self._undercut else JUNCTION
        return self.distance(arrow) + beyond + CORNER + 2

    @cached_property
    def _places(self) -> dict[str, int]:
        """By arrow the place of its junction: 0 is nearest to the layer; junctions of one place do not overlap."""
        taken: dict[tuple[int, str], list[tuple[int, float, float]]] = {}
        found: dict[str, int] = {}
        arriving: dict[str, list[float]] = {}
        for route in self._all:
            if route.entry_side is None:
                passages = self._ports.passage_ys(route)
                arriving.setdefault(route.junction, []).append(
                    passages[-1] if passages else self._ports.exit_y(route)
                )
        least: dict[str, int] = {}
        for arrow in self._innermost_first():
            main = self._routes[arrow][0]
            y = self._ports.exit_y(main)
            low, high = min([y, *arriving.get(arrow, ())]) - 12, max([y, *arriving.get(arrow, ())]) + 12
            others = taken.setdefault((main.first, main.exit_side), [])
            busy = {place for place, top, bottom in others if top < high and low < bottom}
            found[arrow] = next(place for place in count(least.get(arrow, 0)) if place not in busy)
            others.append((found[arrow], low, high))
            least[main.junction] = max(least.get(main.junction, 0), found[arrow] + 1)
        return found

    def _innermost_first(self) -> list[str]:
        """The arrows with junctions, each before the arrow that it undercuts, whose junction is further out."""
        depths: dict[str, int] = {}
        for arrow, (main, *_) in self._routes.items():
            if main.edge.arrow.junction:
                depths[arrow] = 0
                while main.junction in self._routes:
                    depths[arrow] += 1
                    main = self._routes[main.junction][0]
        return sorted(depths, key=lambda arrow: -depths[arrow])

    @cached_property
    def _undercut(self) -> frozenset[str]:
        """The arrows that are undercut."""
        return frozenset(route.junction for route in self._all if route.edge.arrow.kind == "undercuts")

    @property
    def _all(self) -> list[GlobalRoute]:
        return [route for group in self._routes.values() for route in group]


ROOM_AT_TARGET = 23.0
"""Points between a layer and the nearest track: room for the tips of arrows."""

LEVEL = 0.05
"""Heights that differ by less, in points, are the same."""


class Channels:
    """The channels of a layout. Routes are by arrow, as from ``global_routes``; x is in the widened layout."""

    def __init__(self, routes: Mapping[str, tuple[GlobalRoute, ...]], ports: Ports, layers: Layers) -> None:
        self.junctions = Junctions(routes, ports)
        self._routes = routes
        self._all = [route for group in routes.values() for route in group]
        self._ports = ports
        self._layers = layers

    def __len__(self) -> int:
        return len(self._layers.extents) + 1

    @cached_property
    def layer_shifts(self) -> list[float]:
        """How far right each layer moves, so that the channels to its left are as wide as they need to be."""
        extents = self._layers.extents
        first = self._widths[0] if 0 in self._trunks else 0.0
        shifts = [first - extents[0][0]]
        for layer in range(1, len(extents)):
            gap = extents[layer][0] - extents[layer - 1][1]
            shifts.append(shifts[-1] + max(0.0, self._widths[layer] - gap))
        return shifts

    def bounds(self, channel: int) -> tuple[float, float]:
        """The x of the left and the right edge of a channel."""
        extents, shifts = self._layers.extents, self.layer_shifts
        if channel == 0:
            right = extents[0][0] + shifts[0]
            return right - self._widths[0], right
        left = extents[channel - 1][1] + shifts[channel - 1]
        right = extents[channel][0] + shifts[channel] if channel < len(extents) else left + self._widths[channel]
        return left, right

    def track_x(self, route: GlobalRoute, channel: int) -> float:
        """The x at which a line turns in a channel."""
        left, _ = self.bounds(channel)
        track = self._tracks.get(channel, {}).get(self._trunk_key(route, channel), 0)
        return left + self._margins.get(channel, (ROOM_AT_TARGET, 0.0))[0] + TRACK_SPACING * track

    def junction_at(self, arrow: str) -> Point:
        """The centre of an arrow's junction."""
        main = self._routes[arrow][0]
        distance = self.junctions.distance(arrow)
        left, right = self.bounds(main.first)
        return (right - distance if main.exit_side == "left" else left + distance), self._ports.exit_y(main)

    def _trunk_key(self, route: GlobalRoute, channel: int) -> Hashable:
        """What shares a trunk: in front of a target its bundle, else a net, by the height at which it goes on."""
        if route.entry_side and channel == route.last:
            return route.bundle
        index = route.channels.index(channel)
        passages = self._ports.passage_ys(route)
        return route.net, passages[index] if index < len(passages) else None

    @cached_property
    def _trunks(self) -> dict[int, dict[Hashable, Trunk]]:
        """By channel the trunks that need tracks, by key."""
        branches: dict[int, dict[Hashable, tuple[list[float], list[float]]]] = {}
        for route in self._all:
            ys = [self._ports.exit_y(route), *self._ports.passage_ys(route)]
            ys += [self._ports.entry_y(route)] if route.entry_side else []
            for channel, (before, after) in zip(route.channels, pairwise(ys), strict=False):
                if abs(before - after) < LEVEL:
                    continue
                key = self._trunk_key(route, channel)
                left, right = branches.setdefault(channel, {}).setdefault(key, ([], []))
                (right if _comes_from_right(route, channel) else left).append(before)
                (right if _goes_to_right(route, channel) else left).append(after)
        return {
            channel: {key: Trunk(key, tuple(left), tuple(right)) for key, (left, right) in found.items()}
            for channel, found in branches.items()
        }

    @cached_property
    def _tracks(self) -> dict[int, dict[Hashable, int]]:
        return {channel: assign_tracks(trunks.values()) for channel, trunks in self._trunks.items()}

    @cached_property
    def _margins(self) -> dict[int, tuple[float, float]]:
        """By channel the room between its tracks and the layers at its left and its right, in points."""
        margins: dict[int, tuple[float, float]] = {}
        for route in self._all:
            least = (ROOM_AT_EDGE, 0.0) if route.edge.is_below else (ROOM_AT_TARGET, ROOM_AT_TARGET)
            left, right = margins.get(route.first, least)
            room = self.junctions.room(route)
            sides = (left, max(right, room)) if route.exit_side == "left" else (max(left, room), right)
            margins[route.first] = sides
        return margins

    @cached_property
    def _widths(self) -> list[float]:
        """The least width of each channel."""
        margins = (self._margins.get(channel, (ROOM_AT_TARGET, ROOM_AT_TARGET)) for channel in range(len(self)))
        last = (max(self._tracks.get(channel, {}).values(), default=0) for channel in range(len(self)))
        return [sum(margin) + TRACK_SPACING * track for margin, track in zip(margins, last, strict=True)]


def _comes_from_right(route: GlobalRoute, channel: int) -> bool:
    return route.exit_side == "left" if channel == route.first else route.first > route.last


def _goes_to_right(route: GlobalRoute, channel: int) -> bool:
    return route.entry_side == "left" if channel == route.last else route.first < route.last
