"""Where lines cross, in the gutters in which they run level and upright."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.picture import Point

MOST_BRIDGES_SOUGHT = 400_000
"""Pairs of lines in one gutter beyond which crossings get no bridges."""


BEND = 6.0
"""Points of the end of a piece, next to its corner, that bend too much to be crossed with a gap: it would look like
an end. In the next lane a corner is all but over.
"""


class Bridge(NamedTuple):
    """A crossing: where, whether the line that has it runs level there, and the arrow that it crosses."""

    at: Point
    level: bool
    over: str


class Way(NamedTuple):
    """The corners of a line, with its arrow and the trunk that its last pieces may be part of."""

    arrow: str
    trunk: Hashable
    corners: Sequence[Point]


class _Piece(NamedTuple):
    """A straight piece of a line in a gutter, and what it belongs to: its arrow, and the trunk it may be part of."""

    level: bool
    at: float
    straight: tuple[float, float]
    """Where it begins and ends, without its bends."""
    arrow: str
    trunk: Hashable


def bridges(ways: Iterable[Way], gutters: Sequence[tuple[float, float]]) -> Mapping[str, tuple[Bridge, ...]]:
    """The crossings of each arrow with others of another trunk, by its id; ``gutters`` are left and right edges."""
    found: dict[str, dict[Bridge, None]] = {}
    for levels, uprights in _pieces(ways, gutters):
        if len(levels) * len(uprights) <= MOST_BRIDGES_SOUGHT:
            for level, upright in _crossing(levels, uprights):
                at = upright.at, level.at
                found.setdefault(level.arrow, {})[Bridge(at, True, upright.arrow)] = None
                found.setdefault(upright.arrow, {})[Bridge(at, False, level.arrow)] = None
    return {name: tuple(there) for name, there in found.items()}


def _pieces(ways: Iterable[Way], gutters: Sequence[tuple[float, float]]) -> list[tuple[list[_Piece], list[_Piece]]]:
    """For each gutter: the level pieces of lines that reach into it, and the upright ones."""
    lefts, rights = [left for left, _ in gutters], [right for _, right in gutters]
    found: list[tuple[list[_Piece], list[_Piece]]] = [([], []) for _ in gutters]
    for way in ways:
        for start, end in pairwise(way.corners):
            piece = _piece(start, end, way)
            low, high = min(start[0], end[0]), max(start[0], end[0])
            for there in found[bisect_left(rights, low) : bisect_right(lefts, high)]:
                there[not piece.level].append(piece)
    return found


def _piece(start: Point, end: Point, way: Way) -> _Piece:
    along = 0 if start[1] == end[1] else 1
    low, high = sorted((start[along], end[along]))
    return _Piece(along == 0, start[1 - along], (low + BEND, high - BEND), way.arrow, way.trunk)


def _crossing(levels: list[_Piece], uprights: list[_Piece]) -> Iterator[tuple[_Piece, _Piece]]:
    """Each level piece and each upright that cross and have nothing to do with each other, in the order given."""
    by_height = sorted(range(len(levels)), key=lambda place: levels[place].at)
    heights = [levels[place].at for place in by_height]
    for upright in uprights:
        first, last = upright.straight
        among = by_height[bisect_right(heights, first) : bisect_left(heights, last)]
        for level in [levels[place] for place in sorted(among)]:
            left, right = level.straight
            if left < upright.at < right and level.trunk != upright.trunk and level.arrow != upright.arrow:
                yield level, upright
