"""Where each edge runs: out of one box, into another, past all others.

Graphviz leaves every edge at the middle of a side. Here the ends of the edges that share a side are spread along it,
in the order of their far ends, so that no two arrowheads lie on each other. Between neighbouring columns an edge is
one smooth curve; further edges keep the way that Graphviz found around the boxes between. Linked premises, and what
undercuts a step, meet in a junction in front of the target.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from argmap.draw.curves import Spline, arched, bracket, elbow, smooth, turned, turning, with_ends
from argmap.draw.dot import Edge, Graph
from argmap.draw.obstacles import Frame, Obstacles
from argmap.draw.picture import Point
from argmap.draw.placed import Placed
from argmap.draw.scene import Arrow

SPREAD = 13.0
"""Points between the ends of edges on one side of a box, where there is room."""

JUNCTION = 7.2
"""Radius of the mark in which premises meet."""

JUNCTION_OUT, JUNCTION_STEP, JUNCTION_APART = 30.0, 22.0, 24.0
"""How far junctions stand in front of a target, how much further one on another, and how far from each other."""

UNDERCUT_OUT = 12.0
"""How far in front of a junction what undercuts it runs up or down."""

WIDEST_GAP = 130.0
"""Points between two boxes that still stand in neighbouring columns."""

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow drawn: a curve from each premise, where they meet if they do, and the curve on to the target."""

    tails: tuple[Spline, ...]
    junction: Point | None = None
    last: Spline | None = None
    arched: bool = False

    def turned(self) -> Route:
        """The same with right and down exchanged."""
        junction = (self.junction[1], self.junction[0]) if self.junction else None
        last = turned(self.last) if self.last else None
        return Route(tuple(map(turned, self.tails)), junction, last, self.arched)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The upright part of an edge: how far in front of the column, and from where to where."""

    x: float
    top: float
    bottom: float

    def rows(self) -> range:
        """The bands of 500 points that it touches."""
        return range(int(self.top // 500), int(self.bottom // 500) + 1)

    def lies_on(self, other: Stretch) -> bool:
        """Whether two stretches run over each other, or nearly."""
        return abs(self.x - other.x) < 3.5 and self.top < other.bottom and other.top < self.bottom


def frames(graph: Graph, placed: Placed) -> dict[str, Frame]:
    """The rectangle of each node."""
    found = {}
    for name, (width, height) in graph.sizes.items():
        x, y = placed.centres[name]
        found[name] = Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return found


def routed(graph: Graph, placed: Placed, frames: Mapping[str, Frame], upright: bool) -> dict[str, Route]:
    """The route of each arrow by its id; ``upright`` when contentions are at the top rather than at the left."""
    if not upright:
        return Router(graph, placed, frames).routes()
    lying = Router(graph, placed.turned(), {name: frame.turned() for name, frame in frames.items()})
    return {name: route.turned() for name, route in lying.routes().items()}


class Router:
    """The work of drawing all arrows of one graph."""

    def __init__(self, graph: Graph, placed: Placed, frames: Mapping[str, Frame]) -> None:
        self._frames = frames
        self._splines = placed.splines
        self._obstacles = Obstacles(frames)
        self._edges: dict[str, list[Edge]] = {}
        for edge in graph.edges:
            self._edges.setdefault(edge.arrow.id, []).append(edge)
        self._arrows = {edge.arrow.id: edge.arrow for edge in graph.edges}

    def routes(self) -> dict[str, Route]:
        """The route of each arrow, by its id."""
        return {name: self._route(arrow) for name, arrow in self._arrows.items()}

    def _route(self, arrow: Arrow) -> Route:
        edges = self._edges[arrow.id]
        aim = self._aim(arrow)
        if not arrow.junction:
            leave, meet = self._sides(edges[0])
            return Route(tuple(self._curve(edge, aim) for edge in edges), arched=leave == meet)
        x, y = self._junctions[arrow.id]
        tails = tuple(self._curve_to_junction(edge, (x, y)) for edge in edges)
        start = (x - JUNCTION, y)
        return Route(tails, (x, y), smooth(start, aim) if aim[0] <= start[0] else turning((x, y + JUNCTION), aim))

    def _aim(self, arrow: Arrow) -> Point:
        """Where an arrow ends: on its target's side or, for an undercut, on the junction of the step it denies."""
        if arrow.target in self._junctions:
            x, y = self._junctions[arrow.target]
            return x + JUNCTION, y
        edge = self._edges[arrow.id][0]
        side = self._sides(edge)[1]
        frame = self._frames[edge.head]
        return (frame.right if side == "right" else frame.left), self._meets[arrow.id]

    def _curve(self, edge: Edge, aim: Point) -> Spline:
        leave, meet = self._sides(edge)
        start = self._start(edge, leave)
        if leave == meet:
            further = 0.1 + 8.0 * self._place_among_arches[edge]
            return arched(start, aim, further if leave == "right" else -further)
        upright = self._uprights.get(edge.arrow.id)
        if edge.arrow.target in self._junctions:
            upright = UNDERCUT_OUT
        if leave == "left" and upright is not None and aim[0] + upright < start[0]:
            curve = bracket(start, aim, aim[0] + upright)
            if self._obstacles.leave_clear(curve, edge):
                return curve
        return self._around(edge, start, aim)

    def _curve_to_junction(self, edge: Edge, junction: Point) -> Spline:
        x, y = junction
        start = self._start(edge, self._sides(edge)[0])
        if abs(start[1] - y) > 2 * JUNCTION and start[0] > x:
            curve = elbow(start, (x, y + (JUNCTION if start[1] > y else -JUNCTION)))
            if self._obstacles.leave_clear(curve, edge):
                return curve
        return self._around(edge, start, (x + JUNCTION, y))

    def _around(self, edge: Edge, start: Point, aim: Point) -> Spline:
        """A smooth curve, or the way around boxes that the engine found, whichever is clear."""
        tail, head = self._frames[edge.tail], self._frames[edge.head]
        given = self._splines.get((edge.tail, edge.head), ())
        has_way = len(given) > 4 and self._sides(edge)[0] == "left"
        for first, last in ((start, aim), ((start[0], tail.middle), aim), (start, (aim[0], head.middle))):
            if self._obstacles.leave_clear(direct := smooth(first, last), edge):
                return direct
            if has_way and self._obstacles.leave_clear(bent := with_ends(given, first, last), edge):
                return bent
        if has_way:
            return with_ends(given, start, aim)
        return given if given and not edge.arrow.junction else smooth(start, aim)

    def _start(self, edge: Edge, leave: Side) -> Point:
        tail = self._frames[edge.tail]
        return (tail.left if leave == "left" else tail.right), self._leaves[edge]

    @cached_property
    def _uprights(self) -> dict[str, float]:
        """How far in front of its target each direct arrow from the next column runs up or down.

        Towards one side of a target, the further a premise is away, the nearer to the target, so that none cross;
        groups whose uprights would lie on each other are set apart.
        """
        in_front = {self._edges[name][0].head for name in self._junctions}
        taken: dict[tuple[float, int], list[Stretch]] = {}
        found: dict[str, float] = {}
        for (box, _), group in self._fans.items():
            first, room = (13.0, 8.0) if box in in_front else (15.0, 22.0)
            step = min(5.0, room / len(group))
            column = self._frames[box].right
            for base in (first, *(first + 5.0 * track for track in range(1, 6 if box not in in_front else 2)), first):
                offsets = {name: base + step * place for place, name in enumerate(group)}
                stretches = [self._stretch(name, offset) for name, offset in offsets.items()]
                if not any(mine.lies_on(other) for mine in stretches for other in _there(taken, column, mine)):
                    break
            for stretch in stretches:
                for row in stretch.rows():
                    taken.setdefault((column, row), []).append(stretch)
            found |= offsets
        return found

    @cached_property
    def _fans(self) -> dict[tuple[str, bool], list[str]]:
        """By target and whether they come from below: the direct arrows from the next column, furthest first."""
        fans: dict[tuple[str, bool], list[tuple[float, str]]] = {}
        for name, arrow in self._arrows.items():
            edge = self._edges[name][0]
            gap = self._frames[edge.tail].left - self._frames[edge.head].right
            if not arrow.junction and arrow.target not in self._junctions and 0 < gap <= WIDEST_GAP:
                away = self._leaves[edge] - self._meets[name]
                fans.setdefault((edge.head, away > 0), []).append((-abs(away), name))
        return {key: [name for _, name in sorted(fan)] for key, fan in fans.items()}

    def _stretch(self, name: str, offset: float) -> Stretch:
        start, end = self._leaves[self._edges[name][0]], self._meets[name]
        return Stretch(offset, min(start, end), max(start, end))

    @cached_property
    def _place_among_arches(self) -> dict[Edge, int]:
        """How many arches stand inside an arch over the same boxes."""
        counts: dict[frozenset[str], int] = {}
        found: dict[Edge, int] = {}
        for edges in self._edges.values():
            for edge in edges:
                ends = frozenset((edge.tail, edge.head))
                found[edge] = counts[ends] = counts.get(ends, -1) + 1
        return found

    def _sides(self, edge: Edge) -> tuple[Side, Side]:
        """The sides at which an edge leaves its tail and meets its head."""
        tail, head = self._frames[edge.tail], self._frames[edge.head]
        if head.right <= tail.left:
            return "left", "right"
        if tail.right <= head.left:
            return "right", "left"
        # The sides of a tension face each other on the left, where little else is.
        if edge.arrow.loose and not edge.arrow.junction:
            return "left", "left"
        return "right", "right"

    def _source_height(self, arrow: Arrow) -> float:
        edges = self._edges[arrow.id]
        return sum(self._frames[edge.tail].middle for edge in edges) / len(edges)

    @cached_property
    def _leaves(self) -> dict[Edge, float]:
        """The height at which each edge leaves its premise."""
        return {end: y for end, y in self._ends.items() if isinstance(end, Edge)}

    @cached_property
    def _meets(self) -> dict[str, float]:
        """The height at which each arrow that aims at a box meets it, by the arrow's id."""
        return {end: y for end, y in self._ends.items() if isinstance(end, str)}

    @cached_property
    def _ends(self) -> dict[Edge | str, float]:
        """The heights of all ends: along each side of a box in the order of their far ends."""
        groups: dict[tuple[str, Side], list[tuple[float, int, Edge | str]]] = {}
        for place, (name, arrow) in enumerate(self._arrows.items()):
            edges = self._edges[name]
            for edge in edges:
                leave, meet = self._sides(edge)
                # Two arrows between the same boxes must not cross: what leaves one lowest meets the other highest.
                turn = place if leave == meet else -place
                groups.setdefault((edge.tail, leave), []).append((self._frames[edge.head].middle, turn, edge))
            if arrow.target not in self._arrows:
                side = self._sides(edges[0])[1]
                groups.setdefault((edges[0].head, side), []).append((self._source_height(arrow), -place, name))
        heights: dict[Edge | str, float] = {}
        for (box, _), group in groups.items():
            ordered = [end for _, _, end in sorted(group, key=lambda item: item[:2])]
            heights |= dict(zip(ordered, _spread(self._frames[box], len(ordered)), strict=True))
        return heights

    @cached_property
    def _junctions(self) -> dict[str, Point]:
        """The centre of each junction: in front of the target, as high as its premises, clear of the others there."""
        groups: dict[str, list[tuple[float, str]]] = {}
        for name, arrow in self._arrows.items():
            if arrow.junction:
                box = self._edges[name][0].head
                groups.setdefault(box, []).append((self._wished_height(name, self._frames[box]), name))
        heights: dict[str, float] = {}
        for group in groups.values():
            ordered = sorted(group)
            apart = _apart([wish for wish, _ in ordered])
            heights |= {name: y for (_, name), y in zip(ordered, apart, strict=True)}
        taken: dict[tuple[float, int], list[Stretch]] = {}
        return {name: (self._junction_column(name, y, taken), y) for name, y in heights.items()}

    def _junction_column(self, name: str, y: float, taken: dict[tuple[float, int], list[Stretch]]) -> float:
        """Where across a junction stands: so that the uprights to it lie on no other junction's."""
        edges = self._edges[name]
        column = self._frames[edges[0].head].right
        ends = [y, *(self._leaves[edge] for edge in edges)]
        room = min((self._frames[edge.tail].left for edge in edges), default=column) - column
        first = JUNCTION_OUT + JUNCTION_STEP * self._depth(name)
        outs = [first, *(first + more for more in (8.0, 16.0) if first + more + 40 <= room)]
        for out in (*outs, first):
            stretch = Stretch(out, min(ends), max(ends))
            if not any(stretch.lies_on(other) for other in _there(taken, column, stretch)):
                break
        for row in stretch.rows():
            taken.setdefault((column, row), []).append(stretch)
        return column + out

    def _wished_height(self, name: str, target: Frame) -> float:
        nearest = min(
            (self._frames[edge.tail].middle for edge in self._edges[name]), key=lambda y: abs(y - target.middle)
        )
        middle = (self._source_height(self._arrows[name]) + nearest) / 2
        return min(max(middle, target.top - 24), target.bottom + 24)

    def _depth(self, name: str) -> int:
        depth, target = 0, self._arrows[name].target
        while target in self._arrows:
            depth, target = depth + 1, self._arrows[target].target
        return depth


def _there(taken: Mapping[tuple[float, int], list[Stretch]], column: float, stretch: Stretch) -> Iterator[Stretch]:
    """The uprights already placed in front of a column, in the bands that ``stretch`` touches."""
    for row in stretch.rows():
        yield from taken.get((column, row), ())


def _spread(frame: Frame, number: int) -> list[float]:
    """So many heights on a side of a box, from the top."""
    gap = min(SPREAD, (frame.bottom - frame.top - 16) / number)
    first = frame.middle - gap * (number - 1) / 2
    return [first + gap * place for place in range(number)]


def _apart(wishes: list[float]) -> Iterator[float]:
    """Heights near the ``wishes``, which ascend, no two closer than junctions may stand."""
    placed: list[float] = []
    for wish in wishes:
        placed.append(max(wish, placed[-1] + JUNCTION_APART) if placed else wish)
    shift = sum(wish - y for wish, y in zip(wishes, placed, strict=True)) / max(1, len(wishes))
    return (y + shift for y in placed)
