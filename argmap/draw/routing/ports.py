"""Ports: the heights at which lines leave boxes, pass layers, and enter boxes.

Ports are first spaced evenly along each side of a box, in the order in which their lines go on, so that these do not
cross beside the box. Then all ports of a side move up or down together, so that lines run level, and so that none
runs level close to a line of another net, with which it would be read as one. All values are y coordinates in points.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from argmap.draw.layout.layers import Frame, Layers
from argmap.draw.routing.gap_assignment import DummyNode, assign_gaps
from argmap.draw.routing.global_routes import Bundle, GlobalRoute, Net, Side
from argmap.draw.scene.boxes import ENDS_FROM_CORNER

PORT_SPACING = 15.0
"""Points between the ports of one side, where there is room."""

SNAP, TOO_NEAR = 20.0, 8.0
"""How far ports move to make a line level, and how near two level lines may be only if they are of one net."""

EVASIONS = (4.0, 8.0, 12.0, 16.0)
"""How far ports move, up or down, to keep off other lines where no level line says where to."""

FROM_CORNER = 12.0
"""Points that ports which move keep from the corners of their box."""

Port = GlobalRoute | Bundle
"""An end of lines at a side of a box: a route where it leaves its premise, or a bundle where it enters its target."""

_ChannelSide = tuple[int, Side]
"""A channel, and its left or right edge."""

_OPPOSITE: Mapping[Side, Side] = {"left": "right", "right": "left"}


class Ports:
    """The heights of all ports and of all passages through layers."""

    def __init__(self, routes: Iterable[GlobalRoute], frames: Mapping[str, Frame], layers: Layers) -> None:
        self._routes = tuple(routes)
        self._frames = frames
        self._layers = layers
        self._nodes = assign_gaps(self._routes, frames, layers)

    def exit_y(self, route: GlobalRoute) -> float:
        """Where a line leaves its premise."""
        return self._aligned[route]

    def entry_y(self, route: GlobalRoute) -> float:
        """Where the bundle of a line enters its target."""
        return self._aligned[route.bundle]

    def passage_ys(self, route: GlobalRoute) -> tuple[float, ...]:
        """Where a line passes each layer on its way."""
        return self._passages[route]

    @cached_property
    def _passages(self) -> dict[GlobalRoute, tuple[float, ...]]:
        """Lines pass a layer as high as they come, unless boxes or other lines are in the way."""
        by_layer: dict[int, list[tuple[GlobalRoute, DummyNode]]] = {}
        for route in self._routes:
            for layer, node in zip(route.passed, self._nodes[route], strict=True):
                by_layer.setdefault(layer, []).append((route, node))
        found: dict[GlobalRoute, list[float]] = {route: [] for route in self._routes}
        for layer in sorted(by_layer, reverse=True):
            gaps: dict[int, dict[Net, float]] = {}
            for route, (gap, y) in by_layer[layer]:
                arriving = (found[route] or [self._spread[route]])[-1] if route.leftward else y
                gaps.setdefault(gap, {}).setdefault(route.net, arriving)
            passages = {gap: self._gap_ys(layer, gap, wanted) for gap, wanted in gaps.items()}
            for route, (gap, _) in by_layer[layer]:
                found[route].append(passages[gap][route.net])
        return {route: tuple(ys if route.leftward else ys[::-1]) for route, ys in found.items()}

    def _gap_ys(self, layer: int, gap: int, wanted: Mapping[Net, float]) -> dict[Net, float]:
        """The heights of the nets that pass a gap, in the order in which they arrive."""
        ordered = sorted(wanted, key=wanted.__getitem__)
        ys = self._layers.gap_ys(layer, gap, [wanted[net] for net in ordered])
        return dict(zip(ordered, ys, strict=True))

    @cached_property
    def _sides(self) -> dict[tuple[str, Side], list[Port]]:
        """The ports at each side of a box, from the top, in the order of where their lines go on."""
        sides: dict[tuple[str, Side], list[tuple[tuple[float, ...], int, Port]]] = {}
        sources: dict[Bundle, list[tuple[float, int]]] = {}
        for index, route in enumerate(self._routes):
            ys = [node.y for node in self._nodes[route]]
            # Two arrows between the same boxes must not cross: the lowest at one box is the highest at the other.
            order = index if route.exit_side == route.entry_side else -index
            ahead = (*ys, self._frames[route.edge.head].middle)
            sides.setdefault((route.edge.tail, route.exit_side), []).append((ahead, order, route))
            if route.entry_side:
                source = ys[-1] if ys else self._frames[route.edge.tail].middle
                sources.setdefault(route.bundle, []).append((source, -index))
        for bundle, found in sources.items():
            mean = math.fsum(y for y, _ in found) / len(found)
            sides.setdefault((bundle[0], bundle[3]), []).append(((mean,), found[0][1], bundle))
        return {
            side: [port for _, _, port in sorted(group, key=lambda item: item[:2])] for side, group in sides.items()
        }

    @cached_property
    def _spread(self) -> dict[Port, float]:
        """All ports, evenly spaced along their sides."""
        spread: dict[Port, float] = {}
        for (box, _), ports in self._sides.items():
            spread |= dict(zip(ports, _evenly(self._frames[box], len(ports)), strict=True))
        return spread

    @cached_property
    def _aligned(self) -> dict[Port, float]:
        return _align(self._routes, self._passages, self._sides, self._spread, self._frames)


def _evenly(frame: Frame, number: int) -> list[float]:
    """``number`` heights on a side of a box, from the top."""
    gap = min(PORT_SPACING, (frame.bottom - frame.top - 2 * ENDS_FROM_CORNER) / max(1, number - 1))
    first = frame.middle - gap * (number - 1) / 2
    return [first + gap * index for index in range(number)]


class _LineEnd(NamedTuple):
    """Where a net comes to an edge of a channel: at ``y``, or at a port, which may have moved since."""

    net: Net
    port: Port | None
    y: float


_height = attrgetter("y")


def _align(
    routes: Iterable[GlobalRoute],
    passages: Mapping[GlobalRoute, Sequence[float]],
    sides: Mapping[tuple[str, Side], Sequence[Port]],
    spread: Mapping[Port, float],
    frames: Mapping[str, Frame],
) -> dict[Port, float]:
    """The heights of all ports, with the ports of each side that lines enter moved from ``spread`` to align lines.

    Three kinds of side keep their ports: those that lines only leave; those from which a line goes on to pass layers,
    as its passages were found from there; and those at which two sides of a tension meet, which stay evenly spaced.
    """
    now = dict(spread)
    bundled: dict[Port, list[GlobalRoute]] = {}
    ends: dict[_ChannelSide, list[_LineEnd]] = {}
    for route in routes:
        if route.entry_side:
            bundled.setdefault(route.bundle, []).append(route)
        for edge, end in _line_ends(route, passages[route], spread):
            ends.setdefault(edge, []).append(end)
    for found in ends.values():
        found.sort(key=_height)
    fixed = {bundle for bundle, (route, *more) in bundled.items() if more and route.edge.arrow.kind == "side"}
    movable = [(box, side, ports) for (box, side), ports in sides.items() if _may_move(ports, fixed)]
    for box, side, ports in sorted(movable, key=lambda item: any(isinstance(port, GlobalRoute) for port in item[2])):
        first = ports[0]
        channel = first.first if isinstance(first, GlobalRoute) else bundled[first][0].last
        across = _near(ends.get((channel, side), ()), spread[ports[0]], spread[ports[-1]])
        facing = [(end.net, now[end.port] if end.port else end.y) for end in across]
        shift = _best_shift(frames[box], {_net(port): now[port] for port in ports}, facing)
        now |= {port: now[port] + shift for port in ports}
    return now


def _near(ends: Sequence[_LineEnd], top: float, bottom: float) -> Sequence[_LineEnd]:
    """Those of the ends, from the top, that may come near to ports between two heights when both have moved."""
    reach = 2 * SNAP + TOO_NEAR
    first = bisect_left(ends, top - reach, key=_height)
    return ends[first : bisect_right(ends, bottom + reach, key=_height)]


def _line_ends(
    route: GlobalRoute, passages: Sequence[float], spread: Mapping[Port, float]
) -> Iterator[tuple[_ChannelSide, _LineEnd]]:
    """Where a route comes to the edges of its channels."""
    yield (route.first, _OPPOSITE[route.exit_side]), _LineEnd(route.net, route, spread[route])
    for (before, after), y in zip(pairwise(route.channels), passages, strict=True):
        yield (max(before, after), "left"), _LineEnd(route.net, None, y)
        yield (min(before, after), "right"), _LineEnd(route.net, None, y)
    if route.entry_side:
        end = _LineEnd(route.bundle, route.bundle, spread[route.bundle])
        yield (route.last, _OPPOSITE[route.entry_side]), end


def _may_move(ports: Sequence[Port], fixed: Collection[Port]) -> bool:
    exits = [port for port in ports if isinstance(port, GlobalRoute)]
    bound = any(port.passed for port in exits) or any(port in fixed for port in ports)
    return len(exits) < len(ports) and not bound


def _net(port: Port) -> Net:
    return port.net if isinstance(port, GlobalRoute) else port


def _best_shift(frame: Frame, ports: Mapping[Net, float], facing: Sequence[tuple[Net, float]]) -> float:
    """How far down the ports of a side move; ``facing`` are the line ends at the other side of the channel.

    It makes the fewest lines come too near to others, then the most lines level, and then moves the least.
    """
    first, last = min(ports.values()), max(ports.values())
    reach = SNAP + TOO_NEAR
    near = [(net, y) for net, y in facing if first - reach < y < last + reach]

    def cost(shift: float) -> tuple[int, int, float]:
        level = close = 0
        for other, y in near:
            for net, port_y in ports.items():
                apart = abs(y - port_y - shift)
                level += net == other and apart < 0.05
                close += net != other and apart < TOO_NEAR
        return close, -level, abs(shift)

    shifts = [y - ports[net] for net, y in near if net in ports and abs(y - ports[net]) <= SNAP]
    shifts += [by * sign for by in EVASIONS for sign in (-1, 1)] if cost(0.0)[0] else []
    least, most = frame.top + FROM_CORNER - first, frame.bottom - FROM_CORNER - last
    return min((0.0, *(shift for shift in shifts if least <= shift <= most)), key=cost)
