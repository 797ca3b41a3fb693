"""The way of each line in words of columns: which gutters it runs in, and past which columns.

A line leaves its box into a gutter beside it, passes the columns on its way in gaps between their boxes, and comes in
a last gutter to its target's side or to the mark of a step, where premises meet and undercuts arrive.
"""

from __future__ import annotations

from typing import Literal

from argmap.draw.layout.graph import Edge, Graph
from argmap.draw.layout.layers import Columns

Side = Literal["left", "right"]

Bundle = tuple[str, str, str | None, Side]
"""What lines share their last way for: target, kind, change, and the side at which they meet the target."""

Shared = Bundle | tuple[str, str]
"""What passes columns as one: the lines of a bundle; a line to a junction, by premise and step, for itself."""


class Wire:
    """The way of one edge. ``out`` and ``goal`` are gutters, ``passed`` the columns between, in order.

    ``meet`` is the side of the target at which it ends; None when it ends in the junction of step ``joins``, whose
    wire is ``main``. ``towards`` is the box at which it ends or in front of which that junction stands. ``bundle``
    names the lines that it shares its last way with and ``shared`` what it passes columns with; ``gutters`` are those
    it runs in, in order, and ``leftward`` says whether it does so to the left. One wire equals no other, so that it
    is found soon in a dictionary.
    """

    __slots__ = (
        "bundle", "edge", "goal", "gutters", "joins", "leave", "leftward", "meet", "out", "passed", "shared",
        "towards",
    )  # fmt: skip

    def __init__(
        self, edge: Edge, leave: Side, out: int, goal: int, meet: Side | None, main: Wire | None = None
    ) -> None:
        self.edge = edge
        self.leave = leave
        self.out = out
        self.goal = goal
        self.meet = meet
        self.joins = main.edge.arrow.id if main else ""
        self.towards = main.edge.tail if main else edge.head
        self.passed = _between(out, goal)
        self.bundle: Bundle = (edge.head, edge.arrow.kind, edge.arrow.change, meet or "right")
        step = 1 if goal >= out else -1
        self.gutters = tuple(range(out, goal + step, step))
        self.leftward = out > goal or (out == goal and leave == "left")
        self.shared: Shared = self.bundle if meet else (edge.tail, self.joins)


def wires(graph: Graph, columns: Columns) -> dict[str, tuple[Wire, ...]]:
    """The wires of each arrow by its id: the first from its first premise to its end, others to its junction."""
    edges: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        edges.setdefault(edge.arrow.id, []).append(edge)
    junctions = {name: _to_box(first, columns) for name, (first, *_) in edges.items() if first.arrow.junction}
    found = {}
    for name, (first, *others) in edges.items():
        main = junctions.get(name) or _to_box(first, columns)
        if first.arrow.target in junctions:
            leaving = main if name in junctions else None
            main = _to_junction(first, columns, junctions[first.arrow.target], leaving)
        found[name] = (main, *(_to_junction(edge, columns, main) for edge in others))
    return found


def _to_box(edge: Edge, columns: Columns) -> Wire:
    tail, head = columns.of[edge.tail], columns.of[edge.head]
    if tail > head:
        return Wire(edge, "left", tail, head + 1, "right")
    if tail < head:
        return Wire(edge, "right", tail + 1, head, "left")
    # The sides of a tension face each other on the left, where little else is.
    if edge.arrow.loose and not edge.arrow.junction:
        return Wire(edge, "left", tail, tail, "left")
    return Wire(edge, "right", tail + 1, tail + 1, "right")


def _to_junction(edge: Edge, columns: Columns, main: Wire, leaving: Wire | None = None) -> Wire:
    """The way to the junction on wire ``main``; on the side of ``leaving``, if it is given, else on the nearer."""
    column = columns.of[edge.tail]
    side: Side = leaving.leave if leaving else "left" if column >= main.out else "right"
    out = column if side == "left" else column + 1
    return Wire(edge, side, out, main.out, None, main)


def _between(start: int, end: int) -> tuple[int, ...]:
    """The columns between two gutters, in the order in which a line passes them."""
    return tuple(range(start - 1, end - 1, -1)) if start > end else tuple(range(start, end))
