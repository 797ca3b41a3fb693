"""Where boxes are after the layout engine: connected components packed, undercuts beside what they undercut.

Graphviz lays components out beside each other, aligns their deepest reasons instead of their main claims, and leaves
room between them. Here they are below each other in reading order, in one column or several, with the main claims of
a column in one layer; boxes without any edge come last, in rows.

A tension may stand above its sides, in their layer, where no room is left for a layer of its own.

A claim whose only link is an undercut goes next to the premise of the link that it undercuts. A layout engine places
it among all the reasons for the link's target, where other arguments may come between. The boxes in between move by
the least distance that keeps the gaps, so that the layer becomes no taller.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from math import sqrt
from typing import NamedTuple

from argmap.draw.layout.graph import RANK_GAP, ROW_GAP, Edge, LayoutGraph, Positions
from argmap.draw.layout.layers import Frame, Layers

COMPONENT_GAP = 32.0
"""Points between components. Lines may pass there."""

ROWS_TO_COLUMNS = 0.4
"""Rows per column where all boxes are without edges: the rows come out wider than they are tall."""

COLUMN_GAP = 44.0
"""Points between columns of components."""

_Layering = Mapping[str, int]
"""The boxes of a component by id, with their layers, counted from the first of the component."""


class _Block(NamedTuple):
    """A component, or a row of boxes without edges: its layers, the y of its boxes from its top, and its height with
    the space below it.
    """

    layers: _Layering
    ys: Mapping[str, float]
    height: float


def pack_components(graph: LayoutGraph, positions: Positions) -> Positions:
    """Positions with the components packed; ``positions`` itself when there is one component."""
    components = list(connected_components(graph))
    if len(components) < 2:
        return positions
    connected = [_layering(component, positions) for component in components if len(component) > 1]
    single = [component[0] for component in components if len(component) == 1]
    layers = max([0, *(layer + 1 for layering in connected for layer in layering.values())])
    alone = 1 if graph.columns > 1 else round(sqrt(len(single) * ROWS_TO_COLUMNS))
    rows = _rows(single, max(1, layers, alone))
    trees = _connected(graph.sizes, [edge for edge in graph.edges if not edge.loose or edge.is_below])
    tree_of = {name: place for place, tree in enumerate(trees) for name in tree}
    blocks = [_component_block(graph, positions, layering, tree_of) for layering in connected]
    blocks += [_row_block(graph, row) for row in rows]
    packed: dict[str, tuple[float, float]] = {}
    left = 0.0
    for column in _in_columns(blocks, graph.columns):
        xs, right = _layer_centres(graph, positions, [block.layers for block in column])
        y = 0.0
        for block in column:
            packed |= {name: (left + xs[layer], y + block.ys[name]) for name, layer in block.layers.items()}
            y += block.height
        left += right + COLUMN_GAP
    return {name: packed[name] for name in graph.sizes}


def _component_block(
    graph: LayoutGraph, positions: Positions, layers: _Layering, tree_of: Mapping[str, int]
) -> _Block:
    ys = _closed_up(graph, positions, layers, tree_of)
    top = min(y - graph.sizes[name][1] / 2 for name, y in ys.items())
    bottom = max(y + graph.sizes[name][1] / 2 for name, y in ys.items())
    return _Block(layers, {name: y - top for name, y in ys.items()}, bottom - top + COMPONENT_GAP)


def _closed_up(
    graph: LayoutGraph, positions: Positions, layers: _Layering, tree_of: Mapping[str, int]
) -> dict[str, float]:
    """The y of the boxes of a component, with its trees as near to each other as those above let them.

    An engine, which is not told of the edges between trees, may put other components between them.
    """
    trees: dict[int, list[str]] = {}
    for name in sorted(layers, key=lambda name: positions[name][1] - graph.sizes[name][1] / 2):
        trees.setdefault(tree_of[name], []).append(name)
    ys: dict[str, float] = {}
    bottoms: dict[int, float] = {}
    for names in trees.values():
        free = (
            positions[name][1] - graph.sizes[name][1] / 2 - graph.gaps[1] - bottoms[layers[name]]
            for name in names
            if layers[name] in bottoms
        )
        lift = max(0.0, min(free, default=0.0))
        for name in names:
            ys[name] = positions[name][1] - lift
            bottom = ys[name] + graph.sizes[name][1] / 2
            bottoms[layers[name]] = max(bottoms.get(layers[name], bottom), bottom)
    return ys


def _row_block(graph: LayoutGraph, row: _Layering) -> _Block:
    heights = {name: graph.sizes[name][1] for name in row}
    return _Block(row, {name: tall / 2 for name, tall in heights.items()}, max(heights.values()) + ROW_GAP)


def _in_columns(blocks: Sequence[_Block], columns: int) -> list[list[_Block]]:
    """Blocks in their order in at most this many columns, the tallest as low as can be."""
    limit = max(math.fsum(block.height for block in blocks) / columns, *(block.height for block in blocks))
    while len(found := _filled(blocks, limit)) > columns:
        limit *= 1.02
    return found


def _filled(blocks: Iterable[_Block], limit: float) -> list[list[_Block]]:
    """Blocks in columns that are no taller than a limit, to a point."""
    columns: list[list[_Block]] = [[]]
    used = 0.0
    for block in blocks:
        if columns[-1] and used + block.height > limit + 1:
            columns.append([])
            used = 0.0
        columns[-1].append(block)
        used += block.height
    return columns


def connected_components(graph: LayoutGraph) -> Iterator[list[str]]:
    """The boxes of each connected component, the components in reading order."""
    return _connected(graph.sizes, graph.edges)


def _connected(names: Iterable[str], edges: Iterable[Edge]) -> Iterator[list[str]]:
    neighbours: dict[str, list[str]] = {name: [] for name in names}
    for edge in edges:
        neighbours[edge.tail].append(edge.head)
        neighbours[edge.head].append(edge.tail)
    seen: set[str] = set()
    for start in neighbours:
        if start in seen:
            continue
        component, stack = [], [start]
        seen.add(start)
        while stack:
            name = stack.pop()
            component.append(name)
            fresh = [other for other in dict.fromkeys(neighbours[name]) if other not in seen]
            seen.update(fresh)
            stack += fresh
        yield component


def _layering(names: Iterable[str], positions: Positions) -> _Layering:
    """Boxes with the same x are of one layer. Twice the x is rounded, as engines round to fractions of a point."""
    keys = {name: round(2 * positions[name][0]) for name in names}
    layer_of = {key: layer for layer, key in enumerate(sorted(set(keys.values())))}
    return {name: layer_of[key] for name, key in keys.items()}


def _rows(names: Sequence[str], columns: int) -> list[_Layering]:
    """The boxes in rows of ``columns``; a box's place in its row is its layer."""
    return [
        {name: column for column, name in enumerate(names[start : start + columns])}
        for start in range(0, len(names), columns)
    ]


