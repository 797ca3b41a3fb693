"""From a scene to the graph that a layout engine places, and the texts that pass between argmap and Graphviz.

The graph has boxes with their sizes, and the edges between them. The layout DOT goes in, the ``json0`` comes out. The
layout DOT differs from the DOT for readers (:mod:`argmap.draw.writers.dot`) for one reason: it has only what decides
where boxes are, so that an edit of words alone leaves every position as it was. Nodes are boxes of fixed size without
text, and their names are claim ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from math import isfinite
from typing import Literal, NamedTuple

from argmap.draw.display_list import Point
from argmap.draw.layout.sibling_order import order_siblings
from argmap.draw.scene.boxes import BoxLayout
from argmap.draw.scene.forest import scene_links, spanning_forest
from argmap.draw.scene.scene import Arrow, Scene
from argmap.escape import for_dot, for_name

Direction = Literal["RL", "BT"]
"""Graphviz's ``rankdir``: main claims at the left with their reasons to the right, or at the top with them below."""

RANK_GAP, ROW_GAP = 82.0, 15.0
"""Points between layers, which is room for the junctions of linked premises, and between the boxes of a layer."""

CLOSE_GAPS = (68.0, 9.0)
"""The same for a drawing that is fitted to a page."""

MOST_REORDERED = 300
"""Siblings stay in reading order where there are more boxes than this."""

Positions = Mapping[str, Point]
"""The centre of each box by its id, in points, with y downwards. Only differences between positions count."""


class Edge(NamedTuple):
    """An edge of the layout graph: from a premise to the box to which its arrow leads, directly or through other
    arrows.

    For an undercut ``head`` is the target of the link that it challenges, as a layout has edges between boxes only. A
    ``loose`` edge does not influence the places of its ends: it is outside the spanning forest.
    """

    tail: str
    head: str
    arrow: Arrow
    loose: bool = False

    @property
    def is_below(self) -> bool:
        """Whether the tail is a side that stands below its tension, in one layer with it.

        The engine gets these as edges between layers, which keeps the sides together and in their order.
        """
        return self.arrow.kind == "side" and self.arrow.loose


class LayoutGraph(NamedTuple):
    """The graph for a layout engine.

    ``sizes`` are width and height of each box in points, in the order of the boxes: each is followed by those below
    it in the spanning forest. ``edges`` are in the order of their tails. ``gaps`` are the points between layers and
    between the boxes of a layer. Components stand below each other, in ``columns``.
    """

    sizes: Mapping[str, Point]
    edges: tuple[Edge, ...]
    direction: Direction = "RL"
    gaps: tuple[float, float] = (RANK_GAP, ROW_GAP)
    columns: int = 1

    def transposed(self) -> LayoutGraph:
        """The same graph with x and y exchanged, so that code for one direction serves the other."""
        sizes = {name: (height, width) for name, (width, height) in self.sizes.items()}
        return LayoutGraph(sizes, self.edges, "BT" if self.direction == "RL" else "RL", self.gaps, self.columns)


def transposed(positions: Positions) -> Positions:
    """Positions with x and y exchanged."""
    return {name: (y, x) for name, (x, y) in positions.items()}


def layout_graph(
    scene: Scene,
    box_layouts: Mapping[str, BoxLayout],
    direction: Direction = "RL",
    gaps: tuple[float, float] = (RANK_GAP, ROW_GAP),
    columns: int = 1,
) -> LayoutGraph:
    """The graph of a scene whose boxes are as large as ``box_layouts`` says."""
    links = list(scene_links(scene))
    forest = spanning_forest(scene, links)
    if len(scene.boxes) <= MOST_REORDERED:
        order_siblings(forest, links)
    order = {name: place for place, name in enumerate(forest.preorder())}
    sizes = {name: (box_layouts[name].width, box_layouts[name].height) for name in order}
    edges = [Edge(link.tail, link.head, link.arrow, forest.links.get(link.tail) is not link) for link in links]
    return LayoutGraph(sizes, tuple(sorted(edges, key=lambda edge: order[edge.tail])), direction, gaps, columns)


LARGE, STRAIGHTENING = 1_000, 4_000
"""From ``LARGE`` boxes on, Graphviz's network simplex gets at most ``STRAIGHTENING`` iterations to shorten edges
along the layers (``nslimit`` is that number for each node). 2,000 claims with 3,000 reasons take 38 seconds without
the limit and 13 with it, for edges of the same total length.
"""

WEIGHT, WEIGHT_OF_MIDDLE = 8, 9
"""What a point of length of an edge counts, and what it counts for the middle one of the edges to a box.

Edges of the same total length can often be had in many ways: a box may stand anywhere between its two middle reasons.
Which one Graphviz finds may change with a reason that is added far away, and then a third of the boxes moved against
the boxes they are reasons for. With a little more weight a box stands beside its middle reason, and few move.
"""

_DIRECTIONS = {"RL": ("LR", "tailport=e, headport=w"), "BT": ("TB", "tailport=s, headport=n")}
"""For each direction of arrows that of the edges, against them, and their ports."""


def layout_dot(graph: LayoutGraph) -> str:
    """The layout DOT of a graph: its spanning forest, with the order of siblings.

    Edges lead from a box to the reasons for it, so that all main claims are of the first rank. They have no splines:
    argmap routes them itself (:mod:`argmap.draw.routing`).
    """
    options = ", ordering=out"
    if (boxes := len(graph.sizes)) >= LARGE:
        options += f", nslimit={STRAIGHTENING / boxes:.4f}"
    rank_gap, row_gap = graph.gaps
    rankdir, ports = _DIRECTIONS[graph.direction]
    lines = [
        "digraph {",
        f"  graph [rankdir={rankdir}, ranksep={_inches(rank_gap)}, "
        f"nodesep={_inches(row_gap)}{options}, splines=none]",
        '  node [shape=box, fixedsize=true, label=""]',
        f"  edge [{ports}, weight={WEIGHT}]",
    ]
    nodes = {name: for_dot(for_name(name)) for name in graph.sizes}
    for name, (width, height) in graph.sizes.items():
        lines.append(f"  {nodes[name]} [width={_inches(width)}, height={_inches(height)}]")
    placing = [edge for edge in graph.edges if not edge.loose or edge.is_below]
    middle = _middle_tails(placing)
    for edge in placing:
        weight = f" [weight={WEIGHT_OF_MIDDLE}]" if middle[edge.head] == edge.tail else ""
        lines.append(f"  {nodes[edge.head]} -> {nodes[edge.tail]}{weight}")
    return "\n".join([*lines, "}", ""])


def _middle_tails(edges: Iterable[Edge]) -> dict[str, str]:
    """By box the middle one of the boxes that are placed beside it; of two, the first."""
    tails: dict[str, list[str]] = {}
    for edge in edges:
        tails.setdefault(edge.head, []).append(edge.tail)
    return {head: found[(len(found) - 1) // 2] for head, found in tails.items()}


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
