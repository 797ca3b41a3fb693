"""What no layout of a graph can be smaller than, known without laying it out. Lengths are points.

Whatever an engine does, boxes stand apart by the gaps asked for, and each reason stands a column further than what it
is a reason for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.draw.layout.graph import Direction, Graph


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
    chains = _longest_ways([(edge.tail, edge.head) for edge in graph.edges if not edge.loose], widths, across)
    height = max((height for _, height in graph.sizes.values()), default=0)
    return Least(max(chains.values(), default=0.0), height, area, gaps)


def pieces(graph: Graph) -> int:
    """How many pieces the lines of a graph have from one column to the next, about: work for an engine."""
    steps = [(edge.head, edge.tail) for edge in graph.edges if not edge.loose]
    column = _longest_ways(steps, dict.fromkeys(graph.sizes, 0), 1)
    return sum(int(column[tail] - column[head]) for head, tail in steps)


def _longest_ways(steps: Sequence[tuple[str, str]], lengths: Mapping[str, float], gap: float) -> dict[str, float]:
    """By box: the length of the longest chain of steps to its end, with a gap after each box but the last.

    Boxes on or behind a circle have a way as far as it is known.
    """
    onto: dict[str, list[str]] = {}
    waits = dict.fromkeys(lengths, 0)
    for before, after in steps:
        onto.setdefault(before, []).append(after)
        waits[after] += 1
    way = dict(lengths)
    free = [name for name, number in waits.items() if not number]
    while free:
        name = free.pop()
        for after in onto.get(name, ()):
            way[after] = max(way[after], way[name] + gap + lengths[after])
            waits[after] -= 1
            if not waits[after]:
                free.append(after)
    return way
