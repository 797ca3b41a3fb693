"""What surrounds a diagram on a page of fixed size: its title, the way to other pages, legend, sources.

All pages of a series have it in the same places and sizes, whatever the diagram is.
"""

from __future__ import annotations

from collections.abc import Iterable
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
from argmap.draw.isolation import isolated, on_lines
from argmap.draw.measure import Weight, is_right_to_left, truncated, width, wrapped
from argmap.draw.paint.furniture import QUESTION_SIZE, Sample, links_to_pages, samples, side_sample
from argmap.draw.paper import ABOVE_ON_SLIDE
from argmap.draw.scene.boxes import type_sizes
from argmap.draw.scene.scene import PageLink, Scene, in_one_line
from argmap.escape import one_line
from argmap.views.wording import note_mark

EDGE = 20.0
"""The margin of a page of a series."""
PAGE_TITLE, SLIDE_TITLE, ONE_OF_TITLES = 16.0, 18.0, 13.0
FOOT_LINE = 15.0 / 9.5
"""The height of a line at the foot, as a share of the size of its text."""
SIGNS_LINE = 19.0 / 9.5
"""The height of a line with boxes, signs and badges, which are taller than text, below another one."""


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
    words = one_line(f"{in_one_line(scene.caption)}: {scene.title}" if scene.caption else scene.title)
    free = max(0.0, frame.tall - tall)
    lower = free * ABOVE_ON_SLIDE if scene.on_slide else min(24.0, free / 2)
    shown = (*frame.items, *moved(items, left, frame.top + lower))
    return Picture(*size, words, one_line(scene.description), shown, language=scene.language)


def _page_heading(scene: Scene, room: float) -> tuple[list[DisplayItem], float]:
    """The title, below a line about what it is part of and beside the way to other pages; and the y below it."""
    caption = type_sizes(scene).caption
    ways, taken = _page_ways(scene, EDGE + room, caption)
    free = room - taken
    titles, part_of = (
        (scene.caption_lines, scene.part_of or scene.question) if scene.caption else ((scene.title,), "")
    )
    title_size = SLIDE_TITLE if scene.on_slide else PAGE_TITLE
    size = title_size if len(titles) == 1 else ONE_OF_TITLES
    rows: list[tuple[str, float, str, Weight]] = [(part_of, caption, "quiet", "regular")]
    rows += [(title, size, "ink", "bold") for title in titles]
    rows += [(scene.question, QUESTION_SIZE, "quiet", "regular")] if not scene.caption else []
    rows += [(note, caption, "word-undercuts", "bold") for note in scene.notes]
    items, y = list(ways), EDGE - 4.0
    for text, size, look, weight in rows:
        beside = free if size == caption or not part_of else room
        shown = wrapped(one_line(text), beside, size, weight) if text else ()
        if size == caption and text == part_of:
            shown = (truncated(one_line(text), free, size, weight),)
        for row in shown:
            y += size * 1.3
            from_right = is_right_to_left(text)
            x = EDGE + (beside if from_right else 0)
            items.append(Text(x, y - size * 0.2, row, size, look, weight, from_right=from_right))
        y += 2 if text else 0
    return items, y


def _page_ways(scene: Scene, right: float, size: float) -> tuple[list[DisplayItem], float]:
    """The number of a page and the links to others, in a line that ends at ``right``, and the width they take."""
    if scene.of <= 1:
        return [], 0.0
    number = f"Page {scene.number} of {scene.of}"
    ways: list[tuple[str, str, PageLink | None]] = [(number, "", None), *reversed([*links_to_pages(scene)])]
    x, y = right, EDGE - 4.0 + size * 1.1
    items: list[DisplayItem] = []
    for label, said, aim in ways:
        if aim is None:
            items.append(Text(x, y, label, size, "quiet", anchor="end"))
        else:
            words = Text(x, y, label, size, "word-tension", "bold", "end")
            items.append(Hyperlink(aim.file, said, (words,)))
        x -= width(label, size, "bold") + 14
    return items, right - x + 20


def _page_foot(scene: Scene, room: float) -> tuple[list[DisplayItem], float]:
    """Legend, quotes, sources and footnote of a page from y = 0 down, and their height."""
    sizes = type_sizes(scene)
    size, leading = sizes.legend, sizes.legend * FOOT_LINE
    notes = [_note_sample(one_line(short), full, None, room, size) for short, full in scene.names]
    notes += [_note_sample(note_mark(note.number), note.text, None, room, size) for note in scene.quotes]
    notes += [_note_sample(f"[{mark.number}]", mark.in_full, mark.url, room, size) for mark in scene.sources]
    if scene.footnote:
        rows = wrapped(one_line(scene.footnote), room, size)
        notes += [Sample((Text(0, 0, row, size, "quiet"),), width(row, size)) for row in rows]
    signs = [*samples(scene)]
    legend = [*signs, *(side_sample(*side, room, sizes) for side in _sides(scene))]
    items: list[DisplayItem] = [VectorPath(line((EDGE, 0), (EDGE + room, 0)), "rule")]
    x, y, has_signs = 0.0, 4.0 + leading, False
    for entries, kind in ((legend, "legend"), (notes, "sources")):
        shown: list[DisplayItem] = []
        for place, entry in enumerate(entries):
            is_sign = kind == "legend" and place < len(signs)
            if x > 0 and x + entry.width > room:
                x, y = 0.0, y + (size * SIGNS_LINE if is_sign or (has_signs and not scene.on_slide) else leading)
                has_signs = False
            has_signs |= is_sign
            shown += moved(entry.items, EDGE + x, y)
            x += entry.width + 18
        if shown:
            items.append(ShapeGroup(tuple(shown), role="group", kind=kind, title=kind.capitalize()))
    return (items, y + 2) if len(items) > 1 else ([], 0.0)


def _sides(scene: Scene) -> Iterable[tuple[str, str]]:
    """The sides of tensions that claims on the page are on: the label on their boxes, and what it means."""
    shown = {box.side for box in scene.boxes}
    return dict.fromkeys(side for tension in scene.tensions for side in tension.sides if side[0] in shown)


def _note_sample(number: str, text: str, url: str | None, room: float, size: float) -> Sample:
    """A numbered note on one line."""
    start = width(number, size, "bold") + 4
    (words,) = on_lines([truncated(isolated(one_line(text)), room - start, size)])
    shown: DisplayItem = Text(start, 0, words, size, "quiet")
    shown = Hyperlink(url, one_line(text), (shown,)) if url else shown
    return Sample((Text(0, 0, number, size, "quiet", "bold"), shown), start + width(words, size))
