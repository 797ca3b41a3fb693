"""Parts of a drawing that no line joins: one below the other in reading order, all contentions in one column.

An engine knows no order of such parts, lines up their last reasons rather than their contentions, and leaves room
between them. What stands quite alone comes last, in rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt

from argmap.draw.display_list import Point
from argmap.draw.layout.graph import RANK_GAP, ROW_GAP, Graph

BETWEEN = 32.0
"""Points between parts, which lines may pass."""

ROWS_TO_COLUMNS = 0.4
"""How many columns there are for a row where all boxes stand alone, so that the whole is rather wide than tall."""


_Columns = Mapping[str, int]
"""Boxes by name with the column in which each stands, counted from the first of its part."""


def gathered(graph: Graph, centres: Mapping[str, Point]) -> Mapping[str, Point]:
    """The centres of all boxes with the parts in order; as they are when there is but one part."""
    parts = _parts(graph)
    if len(parts) < 2:
        return centres
    islands = [_island(part, centres) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    number = max([0, *(column + 1 for island in islands for column in island.values())])
    rows = _rows(alone, max(1, number, round(sqrt(len(alone) * ROWS_TO_COLUMNS))))
    xs = _middles(graph, centres, [*islands, *rows])
    found: dict[str, Point] = {}
    y = 0.0
    for island in islands:
        top = min(centres[name][1] - graph.sizes[name][1] / 2 for name in island)
        bottom = max(centres[name][1] + graph.sizes[name][1] / 2 for name in island)
        found |= {name: (xs[column], centres[name][1] + y - top) for name, column in island.items()}
        y += bottom - top + BETWEEN
    for row in rows:
        found |= {name: (xs[column], y + graph.sizes[name][1] / 2) for name, column in row.items()}
        y += max(graph.sizes[name][1] for name in row) + ROW_GAP
    return {name: found[name] for name in graph.sizes}


def _parts(graph: Graph) -> list[list[str]]:
    """The names of boxes by the part that they are of, in reading order."""
    near: dict[str, list[str]] = {name: [] for name in graph.sizes}
    for edge in graph.edges:
        near[edge.tail].append(edge.head)
        near[edge.head].append(edge.tail)
    seen: set[str] = set()
    parts = []
    for start in graph.sizes:
        if start in seen:
            continue
        part, waiting = [], [start]
        seen.add(start)
        while waiting:
            name = waiting.pop()
            part.append(name)
            fresh = [other for other in dict.fromkeys(near[name]) if other not in seen]
            seen.update(fresh)
            waiting += fresh
        parts.append(part)
    return parts


def _island(names: Iterable[str], centres: Mapping[str, Point]) -> _Columns:
    key = {name: round(2 * centres[name][0]) for name in names}
    order = {centre: column for column, centre in enumerate(sorted(set(key.values())))}
    return {name: order[centre] for name, centre in key.items()}


def _rows(names: Sequence[str], number: int) -> list[_Columns]:
    """Rows of so many boxes, each with its column."""
    return [
        {name: column for column, name in enumerate(names[start : start + number])}
        for start in range(0, len(names), number)
    ]


def _middles(graph: Graph, centres: Mapping[str, Point], parts: Iterable[_Columns]) -> list[float]:
    """The middle of each column across, as far apart as the engine set them."""
    widths: dict[int, float] = {}
    for part in parts:
        for name, column in part.items():
            widths[column] = max(widths.get(column, 0.0), graph.sizes[name][0])
    gap = _gap(graph, centres)
    found, left = [], 0.0
    for column in range(len(widths)):
        found.append(left + widths[column] / 2)
        left += widths[column] + gap
    return found


def _gap(graph: Graph, centres: Mapping[str, Point]) -> float:
    """The least room between two columns of the engine."""
    edges: dict[int, tuple[float, float]] = {}
    for name, (width, _) in graph.sizes.items():
        x = centres[name][0]
        left, right = edges.get(round(2 * x), (x, x))
        edges[round(2 * x)] = min(left, x - width / 2), max(right, x + width / 2)
    ordered = [edges[key] for key in sorted(edges)]
    return max(0.0, min((left - right for (_, right), (left, _) in pairwise(ordered)), default=RANK_GAP))
