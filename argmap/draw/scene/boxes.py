"""The layout inside a box: where its words and badges are, and its size. Lengths are points from its top left."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from argmap.draw.measure import HELVETICA, SLACK, is_right_to_left, truncated, width, wrapped
from argmap.draw.scene.scene import Badge, Box, Scene
from argmap.escape import one_line
from argmap.model.types import STANCES
from argmap.vocabulary import ASSUMED, ON_BOXES, STATUSES

TEXT_SIZE, TEXT_LEADING = 12.0, 15.5
HEAD_SIZE, HEAD_SPACING = 8.5, 0.5
BADGE_SIZE, BADGE_HEIGHT, BADGE_GAP = 9.0, 16.0, 4.0
BADGE_ICON, BADGE_END = 16.5, 7.5
"""Widths of the part of a badge with its tick, cross or half disc, and of the round end after its label."""
LEAST_BADGE_SIZE = 8.0
"""The size of text to which the label of a badge shrinks before it is cut."""
ICON_MIDDLE = 9.0
"""The centre of the sign of a badge, from the left end of the badge."""
PAD = 12.0
TEXT_TO_BADGES = 10.0
HEAD_BASELINE, HEAD_LEADING = 19.0, 12.0
GLYPH = 11.0
"""Width of the sign before a word of the head, with the space after it."""
PILL_PAD, PILL_HEIGHT, PILL_GAP = 5.0, 13.0, 6.0
"""Space in a pill before and after its word, its height around a word of the head, and the space after it."""
STRIP_HEIGHT, STRIP_GAP, STRIP_EDGE = 18.0, 9.0, 6.0
"""The strip with the status of a claim: its height, the space above it, and around it to the edges of the box."""
STRIP_SIZE, STRIP_OF_MAIN = 10.0, 1.2
"""The size of the words of the strip, and how much larger it is for a main claim."""
NOT_SHOWN_SIZE, NOT_SHOWN_LEADING = 10.0, 12.5

CLAIM_WIDTH = 244.0
TENSION_WIDTH = 190.0
SIDE_WIDTH = 164.0
COMPACT_WIDTH = 124.0
"""Of the box of a claim that is in the title of its page."""


class HeadWord(NamedTuple):
    """A label in the head of a box, with its baseline at ``y``.

    ``kind`` names its look; with ``sign`` the sign of that kind comes before it. ``goes_on`` marks the second line of
    a label, and a ``pill`` is painted around a status or a change.
    """

    x: float
    y: float
    text: str
    kind: str
    sign: bool = False
    goes_on: bool = False
    pill: bool = False


class PlacedBadge(NamedTuple):
    """A badge with its position in the box, and its label as it fits at a ``size`` of text."""

    x: float
    y: float
    width: float
    label: str
    size: float
    badge: Badge


class BoxLayout(NamedTuple):
    """Where everything is in a box of ``width`` by ``height``. Lines are pairs of baseline and text.

    ``was`` are the lines of the former text of a changed claim; ``text_size`` is the size of ``lines``. ``status`` is
    the label of the status, in a strip across the box that ends at its ``y``; that of a main claim is as large as its
    text. ``not_shown`` are lines about links whose target is left out.
    """

    width: float
    height: float
    head: tuple[HeadWord, ...]
    title_lines: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    was: tuple[tuple[float, str], ...]
    badges: tuple[PlacedBadge, ...]
    text_size: float
    status: HeadWord | None = None
    not_shown: tuple[tuple[float, str], ...] = ()


class BoxWidths(NamedTuple):
    """The widths of boxes: of claims, tensions and sides."""

    claim: float = CLAIM_WIDTH
    tension: float = TENSION_WIDTH
    side: float = SIDE_WIDTH

    def of(self, box: Box) -> float:
        """The width of a box."""
        if box.compact:
            return min(COMPACT_WIDTH, self.claim)
        return {"tension": self.tension, "side": self.side}.get(box.kind, self.claim)


def box_layouts(scene: Scene, box_widths: BoxWidths | None = None) -> dict[str, BoxLayout]:
    """The layout of each box of a scene by id, in the usual widths if none are given."""
    widths = box_widths or BoxWidths()
    return {box.id: box_layout(box, widths.of(box)) for box in scene.boxes}


def box_layout(box: Box, wide: float) -> BoxLayout:
    """The layout of ``box`` at a width of ``wide`` points; its height follows from its text."""
    # A substitute font may run into the right padding, but not over the edge.
    room = min(wide - 2 * PAD, (wide - PAD - 1) / SLACK)
    size = 11.0 if box.kind == "side" else TEXT_SIZE
    leading = TEXT_LEADING * size / TEXT_SIZE
    head = tuple(_head(box, room - _marks_width(box)))
    at = head[-1].y
    titles: list[tuple[float, str]] = []
    for text in wrapped(one_line(box.title), room, size, "bold") if box.title and box.kind == "tension" else ():
        at += leading + (3.0 if not titles else 0.0)
        titles.append((at, text))
    at += 2.5
    lines = []
    for text in wrapped(one_line(box.text), room, size, "bold" if box.is_main else "regular"):
        at += leading
        lines.append((at, text))
    was = []
    for place, text in enumerate(wrapped(one_line(box.was), room, 10.0) if box.was else ()):
        at += 13.0 + (4.0 if place == 0 else 0.0)
        was.append((at, text))
    not_shown = []
    for place, text in enumerate(
        line for part in box.not_shown for line in wrapped(one_line(part), room, NOT_SHOWN_SIZE)
    ):
        at += NOT_SHOWN_LEADING + (5.0 if place == 0 else 0.0)
        not_shown.append((at, text))
    badges, bottom = _badge_rows(box, wide - 2 * PAD, at + TEXT_TO_BADGES)
    bottom = bottom if badges else at
    status = None
    if box.status is not None:
        tall = STRIP_HEIGHT * (STRIP_OF_MAIN if box.is_main else 1.0)
        status = HeadWord(STRIP_EDGE, bottom + STRIP_GAP + tall, STATUSES[box.status].label, box.status, sign=True)
        bottom = status.y + STRIP_EDGE - PAD
    height = bottom + PAD
    if box.hidden or (box.page and box.kind == "tension"):
        height += 8
    return BoxLayout(
        wide, round(height), head, tuple(titles), tuple(lines), tuple(was), badges, size, status, tuple(not_shown)
    )


def _head(box: Box, room: float) -> Iterator[HeadWord]:
    """The labels of the head, in as many rows as they need."""
    x, y = PAD, HEAD_BASELINE
    for word in _head_words(box):
        glyph, pad = GLYPH if word.sign else 0.0, PILL_PAD if word.pill else 0.0
        for row, text in enumerate(_label_lines(word.text, room - glyph - 2 * pad)):
            taken = glyph + head_width(text) + 2 * pad
            if row or (x > PAD and x + taken > PAD + room):
                x, y = PAD, y + HEAD_LEADING + (PILL_GAP if word.pill else 0.0)
            yield HeadWord(
                x + pad + (glyph if row else 0.0), y, text, word.kind, word.sign and not row, row > 0, word.pill
            )
            x += taken + (PILL_GAP if word.pill else 7.0)


def _marks_width(box: Box) -> float:
    """The width of the source marks at the right of the head."""
    return sum(width(f"[{mark.number}]", HEAD_SIZE) + 3 for mark in box.marks[:4]) + (
        20.0 if len(box.marks) > 4 else 4.0
    )


class _HeadLabel(NamedTuple):
    """A label of the head before it has a place."""

    text: str
    kind: str
    sign: bool = False
    pill: bool = False


def _head_words(box: Box) -> Iterator[_HeadLabel]:
    if box.number:
        yield _HeadLabel(f"SEE {box.number}" if box.kind == "stub" else box.number, "missing")
    if box.change is not None:
        yield _HeadLabel(box.change.upper(), "change", pill=True)
    yield from _what_it_is(box)
    if box.side:
        yield _HeadLabel(truncated(one_line(box.side).upper(), 110, HEAD_SIZE, "bold"), "side", True)
    if box.assumed and box.status != "assumed":
        yield _HeadLabel(ASSUMED.upper(), "claim")
    if box.unanswered:
        yield _HeadLabel("UNANSWERED", "claim")


def _what_it_is(box: Box) -> Iterator[_HeadLabel]:
    """The side that a box states, a main claim, and the kinds of reason that a claim is."""
    if box.look.startswith("side-") and box.title:
        yield _HeadLabel(one_line(box.title).upper(), box.look, sign=True)
    if box.is_main:
        yield _HeadLabel(ON_BOXES["main"].upper(), "claim")
    for role in box.roles:
        yield _HeadLabel(ON_BOXES[role].upper(), role, sign=True)
    if not box.roles and not box.is_main and not box.look.startswith("side-"):
        yield _HeadLabel(ON_BOXES[box.kind].upper(), box.kind)


def _label_lines(label: str, room: float) -> list[str]:
    """A label of the head in at most two lines, each truncated to ``room``."""
    words = label.split()
    first = next((n for n in range(len(words), 1, -1) if head_width(" ".join(words[:n])) <= room), 1)
    lines = [" ".join(words[:first]), " ".join(words[first:])]
    return [_cut(line, room) for line in lines if line]


def _cut(text: str, room: float) -> str:
    spaced = room - HEAD_SPACING * len(text)
    return text if head_width(text) <= room else truncated(text, spaced, HEAD_SIZE, "bold")


def head_width(text: str) -> float:
    """The width of a label of the head."""
    return width(text, HEAD_SIZE, "bold") + HEAD_SPACING * len(text)


def _badge_rows(box: Box, room: float, top: float) -> tuple[tuple[PlacedBadge, ...], float]:
    """The badges in rows from ``top``, ordered by stance, and where the last row ends."""
    placed: list[PlacedBadge] = []
    x, y = 0.0, top
    label_room = min(room - BADGE_ICON - BADGE_END, (room - BADGE_ICON - 1) / SLACK)
    for badge in sorted(box.badges, key=lambda badge: STANCES.index(badge.stance)):
        whole = one_line(badge.label)
        number = f" ({badge.note})" if badge.note else ""
        size = _badge_size(whole + number, label_room)
        label = truncated(whole, label_room - width(number, size), size) + number
        wide = badge_width(label, size)
        if x and x + wide > room:
            x, y = 0.0, y + BADGE_HEIGHT + BADGE_GAP
        placed.append(PlacedBadge(PAD + x, y, wide, label, size, badge))
        x += wide + BADGE_GAP
    return tuple(placed), y + BADGE_HEIGHT


def _badge_size(label: str, room: float) -> float:
    """The size of a badge's text: a little less than usual where the label would otherwise be truncated."""
    needed = width(label, BADGE_SIZE)
    fitting = math.floor(10 * BADGE_SIZE * room / needed) / 10 if needed > room else BADGE_SIZE
    return fitting if fitting >= LEAST_BADGE_SIZE else BADGE_SIZE


def badge_width(label: str, size: float = BADGE_SIZE) -> float:
    """The width of a badge with this label; a substitute font may run into its round end, but not over it."""
    needed = width(label, size)
    return round(BADGE_ICON + max(needed + BADGE_END, needed * SLACK + 1), 1)


def badge_places(label: str, size: float = BADGE_SIZE) -> tuple[float, float]:
    """The x of the centre of a badge's sign, and of the start of its label.

    Badges are as wide as the widest substitute font needs; in Helvetica, sign and label are centred.
    """
    needed = width(label, size)
    spare = needed - HELVETICA.width(label, size)
    shift = max(0.0, min(spare / 2, BADGE_END - 1 - (SLACK - 1) * needed))
    return ICON_MIDDLE + shift, BADGE_ICON + (needed if is_right_to_left(label) else shift)
