"""From a scene to the graph that a layout engine places, and the texts that pass between argmap and Graphviz.

The graph has boxes with their sizes, and the edges between them. The layout DOT goes in, the ``json0`` comes out. The
layout DOT is not the DOT for readers (:mod:`argmap.draw.writers.dot`), for one reason: it has nothing in it but what
decides where boxes are, so that an edit of words alone leaves every position as it was. Nodes are boxes of fixed size
without text, and their names are claim ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from math import isfinite
from typing import Literal, NamedTuple

from argmap.draw.display_list import Point
from argmap.draw.scene.boxes import BoxLayout
from argmap.draw.scene.scene import Arrow, Scene
from argmap.escape import for_dot, for_name

Direction = Literal["RL", "BT"]
"""Graphviz's ``rankdir``: main claims at the left with their reasons to the right, or at the top with them below."""

RANK_GAP, ROW_GAP = 82.0, 15.0
"""Points between layers, which is room for the junctions of linked premises, and between the boxes of a layer."""

CLOSE_GAPS = (68.0, 9.0)
"""The same for a drawing that is fitted to a page."""

Positions = Mapping[str, Point]
"""The centre of each box by its id, in points, with y downwards. Only differences between positions count."""


class Edge(NamedTuple):
    """An edge of the layout graph: from a premise to the box that its arrow leads to in the end.

    For an undercut ``head`` is the target of the link that it denies, since a layout has edges between boxes only.
    A ``loose`` edge does not influence the layers of its ends (Graphviz's ``constraint=false``): it would close a
    cycle, or it joins two boxes of one layer.
    """

    tail: str
    head: str
    arrow: Arrow
    loose: bool = False


class LayoutGraph(NamedTuple):
    """What a layout engine places.

    ``sizes`` are width and height of each box in points. ``edges`` are in the order in which the reasons for a box
    are read. ``gaps`` are the points between layers and between the boxes of a layer.
    """

    sizes: Mapping[str, Point]
    edges: tuple[Edge, ...]
    direction: Direction = "RL"
    gaps: tuple[float, float] = (RANK_GAP, ROW_GAP)

    def transposed(self) -> LayoutGraph:
        """The same graph with x and y exchanged, so that code for one direction serves the other."""
        sizes = {name: (height, width) for name, (width, height) in self.sizes.items()}
        return LayoutGraph(sizes, self.edges, "BT" if self.direction == "RL" else "RL", self.gaps)


def transposed(positions: Positions) -> Positions:
    """Positions with x and y exchanged."""
    return {name: (y, x) for name, (x, y) in positions.items()}


def layout_graph(
    scene: Scene,
    box_layouts: Mapping[str, BoxLayout],
    direction: Direction = "RL",
    gaps: tuple[float, float] = (RANK_GAP, ROW_GAP),
) -> LayoutGraph:
    """The graph of a scene whose boxes are as large as ``box_layouts`` says."""
    sizes = {name: (item.width, item.height) for name, item in box_layouts.items()}
    edges = tuple(_edges(scene, sizes))
    back = _back_edges(sizes, edges)
    marked = (Edge(e.tail, e.head, e.arrow, e.loose or index in back) for index, e in enumerate(edges))
    return LayoutGraph(sizes, tuple(marked), direction, gaps)


def _edges(scene: Scene, boxes: Mapping[str, object]) -> Iterator[Edge]:
    """By box the edges of the arrows to it, each followed by those of the arrows to that arrow."""
    by_target: dict[str, list[Arrow]] = {}
    for arrow in scene.arrows:
        by_target.setdefault(arrow.target, []).append(arrow)
    for box in scene.boxes:
        stack = list(reversed(by_target.get(box.id, ())))
        while stack:
            arrow = stack.pop()
            yield from (Edge(premise, box.id, arrow, arrow.loose) for premise in arrow.premises if premise in boxes)
            stack += reversed(by_target.get(arrow.id, ()))


