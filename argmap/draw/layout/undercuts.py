"""Undercuts beside what they undercut: a claim that does nothing but deny a step stands next to the step's premise.

Engines set it among all that bears on the step's target, where other arguments may come between. Only what is in the
way moves, and no further than it must; a column grows no longer by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.layout.graph import Graph
from argmap.draw.layout.layers import Columns, Frame


class _Pair(NamedTuple):
    """An undercut, the premise it is to stand beside, and all that belongs to their step."""

    undercut: str
    premise: str
    step: frozenset[str]


def beside(graph: Graph, frames: Mapping[str, Frame]) -> dict[str, Frame]:
    """The boxes with undercuts beside premises."""
    columns = Columns(frames)
    members: dict[int, list[str]] = {}
    for name, column in columns.of.items():
        members.setdefault(column, []).append(name)
    found = dict(frames)
    for pair in _pairs(graph):
        column = columns.of[pair.premise]
        if column == columns.of[pair.undercut]:
            found |= _brought(pair, {name: found[name] for name in members[column]})
    return found


def _pairs(graph: Graph) -> Iterator[_Pair]:
    """The undercuts that bear on one step only, and that nothing bears on."""
    lines: dict[str, int] = {}
    premises: dict[str, list[str]] = {}
    for edge in graph.edges:
        for end in (edge.tail, edge.head):
            lines[end] = lines.get(end, 0) + 1
        premises.setdefault(edge.arrow.id, []).append(edge.tail)
    steps: dict[str, set[str]] = {}
    alone = [edge for edge in graph.edges if edge.arrow.target in premises and lines[edge.tail] == 1]
    for edge in alone:
        steps.setdefault(edge.arrow.target, set(premises[edge.arrow.target])).add(edge.tail)
    for edge in alone:
        target = edge.arrow.target
        yield _Pair(edge.tail, premises[target][0], frozenset(steps[target]))


def _brought(pair: _Pair, column: Mapping[str, Frame]) -> dict[str, Frame]:
    """The boxes of a column that stand elsewhere once the undercut is beside its premise, on the side it was."""
    premise, undercut = column[pair.premise], column[pair.undercut]
    if undercut.top < premise.top:
        upside_down = {name: frame.mirrored() for name, frame in column.items()}
        return {name: frame.mirrored() for name, frame in _brought(pair, upside_down).items()}
    between = [name for name in column if premise.top < column[name].top < undercut.top]
    between.sort(key=lambda name: column[name].top)
    own = _leading(between, pair.step)
    if own == len(between):
        return {}
    gap = _least_gap(column.values())
    floor = max([premise.bottom, *(column[name].bottom for name in between[:own])]) + gap
    found = {}
    for name in (pair.undercut, *between[own:]):
        frame = column[name]
        top = floor if name == pair.undercut else max(frame.top, floor)
        found[name] = frame.shifted(0, top - frame.top)
        floor = found[name].bottom + gap
    return found


def _least_gap(column: Iterable[Frame]) -> float:
    """The least room between two boxes of a column: with it, boxes that change places need no more room."""
    ordered = sorted(column, key=lambda frame: frame.top)
    return min(below.top - above.bottom for above, below in pairwise(ordered))


def _leading(names: Iterable[str], those: frozenset[str]) -> int:
    """How many names come before the first that is not one of ``those``."""
    number = 0
    for name in names:
        if name not in those:
            break
        number += 1
    return number
