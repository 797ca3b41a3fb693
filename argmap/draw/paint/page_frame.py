"""What surrounds a diagram on a page of fixed size: its title, the way to other pages, legend, sources.

All pages of a series have it in the same places and sizes, whatever the diagram is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.draw.display_list import (
    DisplayItem,
    Hyperlink,
    Picture,
    Point,
    Rect,
    ShapeGroup,
    Text,
    VectorPath,
    line,
    moved,
)
from argmap.draw.measure import Weight, is_right_to_left, truncated, width, wrapped
from argmap.draw.paint import glyphs
from argmap.draw.paint.furniture import CAPTION_SIZE, NOTE_SIZE, QUESTION_SIZE, Sample, samples
from argmap.draw.scene.boxes import HEAD_SIZE, HEAD_SPACING
from argmap.draw.scene.scene import PageLink, Scene
from argmap.escape import one_line

EDGE = 20.0
"""The margin of a page of a series."""
PAGE_TITLE, ABOVE_TITLE = 16.0, 11.0
FOOT_LINE = 15.0


class PageFrame(NamedTuple):
    """What surrounds the diagram on a page of fixed size, and the room that is left for the diagram."""

    items: tuple[DisplayItem, ...]
    left: float
    top: float
    wide: float
    tall: float


def page_frame(scene: Scene, size: Point) -> PageFrame:
    """The frame of a page of this size: its title at the top, the legend and the sources at the bottom."""
    room = size[0] - 2 * EDGE
    above, top = _page_heading(scene, room)
    below, tall = _page_foot(scene, room)
    foot = size[1] - EDGE - tall
    top += 10
    items = (Rect(0, 0, *size, 0, "paper"), *above, *moved(below, 0, foot))
    return PageFrame(items, EDGE, top, room, max(0.0, foot - 8 - top))


def framed_on_page(scene: Scene, items: tuple[DisplayItem, ...], wide: float, tall: float, size: Point) -> Picture:
    """The picture of a diagram on a page: ``items`` take ``wide`` by ``tall`` points of the room for it."""
    frame = page_frame(scene, size)
    left = frame.left + max(0.0, frame.wide - wide) / 2
    words = one_line(f"{scene.caption}: {scene.title}" if scene.caption else scene.title)
    shown = (*frame.items, *moved(items, left, frame.top + min(24.0, max(0.0, frame.tall - tall) / 2)))
    return Picture(*size, words, one_line(scene.description), shown, language=scene.language)


def _page_heading(scene: Scene, room: float) -> tuple[list[DisplayItem], float]:
    """The title, below a line about what it is part of and beside the way to other pages; and the y below it."""
    ways = list(_page_ways(scene, EDGE + room))
    free = room - (sum(_ends_of(ways)) + 20 if ways else 0)
    title, part_of = (scene.caption, scene.part_of or scene.question) if scene.caption else (scene.title, "")
    rows: list[tuple[str, float, str, Weight]] = [
        (part_of, ABOVE_TITLE, "quiet", "regular"),
        (title, PAGE_TITLE, "ink", "bold"),
    ]
    rows += [(scene.question, QUESTION_SIZE, "quiet", "regular")] if not scene.caption else []
    rows += [(note, CAPTION_SIZE, "word-undercuts", "bold") for note in scene.notes]
    items, y = list(ways), EDGE - 4.0
    for text, size, look, weight in rows:
        beside = free if size == ABOVE_TITLE or not part_of else room
        shown = wrapped(one_line(text), beside, size, weight) if text else ()
        if size == ABOVE_TITLE:
            shown = (truncated(one_line(text), free, size, weight),)
        for row in shown:
            y += size * 1.3
            from_right = is_right_to_left(text)
            x = EDGE + (beside if from_right else 0)
            items.append(Text(x, y - size * 0.2, row, size, look, weight, from_right=from_right))
        y += 2 if text else 0
    return items, y


def _page_ways(scene: Scene, right: float) -> Iterator[DisplayItem]:
    """The number of a page and the links to others, in a line that ends at ``right``."""
    if scene.of <= 1:
        return
    y = EDGE - 4.0 + ABOVE_TITLE * 1.1
    ways: list[tuple[str, str, PageLink | None]] = [(f"Page {scene.number} of {scene.of}", "", None)]
    if scene.next:
        ways.append((f"Page {scene.next.number} >", "To the next page", scene.next))
    for page in reversed(scene.back):
        label, said = f"< Page {page.number}", "To the page that this one goes on from"
        ways.append(("< Overview", "To the overview of this map", page) if page.number == 1 else (label, said, page))
    for label, said, aim in ways:
        if aim is None:
            yield Text(right, y, label, ABOVE_TITLE, "quiet", anchor="end")
        else:
            words = Text(right, y, label, ABOVE_TITLE, "word-tension", "bold", "end")
            yield Hyperlink(aim.file, said, (words,))
        right -= width(label, ABOVE_TITLE, "bold") + 14


def _ends_of(ways: Sequence[DisplayItem]) -> Iterator[float]:
    for item in ways:
        words = item.items[0] if isinstance(item, Hyperlink) else item
        if isinstance(words, Text):
            yield width(words.text, ABOVE_TITLE, "bold") + 14


def _page_foot(scene: Scene, room: float) -> tuple[list[DisplayItem], float]:
    """Legend, quotes, sources and footnote of a page from y = 0 down, and their height."""
    notes: list[Sample] = [_note_sample(f"({note.number})", note.text, None, room) for note in scene.quotes]
    notes += [_note_sample(f"[{mark.number}]", mark.title, mark.url, room) for mark in scene.sources]
    if scene.footnote:
        notes += [_footnote_sample(row) for row in wrapped(one_line(scene.footnote), room, NOTE_SIZE)]
    items: list[DisplayItem] = [VectorPath(line((EDGE, 0), (EDGE + room, 0)), "rule")]
    x, y = 0.0, 4.0 + FOOT_LINE
    for entries, kind in (([*samples(scene), *_sides(scene, room)], "legend"), (notes, "sources")):
        shown: list[DisplayItem] = []
        for entry in entries:
            if x > 0 and x + entry.width > room:
                x, y = 0.0, y + FOOT_LINE
            shown += moved(entry.items, EDGE + x, y)
            x += entry.width + 18
        if shown:
            items.append(ShapeGroup(tuple(shown), role="group", kind=kind, title=kind.capitalize()))
    return (items, y + 2) if len(items) > 1 else ([], 0.0)


def _sides(scene: Scene, room: float) -> Iterator[Sample]:
    """The sides of tensions that claims on the page are on: the label on their boxes, and what it means."""
    shown = {box.side for box in scene.boxes}
    sides = dict.fromkeys(side for tension in scene.tensions for side in tension.sides if side[0] in shown)
    for short, title in sides:
        name = one_line(short).upper()
        start = 11 + width(name, HEAD_SIZE, "bold") + HEAD_SPACING * len(name) + 5
        words = truncated(one_line(title), room - start, NOTE_SIZE)
        label = Text(11, 0, name, HEAD_SIZE, "word-side", "bold", spacing=HEAD_SPACING)
        items = (*glyphs.bare_sign("side", 3.5, -3.1, 3.1), label, Text(start, 0, words, NOTE_SIZE, "quiet"))
        yield Sample(items, start + width(words, NOTE_SIZE))


def _note_sample(number: str, text: str, url: str | None, room: float) -> Sample:
    """A numbered note on one line."""
    start = width(number, NOTE_SIZE, "bold") + 4
    words = truncated(one_line(text), room - start, NOTE_SIZE)
    shown: DisplayItem = Text(start, 0, words, NOTE_SIZE, "quiet")
    shown = Hyperlink(url, one_line(text), (shown,)) if url else shown
    return Sample((Text(0, 0, number, NOTE_SIZE, "quiet", "bold"), shown), start + width(words, NOTE_SIZE))


def _footnote_sample(row: str) -> Sample:
    return Sample((Text(0, 0, row, NOTE_SIZE, "quiet"),), width(row, NOTE_SIZE))
