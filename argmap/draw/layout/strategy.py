"""Which layout a graph gets: in reading order or with shorter edges, and what to do when time runs out.

Pure but for the clock: an engine is passed in as a function.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import dist
from typing import Protocol

from argmap.draw.layout.cost import expected_seconds
from argmap.draw.layout.engine_format import layout_dot, read_positions
from argmap.draw.layout.errors import Cause, LayoutError, no_answer, not_begun, too_slow
from argmap.draw.layout.graph import LayoutGraph, Positions

DEADLINE = 30.0
"""Seconds that the layout of a picture may take unless the user says otherwise."""

MOST_BOXES_TRIED = 300
"""Graphs with more boxes than this get one layout, not the best of several."""

WORTH_REORDERING = 0.97
"""Reasons leave their reading order when that makes the total length of edges less than this share of what it was.

The reading order keeps drawings stable: an edit elsewhere does not change it.
"""

HOPELESS = 3.0
"""A layout that is expected to take more than this many times the deadline is not begun."""

FINAL: frozenset[Cause] = frozenset({"cancelled", "missing"})
"""Causes for which there is no picture, not even in the fallback layout: the user stopped it, or asked by name for an
engine that is not installed.
"""


class LayoutEngine(Protocol):
    """A layout engine, such as those of :mod:`argmap.io.graphviz.engines`."""

    def __call__(self, dot: str, seconds: float) -> bytes:
        """Graphviz's ``json0`` for a DOT text, within ``seconds``. Raises LayoutError."""


@dataclass(frozen=True)
class LayoutStrategy:
    """How positions are found with an engine, in ``deadline`` seconds for all the layouts of one picture.

    ``cut_short`` is called when a layout that could have been the better one was not finished: on a faster machine
    the picture may be another one.
    """

    engine: LayoutEngine
    deadline: float = DEADLINE
    cut_short: Callable[[], object] = bool

    def ends(self) -> float:
        """When the deadline of a picture is over, by the monotonic clock, if its first layout begins now."""
        return time.monotonic() + self.deadline

    def attempt(self, graph: LayoutGraph, ends: float) -> Positions | LayoutError:
        """Positions, or why the engine cannot find any in time. Raises LayoutError for the causes in ``FINAL``."""
        if expected_seconds(graph) > HOPELESS * self.deadline:
            return not_begun(self.deadline)
        try:
            return self.positions(graph, ends)
        except LayoutError as error:
            if error.cause in FINAL:
                raise
            return too_slow(self.deadline) if error.cause == "deadline" else error

    def positions(self, graph: LayoutGraph, ends: float) -> Positions:
        """Positions with the reasons for a box in reading order, unless edges are much shorter in another order.

        Raises LayoutError.
        """
        in_order = self._positions(graph, True, ends)
        if _is_forest(graph) or len(graph.sizes) > MOST_BOXES_TRIED:
            return in_order
        try:
            free = self._positions(graph, False, ends)
        except LayoutError as error:
            if error.cause == "cancelled":
                raise
            self.cut_short()
            return in_order
        return free if _edge_length(graph, free) < _edge_length(graph, in_order) * WORTH_REORDERING else in_order

    def _positions(self, graph: LayoutGraph, ordered: bool, ends: float) -> Positions:
        seconds = max(ends - time.monotonic(), 0.001)
        json0 = self.engine(layout_dot(graph, ordered), seconds)
        try:
            return read_positions(json0, graph.sizes)
        except ValueError as problem:
            raise no_answer(str(problem)) from problem


def _is_forest(graph: LayoutGraph) -> bool:
    """Whether no box has two outgoing edges, so that reading order costs no length."""
    tails = [edge.tail for edge in graph.edges]
    return len(set(tails)) == len(tails)


def _edge_length(graph: LayoutGraph, positions: Positions) -> float:
    """The total distance between the ends of edges, in points: a measure of how hard a drawing is to follow."""
    return sum(dist(positions[edge.tail], positions[edge.head]) for edge in graph.edges)
