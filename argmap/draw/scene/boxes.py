"""The layout inside a box: where its words and badges are, and its size. Lengths are points from its top left."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from argmap.draw.measure import HELVETICA, SLACK, is_right_to_left, truncated, width, wrapped
from argmap.draw.scene.scene import Badge, Box, Scene
from argmap.escape import one_line
from argmap.model.types import STANCES
from argmap.vocabulary import ASSUMED, CONTINUED, ON_BOXES, STATUSES, capital

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
SIDE_SIZE = 11.0
ENDS_FROM_CORNER, SIGNS_APART = 10.0, 12.5
"""How near to its corners lines leave a box, and how near their signs are at the least."""


class TypeSizes(NamedTuple):
    """The sizes of all texts of a diagram but the title.

    ``text`` are the texts of claims, ``head`` the labels in the heads of boxes with the space between their letters,
    in ``capitals`` or not; ``badge`` the names on badges, ``note`` lines at the lower edge of a box, ``side`` the
    texts of sides, ``legend`` the legend and the lists below the diagram.
    """

    text: float = TEXT_SIZE
    head: float = HEAD_SIZE
    spacing: float = HEAD_SPACING
    capitals: bool = True
    badge: float = BADGE_SIZE
    least_badge: float = LEAST_BADGE_SIZE
    note: float = NOT_SHOWN_SIZE
    side: float = SIDE_SIZE
    legend: float = 9.5
    caption: float = 11.0

    def enlarged(self, text: float) -> TypeSizes:
        """Sizes for texts of claims of this size: all in boxes is in proportion, but none smaller than it was."""
        scale = text / TEXT_SIZE
        return self._replace(
            text=text,
            head=max(self.head, HEAD_SIZE * scale),
            badge=max(self.badge, BADGE_SIZE * scale),
            least_badge=max(self.least_badge, LEAST_BADGE_SIZE * scale),
            note=max(self.note, NOT_SHOWN_SIZE * scale),
            side=max(self.side, SIDE_SIZE * scale),
        )

    def label(self, text: str) -> str:
        """A label of the head as it is written."""
        return text.upper() if self.capitals else capital(text)

    @property
    def of_head(self) -> float:
        """How much larger than usual signs and spaces of the head are."""
        return self.head / HEAD_SIZE

    @property
    def of_badge(self) -> float:
        """How much larger than usual badges are."""
        return self.badge / BADGE_SIZE

    @property
    def of_strip(self) -> float:
        """How much larger than usual the strip with the status of a claim is."""
        return self.note / STRIP_SIZE

    @property
    def head_baseline(self) -> float:
        """The baseline of the head of a box."""
        return HEAD_BASELINE + CAP_HEIGHT * (self.head - HEAD_SIZE)


CAP_HEIGHT = 0.72
"""The height of capital letters, as a share of the size of a text."""

USUAL = TypeSizes()
ON_SLIDE = TypeSizes(TEXT_SIZE, 12.0, 0.0, False, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0)
"""On a slide, which is read from further away, no text is smaller than that of claims."""
ON_PAGE = TypeSizes(head=9.34, spacing=0.2, badge=9.34, least_badge=9.34)
"""On a page of a series, whose claims have 9 points on paper, no text has less than 7."""


def type_sizes(scene: Scene) -> TypeSizes:
    """The sizes of the texts of a scene."""
    return ON_SLIDE if scene.on_slide else ON_PAGE if scene.in_series else USUAL


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
    text. ``not_shown`` are lines about links whose target is left out, and ``sizes`` those of the
    other texts.
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
    sizes: TypeSizes = USUAL


class BoxWidths(NamedTuple):
    """The widths of boxes: of claims, tensions and sides; and the size of the texts of claims."""

    claim: float = CLAIM_WIDTH
    tension: float = TENSION_WIDTH
    side: float = SIDE_WIDTH
    text: float = TEXT_SIZE

    def of(self, box: Box) -> float:
        """The width of a box."""
        if box.compact:
            return min(COMPACT_WIDTH * self.text / TEXT_SIZE, self.claim)
        return {"tension": self.tension, "side": self.side}.get(box.kind, self.claim)


def box_layouts(scene: Scene, box_widths: BoxWidths | None = None) -> dict[str, BoxLayout]:
    """The layout of each box of a scene by id, in the usual widths if none are given."""
    widths = box_widths or BoxWidths()
    sizes = type_sizes(scene).enlarged(widths.text)
    tall = _heights_for_lines(scene)
    layouts = {box.id: box_layout(box, widths.of(box), sizes) for box in scene.boxes}
    return {id: made._replace(height=max(made.height, tall.get(id, 0))) for id, made in layouts.items()}


def _heights_for_lines(scene: Scene) -> dict[str, int]:
    """How tall boxes must be for the signs of all lines at one of their sides to be clear of each other.

    Lines that leave a box each have a sign; those of a kind that arrive end as one.
    """
    ends = {(id, arrow.id) for arrow in scene.arrows for id in arrow.premises}
    ends |= {(arrow.target, arrow.kind) for arrow in scene.arrows}
    return {
        id: math.ceil(2 * ENDS_FROM_CORNER + SIGNS_APART * (number - 1))
        for id, number in Counter(id for id, _ in ends).items()
    }


def box_layout(box: Box, wide: float, sizes: TypeSizes = USUAL) -> BoxLayout:
    """The layout of ``box`` at a width of ``wide`` points; its height follows from its text."""
    # A substitute font may run into the right padding, but not over the edge.
    room = min(wide - 2 * PAD, (wide - PAD - 1) / SLACK)
    size = sizes.side if box.kind == "side" else sizes.text
    leading = TEXT_LEADING * size / TEXT_SIZE
    head = tuple(_head(box, room - _marks_width(box, sizes), sizes))
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
    for place, text in enumerate(wrapped(one_line(box.was), room, sizes.note) if box.was else ()):
        at += 13.0 * sizes.of_strip + (4.0 if place == 0 else 0.0)
        was.append((at, text))
    not_shown = []
    for place, text in enumerate(
        line for part in box.not_shown for line in wrapped(one_line(part), room, sizes.note)
    ):
        at += NOT_SHOWN_LEADING * sizes.of_strip + (5.0 if place == 0 else 0.0)
        not_shown.append((at, text))
    badges, bottom = _badge_rows(box, wide - 2 * PAD, at + TEXT_TO_BADGES, sizes)
    bottom = bottom if badges else at
    status = None
    if box.status is not None:
        tall = STRIP_HEIGHT * strip_scale(box.is_main, sizes)
        status = HeadWord(STRIP_EDGE, bottom + STRIP_GAP + tall, STATUSES[box.status].label, box.status, sign=True)
        bottom = status.y + STRIP_EDGE - PAD
    height = bottom + PAD
    if box.has_foot:
        below = 8.0 if status is None else 8.0 + STRIP_EDGE
        height += below * sizes.of_strip + (sizes.text - TEXT_SIZE) / 2
    return BoxLayout(
        wide,
        round(height),
        head,
        tuple(titles),
        tuple(lines),
        tuple(was),
        badges,
        size,
        status,
        tuple(not_shown),
        sizes,
    )


def strip_scale(is_main: bool, sizes: TypeSizes) -> float:
    """How much larger than usual the strip with the status of a claim is; that of a main claim is as its text."""
    return max(sizes.of_strip, STRIP_OF_MAIN if is_main else 1.0)


def _head(box: Box, room: float, sizes: TypeSizes) -> Iterator[HeadWord]:
    """The labels of the head, in as many rows as they need."""
    x, y = PAD, sizes.head_baseline
    for word in _head_words(box, sizes):
        glyph, pad = GLYPH * sizes.of_head if word.sign else 0.0, PILL_PAD if word.pill else 0.0
        for row, text in enumerate(_label_lines(word.text, room - glyph - 2 * pad, sizes)):
            taken = glyph + head_width(text, sizes) + 2 * pad
            if row or (x > PAD and x + taken > PAD + room):
                x, y = PAD, y + HEAD_LEADING * sizes.of_head + (PILL_GAP if word.pill else 0.0)
            yield HeadWord(
                x + pad + (glyph if row else 0.0), y, text, word.kind, word.sign and not row, row > 0, word.pill
            )
            x += taken + (PILL_GAP if word.pill else 7.0)


def _marks_width(box: Box, sizes: TypeSizes) -> float:
    """The width of the source marks at the right of the head."""
    return math.fsum(width(f"[{mark.number}]", sizes.head) + 3 for mark in box.marks[:4]) + (
        20.0 if len(box.marks) > 4 else 4.0
    )


class _HeadLabel(NamedTuple):
    """A label of the head before it has a place."""

    text: str
    kind: str
    sign: bool = False
    pill: bool = False


def _head_words(box: Box, sizes: TypeSizes) -> Iterator[_HeadLabel]:
    if box.number:
        yield _HeadLabel(f"{sizes.label('see')} {box.number}" if box.kind == "stub" else box.number, "missing")
    if box.change is not None:
        yield _HeadLabel(sizes.label(box.change), "change", pill=True)
    yield from _what_it_is(box, sizes)
    if box.side:
        yield _HeadLabel(one_line(box.side), "side", sign=True)
    if box.assumed and box.status != "assumed":
        yield _HeadLabel(sizes.label(ASSUMED), "claim")
    if box.unanswered:
        yield _HeadLabel(sizes.label("unanswered"), "claim")


def _what_it_is(box: Box, sizes: TypeSizes) -> Iterator[_HeadLabel]:
    """The side that a box states, a main claim, and the kinds of reason that a claim is."""
    if box.continues:
        yield _HeadLabel(sizes.label(CONTINUED), box.colours)
        return
    if box.look.startswith("side-"):
        yield _HeadLabel(one_line(box.title) or sizes.label(ON_BOXES["side"]), box.look, sign=True)
    if box.is_main:
        yield _HeadLabel(sizes.label(ON_BOXES["main"]), "claim")
    for role in box.roles:
        yield _HeadLabel(sizes.label(ON_BOXES[role]), role, sign=True)
    if not box.roles and not box.is_main and not box.look.startswith("side-"):
        yield _HeadLabel(sizes.label(ON_BOXES[box.kind]), box.kind)


def _label_lines(label: str, room: float, sizes: TypeSizes) -> list[str]:
    """A label of the head in at most two lines, each truncated to ``room``."""
    words = label.split()
    first = next((n for n in range(len(words), 1, -1) if head_width(" ".join(words[:n]), sizes) <= room), 1)
    lines = [" ".join(words[:first]), " ".join(words[first:])]
    return [_cut(line, room, sizes) for line in lines if line]


def _cut(text: str, room: float, sizes: TypeSizes) -> str:
    spaced = room - sizes.spacing * len(text)
    return text if head_width(text, sizes) <= room else truncated(text, spaced, sizes.head, "bold")


def head_width(text: str, sizes: TypeSizes) -> float:
    """The width of a label of the head."""
    return width(text, sizes.head, "bold") + sizes.spacing * len(text)


def _badge_rows(box: Box, room: float, top: float, sizes: TypeSizes) -> tuple[tuple[PlacedBadge, ...], float]:
    """The badges in rows from ``top``, ordered by stance, and where the last row ends."""
    placed: list[PlacedBadge] = []
    x, y = 0.0, top
    tall, icon, end = (of * sizes.of_badge for of in (BADGE_HEIGHT, BADGE_ICON, BADGE_END))
    label_room = min(room - icon - end, (room - icon - 1) / SLACK)
    for badge in sorted(box.badges, key=lambda badge: STANCES.index(badge.stance)):
        whole = one_line(badge.label)
        size = _badge_size(whole + badge.tail, label_room, sizes)
        label = truncated(whole, label_room - width(badge.tail, size), size) + badge.tail
        wide = badge_width(label, size, sizes)
        if x and x + wide > room:
            x, y = 0.0, y + tall + BADGE_GAP
        placed.append(PlacedBadge(PAD + x, y, wide, label, size, badge))
        x += wide + BADGE_GAP
    return tuple(placed), y + tall


def _badge_size(label: str, room: float, sizes: TypeSizes) -> float:
    """The size of a badge's text: a little less than usual where the label would otherwise be truncated."""
    needed = width(label, sizes.badge)
    fitting = math.floor(10 * sizes.badge * room / needed) / 10 if needed > room else sizes.badge
    return fitting if fitting >= sizes.least_badge else sizes.badge


def badge_width(label: str, size: float = BADGE_SIZE, sizes: TypeSizes = USUAL) -> float:
    """The width of a badge with this label; a substitute font may run into its round end, but not over it."""
    needed = width(label, size)
    icon, end = BADGE_ICON * sizes.of_badge, BADGE_END * sizes.of_badge
    return round(icon + max(needed + end, needed * SLACK + 1), 1)


def badge_places(label: str, size: float = BADGE_SIZE, sizes: TypeSizes = USUAL) -> tuple[float, float]:
    """The x of the centre of a badge's sign, and of the start of its label.

    Badges are as wide as the widest substitute font needs; in Helvetica, sign and label are centred.
    """
    needed, scale = width(label, size), sizes.of_badge
    spare = needed - HELVETICA.width(label, size)
    shift = max(0.0, min(spare / 2, BADGE_END * scale - 1 - (SLACK - 1) * needed))
    return ICON_MIDDLE * scale + shift, BADGE_ICON * scale + (needed if is_right_to_left(label) else shift)
