"""A map as slides: its brief in native shapes, whose texts, places and lines can be edited.

The first slide of a main claim has its reasons in two columns, to the deepest level that can be read. With pages,
each reason has a slide of its own with all its reasons, claims that the first slide has no room for are on further
slides, then come the tensions and the sources. Who said what, where and when is in the notes of each slide.
"""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from argmap.draw.links import web_link
from argmap.draw.measure import HELVETICA
from argmap.draw.office.canvas import (
    INSET,
    MARGIN,
    ROOM,
    ROOM_FOR_BOLD,
    TALL,
    WIDE,
    Canvas,
    Deck,
    TextRun,
    cut_to_height,
    fewer_names,
    height,
)
from argmap.draw.office.columns import (
    GAP,
    FittedColumns,
    Head,
    bands_height,
    column_room,
    draw_columns,
    equal_columns,
    fitted_columns,
    halves,
    least_height,
    paged_in_columns,
)
from argmap.draw.office.package import THEMES, missing
from argmap.draw.office.rows import (
    NEVER,
    BriefBlock,
    SlideRows,
    Where,
    cut_claims,
    cut_to_room,
    laid_out,
    roomiest,
    rows_height,
)
from argmap.draw.theme import LIGHT
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.interchange.zip_archives import undated
from argmap.model.index import Index
from argmap.model.names import source_in_full, source_line, source_parts, source_place, tension_name
from argmap.model.types import Claim, Source, Tension
from argmap.views.brief import (
    AGAINST,
    FOR,
    THE_MAIN_CLAIM,
    Brief,
    BriefGroup,
    BriefRow,
    BriefSection,
    brief,
    cross_links,
    families,
    heading,
    in_reading_order,
    name_in_full,
    numbers_of_side,
    side_title,
    signs_and_meanings,
    tensions_beside,
)
from argmap.views.sides import claims_by_side
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import side_named
from argmap.vocabulary import (
    CONTINUED,
    NO_CLAIMS,
    NO_MARKS,
    SIDE_MEANING,
    SIDE_SIGN,
    QuotationMarks,
    capital,
    shown_of,
)

MOST, LARGE = 16.0, 20.0
"""The largest text of rows, and of the few of a tension with a slide of its own."""
MOST_OF_MAIN = 160.0
"""The height of a main claim above many reasons, and of the title of a source, in points."""
MOST_OF_QUESTION, MOST_OF_STRIP = 80.0, 60.0
"""The height of the name and question of a tension, and of the strip that shows its sides, in points."""
SIZES_OF_MAIN = (16.0, 15.0, 14.0, 13.0, 12.0)
MOST_COLUMNS, MOST_STRIPS = 4, 4
MOST_COLUMNS_OF_REST = 2
"""Columns of claims without reasons that the first slide has no room for."""
PAGE_SIZE, LARGEST_OF_PAGES, OF_TENSIONS = 14.0, 18.0, 14.0
"""The sizes of the text of trees of reasons, the least and where there is room, and of tensions."""
AMONG, MOST_AMONG = 4.0, 24.0
"""Points below a tension, and how many more there may be where there is room."""
OF_SOURCES, SOURCES_TITLE = 12.0, 22.0
"""The size of sources below tensions, and the height of their heading."""
SOURCES_LINE = 16.0
"""The height of the line of sources, or of full names, below the legend."""
FOR_MORE = 80.0
"""The width that is left for how many sources, or names, a slide does not tell."""
NOBODY = BriefBlock(None, 0, [TextRun(capital(NO_CLAIMS), 1, LIGHT.quiet)], 0)
"""In place of the claims of a side."""
IN_A_LINK = 40
"""Characters of a claim that a link names by its text."""


def write_pptx(
    index: Index,
    marks: QuotationMarks = NO_MARKS,
    *,
    pages: bool = False,
    tell: Callable[[int], None] = lambda shown: None,
) -> bytes:
    """The slides, the same bytes for the same map and ``marks`` of its quotations. ``tell`` is called with the number
    of claims that they show.

    Raises MapError when python-pptx is not installed.
    """
    try:
        import pptx  # noqa: F401
    except ImportError as error:
        raise missing("Slides", "python-pptx") from error
    deck = Deck()
    map = index.map
    properties = deck.presentation.core_properties
    properties.title, properties.subject = map.title[:255], (map.question or "")[:255]
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.datetime(1980, 1, 1)
    properties.language = (map.language or "en")[:255]
    writer = _Writer(deck, index, marks)
    writer.write(pages)
    tell(len(writer.shown))
    if map.language:
        deck.set_language(map.language)
    data = io.BytesIO()
    deck.presentation.save(data)
    return undated(data.getvalue(), THEMES)