def _layer_centres(
    graph: LayoutGraph, positions: Positions, layerings: Iterable[_Layering]
) -> tuple[list[float], float]:
    """The x of the centre of each layer, with the gap between layers that the engine left, and the right end of the
    last.
    """
    widths: dict[int, float] = {}
    for layering in layerings:
        for name, layer in layering.items():
            widths[layer] = max(widths.get(layer, 0.0), graph.sizes[name][0])
    gap = _layer_gap(graph, positions)
    centres, left = [], 0.0
    for layer in range(len(widths)):
        centres.append(left + widths[layer] / 2)
        left += widths[layer] + gap
    return centres, left - gap


def _layer_gap(graph: LayoutGraph, positions: Positions) -> float:
    """The least distance between two neighbouring layers in the engine's layout, in points."""
    extents: dict[int, tuple[float, float]] = {}
    for name, (width, _) in graph.sizes.items():
        x = positions[name][0]
        left, right = extents.get(round(2 * x), (x, x))
        extents[round(2 * x)] = min(left, x - width / 2), max(right, x + width / 2)
    ordered = [extents[key] for key in sorted(extents)]
    return max(0.0, min((left - right for (_, right), (left, _) in pairwise(ordered)), default=RANK_GAP))


def place_above(graph: LayoutGraph, positions: Positions) -> Positions:
    """Positions with each tension that stands above its sides in their layer."""
    below: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.is_below:
            below.setdefault(edge.head, []).append(edge.tail)
    found = dict(positions)
    for tension, sides in below.items():
        top = min(positions[side][1] - graph.sizes[side][1] / 2 for side in sides)
        found[tension] = positions[sides[0]][0], top - graph.gaps[1] - graph.sizes[tension][1] / 2
    return found if below else positions


