"""Global routing: in which channels each line runs, and which layers it passes.

The *channel* ``n`` is the vertical strip to the left of layer ``n``; the last one is to the right of the last layer.
A line leaves its box into the channel beside it, passes the layers on its way through gaps between their boxes, and
ends in its last channel at a side of its target, or at the junction of a link, where premises meet and undercuts
arrive. As in the design of circuits, the channels are chosen first (global routing) and the tracks in them later.
"""

from __future__ import annotations

from typing import Literal

from argmap.draw.layout.graph import Edge, LayoutGraph
from argmap.draw.layout.layers import Layers

Side = Literal["left", "right"]

Bundle = tuple[str, str, str | None, Side]
"""What lines with a common last stretch share: target, kind, change, and the side of the target."""

Net = Bundle | tuple[str, str]
"""The key of lines that are drawn as one where they pass a layer: the lines of a bundle, or one line to a junction,
which is named by its premise and its link."""


class GlobalRoute:
    """The global route of one edge. Two routes are never equal, so that routes are cheap keys of dictionaries.

    The line leaves the premise's box at ``exit_side``, into channel ``first``, and ends in channel ``last``.
    ``channels`` are those from first to last, ``passed`` the layers between them, and ``leftward`` tells whether it
    runs to the left. A line to a box ends at ``entry_side`` of that box, which is also ``towards``. A line to a
    junction has no entry side: ``junction`` is the link that has the junction, and ``towards`` is the box in front of
    which it is drawn.
    """

    __slots__ = (
        "bundle", "channels", "edge", "entry_side", "exit_side", "first", "junction", "last", "leftward", "net",
        "passed", "towards",
    )  # fmt: skip

    def __init__(
        self,
        edge: Edge,
        exit_side: Side,
        first: int,
        last: int,
        entry_side: Side | None,
        main: GlobalRoute | None = None,
    ) -> None:
        """``main`` is the route that carries the junction at which this one ends."""
        self.edge = edge
        self.exit_side = exit_side
        self.first = first
        self.last = last
        self.entry_side = entry_side
        self.junction = main.edge.arrow.id if main else ""
        self.towards = main.edge.tail if main else edge.head
        self.passed = _layers_between(first, last)
        self.bundle: Bundle = (edge.head, edge.arrow.kind, edge.arrow.change, entry_side or "right")
        step = 1 if last >= first else -1
        self.channels = tuple(range(first, last + step, step))
        self.leftward = first > last or (first == last and exit_side == "left")
        self.net: Net = self.bundle if entry_side else (edge.tail, self.junction)


def global_routes(graph: LayoutGraph, layers: Layers) -> dict[str, tuple[GlobalRoute, ...]]:
    """The routes of each arrow, by its id: from its first premise to its end, and from the others to its junction."""
    edges: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        edges.setdefault(edge.arrow.id, []).append(edge)
    with_junction = {name: _to_box(first, layers) for name, (first, *_) in edges.items() if first.arrow.junction}
    routes = {}
    for name, (first, *others) in edges.items():
        main = with_junction.get(name) or _to_box(first, layers)
        if first.arrow.target in with_junction:
            own = main if name in with_junction else None
            main = _to_junction(first, layers, with_junction[first.arrow.target], own)
        routes[name] = (main, *(_to_junction(edge, layers, main) for edge in others))
    return routes


def _to_box(edge: Edge, layers: Layers) -> GlobalRoute:
    tail, head = layers.of[edge.tail], layers.of[edge.head]
    if tail > head:
        return GlobalRoute(edge, "left", tail, head + 1, "right")
    if tail < head:
        return GlobalRoute(edge, "right", tail + 1, head, "left")
    # Sides of a tension are joined at the left, where few other lines are.
    if edge.arrow.loose and not edge.arrow.junction:
        return GlobalRoute(edge, "left", tail, tail, "left")
    return GlobalRoute(edge, "right", tail + 1, tail + 1, "right")


def _to_junction(edge: Edge, layers: Layers, main: GlobalRoute, own: GlobalRoute | None = None) -> GlobalRoute:
    """The route to the junction on ``main``. It leaves on the side nearer to it, or as ``own`` does.

    ``own`` is the route on which the edge's own arrow has a junction, which must stay where it is.
    """
    layer = layers.of[edge.tail]
    side: Side = own.exit_side if own else "left" if layer >= main.first else "right"
    first = layer if side == "left" else layer + 1
    return GlobalRoute(edge, side, first, main.first, None, main)


def _layers_between(first: int, last: int) -> tuple[int, ...]:
    """The layers between two channels, in the order in which a line passes them."""
    return tuple(range(first - 1, last - 1, -1)) if first > last else tuple(range(first, last))