def _back_edges(boxes: Iterable[str], edges: tuple[Edge, ...]) -> frozenset[int]:
    """The indices of the edges that close a cycle: the back edges of a depth-first search from heads to tails.

    Without them the graph is acyclic. Graphviz breaks cycles in the same way (Gansner et al., "A technique for
    drawing directed graphs", 1993). This search follows the reading order, so that an edit elsewhere does not change
    which edges close a cycle.
    """
    outgoing: dict[str, list[tuple[int, str]]] = {}
    for index, edge in enumerate(edges):
        if not edge.loose:
            outgoing.setdefault(edge.head, []).append((index, edge.tail))
    back: set[int] = set()
    state: dict[str, Literal["open", "done"]] = {}
    for start in boxes:
        if start not in state:
            _search(start, outgoing, state, back)
    return frozenset(back)


def _search(
    start: str,
    outgoing: Mapping[str, list[tuple[int, str]]],
    state: dict[str, Literal["open", "done"]],
    back: set[int],
) -> None:
    """Depth-first search from ``start``, without recursion. Boxes on the current path are ``open``."""
    state[start] = "open"
    path = [(start, iter(outgoing.get(start, ())))]
    while path:
        box, rest = path[-1]
        for index, tail in rest:
            if state.get(tail) == "open":
                back.add(index)
            elif tail not in state:
                state[tail] = "open"
                path.append((tail, iter(outgoing.get(tail, ()))))
                break
        else:
            state[box] = "done"
            path.pop()


LARGE, STRAIGHTENING = 1_000, 4_000
"""From ``LARGE`` boxes on, Graphviz's network simplex gets at most ``STRAIGHTENING`` iterations to shorten edges
along the layers (``nslimit`` is that number for each node). 2,000 claims with 3,000 reasons take 38 seconds without
the limit and 13 with it, for edges of the same total length.
"""

_PORTS = {"RL": "tailport=w, headport=e", "BT": "tailport=n, headport=s"}


def layout_dot(graph: LayoutGraph, ordered: bool = True) -> str:
    """The layout DOT of a graph. With ``ordered`` the reasons for a box keep their reading order.

    Edges have no splines: argmap routes them itself (:mod:`argmap.draw.routing`).
    """
    options = ", ordering=in" if ordered else ""
    if (boxes := len(graph.sizes)) >= LARGE:
        options += f", nslimit={STRAIGHTENING / boxes:.4f}"
    rank_gap, row_gap = graph.gaps
    lines = [
        "digraph {",
        f"  graph [rankdir={graph.direction}, ranksep={_inches(rank_gap)}, "
        f"nodesep={_inches(row_gap)}{options}, splines=none]",
        '  node [shape=box, fixedsize=true, label=""]',
        f"  edge [{_PORTS[graph.direction]}]",
    ]
    for name, (width, height) in graph.sizes.items():
        lines.append(f"  {_node(name)} [width={_inches(width)}, height={_inches(height)}]")
    written: set[tuple[str, str]] = set()
    for edge in graph.edges:
        if (edge.tail, edge.head) not in written:
            written.add((edge.tail, edge.head))
            loose = " [constraint=false, tailport=_, headport=_]" if edge.loose else ""
            lines.append(f"  {_node(edge.tail)} -> {_node(edge.head)}{loose}")
    return "\n".join([*lines, "}", ""])


def _node(name: str) -> str:
    return for_dot(for_name(name))


def _inches(points: float) -> str:
    return f"{points / 72:.4f}".rstrip("0").rstrip(".")


def read_positions(json0: bytes, boxes: Collection[str]) -> Positions:
    """The positions of ``boxes`` in Graphviz's answer. Raises ValueError, with half a sentence, when it has none.

    ``json0`` is Graphviz's layout with y upwards, in points.
    """
    try:
        found = {item["name"]: _point(item["pos"]) for item in json.loads(json0).get("objects", ())}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("not in the form of json0") from problem
    names = {box: for_name(box) for box in boxes}
    if not found.keys() >= set(names.values()):
        raise ValueError("without the place of every node")
    if not all(map(isfinite, chain(*found.values()))):
        raise ValueError("with places that are no numbers")
    return {box: found[name] for box, name in names.items()}


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), -float(y)
