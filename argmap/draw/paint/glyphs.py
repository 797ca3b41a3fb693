"""Signs drawn as paths, so that they need no font, and marks on boxes made of them.

Signs: plus, minus, struck circle, tick, cross, arrowheads. Marks: pills of a status or change, the focus, and what
changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from argmap.draw.display_list import DisplayItem, PathCommand, Point, Rect, ShapeGroup, Text, VectorPath, circle, line
from argmap.draw.measure import Weight, width
from argmap.draw.scene.boxes import (
    GLYPH,
    HEAD_SIZE,
    PAD,
    PILL_HEIGHT,
    PILL_PAD,
    STRIP_EDGE,
    STRIP_HEIGHT,
    STRIP_SIZE,
    HeadWord,
)
from argmap.draw.scene.scene import ArrowKind, ChangeKind
from argmap.vocabulary import STATUSES, Status


def sign(kind: ArrowKind, x: float, y: float, radius: float) -> tuple[DisplayItem, ...]:
    """The sign of a kind of reason in a ring: plus, minus or a slash. Nothing for the lines of sides."""
    if kind == "side":
        return ()
    return circle(x, y, radius, f"sign-{kind}"), *bare_sign(kind, x, y, radius * 0.55)


def bare_sign(kind: str, x: float, y: float, reach: float) -> tuple[DisplayItem, ...]:
    """A sign without a ring, ``reach`` points from its centre to its ends.

    ``kind`` is a kind of reason, or a side of a tension (a lozenge): ``side``, or ``side-0`` in the colour of one.
    """
    look = f"glyph-{kind}"
    across = line((x - reach, y), (x + reach, y))
    if kind == "supports":
        return (VectorPath((*across, *line((x, y - reach), (x, y + reach))), look),)
    if kind == "objects_to":
        return (VectorPath(across, look),)
    if kind.startswith("side"):
        corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        return (VectorPath((*line(*corners), ("Z", ())), f"tip-{kind}"),)
    return (VectorPath(line((x - reach, y + reach), (x + reach, y - reach)), look),)


def status_tone(status: Status) -> str:
    """The looks of a status: ``warn`` is amber, ``open`` has a dashed edge, ``calm`` is the rest."""
    return _TONES.get(status, "calm")


_TONES: Mapping[Status, str] = {
    "challenged": "warn",
    "support lost": "warn",
    "contested": "open",
    "circular": "open",
}


def status_sign(status: Status, x: float, y: float, scale: float = 1.0) -> tuple[DisplayItem, ...]:
    """The sign of a status, about 6 points high times ``scale``, centred.

    A supported claim has a disc, beside the ring of one that lost its support: in pictures a tick is one who agrees.
    """
    tone = status_tone(status)
    stroke, fill = f"glyph-{tone}", f"word-{tone}"
    if status == "supported":
        return (circle(x, y, 2.8 * scale, fill),)
    mark = STATUSES[status].sign
    if mark == "✓":
        return tick(x, y, stroke, scale)
    if mark == "✗":
        return cross(x, y, stroke, scale)
    if mark == "=":
        bars = [line((x - 2.8 * scale, y + at), (x + 2.8 * scale, y + at)) for at in (-1.5 * scale, 1.5 * scale)]
        return (VectorPath((*bars[0], *bars[1]), stroke),)
    if mark == "○":
        return (circle(x, y, 2.8 * scale, stroke),)
    if mark == "·":
        return (circle(x, y, 1.4 * scale, fill),)
    dot = circle(x, y + 3.2 * scale, scale, fill)
    if mark == "!":
        return VectorPath(line((x, y - 3.8 * scale), (x, y + 1.2 * scale)), stroke), dot
    far, near = 2 * scale, 0.4 * scale
    hook: tuple[PathCommand, ...] = (
        ("M", ((x - far, y - far),)),
        ("C", ((x - far, y - 4.6 * scale), (x + far + near, y - 4.6 * scale), (x + far, y - 1.8 * scale))),
        ("C", ((x + far - near, y - near), (x, y - near), (x, y + 1.2 * scale))),
    )
    return VectorPath(hook, stroke), dot


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


def tick(x: float, y: float, look: str, scale: float = 1.0) -> tuple[DisplayItem, ...]:
    """A tick, 7 points wide times ``scale``, centred."""
    k = scale
    return (
        VectorPath(line((x - 3.2 * k, y + 0.2 * k), (x - 0.9 * k, y + 2.6 * k), (x + 3.4 * k, y - 2.8 * k)), look),
    )


def cross(x: float, y: float, look: str, scale: float = 1.0) -> tuple[DisplayItem, ...]:
    """A cross, 5 points wide times ``scale``, centred."""
    r = 2.6 * scale
    falling, rising = line((x - r, y - r), (x + r, y + r)), line((x - r, y + r), (x + r, y - r))
    return (VectorPath((*falling, *rising), look),)


def stance(name: str, x: float, y: float, look: str, scale: float = 1.0) -> tuple[DisplayItem, ...]:
    """The sign of a stance, centred; ``look`` is that of a tick or a cross."""
    if name == "agrees":
        return tick(x, y, look, scale)
    return cross(x, y, look, scale) if name == "disagrees" else half(x, y, scale)


def half(x: float, y: float, scale: float = 1.0) -> tuple[DisplayItem, ...]:
    """A disc with its left half filled."""
    r = 3.6 * scale
    k = r * 0.5523
    left: tuple[PathCommand, ...] = (
        ("M", ((x, y - r),)),
        ("C", ((x - k, y - r), (x - r, y - k), (x - r, y))),
        ("C", ((x - r, y + k), (x - k, y + r), (x, y + r))),
        ("Z", ()),
    )
    return Rect(x - r, y - r, 2 * r, 2 * r, r, "badge-outlined"), VectorPath(left, "badge-name")


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
    tone = status_tone(cast(Status, word.kind)) if word.sign else word.kind
    tall = PILL_HEIGHT * scale
    middle = word.y - 3.1 * scale
    shape = Rect(word.x - PILL_PAD, middle - tall / 2, long + 2 * PILL_PAD, tall, tall / 2, f"pill-{tone}")
    sign = status_sign(cast(Status, word.kind), word.x + 3.5 * scale, middle, scale) if word.sign else ()
    return ShapeGroup((shape, *sign, Text(start, word.y, word.text, size, f"word-{tone}", weight, spacing=spacing)))


def status_strip(word: HeadWord, wide: float, scale: float) -> ShapeGroup:
    """A status in a strip across a box of width ``wide``, with its sign. The strip ends at the ``y`` of the word."""
    tone, tall = status_tone(cast(Status, word.kind)), STRIP_HEIGHT * scale
    shape = Rect(word.x, word.y - tall, wide - 2 * word.x, tall, 4.0, f"strip-{tone}")
    return ShapeGroup((shape, *_said(word.kind, word.text, PAD, word.y - tall / 2, scale)))


def status_sample(status: Status, scale: float) -> tuple[ShapeGroup, float]:
    """A strip with a status as it is in the legend, around a baseline at y = 0, and its width."""
    label, tall = STATUSES[status].label, STRIP_HEIGHT * scale
    wide = STRIP_EDGE * 2 + GLYPH * scale + 2 + width(label, STRIP_SIZE * scale, "bold")
    shape = Rect(0, -3.5 - tall / 2, wide, tall, 4.0, f"pill-{status_tone(status)}")
    return ShapeGroup((shape, *_said(status, label, STRIP_EDGE, -3.5, scale))), wide


def _said(status: str, label: str, x: float, middle: float, scale: float) -> tuple[DisplayItem, ...]:
    """The sign and the label of a status from ``x`` on."""
    tone, size = status_tone(cast(Status, status)), STRIP_SIZE * scale
    sign = status_sign(cast(Status, status), x + 4.0 * scale, middle, scale)
    words = Text(x + GLYPH * scale + 2, middle + size * 0.36, label, size, f"word-{tone}", "bold")
    return *sign, words


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
