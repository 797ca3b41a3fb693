"""Signs drawn as paths, so that they need no font: plus, minus, struck circle, tick, cross, arrowheads."""

from __future__ import annotations

from argmap.draw.display_list import DisplayItem, PathCommand, Point, Rect, VectorPath, circle, line
from argmap.draw.scene.scene import ArrowKind


def sign(kind: ArrowKind, x: float, y: float, radius: float) -> tuple[DisplayItem, ...]:
    """The sign of a kind of reason in a ring: plus, minus or a slash. Nothing for the lines of sides."""
    if kind == "side":
        return ()
    return circle(x, y, radius, f"sign-{kind}"), *bare_sign(kind, x, y, radius * 0.55)


def bare_sign(kind: str, x: float, y: float, reach: float) -> tuple[DisplayItem, ...]:
    """A sign without a ring, ``reach`` points from its centre to its ends.

    ``kind`` is a kind of reason, ``side`` (a lozenge), or a label: ``in`` (a tick), ``out`` (a cross) or
    ``undecided`` (a circle).
    """
    if kind == "in":
        return tick(x, y, "glyph-several")
    if kind == "out":
        return cross(x, y, "glyph-several")
    look = f"glyph-{kind if kind != 'undecided' else 'several'}"
    across = line((x - reach, y), (x + reach, y))
    if kind == "supports":
        return (VectorPath((*across, *line((x, y - reach), (x, y + reach))), look),)
    if kind == "objects_to":
        return (VectorPath(across, look),)
    if kind == "side":
        corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        return (VectorPath((*line(*corners), ("Z", ())), "tip-side"),)
    if kind == "undecided":
        return (circle(x, y, reach, "glyph-several"),)
    return (VectorPath(line((x - reach, y + reach), (x + reach, y - reach)), look),)


def tip(kind: ArrowKind, at: Point, heading: Point = (-1.0, 0.0)) -> tuple[DisplayItem, ...]:
    """The end of an edge at a point: an arrowhead for support, a bar for objection, a ring for an undercut.

    ``heading`` is the direction of the edge, as a unit vector.
    """
    (x, y), (dx, dy) = at, heading

    def point(back: float, aside: float) -> Point:
        return x - dx * back - dy * aside, y - dy * back + dx * aside

    if kind == "supports":
        return (VectorPath((*line(at, point(9, 4.2), point(9, -4.2)), ("Z", ())), "tip-supports"),)
    if kind == "objects_to":
        return (VectorPath(line(point(2.2, 6), point(2.2, -6)), "stop-objects_to"),)
    if kind == "undercuts":
        return (circle(*point(4, 0), 3.4, "sign-undercuts"),)
    return ()


TIP_LENGTH = {"supports": 8.0, "objects_to": 2.0, "undercuts": 7.4, "side": 0.0}
"""The length of the end of an edge, in points."""


def tick(x: float, y: float, look: str) -> tuple[DisplayItem, ...]:
    """A tick, 7 points wide, centred."""
    return (VectorPath(line((x - 3.2, y + 0.2), (x - 0.9, y + 2.6), (x + 3.4, y - 2.8)), look),)


def cross(x: float, y: float, look: str) -> tuple[DisplayItem, ...]:
    """A cross, 5 points wide, centred."""
    falling, rising = line((x - 2.6, y - 2.6), (x + 2.6, y + 2.6)), line((x - 2.6, y + 2.6), (x + 2.6, y - 2.6))
    return (VectorPath((*falling, *rising), look),)


def half(x: float, y: float, hue: int) -> tuple[DisplayItem, ...]:
    """A disc with its left half filled."""
    r, k = 3.6, 3.6 * 0.5523
    left: tuple[PathCommand, ...] = (
        ("M", ((x, y - r),)),
        ("C", ((x - k, y - r), (x - r, y - k), (x - r, y))),
        ("C", ((x - r, y + k), (x - k, y + r), (x, y + r))),
        ("Z", ()),
    )
    return Rect(x - r, y - r, 2 * r, 2 * r, r, f"open-{hue}"), VectorPath(left, f"name-{hue}")
