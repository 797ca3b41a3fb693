"""What no layout of a graph can be smaller than, known without laying it out. Lengths are points.

Whatever an engine does, boxes stand apart by the gaps asked for, and each reason stands a column further than what it
is a reason for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from argmap.draw.dot import Direction, Graph


class Least(NamedTuple):
    """The least width and height, and the least area of a rectangle larger by ``gaps``, which are across and down."""

    width: float
    height: float
    area: float
    gaps: tuple[float, float]


def least(graph: Graph, direction: Direction, gaps: tuple[float, float]) -> Least:
    """The bounds of a graph laid out with ``gaps`` between columns and between the boxes of one."""
    if direction == "BT":
        lying = {name: (height, width) for name, (width, height) in graph.sizes.items()}
        found = least(Graph(lying, graph.edges), "RL", gaps)
        return Least(found.height, found.width, found.area, found.gaps[::-1])
    across, down = gaps
    area = sum((width + across) * (height + down) for width, height in graph.sizes.values())
    widths = {name: width for name, (width, _) in graph.sizes.items()}
    return Least(
        _longest_way(graph, widths, across), max((h for _, h in graph.sizes.values()), default=0), area, gaps
    )


def _longest_way(graph: Graph, lengths: Mapping[str, float], gap: float) -> float:
    """The length of the longest chain of reasons, with a gap after each box but the last."""
    onto: dict[str, list[str]] = {}
    waits = dict.fromkeys(lengths, 0)
    for edge in graph.edges:
        if not edge.loose:
            onto.setdefault(edge.tail, []).append(edge.head)
            waits[edge.head] += 1
    way = dict(lengths)
    free = [name for name, number in waits.items() if not number]
    while free:
        name = free.pop()
        for head in onto.get(name, ()):
            way[head] = max(way[head], way[name] + gap + lengths[head])
            waits[head] -= 1
            if not waits[head]:
                free.append(head)
    return max(way.values(), default=0.0)


def pieces(graph: Graph) -> int:
    """How many pieces the lines of a graph have from one column to the next, about: work for an engine."""
    reasons: dict[str, list[str]] = {}
    waits = dict.fromkeys(graph.sizes, 0)
    for edge in graph.edges:
        if not edge.loose:
            reasons.setdefault(edge.head, []).append(edge.tail)
            waits[edge.tail] += 1
    column = dict.fromkeys(graph.sizes, 0)
    free = [name for name, number in waits.items() if not number]
    while free:
        head = free.pop()
        for tail in reasons.get(head, ()):
            column[tail] = max(column[tail], column[head] + 1)
            waits[tail] -= 1
            if not waits[tail]:
                free.append(tail)
    return sum(column[edge.tail] - column[edge.head] for edge in graph.edges if not edge.loose)
