"""Where each line runs: level out of its box, along a lane of a gutter, level into its target.

Graphviz says in which column and how high each box stands. Between the columns every line has a lane of its own, and
gutters are made as wide as their lanes need. Lines of one kind that aim at one box come together in one trunk with
one tip. Linked premises, and what undercuts a step, meet in a junction in front of the step's premise. Where two
lines that have nothing to do with each other cross, the one drawn later bridges the other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from itertools import count, pairwise
from typing import NamedTuple

from argmap.draw.display_list import Point
from argmap.draw.layout.components import gathered
from argmap.draw.layout.graph import Graph
from argmap.draw.layout.graphviz_json import Places
from argmap.draw.layout.layers import Columns, Frame, lined_up
from argmap.draw.layout.undercuts import beside
from argmap.draw.routing.curves import CORNER, Spline, rounded, shifted, turned
from argmap.draw.routing.global_routes import Wire, wires
from argmap.draw.routing.line_jumps import Bridge, Way, bridges
from argmap.draw.routing.ports import Ends
from argmap.draw.routing.tracks import LANE, Upright, lanes

JUNCTION = 7.2
"""Radius of the mark in which premises meet."""

JUNCTION_OUT, JUNCTION_APART = 27.0, 24.0
"""How far junctions stand in front of their premise, and across from each other."""

LANDING, ON_LINE = 13.5, 0.8
"""How far beyond the junction of a step an undercut meets the step's line, and half how thick that is."""

NEAR_TARGET, NEAR_PREMISE = 23.0, 31.0
"""Room between a column and the nearest lane: for tips, and for signs."""


class Route(NamedTuple):
    """An arrow drawn: a curve from each premise, where they meet if they do, and the curve on to the target."""

    tails: tuple[Spline, ...]
    junction: Point | None = None
    last: Spline | None = None
    bridges: tuple[Bridge, ...] = ()

    def turned(self) -> Route:
        """The same with right and down exchanged."""
        junction = (self.junction[1], self.junction[0]) if self.junction else None
        last = turned(self.last) if self.last else None
        bridges = tuple(Bridge((item.at[1], item.at[0]), not item.level, item.over) for item in self.bridges)
        return Route(tuple(map(turned, self.tails)), junction, last, bridges)

    def shifted(self, across: float, down: float) -> Route:
        """The same so much further right and down, without its bridges."""
        junction = (self.junction[0] + across, self.junction[1] + down) if self.junction else None
        last = shifted(self.last, across, down) if self.last else None
        return Route(tuple([shifted(curve, across, down) for curve in self.tails]), junction, last)


class Laid(NamedTuple):
    """Everything in its final place: boxes by id, arrows by id, and the size of the whole."""

    frames: Mapping[str, Frame]
    routes: Mapping[str, Route]
    width: float
    height: float


def laid(graph: Graph, places: Places, upright: bool = False) -> Laid:
    """Boxes and lines of a layout; ``upright`` when contentions are at the top rather than at the left."""
    if not upright:
        return _laid(graph, places)
    lying = _laid(
        Graph({name: (h, w) for name, (w, h) in graph.sizes.items()}, graph.edges),
        {name: (y, x) for name, (x, y) in places.items()},
    )
    frames = {name: frame.turned() for name, frame in lying.frames.items()}
    return Laid(frames, {name: route.turned() for name, route in lying.routes.items()}, lying.height, lying.width)


def _laid(graph: Graph, places: Places) -> Laid:
    centres = gathered(graph, places)
    frames = beside(graph, lined_up(graph.sizes, centres))
    return _Router(graph, frames).laid() if frames else Laid({}, {}, 0.0, 0.0)


