"""The router: from a layout graph and the positions of its boxes to every box and line in its final place.

``README.md`` beside this file explains the stages and their terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.draw.display_list import Point
from argmap.draw.layout.graph import LayoutGraph, Positions, transposed
from argmap.draw.layout.layers import Frame, Layers, aligned_frames
from argmap.draw.layout.placement import pack_components, place_above, place_undercuts
from argmap.draw.routing import curves
from argmap.draw.routing.channels import HALF_LINE, JUNCTION, LEVEL, UNDERCUT_OFFSET, Channels
from argmap.draw.routing.curves import Spline, rounded
from argmap.draw.routing.global_routes import GlobalRoute, global_routes
from argmap.draw.routing.line_jumps import LineJump, OrthogonalLine, line_jumps
from argmap.draw.routing.ports import Ports
from argmap.draw.routing.tracks import TRACK_SPACING


class Route(NamedTuple):
    """How an arrow is drawn: a curve from each premise, to the target or to a junction; then a last curve from there.

    ``jumps`` are its crossings with other arrows.
    """

    tails: tuple[Spline, ...]
    junction: Point | None = None
    last: Spline | None = None
    jumps: tuple[LineJump, ...] = ()

    def transposed(self) -> Route:
        """The route with x and y exchanged."""
        junction = (self.junction[1], self.junction[0]) if self.junction else None
        last = curves.transposed(self.last) if self.last else None
        jumps = tuple(LineJump((jump.at[1], jump.at[0]), not jump.horizontal, jump.over) for jump in self.jumps)
        return Route(tuple(map(curves.transposed, self.tails)), junction, last, jumps)

    def shifted(self, dx: float, dy: float) -> Route:
        """The route moved by (dx, dy), without its line jumps."""
        junction = (self.junction[0] + dx, self.junction[1] + dy) if self.junction else None
        last = curves.shifted(self.last, dx, dy) if self.last else None
        return Route(tuple([curves.shifted(curve, dx, dy) for curve in self.tails]), junction, last)


class RoutedLayout(NamedTuple):
    """Boxes and arrows by id, in points from the top left, and the size of the whole."""

    frames: Mapping[str, Frame]
    routes: Mapping[str, Route]
    width: float
    height: float


def routed_layout(graph: LayoutGraph, positions: Positions) -> RoutedLayout:
    """The boxes of ``graph``, in layers as an engine's ``positions`` say, and its arrows routed between them."""
    if graph.direction == "BT":
        lying = routed_layout(graph.transposed(), transposed(positions))
        frames = {name: frame.transposed() for name, frame in lying.frames.items()}
        routes = {name: routed.transposed() for name, routed in lying.routes.items()}
        return RoutedLayout(frames, routes, lying.height, lying.width)
    packed = pack_components(graph, place_above(graph, positions))
    frames = place_undercuts(graph, aligned_frames(graph.sizes, packed))
    return _Router(graph, frames).routed() if frames else RoutedLayout({}, {}, 0.0, 0.0)


class _Router:
    """Draws the routes of a graph whose boxes are in layers."""

    def __init__(self, graph: LayoutGraph, frames: Mapping[str, Frame]) -> None:
        self._layers = Layers(frames)
        self._frames = frames
        self._routes = global_routes(graph, self._layers)
        self._ports = Ports([one for group in self._routes.values() for one in group], frames, self._layers)
        self._channels = Channels(self._routes, self._ports, self._layers)

    def routed(self) -> RoutedLayout:
        lines = {arrow: [self._line(one) for one in group] for arrow, group in self._routes.items()}
        top = min([frame.top for frame in self._frames.values()])
        top = min([top, *(y for group in lines.values() for line in group for _, y in line)])
        raised = {arrow: [[(x, y - top) for x, y in line] for line in group] for arrow, group in lines.items()}
        jumps = self._line_jumps(raised)
        shifts = self._channels.layer_shifts
        frames = {name: frame.shifted(shifts[self._layers.of[name]], -top) for name, frame in self._frames.items()}
        routes = {arrow: self._route(arrow, group, jumps.get(arrow, ()), top) for arrow, group in raised.items()}
        points = [point for group in raised.values() for line in group for point in line]
        width = max([*(frame.right for frame in frames.values()), *(x + TRACK_SPACING for x, _ in points)])
        height = max([*(frame.bottom for frame in frames.values()), *(y for _, y in points)])
        return RoutedLayout(frames, routes, width, height)

    def _route(self, arrow: str, lines: list[list[Point]], jumps: tuple[LineJump, ...], top: float) -> Route:
        """The curves of an arrow along its lines; its first line is cut in two at the junction."""
        main, *others = lines
        if arrow not in self._channels.junctions:
            return Route((rounded(main),), jumps=jumps)
        x, y = self._channels.junction_at(arrow)
        y -= top
        sign = 1.0 if main[0][0] > x else -1.0
        tails = (rounded([main[0], (x + sign * JUNCTION, y)]), *map(rounded, others))
        return Route(tails, (x, y), rounded([(x - sign * JUNCTION, y), *main[1:]]), jumps)

    def _line(self, one: GlobalRoute) -> list[Point]:
        """The corners of a line, from its premise to its end."""
        channels, shifts = self._channels, self._channels.layer_shifts
        frame = self._frames[one.edge.tail]
        y = self._ports.exit_y(one)
        exit_x = frame.left if one.exit_side == "left" else frame.right
        line = [(exit_x + shifts[self._layers.of[one.edge.tail]], y)]
        for channel, next_y in zip(one.channels, self._ports.passage_ys(one), strict=False):
            x = channels.track_x(one, channel)
            line += [(x, y), (x, next_y)]
            y = next_y
        if one.entry_side is None:
            return [*line, *self._to_junction(one, y)]
        head = self._frames[one.edge.head]
        entry_x = head.right if one.entry_side == "right" else head.left
        end = entry_x + shifts[self._layers.of[one.edge.head]]
        x, entry_y = channels.track_x(one, one.last), self._ports.entry_y(one)
        return [*line, (end, entry_y)] if abs(y - entry_y) < LEVEL else [*line, (x, y), (x, entry_y), (end, entry_y)]

    def _to_junction(self, one: GlobalRoute, y: float) -> Iterator[Point]:
        """The last corners of a line to a junction: at its mark, or for an undercut at the line beyond it."""
        x, junction_y = self._channels.junction_at(one.junction)
        reach = JUNCTION
        if one.edge.arrow.kind == "undercuts":
            main = self._routes[one.junction][0]
            x += -UNDERCUT_OFFSET if main.exit_side == "left" else UNDERCUT_OFFSET
            reach = HALF_LINE
        if abs(y - junction_y) > reach + 2:
            yield x, y
        yield x, junction_y + (reach if y > junction_y else -reach)

    def _line_jumps(self, lines: Mapping[str, list[list[Point]]]) -> Mapping[str, tuple[LineJump, ...]]:
        """The crossings of each arrow with arrows that are not of its bundle."""
        drawn = (
            OrthogonalLine(arrow, one.bundle if one.entry_side else arrow, corners)
            for arrow, group in lines.items()
            for one, corners in zip(self._routes[arrow], group, strict=True)
        )
        return line_jumps(drawn, [self._channels.bounds(channel) for channel in range(len(self._channels))])
