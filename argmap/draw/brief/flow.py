"""Words, labels and badges in lines, as the rows of a brief have them. Lengths are points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from argmap.draw.brief.options import SMALL
from argmap.draw.display_list import DisplayItem, Rect, ShapeGroup, Text, VectorPath, circle
from argmap.draw.measure import LONELY, SLACK, FontMetrics, Weight, is_right_to_left, line_words
from argmap.draw.paint import glyphs
from argmap.model.types import Stance
from argmap.vocabulary import LINKED_SIGN

TEXT = 10.0
"""The size of the text of rows. A brief is laid out with it and scaled to its page."""
LINE = 11.9

Icon = Literal["", "side", "supports", "objects_to", "undercuts", "linked", "other", "agrees", "disagrees", "mixed"]
DISC = 4.7
"""The radius of the sign of a link."""
ICON_WIDTH = 10.5
BADGE_HEIGHT, MOST_BADGE_HEIGHT, BADGE_END = 11.2, 11.6, 4.0
BADGE_GAP = 2.0
"""The least space between badges below each other."""
GIVE = 0.02
"""Share of the width of a text that is left after it, for fonts that are wider."""


MOST_KEPT = 0.5
"""Share of the width of a line that tokens which stay together may take."""


LAST_MEASURED = "\u024f"
"""The end of the Latin letters, whose fonts are alike; those of other scripts differ more in width."""


class LineToken(NamedTuple):
    """A piece of text that stays on one line: a stretch of words, a label or a badge.

    Tokens with the same look, size and weight are one text. ``space`` is before it, unless it begins a line, and it
    begins at ``tab`` at the earliest. ``tail`` follows the text of a badge, and stays whole where that is cut.
    """

    text: str
    width: float
    look: str = "ink"
    size: float = TEXT
    weight: Weight = "regular"
    space: float = 0.0
    icon: Icon = ""
    is_badge: bool = False
    tail: str = ""
    title: str = ""
    tab: float = 0.0
    from_right: bool = False
    """Whether the whole text that it is of is written from the right."""
    goes_with_next: bool = False
    """Whether it is on the line of the token after it, such as a label on that of what it names."""

    @property
    def is_word(self) -> bool:
        """Whether it is of a text, which labels and badges go with."""
        return self.size >= TEXT and not self.is_badge and not self.icon

    @property
    def style(self) -> tuple[object, ...]:
        """What tokens of one text share."""
        return self.look, self.size, self.weight


class PlacedToken(NamedTuple):
    """A token with its left edge relative to that of its line."""

    x: float
    token: LineToken

    @property
    def end(self) -> float:
        """Its right edge."""
        return self.x + self.token.width


Line = tuple[PlacedToken, ...]


def words(
    text: str, font: FontMetrics, look: str = "ink", size: float = TEXT, weight: Weight = "regular"
) -> Iterator[LineToken]:
    """The words of a text as tokens, between which lines may end."""
    from_right = is_right_to_left(text)
    for word in line_words(text):
        spaced, space = " ", font.width(" ", size, weight)
        for piece, needed, *_ in font.word_pieces(word, weight):
            wide = needed * size * (1.0 if max(piece) <= LAST_MEASURED else SLACK)
            yield LineToken(spaced + piece.rstrip(" "), wide, look, size, weight, space, from_right=from_right)
            spaced, space = "", 0.0


def label(
    text: str,
    font: FontMetrics,
    look: str,
    size: float = SMALL,
    weight: Weight = "bold",
    icon: Icon = "",
) -> LineToken:
    """A short text on one line, perhaps after a sign."""
    wide = font.width(text, size, weight) + (ICON_WIDTH if icon else 0)
    return LineToken(text, wide, look, size, weight, 4.0, icon, from_right=is_right_to_left(text))


def side_label(text: str, font: FontMetrics, size: float = SMALL, space: float = 4.0) -> Iterator[LineToken]:
    """The name of a side after its sign, whose words stay together and beside what follows, if they are not many."""
    icon: Icon = "side"
    for word in words(text, font, "word-side", size, "bold"):
        word = word._replace(goes_with_next=True)
        yield word._replace(icon=icon, width=word.width + ICON_WIDTH, space=space) if icon else word
        icon = ""


def badge(name: str, font: FontMetrics, stance: Stance, title: str, tail: str = "", size: float = SMALL) -> LineToken:
    """A stakeholder who takes a stance, with the marks of their position."""
    wide = ICON_WIDTH + font.width(name + tail, size, "bold") + 2 * BADGE_END
    return LineToken(
        name, wide, size=size, weight="bold", space=4.0, icon=stance, is_badge=True, tail=tail, title=title
    )


def flowed(tokens: Iterable[LineToken], room: float, font: FontMetrics, widest: float = 0.0) -> tuple[Line, ...]:
    """Tokens in lines no wider than ``room``. Badges and labels are cut to it, or to ``widest`` if that is more.

    What goes with the next stays together where that costs no line.
    """
    found = tuple(tokens)
    lines = _flowed(found, room, font, widest, MOST_KEPT)
    if any(one.goes_with_next and other.goes_with_next for one, other in pairwise(found)):
        parted = _flowed(found, room, font, widest, 0.0)
        return parted if len(parted) < len(lines) else lines
    return lines


def _flowed(
    tokens: Iterable[LineToken], room: float, font: FontMetrics, widest: float, kept: float
) -> tuple[Line, ...]:
    """The same, where tokens that take ``kept`` of a line stay together, and of more the last with what follows."""
    give = 0.0 if font.is_known else GIVE
    lines: list[Line] = []
    line: list[PlacedToken] = []
    start = end = 0.0
    for whole in tokens:
        for token in (whole,) if whole.width <= room else _narrowed(whole, room, max(room, widest), font):
            joined = bool(line) and _joins(line[-1].token, token)
            x = max(end + token.space + (0.0 if joined else (end - start) * give), token.tab)
            begins = start if joined else x
            if line and x + token.width > room:
                gap = x - line[-1].end
                moved = _going_on(line, room, gap + token.width, kept)
                lines.append(tuple(line[: len(line) - len(moved)]))
                line, x = moved, moved[-1].end + gap if moved else 0.0
                begins = 0.0 if joined else x
            line.append(PlacedToken(x if line else 0.0, token))
            end = line[-1].x + token.width
            start = end if token.is_badge else begins if len(line) > 1 else 0.0
    return (*lines, tuple(line)) if line else tuple(lines)


def _going_on(line: Sequence[PlacedToken], room: float, needed: float, kept: float) -> list[PlacedToken]:
    """The end of a line that is moved to the next, where ``needed`` follows, as it is there: all tokens that go with
    those after them if they take no more than the share ``kept``, else the last of them; none if none can be.
    """
    first = len(line)
    while first and line[first - 1].token.goes_with_next:
        first -= 1
    for start, most in ((first, room * kept), (max(first, len(line) - 1), room)):
        wide = line[-1].end - line[start].x if 0 < start < len(line) else room
        if wide <= most and wide + needed <= room:
            return [one._replace(x=one.x - line[start].x) for one in line[start:]]
    return []


def without_lonely_words(tokens: Sequence[LineToken], room: float, font: FontMetrics) -> tuple[Line, ...]:
    """Tokens in as many lines as :func:`flowed` needs, as wide as can be without a short last line of words."""
    lines = narrower = flowed(tokens, room, font)
    widest = room
    while 1 < len(narrower) == len(lines):
        if not _has_lonely_words(narrower):
            return narrower
        # A badge cannot be divided, and may be wider than the room.
        widest = max((end for line in narrower if (end := line[-1].end) <= widest), default=0.0) - 0.01
        if widest < 0:
            break
        narrower = flowed(tokens, widest, font, room)
    return lines


def _has_lonely_words(lines: Sequence[Line]) -> bool:
    """Whether the words of the last line with any are short beside the others."""
    widths = [wide for line in lines if (wide := _width_of_words(line))]
    return bool(widths) and widths[-1] <= max(widths) * LONELY


def _width_of_words(line: Line) -> float:
    """How far the words of a line reach, without the labels and badges after them."""
    return max([one.end for one in line if one.token.is_word], default=0.0)


def _joins(before: LineToken, token: LineToken) -> bool:
    """Whether two tokens are one text."""
    goes_on = token.text.startswith(" ") or not token.space
    return not (before.is_badge or token.is_badge) and goes_on and not token.icon and before.style == token.style


def _narrowed(token: LineToken, room: float, widest: float, font: FontMetrics) -> Iterator[LineToken]:
    """A token wider than a line: a word in parts, a badge or label cut."""
    if token.is_badge or token.icon:
        if token.width <= widest:
            yield token
            return
        around = token.width - font.width(token.text, token.size, token.weight)
        text = font.truncated(token.text, widest - around, token.size, token.weight)
        yield token._replace(text=text, width=around + font.width(text, token.size, token.weight))
        return
    spaced, space = (" ", token.space) if token.text.startswith(" ") else ("", 0.0)
    for part in font.wrapped(token.text, room - 0.01, token.size, token.weight):
        yield token._replace(text=spaced + part, width=font.width(part, token.size, token.weight), space=space)
        spaced, space = "", 0.0


def painted(lines: Sequence[Line], x: float, y: float, room: float, step: float = LINE) -> Iterator[DisplayItem]:
    """Lines with the first baseline at ``y``."""
    for line, down in zip(lines, accumulate(_steps(lines, step)), strict=True):
        yield from _line(line, x, y + down, room)


def height(lines: Sequence[Line], step: float = LINE) -> float:
    """The height of lines, each ``step`` below the one before it, or more where both have badges."""
    return step + math.fsum(_steps(lines, step)) if lines else 0.0


def _steps(lines: Sequence[Line], step: float) -> Iterator[float]:
    """How far each line is below the one before it; the first is at 0."""
    above = 0.0
    for place, line in enumerate(lines):
        tall = max([_badge_height(one.token) for one in line if one.token.is_badge], default=0.0)
        yield max(step, (tall + above) / 2 + BADGE_GAP if tall and above else 0.0) if place else 0.0
        above = tall


def _badge_height(token: LineToken) -> float:
    return min(BADGE_HEIGHT * token.size / SMALL, MOST_BADGE_HEIGHT)


def _line(line: Line, x: float, y: float, room: float) -> Iterator[DisplayItem]:
    before: Text | None = None
    for run in _runs(line):
        token, left = run[0].token, x + run[0].x
        if token.is_badge:
            yield _badge(token, left, y)
            before = None
            continue
        if token.icon:
            yield from _icon(token, left, y)
            before = None
        text = _text(run, x, y, room if run[-1] is line[-1] and not token.icon else 0.0)
        before = text._replace(follows=before is not None and not token.tab and _goes_on(before, text))
        yield before


def _runs(line: Line) -> Iterator[list[PlacedToken]]:
    """The tokens of a line in groups that are one text."""
    run: list[PlacedToken] = []
    for one in line:
        if run and not _joins(run[-1].token, one.token):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


FIRST_FROM_RIGHT = "\u0590"
"""The first character of the scripts that are written from the right."""


def _goes_on(before: Text, text: Text) -> bool:
    """Whether a text stands right of the one before it, whatever is in them, and looks different from it, so that a
    space is enough between them."""
    alike = (text.size, text.look, text.weight) == (before.size, before.look, before.weight)
    return not alike and not text.from_right and max(before.text + text.text, default="") < FIRST_FROM_RIGHT


def _text(run: Sequence[PlacedToken], x: float, y: float, room: float = 0.0) -> Text:
    """Tokens as one text. One that is written from the right and ends its line begins at the right edge."""
    first = run[0]
    _, _, look, size, weight, *_ = first.token
    text = "".join(one.token.text for one in run).strip(" ")
    if first.token.from_right:
        return Text(x + (room or run[-1].end), y, text, size, look, weight, from_right=True)
    return Text(x + first.x + (ICON_WIDTH if first.token.icon else 0.0), y, text, size, look, weight)


def _icon(token: LineToken, x: float, y: float) -> Iterator[DisplayItem]:
    icon, middle = token.icon, y - token.size * 0.34
    if icon == "side":
        yield from glyphs.bare_sign("side", x + 4, middle, 3.4)
    elif icon in {"agrees", "disagrees", "mixed"}:
        yield from glyphs.stance(icon, x + 4, middle, "badge-tick")
    else:
        yield from disc(icon, x + 4, middle, DISC * 0.85)


def _badge(token: LineToken, x: float, y: float) -> ShapeGroup:
    held = token.icon == "agrees"
    middle = y - token.size * 0.34
    look = "badge-filled" if held else "badge-outlined"
    tall = _badge_height(token)
    shape = Rect(x, middle - tall / 2, token.width, tall, tall / 2, look)
    icon = glyphs.stance(token.icon, x + BADGE_END + 3.6, middle, "tick-held" if held else "badge-tick")
    text = token.text + token.tail
    start, from_right = x + BADGE_END + ICON_WIDTH, is_right_to_left(text)
    start += token.width - ICON_WIDTH - 2 * BADGE_END if from_right else 0.0
    look = "badge-word" if held else "badge-name"
    word = Text(start, y, text, token.size, look, "bold", from_right=from_right)
    return ShapeGroup((shape, *icon, word), kind=f"badge {token.icon}", title=token.title)


def disc(icon: str, x: float, y: float, radius: float = DISC, *, linked: bool = False) -> tuple[DisplayItem, ...]:
    """The sign of a link, filled: plus, minus or slash, "&" for a linked premise, and a dot for a row without
    a link."""
    if icon == "other":
        return (circle(x, y, 2.2, "tip-missing"),)
    icon, linked = ("missing", True) if icon == "linked" else (icon, linked)
    ground = circle(x, y, radius, f"tip-{icon}")
    if linked:
        return ground, Text(x, y + radius * 0.55, LINKED_SIGN, radius * 1.6, "badge-word", "bold", "middle")
    marks = glyphs.bare_sign(icon, x, y, radius * 0.55)
    return ground, *(mark._replace(look="tick-held") for mark in marks if isinstance(mark, VectorPath))
