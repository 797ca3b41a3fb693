"""A layout without an engine: each box in the column of its depth, each reason below the one told before.

Linear in the size of the map, for maps that are too large or too dense for Graphviz within the deadline. Edges that
leave the tree may cross boxes.
"""

from __future__ import annotations

from argmap.draw.display_list import Point
from argmap.draw.layout.graph import RANK_GAP, ROW_GAP, Graph
from argmap.draw.layout.graphviz_json import Places


def place(graph: Graph) -> Places:
    """Where everything stands."""
    children, roots = _tree(graph)
    column = max((width for width, _ in graph.sizes.values()), default=0.0) + RANK_GAP
    centres: dict[str, Point] = {}
    bottom = 0.0
    for root in roots:
        bottom = _place_tree(root, children, graph, column, bottom, centres)
    return centres


def _tree(graph: Graph) -> tuple[dict[str, list[str]], list[str]]:
    """The boxes that each box is the first to be told with, and the boxes that none is."""
    onto: dict[str, list[str]] = {}
    argues: set[str] = set()
    for edge in graph.edges:
        if not edge.loose:
            onto.setdefault(edge.head, []).append(edge.tail)
            argues.add(edge.tail)
    seen: set[str] = set()
    children: dict[str, list[str]] = {}
    roots = []
    for start in [*(name for name in graph.sizes if name not in argues), *graph.sizes]:
        if start in seen:
            continue
        roots.append(start)
        seen.add(start)
        waiting = [start]
        while waiting:
            name = waiting.pop()
            fresh = [tail for tail in dict.fromkeys(onto.get(name, ())) if tail not in seen]
            seen.update(fresh)
            children[name] = fresh
            waiting += reversed(fresh)
    return children, roots


def _place_tree(
    root: str,
    children: dict[str, list[str]],
    graph: Graph,
    column: float,
    top: float,
    centres: dict[str, Point],
) -> float:
    """Place a tree below ``top``; returns where the next may begin. A box stands in the middle of its reasons."""
    order: list[tuple[str, int]] = []
    waiting = [(root, 0)]
    while waiting:
        name, depth = waiting.pop()
        order.append((name, depth))
        waiting += [(child, depth + 1) for child in reversed(children[name])]
    tall: dict[str, float] = {}
    for name, _ in reversed(order):
        below = sum(tall[child] for child in children[name])
        tall[name] = max(graph.sizes[name][1] + ROW_GAP, below)
    tops = {root: top}
    for name, depth in order:
        free = tall[name] - sum(tall[child] for child in children[name])
        y = tops[name] + (free / 2 if children[name] else 0.0)
        for child in children[name]:
            tops[child] = y
            y += tall[child]
        width, _ = graph.sizes[name]
        centres[name] = depth * column + width / 2, tops[name] + (tall[name] - ROW_GAP) / 2
    return top + tall[root]