class _Writer:
    def __init__(self, deck: Deck, index: Index, marks: QuotationMarks) -> None:
        self._deck = deck
        self._index = index
        self._brief: Brief = brief(index)
        self._rows = SlideRows(index, self._brief, marks)
        self._has_pages = self._has_sources = False
        """Whether other slides follow the first; whether these name sources, as no slide after them does."""
        self.shown: set[str] = set()
        """The ids of the claims whose texts slides have."""
        self._slide_of: dict[str, int] = {}
        """The slide with each claim in a tree of reasons, by the claim's number."""

    def write(self, pages: bool) -> None:
        """Fill the deck."""
        self._has_pages = pages
        self._has_sources = bool(self._index.sources) and not pages
        sections = self._brief.sections
        overviews = [
            self._begun(section, groups, part)
            for section in sections
            for part, groups in enumerate(_in_parts(section.groups))
        ]
        trees, fits = self._pages(overviews) if pages else ([], [self._fit(one) for one in overviews])
        for one, fit in zip(overviews, fits, strict=True):
            self._overview(one, fit)
        if not sections:
            empty = self._deck.slide(self._index.map.title)
            empty.text(MARGIN, 120, WIDE - 2 * MARGIN, 40, [TextRun("No claims yet", 18)])
            empty.notes("")
        for slide in trees:
            self._reasons(slide)
        if pages:
            self._last_slides(self._index.map.tensions, self._rows.numbers)
        else:
            self._last_slides(self._untold(), ())

    def _pages(self, overviews: Sequence[_Overview]) -> tuple[list[_TreesSlide], list[_OverviewFit]]:
        """The slides with the claims that have reasons and those that overviews have no room for, and how overviews
        fit: which depends on the numbers of those slides, by which they name claims.
        """
        rest: set[str] = set()
        while True:
            trees = [tree for one in overviews for group in one.groups for tree in self._trees(one, group, rest)]
            self._slide_of = {}
            for number, tree in enumerate(trees, 1 + len(overviews)):
                for block in tree.blocks:
                    if block.row is not None:
                        self._slide_of.setdefault(block.row.number, number)
            fits = [self._fit(one) for one in overviews]
            lost = {
                row.number
                for one, drawn in zip(overviews, [fit.drawn for fit in fits], strict=True)
                for group in one.groups
                for row, _ in in_reading_order(group.rows)
                if row.number not in drawn and row.number not in self._slide_of
            }
            if not lost:
                return trees, fits
            rest |= lost

    def _where(self, shown: Collection[str]) -> Where:
        """How a slide with the rows ``shown`` names another claim: by number, with the slide that has it; without
        one by its text.
        """
        claims = {number: self._index.claims[name] for name, number in self._brief.numbers.items()}

        def said(number: str) -> str:
            if number in shown or number == THE_MAIN_CLAIM:
                return number
            if number in self._slide_of:
                return f"{number} (slide\u00a0{self._slide_of[number]})"
            claim = claims[number]
            return f"“{one_line(claim.short or excerpt(claim.text, IN_A_LINK))}”"

        return said

    # The overview of a main claim, a tension, or other claims

    def _begun(self, section: BriefSection, groups: Sequence[BriefGroup], part: int) -> _Overview:
        title = self._index.map.question or self._index.map.title
        if section.tension is not None or (section.claim is None and len(self._brief.sections) > 1):
            title = heading(self._index, self._brief, section)
        slide = self._deck.slide(f"{title} ({part + 1})" if part else title)
        return _Overview(slide, section, groups)

    def _fit(self, one: _Overview) -> _OverviewFit:
        slide, section, groups = one
        heads = [Head(self._group_title(section, group), _colour(group)) for group in groups]
        own = {section.letter} if section.claim is not None else set[str]()
        # To name a claim that is not on the slide takes the most room: what fits so fits with numbers alone.
        all_rows = [row for group in groups for row, _ in in_reading_order(group.rows)]
        all_claims = [*([section.claim] if section.claim is not None else []), *[row.claim for row in all_rows]]
        legend_tall = height(self._legend(all_rows, all_claims) or [TextRun("", 12)], WIDE - 2 * MARGIN)
        longest = self._where(own)
        has_names = bool(self._names(all_claims))
        bottom = TALL - MARGIN + 6 - legend_tall - SOURCES_LINE * (self._has_sources + has_names)
        usual = _Columns(heads, [group.rows for group in groups])
        columns = self._columns(usual, longest)
        strips = self._strips_height(own) if section.claim is not None else 0.0
        main = self._main_claim(section, longest, bottom - slide.top - strips - least_height(heads, columns))
        above = height(main, WIDE - 2 * MARGIN) if main else 0.0
        top = slide.top + strips + (above + 12 if main else 0)
        chosen, fit = self._with_most_rows(usual, longest, bottom - top)
        shown = own.union(fit.numbers(self._columns(chosen, longest)))
        columns = self._columns(chosen, self._where(shown))
        return _OverviewFit(above, top, bottom, legend_tall, chosen.heads, fit, columns, shown)

    def _columns(self, some: _Columns, where: Where) -> list[list[BriefBlock]]:
        found = []
        for rows in some.rows:
            # Of claims that all have no reasons, those that are here are on no page.
            is_short = not self._has_pages or any(row.rows for row in rows)
            short_from = some.short_from if is_short else NEVER
            found.append([*self._rows.rows(rows, where, self._slide_of, short_from)])
        return found

    def _with_most_rows(self, usual: _Columns, where: Where, tall: float) -> tuple[_Columns, FittedColumns]:
        """Columns with the most rows that fit: with as few short labels as that takes, those of the deepest rows
        first, and of these in the largest text.
        """
        every = [one for rows in usual.rows for one in in_reading_order(rows)]
        has_short = [level for row, level in every if row.claim.short]
        best: tuple[int, float, _Columns, FittedColumns] | None = None
        for short_from in (NEVER, *range(max(has_short, default=-1), -1, -1)):
            if best is not None and best[0] == len(every):
                break
            found = max(
                self._fits(usual._replace(short_from=short_from), where, tall), key=lambda one: (one[0], one[1])
            )
            if best is None or found[0] > best[0]:
                best = found
        assert best is not None, "whole texts are always tried"
        return best[2], best[3]

    def _fits(
        self, some: _Columns, where: Where, tall: float
    ) -> Iterator[tuple[int, float, _Columns, FittedColumns]]:
        """Columns, and if they are one column in which not all is large each way to have two, as they fit: with the
        number of claims that are shown, and the size of their text."""
        found = self._columns(some, where)
        fit = fitted_columns(some.heads, found, tall, MOST)
        shown = len([*fit.numbers(found)])
        yield shown, fit.fit.size, some, fit
        if len(found) != 1 or (fit.fit.size == MOST and shown == len(found[0])):
            return
        (head,), (rows,) = some.heads, some.rows
        trees = self._columns(some._replace(rows=[tuple(family) for family in families(rows)]), where)
        continued = head._replace(title=head.title and f"{head.title}, {CONTINUED}")
        for place in halves(trees, tall - fit.band):
            first = sum(len(family) for family in families(rows)[:place])
            two = _Columns([head, continued], [rows[:first], rows[first:]], some.short_from)
            blocks = self._columns(two, where)
            fit = fitted_columns(two.heads, blocks, tall, MOST)
            yield len([*fit.numbers(blocks)]), fit.fit.size, two, fit

    def _overview(self, one: _Overview, fitted: _OverviewFit) -> None:
        slide, section, _ = one
        above, top, bottom, legend_tall, heads, fit, columns, shown = fitted
        main = self._main_claim(section, self._where(shown), above)
        if main:
            self._draw_above(slide, heading(self._index, self._brief, section), main, shown)
        drawn = draw_columns(slide, heads, columns, top, fit)
        rows = [block.row for block in drawn if block.row is not None]
        claims = [section.claim] if section.claim is not None else []
        claims += [row.claim for row in rows]
        self.shown.update(claim.id for claim in claims)
        legend = self._legend(rows, claims)
        if legend:
            slide.text(MARGIN, bottom + 8, WIDE - 2 * MARGIN, 16, legend, name="Legend")
        y, names = bottom + legend_tall + 4, self._names(claims)
        if names:
            line = _in_line("Stakeholders: ", [(name, None) for name in names])
            slide.text(MARGIN, y, WIDE - 2 * MARGIN, 16, line, name="Stakeholders", is_ours=True)
            y += SOURCES_LINE
        sources = self._sources_cited(claims) if self._has_sources else []
        if sources:
            links = [(f"[{self._rows.numbers[one.id]}] {one_line(source_line(one))}", one.url) for one in sources]
            line = _in_line("Sources: ", links)
            slide.text(MARGIN, y, WIDE - 2 * MARGIN, 16, line, name="Sources", is_ours=True)
        cut = cut_claims(drawn)
        if section.claim is not None and main != list(self._main_runs(section, self._where(shown), main[1].size)):
            cut.add(section.claim.id)
        cut_strips = [one for one in self._strips(shown) if one.runs != one.whole] if main else []
        told = [f"{strip.name}: {_words(strip.whole)}" for strip in cut_strips]
        told += [self._rows.said(claims, cut), *names]
        told += [f"[{self._rows.numbers[one.id]}] {one_line(source_in_full(one))}" for one in sources]
        slide.notes("\n".join(filter(None, told)))

    def _names(self, claims: Iterable[Claim]) -> list[str]:
        """The short names on a slide with the full ones, where these are others."""
        holders = dict.fromkeys(position.stakeholder for claim in claims for position in claim.positions)
        return [one_line(name) for holder in holders if (name := name_in_full(self._index, holder))]

    def _legend(self, rows: Sequence[BriefRow], claims: Sequence[Claim]) -> list[TextRun]:
        """What the signs on a slide mean, and how much of the map it shows where that fits on the line.

        Each sign is a bold run of its own: LibreOffice mistakes the signs of a run that it takes from several fonts.
        """
        has_linked = any(row.goes_with_row_before for row in rows)
        kinds = {row.kind for row in rows if not row.goes_with_row_before}
        parts = [(sign, meaning) for _, sign, meaning in signs_and_meanings(kinds, has_linked, claims)]
        has_strips = len(claims) > len(rows) and self._tensions_of_strips()  # strips are below a main claim
        if has_strips or any(row.side for row in rows):
            parts.append((SIDE_SIGN, SIDE_MEANING))
        runs: list[TextRun] = []
        for sign, meaning in parts:
            runs.append(TextRun(f"{' · ' if runs else ''}{sign}", 12, LIGHT.quiet, bold=True))
            runs.append(TextRun(f" {meaning}", 12, LIGHT.quiet))
        total = len(self._index.claims)
        count = TextRun(f"{' · ' if runs else ''}{shown_of(len(claims), total)}", 12, LIGHT.quiet)
        is_room = height([*runs, count], WIDE - 2 * MARGIN) <= height([TextRun("", 12)], WIDE)
        return [*runs, count] if len(claims) < total and is_room else runs

    def _sources_cited(self, claims: Iterable[Claim]) -> list[Source]:
        """What the claims on a slide cite."""
        numbers = source_numbers(self._index, {claim.id for claim in claims})
        return [self._index.sources[name] for name in numbers]

    def _strips_height(self, shown: Collection[str]) -> float:
        strips = self._strips(shown)
        return max(height(strip.runs, _strip_room(strips)) for strip in strips) + 12 if strips else 0.0

    def _draw_above(self, slide: Canvas, word: str, main: Sequence[TextRun], shown: Collection[str]) -> None:
        top = slide.box(MARGIN, slide.top, WIDE - 2 * MARGIN, main, LIGHT.claim, name=word) + 8
        strips = self._strips(shown)
        below, room = top, _strip_room(strips)
        for place, strip in enumerate(strips):
            x = MARGIN + place * (room + 10)
            below = max(below, slide.box(x, top, room, strip.runs, LIGHT.side, name=strip.name))
        slide.level(top, below)

    def _main_runs(self, section: BriefSection, where: Where, size: float) -> Iterator[TextRun]:
        assert section.claim is not None
        word = heading(self._index, self._brief, section)
        also = tuple(link._replace(number=where(link.number)) for link in section.also)
        yield TextRun(f"{word}  ", 12, LIGHT.claim[0], bold=True)
        yield TextRun(section.claim.text, size, bold=True)
        yield from self._rows.asides(section.claim, cross_links(also), 12)

    def _main_claim(self, section: BriefSection, where: Where, tall: float) -> list[TextRun]:
        """The main claim, no higher than ``tall``: with fewer names, then smaller, then cut; nothing without one."""
        runs: list[TextRun] = []
        for size in SIZES_OF_MAIN if section.claim is not None else ():
            runs = list(self._main_runs(section, where, size))
            if height(list(fewer_names(runs, 1)), WIDE - 2 * MARGIN) <= tall:
                break
        return cut_to_height(runs, WIDE - 2 * MARGIN, tall) if runs else runs

    def _tensions_of_strips(self) -> tuple[Tension, ...]:
        some = self._index.map.tensions
        return some if len(some) <= MOST_STRIPS else ()

    def _strips(self, shown: Collection[str]) -> list[_SideStrip]:
        """A strip for each tension with the numbers of the claims on each side."""
        found: list[tuple[str, list[TextRun]]] = []
        for tension in self._tensions_of_strips():
            by_side = claims_by_side(self._index, tension)
            runs = [TextRun(one_line(tension_name(tension)), 12, LIGHT.side[0], bold=True)]
            for side, claims in by_side.items():
                numbers = [self._brief.numbers[claim.id] for claim in claims]
                runs.append(TextRun(f"  {SIDE_SIGN}\u00a0{side_named(tension, side)}\u00a0", 12, LIGHT.side[0]))
                runs.append(TextRun(", ".join(numbers_of_side(numbers, shown)) or NO_CLAIMS, 12))
            runs += [] if by_side else [TextRun(f"  {NO_CLAIMS}", 12)]
            found.append((f"Tension: {tension_name(tension)}", runs))
        room = _strip_room(found)
        return [_SideStrip(name, runs, cut_to_height(runs, room, MOST_OF_STRIP)) for name, runs in found]

    def _group_title(self, section: BriefSection, group: BriefGroup) -> str:
        if group.heading:
            return FOR if group.heading == "supports" else AGAINST
        return side_title(self._index, section.tension, group.side) if section.tension is not None else ""

    # Pages

    def _trees(self, one: _Overview, group: BriefGroup, rest: Collection[str]) -> Iterator[_TreesSlide]:
        """The slides for the reasons of a group with all their reasons, each with its title; of a group none of whose
        claims has reasons, for those numbered ``rest``.
        """
        section = one.section
        above = section.claim.text if section.claim is not None else ""
        title = self._group_title(section, group) or heading(self._index, self._brief, section)
        # The height that is left is the same on each slide, as all titles are short.
        top = Canvas.TOP_OF_PAGES + (24 if above else 0)
        is_flat = not any(row.rows for row in group.rows)
        some = [family for family in families(group.rows) if not is_flat or any(row.number in rest for row in family)]
        trees = [list(self._rows.rows(family, _on_some_slide, {})) for family in some]
        most = MOST_COLUMNS_OF_REST if is_flat else 1
        for columns in paged_in_columns(trees, most, TALL - MARGIN - top, PAGE_SIZE):
            yield _TreesSlide(f"{title}: {_numbers([*chain(*columns)])}", above, top, columns)

    def _reasons(self, one: _TreesSlide) -> None:
        slide, room = self._deck.slide(one.title, of_pages=True), WIDE - 2 * MARGIN
        if one.above:
            line = HELVETICA.truncated(one_line(one.above), room * ROOM, 12)
            slide.text(MARGIN, slide.top, room, 18, [TextRun(line, 12, LIGHT.quiet)])
        shown = {block.row.number for block in one.blocks if block.row is not None}
        wide, tall = column_room(len(one.columns)), TALL - MARGIN - one.top
        columns = [
            [cut_to_room(self._rows.with_links(block, self._where(shown)), wide, tall, PAGE_SIZE) for block in column]
            for column in one.columns
        ]
        fits = [roomiest(column, wide, tall, (PAGE_SIZE, LARGEST_OF_PAGES)) for column in columns]
        size, between = map(min, zip(*fits, strict=True))
        for place, column in enumerate(columns):
            laid_out(slide, column, MARGIN + place * (wide + GAP), one.top, wide, size, between)
        blocks = [*chain(*columns)]
        claims = [block.row.claim for block in blocks if block.row is not None]
        self.shown.update(claim.id for claim in claims)
        slide.notes(self._rows.said(claims, cut_claims(blocks)))

    def _untold(self) -> Sequence[Tension]:
        """The tensions that no first slide shows."""
        has_strips = any(section.claim is not None for section in self._brief.sections)
        told = self._tensions_of_strips() if has_strips else ()
        return [tension for tension in tensions_beside(self._index, self._brief) if tension not in told]

    def _last_slides(self, tensions: Sequence[Tension], numbered: Iterable[str]) -> None:
        """Tensions, as many on a slide as fit, and sources below the last where there is room."""
        waiting: list[_TensionBlock] = []
        room, used = TALL - MARGIN - Canvas.TOP_OF_PAGES, 0.0
        for tension in tensions:
            block = self._tension_block(tension)
            if waiting and used + block.tall > room:
                self._tensions(waiting)
                waiting, used = [], 0.0
            if block.tall > room or len(block.heads) > MOST_COLUMNS:
                self._large_tension(block)
            else:
                waiting.append(block)
                used += block.tall
        sources = [self._index.sources[name] for name in numbered]
        together = bool(waiting) and used + self._sources_height(sources) <= room
        if waiting:
            self._tensions(waiting, sources if together else ())
        if not together:
            self._sources(sources)

    def _tension_block(self, tension: Tension) -> _TensionBlock:
        by_side = claims_by_side(self._index, tension)
        claims = [claim for some in by_side.values() for claim in some]
        heads = [Head(side_title(self._index, tension.id, side), LIGHT.side[0]) for side in by_side]
        told = [[self._rows.reference(one, self._slide_of) for one in some] for some in by_side.values()]
        columns = [some or [NOBODY] for some in told]
        if not by_side:
            heads, columns = [Head("", LIGHT.side[0])], [[NOBODY]]
        name, question = tension_name(tension), tension.question or ""
        question = question if question != name else ""
        cut = cut_to_height([TextRun(question, 16)], WIDE - 2 * MARGIN, MOST_OF_QUESTION) if question else []
        shown = cut[0].text if cut else ""
        block = _TensionBlock(name, question, shown, heads, columns, claims, 0.0)
        room = column_room(len(heads))
        tall = bands_height(heads, room) + rows_height(columns, room, OF_TENSIONS)
        return block._replace(
            tall=tall + math.fsum(height(runs, WIDE - 2 * MARGIN) for runs in block.words()) + AMONG
        )

    def _tensions(self, blocks: Sequence[_TensionBlock], sources: Sequence[Source] = ()) -> None:
        """A slide with tensions one below the other, their names in its title if there is one, and sources."""
        one = len(blocks) == 1
        names = [blocks[0].name if one else "Tensions", *(["sources"] if sources else [])]
        if not one and len(blocks) < len(self._index.tensions):
            names[0] = f"Tensions: {blocks[0].name}"
        slide = self._deck.slide(" and ".join(names), of_pages=True)
        used = math.fsum(block.tall for block in blocks) + (self._sources_height(sources) if sources else 0)
        spare = (TALL - MARGIN - slide.top - used) / (len(blocks) + bool(sources))
        y = slide.top
        for block in blocks:
            for runs in block.words()[1 if one else 0 :]:
                y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, 0, runs)
            columns = equal_columns(block.heads, OF_TENSIONS, TALL)
            draw_columns(slide, block.heads, block.columns, y, columns)
            y += columns.band + rows_height(block.columns, columns.fit.rooms[0], OF_TENSIONS)
            y += AMONG + min(MOST_AMONG, max(0.0, spare))
        if sources:
            self._draw_sources(slide, sources, y)
        cut = [question for block in blocks for question in block.cut]
        said = self._rows.said(claim for block in blocks for claim in block.claims)
        slide.notes("\n".join(filter(None, [*cut, said, *self._cut_sources(sources, OF_SOURCES)])))

    def _large_tension(self, block: _TensionBlock) -> None:
        """Slides for the sides of a tension that has many, or many claims on one."""
        for number, rows in enumerate(self._rows_of_sides(block), 1):
            slide = self._deck.slide(block.name if number == 1 else f"{block.name} ({number})")
            y = slide.top
            if block.question and number == 1:
                y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, 22, [TextRun(block.shown, 16, LIGHT.quiet)]) + 8
            drawn = self._draw_sides(slide, rows, y)
            claims = [one.claim for row in rows for column in row.columns for one in column if one.claim]
            in_full = {one.claim.id for one in drawn if one.claim} - cut_claims(drawn)
            cut = block.cut if number == 1 else []
            said = self._rows.said(claims, {claim.id for claim in claims} - in_full)
            slide.notes("\n".join(filter(None, [*cut, said])))

    def _rows_of_sides(self, block: _TensionBlock) -> Iterator[list[_SidesRow]]:
        """The sides for each slide, in rows of which as many are on a slide as fit."""
        room = TALL - MARGIN - Canvas.TOP_OF_PAGES - (MOST_OF_QUESTION if block.question else 0.0)
        waiting: list[_SidesRow] = []
        for first in range(0, len(block.heads), MOST_COLUMNS):
            part = slice(first, first + MOST_COLUMNS)
            row = _SidesRow(block.heads[part], block.columns[part])
            if waiting and _rows_tall([*waiting, row], OF_TENSIONS) > room:
                yield waiting
                waiting = []
            waiting.append(row)
        yield waiting

    def _draw_sides(self, slide: Canvas, rows: Sequence[_SidesRow], y: float) -> list[BriefBlock]:
        """Draw rows of sides below each other, in the largest text that fits; the claims that are shown."""
        if len(rows) == 1:
            ((heads, columns),) = rows
            return draw_columns(slide, heads, columns, y, fitted_columns(heads, columns, TALL - MARGIN - y, LARGE))
        size = LARGE
        while size > OF_TENSIONS and _rows_tall(rows, size) > TALL - MARGIN - y:
            size -= 0.5
        spare = (TALL - MARGIN - y - _rows_tall(rows, size)) / len(rows)
        drawn = []
        for heads, columns in rows:
            fit = equal_columns(rows[0].heads, size, TALL)._replace(band=_band_of_sides(rows))
            drawn += draw_columns(slide, heads, columns, y, fit)
            y += fit.band + rows_height(columns, fit.fit.rooms[0], size) + AMONG + min(MOST_AMONG, max(0.0, spare))
        return drawn

    def _source_runs(self, source: Source, size: float) -> list[TextRun]:
        title, *rest = source_parts(source)
        runs = [TextRun(f"[{self._rows.numbers[source.id]}]  ", size, LIGHT.quiet)]
        runs.append(TextRun(title, size, link=web_link(source.url)))
        runs += [TextRun(f", {', '.join(rest)}", size)] if (rest := [*rest, *source_place(source)]) else []
        return cut_to_height(runs, WIDE - 2 * MARGIN, MOST_OF_MAIN)

    def _cut_sources(self, sources: Iterable[Source], size: float) -> Iterator[str]:
        """The whole titles of those sources whose titles are cut where they are drawn in some size, for notes."""
        for source in sources:
            title = source_parts(source)[0]
            if not any(run.text == title for run in self._source_runs(source, size)):
                yield f"[{self._rows.numbers[source.id]}] {title}"

    def _sources_height(self, sources: Sequence[Source]) -> float:
        """The height of a list of sources below tensions."""
        return SOURCES_TITLE + math.fsum(
            height(self._source_runs(one, OF_SOURCES), WIDE - 2 * MARGIN) for one in sources
        )

    def _draw_sources(self, slide: Canvas, sources: Sequence[Source], y: float) -> None:
        y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, SOURCES_TITLE, [TextRun("Sources", OF_TENSIONS, bold=True)])
        for source in sources:
            y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, 0, self._source_runs(source, OF_SOURCES), is_ours=True)

    def _sources(self, sources: Sequence[Source]) -> None:
        while sources:
            slide = self._deck.slide("Sources", of_pages=True)
            y, done = slide.top, 0
            for source in sources:
                runs = self._source_runs(source, PAGE_SIZE)
                tall = height(runs, WIDE - 2 * MARGIN)
                if done and y + tall > TALL - MARGIN:
                    break
                y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, tall, runs, is_ours=True) + 2
                done += 1
            slide.notes("\n".join(self._cut_sources(sources[:done], PAGE_SIZE)))
            sources = sources[done:]


