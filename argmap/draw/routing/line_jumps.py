"""Line jumps: where lines of different nets cross, so that one can be drawn with a gap under the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.display_list import Point

MOST_PAIRS = 400_000
"""Pairs of horizontal and vertical segments in a channel beyond which its crossings are not looked for."""

BEND = 6.0
"""Points at the end of a segment, next to its rounded corner, where no line jump fits: a gap there would look like
the end of a line. A corner takes little more than the distance of two tracks.
"""


class LineJump(NamedTuple):
    """A crossing: where it is, whether the line that it belongs to is horizontal there, and the arrow it crosses."""

    at: Point
    horizontal: bool
    over: str


class OrthogonalLine(NamedTuple):
    """The corners of a line, the arrow that it belongs to, and the bundle with which it shares its last segments."""

    arrow: str
    bundle: Hashable
    corners: Sequence[Point]


_Segment = tuple[float, float, float, str, Hashable]
"""A straight part of a line: its y if horizontal, its x if vertical; where it begins and ends, without its bends; its
arrow, and its bundle.
"""


def line_jumps(
    lines: Iterable[OrthogonalLine], channels: Sequence[tuple[float, float]]
) -> Mapping[str, tuple[LineJump, ...]]:
    """The crossings of each arrow with arrows of other bundles, by its id.

    Each crossing is found for both arrows. ``channels`` are the x of the left and the right edge of each channel.
    """
    jumps: dict[str, dict[LineJump, None]] = {}
    for horizontals, verticals in _segments(lines, channels):
        if len(horizontals) * len(verticals) <= MOST_PAIRS:
            for x, y, horizontal, vertical in _crossings(horizontals, verticals):
                jumps.setdefault(horizontal, {})[LineJump((x, y), True, vertical)] = None
                jumps.setdefault(vertical, {})[LineJump((x, y), False, horizontal)] = None
    return {arrow: tuple(found) for arrow, found in jumps.items()}


def _segments(
    lines: Iterable[OrthogonalLine], channels: Sequence[tuple[float, float]]
) -> list[tuple[list[_Segment], list[_Segment]]]:
    """For each channel the horizontal segments that reach into it, and the vertical ones."""
    lefts, rights = [left for left, _ in channels], [right for _, right in channels]
    found: list[tuple[list[_Segment], list[_Segment]]] = [([], []) for _ in channels]
    for arrow, bundle, corners in lines:
        for (x, y), (next_x, next_y) in pairwise(corners):
            low, high = (x, next_x) if x < next_x else (next_x, x)
            reached = found[bisect_left(rights, low) : bisect_right(lefts, high)]
            if y == next_y:
                for horizontals, _ in reached:
                    horizontals.append((y, low + BEND, high - BEND, arrow, bundle))
            else:
                top, bottom = (y, next_y) if y < next_y else (next_y, y)
                for _, verticals in reached:
                    verticals.append((x, top + BEND, bottom - BEND, arrow, bundle))
    return found


def _crossings(horizontals: list[_Segment], verticals: list[_Segment]) -> Iterator[tuple[float, float, str, str]]:
    """The crossings of segments of different arrows and bundles: x, y, the horizontal arrow, and the vertical one."""
    by_y = sorted((segment[0], index, segment) for index, segment in enumerate(horizontals))
    ys = [y for y, _, _ in by_y]
    for x, top, bottom, vertical, bundle in verticals:
        between = by_y[bisect_right(ys, top) : bisect_left(ys, bottom)]
        crossed = [
            (index, y, horizontal)
            for y, index, (_, left, right, horizontal, other) in between
            if left < x < right and horizontal != vertical and other != bundle
        ]
        for _, y, horizontal in sorted(crossed):
            yield x, y, horizontal, vertical
