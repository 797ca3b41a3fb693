"""Curves: chains of cubic Béziers, in points with y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap

from argmap.draw.display_list import PathCommand, Point

Spline = tuple[Point, ...]
"""A start point, then for each cubic curve its two control points and its end."""

CORNER = 10.0
"""Radius of corners, where there is room."""


def rounded(path: Sequence[Point], radius: float = CORNER) -> Spline:
    """A polyline with its corners rounded; a corner takes at most half of each of the two segments beside it."""
    points = [point for place, point in enumerate(path) if place == 0 or math.dist(point, path[place - 1]) > 0.05]
    if len(points) < 2:
        points = [path[0], path[-1]]
    x, y = points[0]
    spline: list[Point] = [points[0]]
    lengths = list(starmap(math.dist, pairwise(points)))
    for place, ((ax, ay), (bx, by), (cx, cy)) in enumerate(zip(points, points[1:], points[2:], strict=False)):
        cut = min(radius, lengths[place] / 2, lengths[place + 1] / 2)
        share, then = cut / lengths[place], cut / lengths[place + 1]
        into_x, into_y = bx + (ax - bx) * share, by + (ay - by) * share
        out_x, out_y = bx + (cx - bx) * then, by + (cy - by) * then
        spline += _straight(x, y, into_x, into_y)
        spline += (
            (into_x + (bx - into_x) * ROUND, into_y + (by - into_y) * ROUND),
            (out_x + (bx - out_x) * ROUND, out_y + (by - out_y) * ROUND),
            (out_x, out_y),
        )
        x, y = out_x, out_y
    return (*spline, *_straight(x, y, *points[-1]))


ROUND = 0.5523
"""How far towards the corner the control points of a quarter circle are, as a share of the radius."""


def _straight(x: float, y: float, end_x: float, end_y: float) -> Spline:
    """A straight line as a cubic curve, without its start."""
    across, down = (end_x - x) / 3, (end_y - y) / 3
    return (x + across, y + down), (end_x - across, end_y - down), (end_x, end_y)


def transposed(spline: Spline) -> Spline:
    """The curve with x and y exchanged."""
    return tuple((y, x) for x, y in spline)


def shifted(spline: Spline, dx: float, dy: float) -> Spline:
    """The curve moved by (dx, dy)."""
    return tuple([(x + dx, y + dy) for x, y in spline])


def along(spline: Spline, parts: int = 12) -> Iterator[Point]:
    """Points along a curve, ``parts`` for each cubic, and its start."""
    yield spline[0]
    for place in range(0, len(spline) - 1, 3):
        for step in range(1, parts + 1):
            yield cubic_at(spline[place : place + 4], step / parts)


def cubic_at(curve: Sequence[Point], t: float) -> Point:
    """The point of one cubic curve at parameter ``t``, from 0 to 1."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


def length(spline: Spline) -> float:
    """The length of a curve, measured along :func:`along`."""
    path = list(along(spline))
    return math.fsum(math.dist(a, b) for a, b in pairwise(path))


def point_from_start(spline: Spline, distance: float) -> Point:
    """The point at ``distance`` along a curve; the middle of a curve that is shorter than twice that."""
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
    """The direction at the end of a curve, as a unit vector."""
    x, y = spline[-1]
    for px, py in reversed(spline[:-1]):
        if (span := math.dist((px, py), (x, y))) > 0.01:
            return (x - px) / span, (y - py) / span
    return -1.0, 0.0


def shortened(spline: Spline, by: float) -> Spline:
    """A curve that ends ``by`` points earlier, with the same direction."""
    dx, dy = heading(spline)
    (cx, cy), (x, y) = spline[-2:]
    return (*spline[:-2], (cx - dx * by * 0.5, cy - dy * by * 0.5), (x - dx * by, y - dy * by))


def steps(spline: Spline) -> tuple[PathCommand, ...]:
    """A curve as the steps of an outline: lines where it is horizontal or vertical."""
    (ax, ay), *_ = spline
    found: list[PathCommand] = [("M", (spline[0],))]
    for b, c, d in zip(spline[1::3], spline[2::3], spline[3::3], strict=True):
        (bx, by), (cx, cy), (dx, dy) = b, c, d
        horizontal = abs(ay - dy) < 0.001 and abs(ay - by) < 0.001 and abs(ay - cy) < 0.001
        vertical = abs(ax - dx) < 0.001 and abs(ax - bx) < 0.001 and abs(ax - cx) < 0.001
        found.append(("L", (d,)) if horizontal or vertical else ("C", (b, c, d)))
        ax, ay = d
    return tuple(found)
