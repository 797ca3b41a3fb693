"""Which layout a graph gets: in reading order or with shorter edges, and why there is none, in sentences.

Pure but for the clock: an engine is passed in as a function. The cost of a layout is estimated from its graph: a
layered layout keeps boxes the gaps apart and puts each reason at least one layer beyond its target, so that the
longest path of the graph bounds its width.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from argmap.draw.layout.graph import LayoutGraph, Positions, layout_dot, read_positions
from argmap.model.findings import MapError

Cause = Literal["deadline", "cancelled", "memory", "crash", "missing", "unusable"]
"""``missing``: the system engine, which was asked for by name; ``unusable``: the embedded engine."""


class LayoutError(MapError):
    """No layout could be made. ``cause`` says in one word why, the message what to do about it."""

    def __init__(self, cause: Cause, message: str) -> None:
        self.cause: Cause = cause
        super().__init__(message)


def too_slow(seconds: float) -> LayoutError:
    """A layout passed its deadline, which was in ``seconds``."""
    return LayoutError(
        "deadline",
        f"The layout took longer than {_time(seconds)} and was stopped. "
        "Export part of the map (--tension, --focus) or allow more time (--deadline).",
    )


def not_begun(seconds: float) -> LayoutError:
    """A layout would pass its deadline of ``seconds`` by far."""
    return LayoutError(
        "deadline",
        f"This map is too large to lay out in {_time(seconds)}. "
        "Export part of it (--tension, --focus) or allow much more time (--deadline).",
    )


def _time(seconds: float) -> str:
    return "1 second" if seconds == 1 else f"{seconds:.3g} seconds"


def no_answer(why: str) -> LayoutError:
    """An engine's answer is no layout; ``why`` ends the sentence, as in "without the place of every node"."""
    return LayoutError(
        "crash", f"The layout engine gave an answer {why}. Try another (--engine embedded, --engine system)."
    )


def no_embedded_engine(why: str) -> LayoutError:
    """The embedded engine cannot start; ``why`` is half a sentence without paths or versions."""
    return LayoutError(
        "unusable",
        f"The embedded layout engine cannot start: {why}. Use --engine system with Graphviz installed, "
        "or install argmap again.",
    )


def cancelled_by_caller() -> LayoutError:
    """The caller stopped the layout."""
    return LayoutError("cancelled", "The layout was stopped before it was finished.")


class SizeBound(NamedTuple):
    """A lower bound on the size of a layout, in points.

    ``area`` bounds (width + gaps[0]) * (height + gaps[1]), as each box takes its own size and one gap each way.
    """

    width: float
    height: float
    area: float
    gaps: tuple[float, float]


def size_bound(graph: LayoutGraph) -> SizeBound:
    """The least size that any layered layout of ``graph`` has."""
    if graph.direction == "BT":
        bound = size_bound(graph.transposed())
        return SizeBound(bound.height, bound.width, bound.area, bound.gaps[::-1])
    rank_gap, row_gap = graph.gaps
    area = math.fsum((width + rank_gap) * (height + row_gap) for width, height in graph.sizes.values())
    widths = {name: width for name, (width, _) in graph.sizes.items()}
    paths = _longest_paths([(edge.tail, edge.head) for edge in graph.edges if not edge.loose], widths, rank_gap)
    height = max((height for _, height in graph.sizes.values()), default=0)
    return SizeBound(max(paths.values(), default=0.0), height, area, graph.gaps)


def edge_segments(graph: LayoutGraph) -> int:
    """About the number of edges between adjacent layers once long edges are split at dummy nodes."""
    edges = [(edge.head, edge.tail) for edge in graph.edges if not edge.loose]
    layers = _longest_paths(edges, dict.fromkeys(graph.sizes, 0), 1)
    return sum(int(layers[tail] - layers[head]) for head, tail in edges)


def expected_seconds(graph: LayoutGraph) -> float:
    """Roughly the seconds that Graphviz takes: 13 were measured for 20,000 edge segments, 130 for 119,000."""
    return math.pow(edge_segments(graph) / 4_000, 1.5)


def _longest_paths(edges: Sequence[tuple[str, str]], lengths: Mapping[str, float], gap: float) -> dict[str, float]:
    """By box the length of the longest path that ends there, with ``gap`` for each edge of it.

    Boxes are visited in topological order. On a cycle and beyond it a path counts as far as it is known.
    """
    heads: dict[str, list[str]] = {}
    indegree = dict.fromkeys(lengths, 0)
    for tail, head in edges:
        heads.setdefault(tail, []).append(head)
        indegree[head] += 1
    longest = dict(lengths)
    ready = [name for name, degree in indegree.items() if not degree]
    while ready:
        name = ready.pop()
        for head in heads.get(name, ()):
            longest[head] = max(longest[head], longest[name] + gap + lengths[head])
            indegree[head] -= 1
            if not indegree[head]:
                ready.append(head)
    return longest


DEADLINE = 30.0
"""Seconds that the layout of a picture may take unless the user says otherwise."""

MOST_BOXES_TRIED = 300
"""Graphs with more boxes than this get one layout for a page, not the best of several."""

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


class LayoutStrategy(NamedTuple):
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
        """Positions by the engine. Raises LayoutError."""
        seconds = max(ends - time.monotonic(), 0.001)
        json0 = self.engine(layout_dot(graph), seconds)
        try:
            return read_positions(json0, graph.sizes)
        except ValueError as problem:
            raise no_answer(str(problem)) from problem
