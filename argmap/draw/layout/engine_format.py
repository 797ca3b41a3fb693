"""The two texts that pass between argmap and Graphviz: the layout DOT that goes in, and the ``json0`` that comes out.

The layout DOT is not the DOT for readers (:mod:`argmap.draw.writers.dot`), for one reason: it has nothing in it but
what decides where boxes stand, so that an edit of words alone leaves every position as it was. Nodes are boxes of
fixed size without text, and their names are claim ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from itertools import chain
from math import isfinite

from argmap.draw.display_list import Point
from argmap.draw.layout.graph import LayoutGraph, Positions
from argmap.escape import for_dot, for_name

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