class _SideStrip(NamedTuple):
    """A tension with the numbers of the claims on its sides: its name, all of the text, and what the strip holds."""

    name: str
    whole: list[TextRun]
    runs: list[TextRun]


class _Overview(NamedTuple):
    """A slide with groups of a section."""

    slide: Canvas
    section: BriefSection
    groups: Sequence[BriefGroup]


class _Columns(NamedTuple):
    """The rows of columns under their headings, from the level ``short_from`` on with their short labels."""

    heads: list[Head]
    rows: list[tuple[BriefRow, ...]]
    short_from: int = NEVER


class _OverviewFit(NamedTuple):
    """How an overview fits: the height of the main claim, the y of the columns and of their end, the height of the
    legend below them, and the headings and rows of the columns. Links name the claims ``shown`` by number alone.
    """

    above: float
    top: float
    bottom: float
    legend_tall: float
    heads: list[Head]
    fit: FittedColumns
    columns: list[list[BriefBlock]]
    shown: set[str]

    @property
    def drawn(self) -> set[str]:
        """The numbers of the claims in the columns."""
        return set(self.fit.numbers(self.columns))


class _TreesSlide(NamedTuple):
    """A slide with trees of reasons: its title, the claim above them, the y of the first row, and the rows."""

    title: str
    above: str
    top: float
    columns: list[list[BriefBlock]]

    @property
    def blocks(self) -> Iterator[BriefBlock]:
        """The rows of all columns."""
        return chain(*self.columns)


