"""The parts around a diagram: title, question and tensions above it; legend, quotes and sources below it.

The legend has a sample of each kind of box, line and badge that the diagram shows, and of no other. A page of a
series has its number, links to other pages, or a table of contents.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from argmap.draw.paint import glyphs
from argmap.draw.routing.curves import rounded, steps
from argmap.draw.scene.boxes import (
    BADGE_HEIGHT,
    TypeSizes,
    badge_places,
    badge_width,
    head_width,
    type_sizes,
)
from argmap.draw.scene.scene import CHANGES, ArrowKind, ContentsLine, PageLink, Scene, TensionNote
from argmap.escape import one_line
from argmap.model.types import Kind
from argmap.views.wording import note_mark
from argmap.vocabulary import ON_BOXES, RELATIONS, STANCE_WORDS, STATUSES, STEP, UNSOURCED, UNSOURCED_SIGN, capital

SIZE = 11.0
TOP = 42.0
"""The baseline of the page number."""

NUMBER_WIDTH = 92.0
"""The width at the top right for the page number and the links to other pages."""

CONTENT_WIDTH = 380.0
"""The minimum width of a column of the table of contents."""

CONTENTS_LONG, DEEPEST_INDENT = 36, 6
"""Lines of the table of contents for which one column is enough, and the deepest indent of its lines."""


def page_links_width(scene: Scene) -> float:
    """The width that :func:`page_links` takes beside the title."""
    return NUMBER_WIDTH if scene.of > 1 else 0.0


def contents_width(lines: Sequence[ContentsLine]) -> float:
    """The width that a table of contents needs."""
    return CONTENT_WIDTH * math.ceil(len(lines) / CONTENTS_LONG)


def page_links(scene: Scene, right: float, y: float = TOP) -> Iterator[DisplayItem]:
    """The page number and the links to other pages, one below the other, right-aligned at ``right`` from ``y``."""
    if scene.of > 1:
        yield Text(right, y, f"Page {scene.number} of {scene.of}", SIZE, "quiet", anchor="end")
    for label, title, page in links_to_pages(scene):
        y += SIZE * 1.4
        yield _link(page, label, title, (right, y))


def links_to_pages(scene: Scene) -> Iterator[tuple[str, str, PageLink]]:
    """The label and the title of each link to another page: those that lead back, and then the one to the next."""
    for page in scene.back:
        if page.number == 1:
            yield "< Overview", "To the overview of this map", page
        else:
            yield f"< Page {page.number}", "To the page that this one goes on from", page
    if scene.next:
        yield f"Page {scene.next.number} >", "To the next page", scene.next


def ways(links: Iterable[DisplayItem]) -> tuple[ShapeGroup, ...]:
    """Links between pages as a group, which a print of a page of HTML leaves out; none without links."""
    items = tuple(links)
    return (ShapeGroup(items, kind="ways"),) if items else ()


def _link(page: PageLink, label: str, title: str, at: Point) -> Hyperlink:
    """A link to another page, right-aligned at a point."""
    return Hyperlink(page.file, title, (Text(*at, label, SIZE, "word-tension", "bold", "end"),))


def contents_list(
    lines: Sequence[ContentsLine], left: float, room: float, y: float
) -> tuple[list[DisplayItem], float]:
    """The table of contents from ``y`` on, in as many columns of equal length as fit, and the y below it."""
    number = max(1, min(int(room // CONTENT_WIDTH), len(lines) // 3))
    wide, long = room / number, -(-len(lines) // number)
    numbers = max(16.0, *(width(pages_of(line_of), SIZE, "bold") for line_of in lines))
    items: list[DisplayItem] = []
    for place, line_of in enumerate(lines):
        x, at = left + wide * (place // long), y + 15 * (place % long + 1)
        start = numbers + 8 + 14 * min(line_of.depth, DEEPEST_INDENT)
        (title,) = on_lines([truncated(line_of.title, wide - start - 22, SIZE)])
        words = Text(x + start, at, title, SIZE, "ink")
        page = Text(x + numbers, at, pages_of(line_of), SIZE, "word-tension", "bold", "end")
        items.append(Hyperlink(line_of.page.file, f"To page {line_of.page.number}", (page, words)))
    return items, y + 15 * long


def pages_of(line_of: ContentsLine) -> str:
    """The number of a page, or the range of it and the pages that continue it."""
    first = line_of.page.number
    return str(first) if line_of.last <= first else f"{first}\u2013{line_of.last}"


class Sample(NamedTuple):
    """A sample with its word, on a baseline that begins at (0, 0)."""

    items: tuple[DisplayItem, ...]
    width: float


ARROW_WORDS: Mapping[Kind, str] = {
    kind: capital(f"{words.on_box} {STEP}" if kind == "undercuts" else words.on_box)
    for kind, words in RELATIONS.items()
}
OTHER_BOXES = {
    "several": "More than one role",
    "plain": "Claim on no side",
    "tension": "Tension",
    "missing": "Missing claim",
    "stub": "Shown elsewhere, with this number",
}


def samples(scene: Scene) -> Iterator[Sample]:
    """A sample of each kind of thing in a scene."""
    colours = {box.colours for box in scene.boxes}
    drawn, size = {arrow.kind for arrow in scene.arrows}, type_sizes(scene).legend
    if "claim" in colours:
        yield from _claim_samples(scene)
    for arrow_kind, word in ARROW_WORDS.items():
        if arrow_kind in drawn:
            yield _arrow_sample(arrow_kind, word, size, arrow_kind in colours)
        elif arrow_kind in colours:
            yield _box_sample(arrow_kind, word, size)
    yield from (_box_sample(kind, word, size) for kind, word in OTHER_BOXES.items() if kind in colours)
    yield from _side_samples(scene)
    linked = [arrow.kind for arrow in scene.arrows if arrow.junction and len(arrow.premises) > 1]
    if linked:
        yield _linked_sample(linked[0], size)
    yield from _stances(scene)
    if any(not badge.is_sourced for box in scene.boxes for badge in box.badges):
        sign = Text(0, 0, UNSOURCED_SIGN, size, "badge-name", "bold")
        yield _sample_with_word((sign,), width(UNSOURCED_SIGN, size, "bold") - 2, capital(UNSOURCED), size)
    yield from _marks(scene)


def _claim_samples(scene: Scene) -> Iterator[Sample]:
    """A main claim, and a claim without links; the heads of their boxes say which it is."""
    found = {box.is_main for box in scene.boxes if box.colours == "claim"}
    for is_main in sorted(found, reverse=True):
        yield _box_sample("claim", capital(ON_BOXES["main" if is_main else "claim"]), type_sizes(scene).legend)


def _side_samples(scene: Scene) -> Iterator[Sample]:
    sides, size = [box for box in scene.boxes if box.kind == "side"], type_sizes(scene).legend
    if len({box.look for box in sides}) < len(sides):
        by_number = ", by its number" if any(box.number for box in sides) else ""
        yield _box_sample(sides[0].look, f"A side of a tension{by_number}, and the claims on it", size)
        return
    for box in sides:
        yield _box_sample(box.look, f"Side: {one_line(box.title or box.text)}", size)


def _marks(scene: Scene) -> Iterator[Sample]:
    """The focus, changes, and each status with its meaning."""
    sizes = type_sizes(scene)
    if any(box.in_focus for box in scene.boxes):
        ring = glyphs.ring(24, 14, 5)._replace(x=2.5, y=-8.0, width=19, height=9, radius=2.5)
        yield _sample_with_word(
            (Rect(0, -10.5, 24, 14, 5, "box-plain"), ring), 24, "The claim in focus", sizes.legend
        )
    for change in CHANGES:
        if any(change in {box.change, *(badge.change for badge in box.badges)} for box in scene.boxes):
            frame = ShapeGroup(tuple(glyphs.change_marks(change, 24, 14, 5)), at=(0, -10.5))
            yield _sample_with_word(
                (Rect(0, -10.5, 24, 14, 5, "box-plain"), frame), 24, change.capitalize(), sizes.legend
            )
    used = {box.status for box in scene.boxes}
    for status, words in STATUSES.items():
        if status in used:
            strip, wide = glyphs.status_sample(status, sizes.of_strip)
            yield _sample_with_word((strip,), wide, words.meaning, sizes.legend)


def _sample_with_word(items: tuple[DisplayItem, ...], taken: float, word: str, size: float) -> Sample:
    return Sample((*items, Text(taken + 6, 0, word, size, "quiet")), taken + 6 + width(word, size))


def _box_sample(kind: str, word: str, size: float) -> Sample:
    return _sample_with_word((Rect(0, -9.5, 20, 12, 4, f"box-{kind}"),), 20, word, size)


def _arrow_sample(kind: ArrowKind, word: str, size: float, boxed: bool) -> Sample:
    """A line with its end and sign; with ``boxed``, also the box of a claim that is a reason of this kind alone."""
    start = 24 if boxed else 0
    shapes: list[DisplayItem] = [Rect(0, -9.5, 20, 12, 4, f"box-{kind}")] if boxed else []
    shapes.append(VectorPath(line((start + 38, -3.5), (start + glyphs.TIP_LENGTH[kind], -3.5)), f"line-{kind}"))
    shapes += glyphs.tip(kind, (start, -3.5))
    shapes += glyphs.sign(kind, start + 28, -3.5, 5.0)
    return _sample_with_word(tuple(shapes), start + 40, word, size)


def _linked_sample(kind: ArrowKind, size: float) -> Sample:
    shapes: list[DisplayItem] = [
        VectorPath(line((46, -5.5), (glyphs.TIP_LENGTH[kind], -5.5)), f"line-{kind}"),
        VectorPath(steps(rounded([(46, 4.5), (21, 4.5), (21, -0.5)])), f"line-{kind}"),
        *glyphs.tip(kind, (0, -5.5)),
        *glyphs.sign(kind, 21, -5.5, 5.0),
    ]
    return _sample_with_word(tuple(shapes), 46, "Linked premises", size)


def _stances(scene: Scene) -> Iterator[Sample]:
    used = {badge.stance for box in scene.boxes for badge in box.badges}
    sizes = type_sizes(scene)
    scale = sizes.of_badge
    tall = BADGE_HEIGHT * scale
    for stance in STANCE_WORDS:
        if stance in used:
            word = stance.capitalize()
            wide = badge_width(word, sizes.badge, sizes)
            held = stance == "agrees"
            sign, start = badge_places(word, sizes.badge, sizes)
            middle = sign, -3.5 * scale
            icon = glyphs.stance(stance, *middle, "tick-held" if held else "badge-tick", scale)
            shape = Rect(0, middle[1] - tall / 2, wide, tall, tall / 2, "badge-filled" if held else "badge-outlined")
            look = "badge-word" if held else "badge-name"
            label = Text(start, -0.3 * scale, word, sizes.badge, look)
            yield Sample((shape, *icon, label), wide)


MARGIN = 28.0
LEAST_WIDTH = 480.0
SOURCE_WIDTH = 420.0
"""The minimum width of a column of sources, where there are several columns."""

TITLE_SIZE, QUESTION_SIZE = 21.0, 14.0
NOTE_LEADING = 13.0 / 9.5
"""The height of a line below a diagram, as a share of the size of its text."""

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
    sizes = type_sizes(scene)
    rows += [(text, sizes.caption, "word-tension", "bold") for text in scene.caption_lines]
    rows += [(note, sizes.caption, "word-undercuts", "bold") for note in scene.notes]
    free = room - page_links_width(scene)
    for text, usual, look, weight in rows:
        size = usual * scale
        for row in wrapped(one_line(text), free, size, weight) if text else ():
            y += size * 1.3
            from_right = is_right_to_left(text)
            x = MARGIN + free if from_right else MARGIN
            items.append(Text(x, y - size * 0.2, row, size, look, weight, from_right=from_right))
        y += 4 * scale if text else 0
    items += ways(page_links(scene, MARGIN + room))
    if scene.contents:
        lines, y = contents_list(scene.contents, MARGIN, room, y + 6)
        items += lines
    if scene.tensions:
        rows_of_tensions, y = _tensions(scene.tensions, room, y + 4, sizes)
        items += rows_of_tensions
    return items, y + 18 * scale


def _tensions(
    notes: Sequence[TensionNote], room: float, y: float, sizes: TypeSizes
) -> tuple[list[DisplayItem], float]:
    """The tensions as a table with a column for the title and for each side, or stacked where that is too wide."""
    cells = [
        [_title_cell(note, room, sizes), *(side_sample(*side, room - 14, sizes) for side in note.sides)]
        for note in notes
    ]
    columns = [max(row[at].width for row in cells if at < len(row)) + 22 for at in range(max(map(len, cells)))]
    side_by_side = math.fsum(columns) - 22 <= room
    items: list[DisplayItem] = []
    for row in cells:
        x, y = MARGIN, y + 16
        for place, cell in enumerate(row):
            if not side_by_side and place:
                x, y = MARGIN + 14, y + 15
            items += moved(cell.items, x, y)
            x += columns[place]
    return items, y


def _title_cell(note: TensionNote, room: float, sizes: TypeSizes) -> Sample:
    title = truncated(one_line(note.title), room, sizes.caption, "bold")
    words = Text(0, 0, title, sizes.caption, "word-tension", "bold")
    return Sample((words,), width(title, sizes.caption, "bold"))


def side_sample(short: str, long: str, room: float, sizes: TypeSizes) -> Sample:
    """The label of a side as it is on boxes, with its sign, and what it means."""
    scale = sizes.of_head
    name = truncated(one_line(short), room / 3 if long else room - 11 * scale, sizes.head, "bold")
    start = 11 * scale + head_width(name, sizes) + 6
    title = truncated(one_line(long), room - start, sizes.legend)
    words = Text(11 * scale, 0, name, sizes.head, "word-side", "bold", spacing=sizes.spacing)
    sign = glyphs.bare_sign("side", 3.5 * scale, -3.1 * scale, 3.1 * scale)
    return Sample((*sign, words, Text(start, 0, title, sizes.legend, "quiet")), start + width(title, sizes.legend))


def _foot(scene: Scene, room: float, y: float) -> tuple[list[DisplayItem], float]:
    legend = list(samples(scene))
    if not legend and not scene.sources and not scene.quotes and not scene.names:
        return _footnote(scene, room, y - 20) if scene.footnote else ([], y - 14)
    x, at = MARGIN, y + 22
    entries: list[DisplayItem] = []
    for entry in legend:
        if x > MARGIN and x + entry.width > MARGIN + room:
            x, at = MARGIN, at + 22
        entries += moved(entry.items, x, at)
        x += entry.width + 18
    items: list[DisplayItem] = []
    if entries:  # a rule below a table would make a row of what is between them
        items.append(VectorPath(line((MARGIN, y), (MARGIN + room, y)), "rule"))
        items.append(ShapeGroup(tuple(entries), role="group", kind="legend", title="Legend"))
    else:
        at = y - 22
    quotes = [_NumberedNote(note_mark(note.number), note.text) for note in scene.quotes]
    sources = [_NumberedNote(f"[{mark.number}]", mark.in_full, mark.url) for mark in scene.sources]
    names = [_NumberedNote(one_line(short), full) for short, full in scene.names]
    for entries_of_list, kind in ((names, "stakeholders"), (quotes, "quotes"), (sources, "sources")):
        if entries_of_list:
            rows, at = _in_columns(entries_of_list, room, at + 24, type_sizes(scene).legend)
            items.append(ShapeGroup(tuple(rows), role="group", kind=kind, title=kind.capitalize()))
    note, at = _footnote(scene, room, at)
    return [*items, *note], at + 6


def _footnote(scene: Scene, room: float, y: float) -> tuple[list[DisplayItem], float]:
    size = type_sizes(scene).legend
    leading = size * NOTE_LEADING
    rows = tuple(on_lines(wrapped(isolated(one_line(scene.footnote)), room, size))) if scene.footnote else ()
    y += 8 if rows else 0
    items: list[DisplayItem] = [
        Text(MARGIN, y + leading * place, row, size, "quiet") for place, row in enumerate(rows, 1)
    ]
    return items, y + leading * len(rows)


class _NumberedNote(NamedTuple):
    """An entry of a list below the diagram: its number (or short name) as it is written, its text, and the address
    it links to.
    """

    number: str
    words: str
    url: str | None = None


def _in_columns(
    entries: Sequence[_NumberedNote], room: float, y: float, size: float
) -> tuple[list[DisplayItem], float]:
    """A list in as many columns as fit, each of at least five entries, and the y below it."""
    number = max(1, min(int(room // SOURCE_WIDTH), len(entries) // 5))
    wide, long = room / number, -(-len(entries) // number)
    start = max(22.0, *(width(entry.number, size, "bold") + 4 for entry in entries))
    rows: list[DisplayItem] = []
    bottom = y
    for column in range(number):
        at = y
        for entry in entries[column * long : (column + 1) * long]:
            shown, at = _entry(entry, (MARGIN + wide * column, at), start, wide - (24 if number > 1 else 0), size)
            rows += shown
        bottom = max(bottom, at)
    return rows, bottom - 12


def _entry(
    entry: _NumberedNote, at: Point, start: float, room: float, size: float
) -> tuple[list[DisplayItem], float]:
    """An entry with its number, its text ``start`` points to the right, and the y of the next entry."""
    (left, y), leading = at, size * NOTE_LEADING
    shown = [
        Text(left + start, y + place * leading, text, size, "quiet")
        for place, text in enumerate(on_lines(wrapped(isolated(one_line(entry.words)), room - start, size)))
    ]
    words = [Hyperlink(entry.url, one_line(entry.words), tuple(shown))] if entry.url else shown
    return [Text(left, y, entry.number, size, "quiet", "bold"), *words], y + leading * len(shown) + 2
