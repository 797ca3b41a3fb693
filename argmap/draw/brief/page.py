"""A brief as a picture of some width: title, main claims, tensions, reasons in columns, notes and legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from argmap.draw.brief.columns import BETWEEN, LEAST_COLUMN, Setting, arranged, painted_columns
from argmap.draw.brief.content import BriefContent, Section, Strip
from argmap.draw.brief.flow import (
    LINE,
    TEXT,
    Icon,
    Line,
    LineToken,
    flowed,
    label,
    painted,
    without_lonely_words,
)
from argmap.draw.brief.options import SMALL
from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, moved
from argmap.draw.isolation import isolated, isolated_part, on_lines
from argmap.draw.measure import SLACK, FontMetrics, Weight, is_right_to_left, truncated
from argmap.draw.measure import width as text_width
from argmap.draw.paint.furniture import contents_list, page_links, page_links_width, pages_of, ways
from argmap.draw.scene.scene import PageLink, Scene
from argmap.escape import one_line
from argmap.model.types import Map
from argmap.views.brief import signs_and_meanings
from argmap.views.wording import note_mark
from argmap.vocabulary import SIDE_MEANING, UNSOURCED, UNSOURCED_SIGN, shown_of

MARGIN, GAP = 16.0, 7.0
"""Around the page; between its parts."""
AIR_OF_PARTS = 0.6
"""The share of the space that rows get on a page with room to spare which its parts get."""
TITLE, SMALLER_TITLES = 16.5, (16.0, 15.5, 15.0, 14.5, 14.0)
BOX_PAD = 7.0
BIG_LINE = 14.0
APART, BELOW = 24.0, 2.5
"""Between the label of a main claim and who has a position on it, in one line; between them and its text."""
LEAST_STRIP = 300.0
SMALL_LINE = 10.4
TAB, WAY = 14.0, 52.0
"""Between the columns of strips; the width of the way to a page."""
MOST_LISTED = 200.0
"""The greatest width of the title of a page in a list whose entries are beside each other."""
ABOVE, CLEARLY_FREE = 0.38, 0.08
"""The share of the room that is left on a page that is above its title, if it is at least this share of it."""
SHARES = (0.55, 0.6)
"""The shares of the width that the taller of two sections beside each other may have, if not half, the best first."""
WORTH_SHARES = 0.97
"""The share of the height with shares that are better which others may take."""
LEAST_IN_COLUMNS, WORTH_COLUMNS = 2, 0.9
"""Sections that may stand in columns, at least; the share of the height with fewer columns that more may take."""
MOST_SOURCES, MOST_NAMES = 6, 10
"""Sources and full names of stakeholders that are named; more are counted."""


class _Stack:
    """Items below each other, with the y below them."""

    def __init__(self, width: float, setting: Setting, pages: Mapping[str, PageLink]) -> None:
        self.pages = pages
        """Of tensions, by id."""
        self.room, self.font, self.small = width - 2 * MARGIN, setting.font, setting.small
        self.gap = GAP * (1 + AIR_OF_PARTS * (setting.air - 1))
        self.items: list[DisplayItem] = []
        self.y = MARGIN

    def text(self, text: str, size: float, look: str, weight: Weight, beside: float = 0.0) -> None:
        """Lines of one text of the map, with some width left free at the right."""
        self._rows(text, size, look, weight, self.room - beside, is_right_to_left(text))

    def sentence(self, text: str) -> None:
        """Small lines of a sentence of ours with isolated texts of the map, which is read from the left."""
        self._rows(text, self.small, "quiet", "regular", self.room, False)

    def _rows(self, text: str, size: float, look: str, weight: Weight, room: float, from_right: bool) -> None:
        x = MARGIN + (room if from_right else 0)
        for row in on_lines(self.font.wrapped(text, room, size, weight)):
            self.y += size * 1.25
            self.items.append(Text(x, self.y - size * 0.25, row, size, look, weight, from_right=from_right))

    def add(self, items: Sequence[DisplayItem], height: float) -> None:
        """Items that were made for this y."""
        self.items += items
        self.y += height


def least_height(content: BriefContent, width: float) -> float:
    """A height that no :func:`page` of this width is lower than: the words of all rows side by side, without gaps.

    Parts of a broken word may be narrower than it was measured, as :data:`SLACK` says.
    """
    words = math.fsum(
        token.width
        for section in content.sections
        for column in section.columns
        for block in column.blocks
        for token in block.tokens
    )
    return words / SLACK * LINE / (width - 2 * MARGIN)


def page(
    map: Map,
    content: BriefContent,
    width: float,
    setting: Setting,
    caption: str = "",
    overview: Scene | None = None,
    tall: float = 0.0,
) -> Picture:
    """The picture, ``width`` points wide with text of 10 points; as the ``overview`` of pages with their contents.

    It is at least ``tall``, with its foot at the bottom and what is above that a little above the middle of its room;
    on an overview at the top, as on the other pages.
    """
    stack = _Stack(width, setting, _tension_pages(overview) if overview is not None else {})
    if overview is not None:
        stack.items += ways(page_links(overview, width - MARGIN, MARGIN + 12))
    beside = page_links_width(overview) if overview is not None else 0.0
    title = one_line(map.question or map.title)
    stack.text(title, _title_size(title, stack.room - beside, setting.font), "ink", "bold", beside)
    if caption:
        stack.text(one_line(caption), TEXT, "word-tension", "bold")
    stack.y += stack.gap
    several = sum(section.claim is not None for section in content.sections) > 1
    if several or not content.sections or content.sections[0].claim is None:
        _strips(stack, content.strips)
    if several and len(content.sections) >= LEAST_IN_COLUMNS:
        _sections(stack, content.sections, setting)
    else:
        for section in content.sections:
            _section(stack, section)
            if section.claim is not None and not several:
                _strips(stack, content.strips)
            _rows(stack, section, setting)
    if not content.sections:
        stack.text("No claims yet", TEXT, "quiet", "regular")
    if overview is not None and overview.contents:
        _contents(stack, overview)
    about = " ".join(_about(map, content, on_slides=overview is not None and overview.on_slide))
    above, placed = stack.y, len(stack.items)
    _foot(stack, content, about)
    height = stack.y + MARGIN
    if height < tall:  # again, lower
        free = tall - height
        down = free * ABOVE if overview is None and free > CLEARLY_FREE * tall else 0.0
        stack.items, stack.y = [*moved(stack.items[:placed], 0, down)], above + tall - height
        _foot(stack, content, about)
        height = tall
    shown = (
        f"{content.shown} of {content.total} claims" if content.shown < content.total else f"{content.total} claims"
    )
    return Picture(
        width,
        height,
        one_line(f"{map.title}: {map.question}" if map.question else map.title),
        f"A brief: main claims with the reasons for and against them. It shows {shown}.",
        (Rect(0, 0, width, height, 0, "paper"), *stack.items),
        language=map.language or "",
    )


def _sections(stack: _Stack, sections: Sequence[Section], setting: Setting) -> None:
    """Many sections, each with its rows, in as many columns as take least height; in fewer, if that is about the
    same. Of two beside each other, the one with more to say may be wider."""
    most = max(1, int((stack.room + BETWEEN) // (LEAST_COLUMN + BETWEEN)))
    best: list[list[_Stack]] = []
    for across in range(1, most + 1):
        made = _in_columns_of_sections(sections, stack.room - BETWEEN * (across - 1), across, setting)
        if not best or _tallest(made) < WORTH_COLUMNS * _tallest(best):
            best = made
    left = 0.0
    for column in best:
        y = stack.y
        for one in column:
            stack.items += moved(one.items, left, y - MARGIN)
            y += one.y - MARGIN
        left += column[0].room + BETWEEN
    stack.y += _tallest(best)


def _section_alone(section: Section, wide: float, setting: Setting) -> _Stack:
    """A section with its rows, as in a picture with room of this width."""
    alone = _Stack(wide + 2 * MARGIN, setting, {})
    _section(alone, section)
    _rows(alone, section, setting)
    return alone


def _in_columns_of_sections(
    sections: Sequence[Section], room: float, across: int, setting: Setting
) -> list[list[_Stack]]:
    """Sections in their order in this many columns or fewer, which together have ``room``."""
    stacks = [_section_alone(section, room / across, setting) for section in sections]
    best = _in_balance(stacks, across)
    for share in SHARES if across == len(sections) == 2 else ():
        first = share if stacks[0].y > stacks[1].y else 1 - share
        widths = room * first, room * (1 - first)
        made = [[_section_alone(section, wide, setting)] for section, wide in zip(sections, widths, strict=True)]
        if _tallest(made) < WORTH_SHARES * _tallest(best):
            best = made
    return best


def _in_balance(stacks: Sequence[_Stack], across: int) -> list[list[_Stack]]:
    """Stacks in their order in this many columns or fewer, about equally tall."""
    whole, before = math.fsum(one.y - MARGIN for one in stacks), 0.0
    columns: list[list[_Stack]] = [[]]
    for one in stacks:
        tall = one.y - MARGIN
        if columns[-1] and before + tall / 2 > whole * len(columns) / across:
            columns.append([])
        columns[-1].append(one)
        before += tall
    return columns


def _tallest(columns: Iterable[Iterable[_Stack]]) -> float:
    return max(math.fsum(one.y - MARGIN for one in column) for column in columns)


def _rows(stack: _Stack, section: Section, setting: Setting) -> None:
    """The rows of a section in columns."""
    for columns in arranged(section.columns, stack.room, setting) if section.columns else ():
        stack.add(list(painted_columns(columns, MARGIN, stack.y)), columns.height + stack.gap + 3)


def _section(stack: _Stack, section: Section) -> None:
    """The heading of a section in its box: who has a position at the right of its first line, or below its text."""
    room = stack.room - 2 * BOX_PAD
    head, asides = flowed(section.head, room, stack.font), flowed(section.asides, room, stack.font)
    text = without_lonely_words(section.tokens, room, stack.font)
    is_beside = len(head) == len(asides) == 1 and head[0][-1].end + asides[0][-1].end + APART <= room
    below = () if is_beside else asides
    apart = BELOW if asides else 0.0
    tall = BIG_LINE * (len(head) + len(text) + len(below)) + 2 * BOX_PAD - 2 + apart
    shapes: list[DisplayItem] = [Rect(MARGIN, stack.y, stack.room, tall, 5, f"box-{section.kind}")]
    x, y = MARGIN + BOX_PAD, stack.y + BOX_PAD + 9.5
    shapes += painted(head, x, y, room, BIG_LINE)
    if is_beside:
        shapes += painted(asides, x + room - asides[0][-1].end, y, asides[0][-1].end)
        y += apart
    y += BIG_LINE * len(head)
    shapes += painted(text, x, y, room, BIG_LINE)
    shapes += painted(below, x, y + BIG_LINE * len(text) + apart, room, BIG_LINE)
    title = f"{section.title}: {section.claim.text}" if section.claim is not None else section.title
    stack.add([ShapeGroup(tuple(shapes), role="graphics-object", title=one_line(title))], tall + stack.gap)


def _strips(stack: _Stack, strips: Sequence[Strip]) -> None:
    """A strip for each tension, side by side where they are wide enough."""
    if not strips:
        return
    most = max(1, min(len(strips), int((stack.room + BETWEEN) // (LEAST_STRIP + BETWEEN)), 3))
    rows = min((_strip_rows(strips, across, stack) for across in range(1, most + 1)), key=_strips_height)
    for row in rows:
        tall = _strips_height([row])
        items: list[DisplayItem] = []
        for place, (strip, wide, lines) in enumerate(row):
            x = MARGIN + place * (wide + BETWEEN)
            shapes: list[DisplayItem] = [Rect(x, stack.y, wide, tall - 3.5, 5, "box-side")]
            shapes += painted(lines, x + BOX_PAD, stack.y + 11.7, wide - 2 * BOX_PAD)
            if page := stack.pages.get(strip.tension):
                shapes.append(_way_to(page, x + wide - BOX_PAD, stack.y + 11.7, stack.small))
            items.append(ShapeGroup(tuple(shapes), role="graphics-object", title=f"Tension: {strip.title}"))
        stack.add(items, tall)
    stack.y += stack.gap - 3.5


def _tension_pages(overview: Scene) -> dict[str, PageLink]:
    """The page of each tension that has one, by its id, on a slide: there strips lead to them."""
    if not overview.on_slide:
        return {}
    return {box.id.removeprefix("tension "): box.page for box in overview.boxes if box.kind == "tension" and box.page}


def _way_to(page: PageLink, right: float, y: float, size: float) -> Hyperlink:
    words = Text(right, y, f"page {page.number}", size, "word-tension", anchor="end")
    return Hyperlink(page.file, f"To page {page.number}", (words,))


StripRow = list[tuple[Strip, float, tuple[Line, ...]]]
"""Strips side by side, with the width and the lines of each."""


def _strip_rows(strips: Sequence[Strip], across: int, stack: _Stack) -> list[StripRow]:
    wide = (stack.room - BETWEEN * (across - 1)) / across
    room = wide - 2 * BOX_PAD - (WAY if stack.pages else 0.0)
    laid = [(strip, wide, flowed(strip.tokens, room, stack.font)) for strip in strips]
    if across == 1 and all(len(lines) == 1 for _, _, lines in laid):
        tabbed = _in_columns(strips, stack.font)
        if all(line[-1].end <= room for line in tabbed):
            laid = [(strip, wide, (line,)) for strip, line in zip(strips, tabbed, strict=True)]
    return [laid[first : first + across] for first in range(0, len(laid), across)]


def _in_columns(strips: Sequence[Strip], font: FontMetrics) -> list[Line]:
    """Strips of a line each, with their names and the sides in the same place below each other."""
    tokens = [list(strip.tokens) for strip in strips]
    most = max(sum(token.icon == "side" for token in some) for some in tokens)
    for column in range(most):
        starts = [[place for place, token in enumerate(some) if token.icon == "side"][column:] for some in tokens]
        begun = [(some, places[0]) for some, places in zip(tokens, starts, strict=True) if places]
        ends = [_end(flowed(some[:place], float("inf"), font)) for some, place in begun]
        for some, place in begun:
            some[place] = some[place]._replace(tab=max(ends) + TAB)
    return [flowed(some, float("inf"), font)[0] for some in tokens]


def _end(lines: Sequence[Line]) -> float:
    return lines[-1][-1].end if lines else 0.0


def _strips_height(rows: Sequence[StripRow]) -> float:
    return math.fsum(max(len(lines) for _, _, lines in row) * LINE + 8.5 for row in rows)


def _title_size(title: str, room: float, font: FontMetrics) -> float:
    """The size at which a title takes a line less, if one a little smaller than the usual does."""
    lines = len(font.wrapped(title, room, TITLE, "bold"))
    sizes = (size for size in SMALLER_TITLES if len(font.wrapped(title, room, size, "bold")) < lines)
    return next(sizes, TITLE)


def _contents(stack: _Stack, overview: Scene) -> None:
    """The table of contents; on a slide its entries beside each other as words are, to leave room for reasons."""
    title = "Pages"
    if not overview.on_slide:
        stack.text(title, TEXT, "word-tension", "bold")
        items, below = contents_list(overview.contents, MARGIN, stack.room, stack.y)
        stack.add(items, below - stack.y + 2 * GAP)
        return
    items = [Text(MARGIN, stack.y + LINE, title, TEXT, "word-tension", "bold")]
    x, y = text_width(title, TEXT, "bold") + TAB, stack.y + LINE
    there = {page.number for page in stack.pages.values()}
    for entry in overview.contents:
        if entry.page.number in there:
            continue
        start = text_width(pages_of(entry), TEXT, "bold") + 4
        (said,) = on_lines([truncated(entry.title, MOST_LISTED, TEXT)])
        wide = start + text_width(said, TEXT)
        if x + wide > stack.room:
            x, y = 0.0, y + LINE + 1
        page = Text(MARGIN + x, y, pages_of(entry), TEXT, "word-tension", "bold")
        words = Text(MARGIN + x + start, y, said, TEXT, "ink")
        items.append(Hyperlink(entry.page.file, f"To page {entry.page.number}", (page, words)))
        x += wide + TAB
    stack.add(items, y - stack.y + 2 * GAP)


def _foot(stack: _Stack, content: BriefContent, about: str) -> None:
    """Notes, the meaning of signs, and what the picture is about."""
    if content.notes:
        _notes(stack, content.notes)
    lines = flowed(_legend(content, stack), stack.room, stack.font)
    shapes = tuple(painted(lines, MARGIN, stack.y + 9, stack.room))
    if shapes:
        stack.add([ShapeGroup(shapes, role="group", kind="legend", title="Legend")], len(lines) * LINE + 2)
    stack.sentence(about)


def _notes(stack: _Stack, notes: Sequence[str]) -> None:
    """Numbered notes in columns."""
    across = max(1, int((stack.room + BETWEEN) // (LEAST_STRIP + BETWEEN)))
    wide = (stack.room - BETWEEN * (across - 1)) / across
    numbered = [
        tuple(on_lines(stack.font.wrapped(isolated(f"{note_mark(place)} {note}"), wide, stack.small)))
        for place, note in enumerate(notes, 1)
    ]
    line = SMALL_LINE * stack.small / SMALL
    most = -(-sum(_counts(numbered)) // across)
    columns: list[list[str]] = [[]]
    for lines in numbered:
        if len(columns) < across and columns[-1] and len(columns[-1]) + len(lines) / 2 > most:
            columns.append([])
        columns[-1] += lines
    items: list[DisplayItem] = []
    for place, rows in enumerate(columns):
        x = MARGIN + place * (wide + BETWEEN)
        items += [Text(x, stack.y + 8 + at * line, row, stack.small, "quiet") for at, row in enumerate(rows)]
    group = ShapeGroup(tuple(items), role="group", kind="quotes", title="Quotes")
    stack.add([group], max(_counts(columns)) * line + GAP)


def _counts(blocks: Sequence[Sequence[str]]) -> list[int]:
    """The number of lines of each."""
    return [len(lines) for lines in blocks]


def _legend(content: BriefContent, stack: _Stack) -> Iterator[LineToken]:
    """The signs that occur with their meanings."""
    blocks = [block for section in content.sections for column in section.columns for block in column.blocks]
    rows = [block.row for block in blocks if block.row is not None]
    claims = [section.claim for section in content.sections if section.claim is not None]
    kinds = {row.kind for row in rows if not row.goes_with_row_before}
    has_linked = any(row.goes_with_row_before for row in rows)
    for name, _, meaning in signs_and_meanings(kinds, has_linked, (*claims, *[row.claim for row in rows])):
        said, icon = (f"{UNSOURCED_SIGN} {meaning}", "") if name == UNSOURCED else (meaning, name)
        yield _entry(cast(Icon, icon), said, stack)
    tokens = [token for block in blocks for token in block.tokens]
    tokens += [token for strip in content.strips for token in strip.tokens]
    if any(token.icon == "side" for token in tokens):
        yield _entry("side", SIDE_MEANING, stack)


def _entry(icon: Icon, meaning: str, stack: _Stack) -> LineToken:
    return label(meaning, stack.font, "quiet", stack.small, "regular", icon)._replace(space=9.0)


def _about(map: Map, content: BriefContent, *, on_slides: bool) -> Iterator[str]:
    """The name of the map, how much of it is shown, and what it cites, which of slides the others say."""
    if map.question:
        yield isolated_part(f"{map.title.rstrip('.')}.")
    if content.shown < content.total:
        yield f"{shown_of(content.shown, content.total)}."
    if content.names:
        yield f"{_listed('Stakeholder', content.names, MOST_NAMES)}."
    if (sources := content.sources) and not on_slides:
        yield f"{_listed('Source', sources, len(sources) if content.are_numbered else MOST_SOURCES)}."


def _listed(kind: str, names: Sequence[str], most: int) -> str:
    """Names after the word for what they are: ``Sources: A; B; and 2 more``."""
    more = [f"and {len(names) - most} more"] if len(names) > most else []
    return f"{kind if len(names) == 1 else f'{kind}s'}: {'; '.join([*names[:most], *more])}"
