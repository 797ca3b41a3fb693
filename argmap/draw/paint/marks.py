"""Marks on boxes that are no part of the argument: pills of a status or change, the focus, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from argmap.draw.display_list import DisplayItem, PathCommand, Rect, ShapeGroup, Text, VectorPath
from argmap.draw.measure import Weight, width
from argmap.draw.paint import glyphs
from argmap.draw.scene.boxes import GLYPH, HEAD_SIZE, PILL_HEIGHT, PILL_PAD, HeadWord
from argmap.draw.scene.scene import ChangeKind
from argmap.vocabulary import Status

RING = 3.5
"""Space between the edge of a box and the second line around the claim in focus."""
LABEL_SIZE = 7.0
"""The size of the word for the change of an arrow."""
TAB = 15.0
"""The length of the sides of the corner mark of a change."""
HATCH = 9.0
"""Space between the lines across a removed box."""


def pill(word: HeadWord, size: float, weight: Weight, spacing: float) -> ShapeGroup:
    """A word in a pill, with the sign of its status if it is one."""
    scale = size / HEAD_SIZE
    start = word.x + (GLYPH * scale if word.sign else 0.0)
    long = start - word.x + width(word.text, size, weight) + spacing * len(word.text)
    tone = glyphs.status_tone(cast(Status, word.kind)) if word.sign else word.kind
    tall = PILL_HEIGHT * scale
    middle = word.y - 3.1 * scale
    shape = Rect(word.x - PILL_PAD, middle - tall / 2, long + 2 * PILL_PAD, tall, tall / 2, f"pill-{tone}")
    sign = glyphs.status_sign(cast(Status, word.kind), word.x + 3.5 * scale, middle, scale) if word.sign else ()
    return ShapeGroup((shape, *sign, Text(start, word.y, word.text, size, f"word-{tone}", weight, spacing=spacing)))


def label_width(word: str) -> float:
    """The width of a word in the pill on an arrow, without the pill's ends."""
    return width(word, LABEL_SIZE, "bold")


def ring(wide: float, tall: float, radius: float) -> Rect:
    """The second outline of the claim that a diagram is about, inside the first."""
    return Rect(RING, RING, wide - 2 * RING, tall - 2 * RING, max(radius - RING, 2.0), "ring")


def change_marks(change: ChangeKind, wide: float, tall: float, radius: float) -> Iterator[DisplayItem]:
    """What happened to a box: its edge and a marked corner, with hatching if it was removed."""
    if change == "removed":
        yield VectorPath(tuple(_hatching(wide, tall, radius / 2)), "hatch")
    yield Rect(0, 0, wide, tall, radius, f"mark-{change}")
    side = min(TAB, tall / 2)
    corner = wide - side, wide - radius
    tab: tuple[PathCommand, ...] = (
        ("M", ((corner[0], 0.0),)),
        ("L", ((corner[1], 0.0),)),
        ("C", ((wide - radius * 0.45, 0.0), (wide, radius * 0.45), (wide, radius))),
        ("L", ((wide, side),)),
        ("Z", ()),
    )
    yield VectorPath(tab, "tab-change")


def _hatching(wide: float, tall: float, inset: float) -> Iterator[PathCommand]:
    """Parallel lines from the lower left to the upper right, inside a box."""
    left, top, right, bottom = inset, inset, wide - inset, tall - inset
    at = left + top + HATCH
    while at < right + bottom:
        start = (left, at - left) if at - left <= bottom else (at - bottom, bottom)
        end = (at - top, top) if at - top <= right else (right, at - right)
        yield "M", (start,)
        yield "L", (end,)
        at += HATCH