class _SidesRow(NamedTuple):
    """Sides beside each other on a slide, with a column of claims for each."""

    heads: list[Head]
    columns: list[list[BriefBlock]]


class _TensionBlock(NamedTuple):
    """A tension on a slide: its name and question, the question cut to what leaves room for the claims, a column of
    claims for each side, and the height of all."""

    name: str
    question: str
    shown: str
    heads: list[Head]
    columns: list[list[BriefBlock]]
    claims: list[Claim]
    tall: float

    @property
    def cut(self) -> list[str]:
        """The whole question, for notes, if a slide shows it cut."""
        return [self.question] if self.shown != self.question else []

    def words(self) -> list[list[TextRun]]:
        """The name and the question."""
        name = [TextRun(self.name, OF_TENSIONS, LIGHT.side[0], bold=True)]
        return [
            cut_to_height(name, WIDE - 2 * MARGIN, MOST_OF_QUESTION),
            *([[TextRun(self.shown, 12, LIGHT.quiet)]] if self.question else []),
        ]


def _band_of_sides(rows: Sequence[_SidesRow]) -> float:
    return max(bands_height(row.heads, column_room(MOST_COLUMNS)) for row in rows)


def _rows_tall(rows: Sequence[_SidesRow], size: float) -> float:
    """The height of rows of sides with text of some size."""
    room = column_room(MOST_COLUMNS)
    return math.fsum(_band_of_sides(rows) + rows_height(row.columns, room, size) + AMONG for row in rows)


