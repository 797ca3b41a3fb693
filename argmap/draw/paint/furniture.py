"""What surrounds a diagram: title, question and tensions above it; legend, quotes and sources below it."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
from argmap.draw.paint.legend import Sample, samples
from argmap.draw.paint.page_links import contents_list, contents_width, page_links, page_links_width
from argmap.draw.scene.boxes import (
    HEAD_SIZE,
    HEAD_SPACING,
)
from argmap.draw.scene.scene import Scene, TensionNote
from argmap.escape import one_line

MARGIN = 28.0
LEAST_WIDTH = 480.0
SOURCE_WIDTH = 420.0
"""The minimum width of a column of sources, where there are several columns."""

TITLE_SIZE, QUESTION_SIZE, CAPTION_SIZE, NOTE_SIZE = 21.0, 14.0, 11.0, 9.5

USUAL_WIDTH, LARGEST_HEADING = 1000.0, 3.0
"""A picture wider than usual, which is read from further away, has a heading up to this many times as large."""


def framed(scene: Scene, items: tuple[DisplayItem, ...], wide: float, tall: float) -> Picture:
    """The picture of a diagram with its title, legend and sources; ``items`` take ``wide`` by ``tall`` points."""
    return _framed(scene, items, wide, tall, _heading_scale(wide))


def _framed(scene: Scene, items: tuple[DisplayItem, ...], wide: float, tall: float, scale: float) -> Picture:
    room = max(wide, LEAST_WIDTH + page_links_width(scene), contents_width(scene.contents))
    above, top = _heading(scene, room, scale)
    body = tuple(moved(items, MARGIN, top))
    below, bottom = _foot(scene, room, top + tall + 26)
    words = one_line(f"{scene.title}: {scene.question}" if scene.question else scene.title)
    height = bottom + MARGIN - 8
    paper = Rect(0, 0, room + 2 * MARGIN, height, 0, "paper")
    items = (paper, *above, *body, *below)
    return Picture(room + 2 * MARGIN, height, words, one_line(scene.description), items, language=scene.language)


def least_around(scene: Scene) -> Point:
    """A lower bound of how much wider and taller a picture is than its diagram.

    It is the difference for a very wide picture, in which title and lists take the fewest lines.
    """
    picture = _framed(scene, (), 1e6, 0.0, 1.0)
    return 2 * MARGIN, picture.height


def _heading_scale(wide: float) -> float:
    return round(min(LARGEST_HEADING, max(1.0, math.sqrt(wide / USUAL_WIDTH))), 2)


def _heading(scene: Scene, room: float, scale: float) -> tuple[list[DisplayItem], float]:
    """Title, question and caption, ``scale`` times as large as usual, and the y below them."""
    items: list[DisplayItem] = []
    y = MARGIN - 4
    rows: list[tuple[str, float, str, Weight]] = [
        (scene.title, TITLE_SIZE, "ink", "bold"),
        (scene.question, QUESTION_SIZE, "quiet", "regular"),
    ]
    rows.append((scene.caption, CAPTION_SIZE, "word-tension", "bold"))
    rows += [(note, CAPTION_SIZE, "word-undercuts", "bold") for note in scene.notes]
    free = room - page_links_width(scene)
    for text, usual, look, weight in rows:
        size = usual * scale
        for row in wrapped(one_line(text), free, size, weight) if text else ():
            y += size * 1.3
            from_right = is_right_to_left(text)
            x = MARGIN + free if from_right else MARGIN
            items.append(Text(x, y - size * 0.2, row, size, look, weight, from_right=from_right))
        y += 4 * scale if text else 0
    items += page_links(scene, MARGIN + room)
    if scene.contents:
        lines, y = contents_list(scene.contents, MARGIN, room, y + 6)
        items += lines
    if scene.tensions:
        rows_of_tensions, y = _tensions(scene.tensions, room, y + 4)
        items += rows_of_tensions
    return items, y + 18 * scale


def _tensions(notes: Sequence[TensionNote], room: float, y: float) -> tuple[list[DisplayItem], float]:
    """The tensions as a table with a column for the title and for each side, or stacked where that is too wide."""
    cells = [[_title_cell(note, room), *(_side_cell(*side, room) for side in note.sides)] for note in notes]
    columns = [max(row[at].width for row in cells if at < len(row)) + 22 for at in range(max(map(len, cells)))]
    side_by_side = sum(columns) - 22 <= room
    items: list[DisplayItem] = []
    for row in cells:
        x, y = MARGIN, y + 16
        for place, cell in enumerate(row):
            if not side_by_side and place:
                x, y = MARGIN + 14, y + 15
            items += moved(cell.items, x, y)
            x += columns[place]
    return items, y


def _title_cell(note: TensionNote, room: float) -> Sample:
    title = truncated(one_line(note.title), room, CAPTION_SIZE, "bold")
    return Sample((Text(0, 0, title, CAPTION_SIZE, "word-tension", "bold"),), width(title, CAPTION_SIZE, "bold"))


def _side_cell(short: str, long: str, room: float) -> Sample:
    name = truncated(one_line(short).upper(), room / 3, HEAD_SIZE, "bold")
    start = 11 + width(name, HEAD_SIZE, "bold") + HEAD_SPACING * len(name) + 6
    title = truncated(one_line(long), room - start - 14, NOTE_SIZE)
    words = Text(11, 0, name, HEAD_SIZE, "word-side", "bold", spacing=HEAD_SPACING)
    items = (*glyphs.bare_sign("side", 3.5, -3.1, 3.1), words, Text(start, 0, title, NOTE_SIZE, "quiet"))
    return Sample(items, start + width(title, NOTE_SIZE))


def _foot(scene: Scene, room: float, y: float) -> tuple[list[DisplayItem], float]:
    legend = list(samples(scene))
    if not legend and not scene.sources and not scene.quotes:
        return _footnote(scene, room, y - 20) if scene.footnote else ([], y - 14)
    rule = VectorPath(line((MARGIN, y), (MARGIN + room, y)), "rule")
    x, at = MARGIN, y + 22
    entries: list[DisplayItem] = []
    for entry in legend:
        if x > MARGIN and x + entry.width > MARGIN + room:
            x, at = MARGIN, at + 22
        entries += moved(entry.items, x, at)
        x += entry.width + 18
    items: list[DisplayItem] = [rule, ShapeGroup(tuple(entries), role="group", kind="legend", title="Legend")]
    quotes = [_NumberedNote(f"({note.number})", note.text) for note in scene.quotes]
    sources = [_NumberedNote(f"[{mark.number}]", mark.title, mark.url) for mark in scene.sources]
    for entries_of_list, kind in ((quotes, "quotes"), (sources, "sources")):
        if entries_of_list:
            rows, at = _in_columns(entries_of_list, room, at + 24)
            items.append(ShapeGroup(tuple(rows), role="group", kind=kind, title=kind.capitalize()))
    note, at = _footnote(scene, room, at)
    return [*items, *note], at + 6


def _footnote(scene: Scene, room: float, y: float) -> tuple[list[DisplayItem], float]:
    rows = wrapped(one_line(scene.footnote), room, NOTE_SIZE) if scene.footnote else ()
    y += 8 if rows else 0
    items: list[DisplayItem] = [
        Text(MARGIN, y + 13 * place, row, NOTE_SIZE, "quiet") for place, row in enumerate(rows, 1)
    ]
    return items, y + 13 * len(rows)


class _NumberedNote(NamedTuple):
    """An entry of a list below the diagram: its number as it is written, its text, and the address it links to."""

    number: str
    words: str
    url: str | None = None


def _in_columns(entries: Sequence[_NumberedNote], room: float, y: float) -> tuple[list[DisplayItem], float]:
    """A list in as many columns as fit, each of at least five entries, and the y below it."""
    number = max(1, min(int(room // SOURCE_WIDTH), len(entries) // 5))
    wide, long = room / number, -(-len(entries) // number)
    start = max(22.0, *(width(entry.number, NOTE_SIZE, "bold") + 4 for entry in entries))
    rows: list[DisplayItem] = []
    bottom = y
    for column in range(number):
        at = y
        for entry in entries[column * long : (column + 1) * long]:
            shown, at = _entry(entry, MARGIN + wide * column, start, at, wide - (24 if number > 1 else 0))
            rows += shown
        bottom = max(bottom, at)
    return rows, bottom - 12


def _entry(entry: _NumberedNote, left: float, start: float, y: float, room: float) -> tuple[list[DisplayItem], float]:
    """An entry with its number, its text ``start`` points to the right, and the y of the next entry."""
    shown = [
        Text(left + start, y + place * 13, text, NOTE_SIZE, "quiet")
        for place, text in enumerate(wrapped(one_line(entry.words), room - start, NOTE_SIZE))
    ]
    words = [Hyperlink(entry.url, one_line(entry.words), tuple(shown))] if entry.url else shown
    return [Text(left, y, entry.number, NOTE_SIZE, "quiet", "bold"), *words], y + 13 * len(shown) + 2
