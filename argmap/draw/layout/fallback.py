"""The fallback layout, without an engine: trees below each other, each box in the layer of its depth.

For maps that Graphviz cannot lay out within the deadline. It takes time linear in the size of the map. Each box is in
the middle of the height of its subtree; edges that are not part of a tree may cross boxes.
"""

from __future__ import annotations

import math

from argmap.draw.display_list import Point
from argmap.draw.layout.graph import RANK_GAP, ROW_GAP, LayoutGraph, Positions, transposed


def tree_layout(graph: LayoutGraph) -> Positions:
    """The position of every box."""
    if graph.direction == "BT":
        return transposed(tree_layout(graph.transposed()))
    children, roots = _spanning_forest(graph)
    layer_width = max((width for width, _ in graph.sizes.values()), default=0.0) + RANK_GAP
    centres: dict[str, Point] = {}
    bottom = 0.0
    for root in roots:
        bottom = _place_tree(root, children, graph, layer_width, bottom, centres)
    return centres


def _spanning_forest(graph: LayoutGraph) -> tuple[dict[str, list[str]], list[str]]:
    """The children of each box in the spanning forest, and the roots."""
    parents = {edge.tail: edge.head for edge in graph.edges if not edge.loose}
    children: dict[str, list[str]] = {name: [] for name in graph.sizes}
    for name in graph.sizes:
        if name in parents:
            children[parents[name]].append(name)
    return children, [name for name in graph.sizes if name not in parents]


def _place_tree(
    root: str,
    children: dict[str, list[str]],
    graph: LayoutGraph,
    layer_width: float,
    top: float,
    centres: dict[str, Point],
) -> float:
    """Add the centres of a tree whose boxes begin at ``top``; returns where the next tree may begin."""
    preorder: list[tuple[str, int]] = []
    stack = [(root, 0)]
    while stack:
        name, depth = stack.pop()
        preorder.append((name, depth))
        stack += [(child, depth + 1) for child in reversed(children[name])]
    heights: dict[str, float] = {}
    for name, _ in reversed(preorder):
        below = math.fsum(heights[child] for child in children[name])
        heights[name] = max(graph.sizes[name][1] + ROW_GAP, below)
    tops = {root: top}
    for name, depth in preorder:
        spare = heights[name] - math.fsum(heights[child] for child in children[name])
        y = tops[name] + (spare / 2 if children[name] else 0.0)
        for child in children[name]:
            tops[child] = y
            y += heights[child]
        width, _ = graph.sizes[name]
        centres[name] = depth * layer_width + width / 2, tops[name] + (heights[name] - ROW_GAP) / 2
    return top + heights[root]