def _numbers(blocks: Sequence[BriefBlock]) -> str:
    """The numbers of the first and last row of the highest level that a slide has."""
    level = min(block.level for block in blocks)
    numbers = [block.row.number for block in blocks if block.row is not None and block.level == level]
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _in_parts(groups: Sequence[BriefGroup]) -> Iterator[Sequence[BriefGroup]]:
    """The groups of a section that are on each of its slides, which usually is one."""
    for first in range(0, max(1, len(groups)), MOST_COLUMNS):
        yield groups[first : first + MOST_COLUMNS]


def _in_line(lead: str, parts: Sequence[tuple[str, str | None]]) -> list[TextRun]:
    """As many texts with their links as fit on a line; the others are counted."""
    runs, free = [TextRun(lead, 12, LIGHT.quiet)], (WIDE - 2 * MARGIN - 2 * INSET) * ROOM_FOR_BOLD - FOR_MORE
    for place, (said, url) in enumerate(parts):
        taken = HELVETICA.width(_words(runs), 12)
        if place and taken + HELVETICA.width(f"; {said}", 12) > free:
            return [*runs, TextRun(f"; and {len(parts) - place} more", 12, LIGHT.quiet)]
        runs += [TextRun("; ", 12, LIGHT.quiet)] if place else []
        said = HELVETICA.truncated(said, free - taken, 12)
        runs.append(TextRun(said, 12, LIGHT.quiet, link=web_link(url)))
    return runs


def _words(runs: Iterable[TextRun]) -> str:
    return "".join(run.text for run in runs)


def _strip_room(strips: Collection[object]) -> float:
    return (WIDE - 2 * MARGIN - 10 * (len(strips) - 1)) / len(strips) if strips else 0.0


def _on_some_slide(number: str) -> str:
    """A claim on another slide, while it is not known on which."""
    return f"{number} (slide\u00a0999)"


def _colour(group: BriefGroup) -> str:
    return {"supports": LIGHT.supports[0], "objects_to": LIGHT.objects_to[0]}.get(group.heading, LIGHT.side[0])
