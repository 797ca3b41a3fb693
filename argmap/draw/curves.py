"""Curves: chains of cubic Béziers. Lengths are points, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.draw.picture import Point, Step

Spline = tuple[Point, ...]
"""A chain of cubic curves: a start, then two control points and an end for each."""


def smooth(start: Point, end: Point) -> Spline:
    """A curve that leaves and arrives level."""
    reach = (end[0] - start[0]) / 2
    return start, (start[0] + reach, start[1]), (end[0] - reach, end[1]), end


CORNER = 20.0
"""Radius of a bracket's corners, where there is room."""


def bracket(start: Point, end: Point, upright: float) -> Spline:
    """Level from ``start``, along an upright at that x, level to ``end`` at the left; the corners are rounded."""
    (x0, y0), (x1, y1) = start, end
    rise = abs(y1 - y0)
    if rise < 10:
        return smooth(start, end)
    way = 1.0 if y1 > y0 else -1.0
    near = max(0.0, min(CORNER, rise / 2, x0 - upright))
    far = max(0.0, min(CORNER, rise / 2, upright - x1 - 9))
    corners = ((upright + near, y0), (upright, y0 + way * near), (upright, y1 - way * far), (upright - far, y1))
    a, b, c, d = corners
    return (
        *_straight(start, a),
        *((upright + near * 0.45, y0), (upright, y0 + way * near * 0.55), b),
        *_straight(b, c)[1:],
        *((upright, y1 - way * far * 0.45), (upright - far * 0.45, y1), d),
        *_straight(d, end)[1:],
    )


def elbow(start: Point, end: Point) -> Spline:
    """Level from ``start``, then upright to ``end``, with a rounded corner."""
    (x0, y0), (x1, y1) = start, end
    way = 1.0 if y1 > y0 else -1.0
    round = max(0.0, min(CORNER, abs(y1 - y0), x0 - x1))
    turn, down = (x1 + round, y0), (x1, y0 + way * round)
    corner = ((x1 + round * 0.45, y0), (x1, y0 + way * round * 0.55), down)
    return (*_straight(start, turn), *corner, *_straight(down, end)[1:])


def _straight(start: Point, end: Point) -> Spline:
    (x0, y0), (x1, y1) = start, end
    return start, (x0 + (x1 - x0) / 3, y0 + (y1 - y0) / 3), (x1 - (x1 - x0) / 3, y1 - (y1 - y0) / 3), end


def turning(start: Point, end: Point) -> Spline:
    """A curve that leaves level and arrives upright."""
    away = min(abs(end[1] - start[1]) * 0.6, 46.0)
    upright = end[1] + (away if start[1] > end[1] else -away)
    return start, (start[0] + (end[0] - start[0]) * 0.7, start[1]), (end[0], upright), end


def arched(start: Point, end: Point, further: float = 0.0) -> Spline:
    """A curve that leaves to one side and comes back from it, ``further`` out than it need be.

    To the right; to the left when ``further`` is negative.
    """
    out = min(48.0, 18 + abs(end[1] - start[1]) * 0.16)
    bulge = max(start[0], end[0]) + out + further if further >= 0 else min(start[0], end[0]) - out + further
    return start, (bulge, start[1]), (bulge, end[1]), end


def with_ends(spline: Spline, start: Point, end: Point) -> Spline:
    """The same way with other ends, leaving and arriving level. ``spline`` has two cubics or more."""
    out = min(34.0, abs(start[0] - spline[3][0]) / 2)
    back = min(34.0, abs(end[0] - spline[-4][0]) / 2)
    return (start, (start[0] - out, start[1]), *spline[2:-2], (end[0] + back, end[1]), end)


def turned(spline: Spline) -> Spline:
    """The same with right and down exchanged."""
    return tuple((y, x) for x, y in spline)


def along(spline: Spline, parts: int = 12) -> Iterator[Point]:
    """Points along a curve, so many to each cubic."""
    yield spline[0]
    for place in range(0, len(spline) - 1, 3):
        for step in range(1, parts + 1):
            yield cubic_at(spline[place : place + 4], step / parts)


def cubic_at(curve: Sequence[Point], t: float) -> Point:
    """The point of a cubic curve at ``t`` from 0 to 1."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def length(spline: Spline) -> float:
    """The length of a curve."""
    path = list(along(spline))
    return sum(math.dist(a, b) for a, b in pairwise(path))


def point_from_start(spline: Spline, distance: float) -> Point:
    """The point so many points of length along a curve; its middle, if the curve is shorter than twice that."""
    near = math.dist(spline[0], spline[-1]) < 2 * distance
    left = min(distance, length(spline) / 2) if near else distance
    for a, b in pairwise(along(spline)):
        piece = math.dist(a, b)
        if left <= piece and piece > 0:
            share = left / piece
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        left -= piece
    return spline[-1]


def heading(spline: Spline) -> Point:
    """The direction in which a curve arrives, as a unit vector."""
    x, y = spline[-1]
    for px, py in reversed(spline[:-1]):
        if (span := math.dist((px, py), (x, y))) > 0.01:
            return (x - px) / span, (y - py) / span
    return -1.0, 0.0


def shortened(spline: Spline, by: float) -> Spline:
    """A curve that stops ``by`` points before its end, still heading there."""
    dx, dy = heading(spline)
    (cx, cy), (x, y) = spline[-2:]
    return (*spline[:-2], (cx - dx * by * 0.5, cy - dy * by * 0.5), (x - dx * by, y - dy * by))


def steps(spline: Spline) -> tuple[Step, ...]:
    """A curve as the steps of an outline."""
    first: Step = ("M", (spline[0],))
    return (first, *(("C", (spline[at], spline[at + 1], spline[at + 2])) for at in range(1, len(spline) - 2, 3)))