class _Router:
    """The work of drawing all arrows of one graph."""

    def __init__(self, graph: Graph, frames: Mapping[str, Frame]) -> None:
        self._columns = Columns(frames)
        self._frames = frames
        self._wires = wires(graph, self._columns)
        self._all = [wire for group in self._wires.values() for wire in group]
        self._ends = Ends(self._all, frames, self._columns)

    def laid(self) -> Laid:
        raised = {name: [self._path(wire) for wire in group] for name, group in self._wires.items()}
        top = min([frame.top for frame in self._frames.values()])
        top = min([top, *(y for group in raised.values() for path in group for _, y in path)])
        paths = {name: [[(x, y - top) for x, y in path] for path in group] for name, group in raised.items()}
        bridges = self._bridges(paths)
        frames = {
            name: frame.shifted(self._shifts[self._columns.of[name]], -top) for name, frame in self._frames.items()
        }
        routes = {name: self._route(name, group, bridges.get(name, ()), top) for name, group in paths.items()}
        points = [point for group in paths.values() for path in group for point in path]
        width = max([*(frame.right for frame in frames.values()), *(x + LANE for x, _ in points)])
        height = max([*(frame.bottom for frame in frames.values()), *(y for _, y in points)])
        return Laid(frames, routes, width, height)

    def _route(self, name: str, paths: list[list[Point]], bridges: tuple[Bridge, ...], top: float) -> Route:
        main, *others = paths
        if name not in self._slots:
            return Route((rounded(main),), bridges=bridges)
        x, y = self._junction_at(name)
        y -= top
        way = 1.0 if main[0][0] > x else -1.0
        tails = (rounded([main[0], (x + way * JUNCTION, y)]), *map(rounded, others))
        return Route(tails, (x, y), rounded([(x - way * JUNCTION, y), *main[1:]]), bridges)

    def _path(self, wire: Wire) -> list[Point]:
        """The corners of a wire's way, from premise to target."""
        frame = self._frames[wire.edge.tail]
        column = self._columns.of[wire.edge.tail]
        y = self._ends.leave(wire)
        path = [((frame.left if wire.leave == "left" else frame.right) + self._shifts[column], y)]
        for gutter, then in zip(wire.gutters, self._ends.passes(wire), strict=False):
            x = self._lane_x(gutter, self._key(wire, gutter))
            path += [(x, y), (x, then)]
            y = then
        if wire.meet is None:
            return [*path, *self._to_junction(wire, y)]
        head, column = self._frames[wire.edge.head], self._columns.of[wire.edge.head]
        end = (head.right if wire.meet == "right" else head.left) + self._shifts[column]
        x, meet = self._lane_x(wire.goal, self._key(wire, wire.goal)), self._ends.meet(wire)
        return [*path, (end, meet)] if abs(y - meet) < 0.05 else [*path, (x, y), (x, meet), (end, meet)]

    def _to_junction(self, wire: Wire, y: float) -> Iterator[Point]:
        x, level = self._junction_at(wire.joins)
        reach = JUNCTION
        if wire.edge.arrow.kind == "undercuts":
            x += -LANDING if self._wires[wire.joins][0].leave == "left" else LANDING
            reach = ON_LINE
        if abs(y - level) > reach + 2:
            yield x, y
        yield x, level + (reach if y > level else -reach)

    @cached_property
    def _uprights(self) -> dict[int, dict[Hashable, Upright]]:
        """By gutter: the uprights in it that need lanes, by key."""
        found: dict[int, dict[Hashable, tuple[list[float], list[float]]]] = {}
        for wire in self._all:
            heights = [self._ends.leave(wire), *self._ends.passes(wire)]
            heights += [self._ends.meet(wire)] if wire.meet else []
            for gutter, (before, after) in zip(wire.gutters, pairwise(heights), strict=False):
                if abs(before - after) < 0.05:
                    continue
                sides = found.setdefault(gutter, {}).setdefault(self._key(wire, gutter), ([], []))
                for side, joining in zip(sides, self._joining(wire, gutter, before, after), strict=True):
                    side += joining
        return {
            gutter: {key: Upright(key, tuple(left), tuple(right)) for key, (left, right) in there.items()}
            for gutter, there in found.items()
        }

    @staticmethod
    def _joining(wire: Wire, gutter: int, before: float, after: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Which of two level parts joins an upright from the left and which from the right."""
        comes_right = wire.leave == "left" if gutter == wire.out else wire.out > wire.goal
        goes_right = wire.meet == "left" if gutter == wire.goal else wire.out < wire.goal
        left = (*(() if comes_right else (before,)), *(() if goes_right else (after,)))
        right = (*((before,) if comes_right else ()), *((after,) if goes_right else ()))
        return left, right

    def _key(self, wire: Wire, gutter: int) -> Hashable:
        """What shares an upright: a whole bundle in front of its target; before, what passes a column as one."""
        if wire.meet and gutter == wire.goal:
            return wire.bundle
        at = wire.gutters.index(gutter)
        passes = self._ends.passes(wire)
        return wire.shared, passes[at] if at < len(passes) else None

    @cached_property
    def _lanes(self) -> dict[int, dict[Hashable, int]]:
        return {gutter: lanes(there.values()) for gutter, there in self._uprights.items()}

    @cached_property
    def _slots(self) -> dict[str, int]:
        """For each step with a junction, how many places further out than the nearest to its premise that stands."""
        taken: dict[tuple[int, str], list[tuple[int, float, float]]] = {}
        found: dict[str, int] = {}
        joining: dict[str, list[float]] = {}
        for wire in self._all:
            if wire.meet is None:
                passes = self._ends.passes(wire)
                joining.setdefault(wire.joins, []).append(passes[-1] if passes else self._ends.leave(wire))
        least: dict[str, int] = {}
        for name in self._inner_first():
            main = self._wires[name][0]
            y = self._ends.leave(main)
            low, high = min([y, *joining.get(name, ())]) - 12, max([y, *joining.get(name, ())]) + 12
            there = taken.setdefault((main.out, main.leave), [])
            busy = {slot for slot, top, bottom in there if top < high and low < bottom}
            found[name] = next(slot for slot in count(least.get(name, 0)) if slot not in busy)
            there.append((found[name], low, high))
            least[main.joins] = max(least.get(main.joins, 0), found[name] + 1)
        return found

    def _inner_first(self) -> list[str]:
        """The steps with junctions, each before the step that it undercuts: it goes on to a line further out."""
        depths: dict[str, int] = {}
        for name, (main, *_) in self._wires.items():
            if main.edge.arrow.junction:
                depths[name] = 0
                while main.joins in self._wires:
                    depths[name] += 1
                    main = self._wires[main.joins][0]
        return sorted(depths, key=lambda name: -depths[name])

    @cached_property
    def _undercut(self) -> frozenset[str]:
        """The steps that are undercut."""
        return frozenset(wire.joins for wire in self._all if wire.edge.arrow.kind == "undercuts")

    def _junction_at(self, name: str) -> Point:
        main = self._wires[name][0]
        out = JUNCTION_OUT + JUNCTION_APART * self._slots[name]
        left, right = self._gutter(main.out)
        return (right - out if main.leave == "left" else left + out), self._ends.leave(main)

    @cached_property
    def _margins(self) -> dict[int, tuple[float, float]]:
        """By gutter: the room between its lanes and the columns left and right of it."""
        found: dict[int, tuple[float, float]] = {}
        for wire in self._all:
            left, right = found.get(wire.out, (NEAR_TARGET, NEAR_TARGET))
            room = NEAR_PREMISE
            if (slot := self._slots.get(wire.edge.arrow.id)) is not None and wire.joins != wire.edge.arrow.id:
                beyond = LANDING if wire.edge.arrow.id in self._undercut else JUNCTION
                room = JUNCTION_OUT + JUNCTION_APART * slot + beyond + CORNER + 2
            sides = (left, max(right, room)) if wire.leave == "left" else (max(left, room), right)
            found[wire.out] = sides
        return found

    def _width(self, gutter: int) -> float:
        """The width that a gutter needs."""
        number = max(self._lanes.get(gutter, {}).values(), default=0) + 1
        return sum(self._margins.get(gutter, (NEAR_TARGET, NEAR_TARGET))) + LANE * (number - 1)

    @cached_property
    def _shifts(self) -> list[float]:
        """How far right each column moves, so that the gutters left of it have the room that they need."""
        edges = self._columns.edges
        more = self._width(0) if 0 in self._uprights else 0.0
        found = [more - edges[0][0]]
        for column in range(1, len(edges)):
            gap = edges[column][0] - edges[column - 1][1]
            found.append(found[-1] + max(0.0, self._width(column) - gap))
        return found

    def _gutter(self, gutter: int) -> tuple[float, float]:
        """Where a gutter begins and ends."""
        edges, shifts = self._columns.edges, self._shifts
        left = edges[gutter - 1][1] + shifts[gutter - 1] if gutter else edges[0][0] + shifts[0] - self._width(0)
        right = edges[gutter][0] + shifts[gutter] if gutter < len(edges) else left + self._width(gutter)
        return left, right

    def _lane_x(self, gutter: int, key: Hashable) -> float:
        left, _ = self._gutter(gutter)
        return (
            left + self._margins.get(gutter, (NEAR_TARGET, 0.0))[0] + LANE * self._lanes.get(gutter, {}).get(key, 0)
        )

    def _bridges(self, paths: Mapping[str, list[list[Point]]]) -> Mapping[str, tuple[Bridge, ...]]:
        """The crossings of each arrow with others that are not of its bundle."""
        ways = (
            Way(name, wire.bundle if wire.meet else name, path)
            for name, group in paths.items()
            for wire, path in zip(self._wires[name], group, strict=True)
        )
        return bridges(ways, [self._gutter(gutter) for gutter in range(len(self._columns.edges) + 1)])