class _Undercut(NamedTuple):
    """An undercutting claim, the premise it belongs next to, and every claim of their link."""

    claim: str
    premise: str
    link: frozenset[str]


def place_undercuts(graph: LayoutGraph, frames: Mapping[str, Frame]) -> dict[str, Frame]:
    """The frames with each undercut next to its premise, where both are of one layer."""
    layers = Layers(frames)
    members: dict[int, list[str]] = {}
    for name, layer in layers.of.items():
        members.setdefault(layer, []).append(name)
    found = dict(frames)
    for undercut in _undercuts(graph):
        layer = layers.of[undercut.premise]
        if layer == layers.of[undercut.claim]:
            found |= _moves(undercut, {name: found[name] for name in members[layer]})
    return found


def _undercuts(graph: LayoutGraph) -> Iterator[_Undercut]:
    """The claims whose only edge is an undercut of a drawn link."""
    degree: dict[str, int] = {}
    premises: dict[str, list[str]] = {}
    for edge in graph.edges:
        for end in (edge.tail, edge.head):
            degree[end] = degree.get(end, 0) + 1
        premises.setdefault(edge.arrow.id, []).append(edge.tail)
    links: dict[str, set[str]] = {}
    alone = [edge for edge in graph.edges if edge.arrow.target in premises and degree[edge.tail] == 1]
    for edge in alone:
        links.setdefault(edge.arrow.target, set(premises[edge.arrow.target])).add(edge.tail)
    for edge in alone:
        link = edge.arrow.target
        yield _Undercut(edge.tail, premises[link][0], frozenset(links[link]))


def _moves(undercut: _Undercut, layer: Mapping[str, Frame]) -> dict[str, Frame]:
    """The frames of a layer that change when the undercut goes next to its premise, on the side where it was."""
    premise, own = layer[undercut.premise], layer[undercut.claim]
    if own.top < premise.top:
        upside_down = {name: frame.flipped() for name, frame in layer.items()}
        return {name: frame.flipped() for name, frame in _moves(undercut, upside_down).items()}
    between = [name for name in layer if premise.top < layer[name].top < own.top]
    between.sort(key=lambda name: layer[name].top)
    of_link = list(takewhile(undercut.link.__contains__, between))
    if len(of_link) == len(between):
        return {}
    gap = _least_gap(layer.values())
    least_top = max([premise.bottom, *(layer[name].bottom for name in of_link)]) + gap
    moves = {}
    for name in (undercut.claim, *between[len(of_link) :]):
        frame = layer[name]
        top = least_top if name == undercut.claim else max(frame.top, least_top)
        moves[name] = frame.shifted(0, top - frame.top)
        least_top = moves[name].bottom + gap
    return moves


def _least_gap(layer: Iterable[Frame]) -> float:
    """The least gap between two boxes of a layer: boxes that change places with it need no more room than before."""
    ordered = sorted(layer, key=lambda frame: frame.top)
    return min(below.top - above.bottom for above, below in pairwise(ordered))
