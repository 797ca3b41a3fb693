"""Dividing a drawing that is too large for its page in two: which boxes go to a page of their own.

A whole sub-argument goes where there is one of the right size, and its claim stays behind to say where it went on.
Else some of the reasons on one box go, with all that bears on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from argmap.draw.dominators import ROOT, dominators
from argmap.draw.dot import Edge, Graph
from argmap.draw.scene import Arrow

EVEN = 0.75
"""A sub-argument is cut off when neither of the two parts is then larger than this share."""

MOST_OF_IT = 0.6
"""A box that dominates this share of a drawing is where its reasons are divided."""


class Cut(NamedTuple):
    """What goes: ``moved`` leave the page, and stand on the other below ``root``, which is on both.

    ``whole``: all that bears on the root is on the other page; else only some of its reasons are.
    """

    root: str
    moved: frozenset[str]
    whole: bool


def cuts(graph: Graph, claims: frozenset[str]) -> Iterator[Cut]:
    """The cuts of a drawing, the best first; ``claims`` are the boxes that may be cut off."""
    return _Division(graph, claims).cuts()


class _Division:
    """The work of one :func:`cuts`."""

    def __init__(self, graph: Graph, claims: frozenset[str]) -> None:
        self._graph = graph
        self._claims = claims
        onto: dict[str, list[str]] = {}
        for edge in graph.edges:
            if not edge.loose and edge.head != edge.tail:
                onto.setdefault(edge.head, []).append(edge.tail)
        self._above = dominators(graph.sizes, onto)

    def cuts(self) -> Iterator[Cut]:
        total = self._below[ROOT]
        sub_arguments = self._sub_arguments(total)
        even = [name for larger, name in sub_arguments if larger <= EVEN * total]
        yield from (Cut(name, self._dominated([name]), True) for name in even)
        yield from self._reasons_divided(total)
        yield from (Cut(name, self._dominated([name]), True) for _, name in sub_arguments[len(even) :])

    @cached_property
    def _below(self) -> Mapping[str, float]:
        """The height of each box with all that it dominates."""
        found = {ROOT: 0.0} | {name: self._graph.sizes[name][1] for name in self._above}
        for name in reversed(self._above):
            found[self._above[name]] += found[name]
        return found

    @cached_property
    def _children(self) -> Mapping[str, Sequence[str]]:
        """What each box dominates immediately, in reading order."""
        found: dict[str, list[str]] = {}
        for name in self._graph.sizes:
            found.setdefault(self._above[name], []).append(name)
        return found

    def _sub_arguments(self, total: float) -> list[tuple[float, str]]:
        """The claims that can be cut off with what they dominate, and how large the larger part then is, least
        first.
        """
        found = []
        for name in self._claims & self._children.keys():
            own = self._graph.sizes[name][1]
            found.append((max(self._below[name], total - (self._below[name] - own)), name))
        return sorted(found)

    def _reasons_divided(self, total: float) -> Iterator[Cut]:
        """The later half of the reasons on the box that dominates most of the drawing."""
        box = ROOT
        while heavy := [name for name in self._children.get(box, ()) if self._below[name] > MOST_OF_IT * total]:
            box = heavy[0]
        groups = self._groups(box)
        if len(groups) < 2:
            return
        sizes = list(accumulate(sum(self._below[name] for name in group) for group in groups))
        first = min(range(len(groups) - 1), key=lambda place: abs(sizes[place] - sizes[-1] / 2))
        later = [name for group in groups[first + 1 :] for name in group]
        yield Cut(box, self._dominated(later) | frozenset(later), False)

    def _groups(self, box: str) -> list[list[str]]:
        """The reasons on a box in groups that share a step, what undercuts it, or claims below them."""
        children = self._children.get(box, ())
        group = {name: name for name in children}
        lead: dict[str, str] = {}
        for name, above in self._above.items():
            lead[name] = name if name in group else lead.get(above, "")
        by_step: dict[str, str] = {}
        for edge in self._graph.edges:
            tail = lead[edge.tail]
            other = by_step.setdefault(self._step(edge), tail) if edge.head == box else lead[edge.head]
            if tail and other and not edge.loose:
                _join(group, tail, other)
        found: dict[str, list[str]] = {}
        for name in children:
            found.setdefault(_find(group, name), []).append(name)
        return list(found.values())

    def _step(self, edge: Edge) -> str:
        """The step that an edge belongs to, or that it undercuts in the end."""
        arrow = edge.arrow
        while arrow.target in self._arrows:
            arrow = self._arrows[arrow.target]
        return arrow.id

    @cached_property
    def _arrows(self) -> Mapping[str, Arrow]:
        return {edge.arrow.id: edge.arrow for edge in self._graph.edges}

    def _dominated(self, names: Sequence[str]) -> frozenset[str]:
        """What some boxes dominate, without themselves."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            below = self._children.get(waiting.pop(), ())
            found.update(below)
            waiting += below
        return frozenset(found)


def _find(group: dict[str, str], name: str) -> str:
    while group[name] != name:
        group[name] = name = group[group[name]]
    return name


def _join(group: dict[str, str], one: str, other: str) -> None:
    group[_find(group, other)] = _find(group, one)
