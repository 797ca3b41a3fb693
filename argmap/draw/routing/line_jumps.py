"""Where lines cross, in the gutters in which they run level and upright."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.display_list import Point

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


_Piece = tuple[float, float, float, str, Hashable]
"""A straight piece of a line: how high it runs level, or how far across it runs upright; where it begins and ends,
without its bends; its arrow, and the trunk it may be part of.
"""


def bridges(ways: Iterable[Way], gutters: Sequence[tuple[float, float]]) -> Mapping[str, tuple[Bridge, ...]]:
    """The crossings of each arrow with others of another trunk, by its id; ``gutters`` are left and right edges."""
    found: dict[str, dict[Bridge, None]] = {}
    for levels, uprights in _pieces(ways, gutters):
        if len(levels) * len(uprights) <= MOST_BRIDGES_SOUGHT:
            for x, y, level, upright in _crossings(levels, uprights):
                found.setdefault(level, {})[Bridge((x, y), True, upright)] = None
                found.setdefault(upright, {})[Bridge((x, y), False, level)] = None
    return {name: tuple(there) for name, there in found.items()}


def _pieces(ways: Iterable[Way], gutters: Sequence[tuple[float, float]]) -> list[tuple[list[_Piece], list[_Piece]]]:
    """For each gutter: the level pieces of lines that reach into it, and the upright ones."""
    lefts, rights = [left for left, _ in gutters], [right for _, right in gutters]
    found: list[tuple[list[_Piece], list[_Piece]]] = [([], []) for _ in gutters]
    for arrow, trunk, corners in ways:
        for (x, y), (then_x, then_y) in pairwise(corners):
            low, high = (x, then_x) if x < then_x else (then_x, x)
            among = found[bisect_left(rights, low) : bisect_right(lefts, high)]
            if y == then_y:
                for levels, _ in among:
                    levels.append((y, low + BEND, high - BEND, arrow, trunk))
            else:
                top, bottom = (y, then_y) if y < then_y else (then_y, y)
                for _, uprights in among:
                    uprights.append((x, top + BEND, bottom - BEND, arrow, trunk))
    return found


def _crossings(levels: list[_Piece], uprights: list[_Piece]) -> Iterator[tuple[float, float, str, str]]:
    """Where level pieces and uprights cross that have nothing to do with each other, and the arrows of both."""
    by_height = sorted((piece[0], place, piece) for place, piece in enumerate(levels))
    heights = [height for height, _, _ in by_height]
    for x, top, bottom, upright, trunk in uprights:
        among = by_height[bisect_right(heights, top) : bisect_left(heights, bottom)]
        crossed = [
            (place, y, level)
            for y, place, (_, left, right, level, other) in among
            if left < x < right and level != upright and other != trunk
        ]
        for _, y, level in sorted(crossed):
            yield x, y, level, upright
