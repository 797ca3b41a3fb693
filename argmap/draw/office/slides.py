"""A map as slides: its brief in native shapes, whose texts, places and lines can be edited.

The first slide of a main claim has its reasons in two columns, to the deepest level that can be read. With pages,
each reason has a slide of its own with all its reasons, then come the tensions and the sources. Who said what,
where and when is in the notes of each slide.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import NamedTuple

from argmap.draw.links import web_link
from argmap.draw.office.canvas import MARGIN, TALL, WIDE, Canvas, Deck, TextRun, height
from argmap.draw.office.package import THEMES, missing
from argmap.draw.office.rows import SHARES, BriefBlock, SlideRows, fitting, flowed, laid_out, paged
from argmap.draw.theme import LIGHT
from argmap.excerpt import told_again
from argmap.interchange.zip_archives import undated
from argmap.model.index import Index
from argmap.model.names import source_parts, tension_name
from argmap.model.types import Claim
from argmap.views.brief import (
    AGAINST,
    FOR,
    Brief,
    BriefGroup,
    BriefRow,
    BriefSection,
    brief,
    cross_links,
    heading,
    side_title,
    signs_and_meanings,
)
from argmap.views.wording import NO_SIDE, side_name
from argmap.vocabulary import NO_MARKS, QuotationMarks

LEAST, MOST, LARGE = 12.0, 16.0, 20.0
"""Sizes of the text of rows, in points: what can be read from a chair, and what looks well; with few rows, larger."""
MOST_COLUMNS = 4
PAGE_SIZE = 14.0
GAP = 18.0


class Head(NamedTuple):
    """The heading of a column, and its ground."""

    title: str
    colour: str


def write_pptx(index: Index, marks: QuotationMarks = NO_MARKS, *, pages: bool = False) -> bytes:
    """The slides, the same bytes for the same map and ``marks`` of its quotations.

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
    _Writer(deck, index, marks).write(pages)
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

    def write(self, pages: bool) -> None:
        """Fill the deck."""
        for section in self._brief.sections:
            self._overview(section)
        if not self._brief.sections:
            self._deck.slide(self._index.map.title).text(
                MARGIN, 120, WIDE - 2 * MARGIN, 40, [TextRun("No claims yet", 18)]
            )
        if pages:
            for section in self._brief.sections:
                for group in section.groups:
                    self._pages(section, group)
            self._tensions()
            self._sources()

    # The overview of a main claim, a tension, or other claims

    def _overview(self, section: BriefSection) -> None:
        """A slide for each few groups of a section, which usually is one."""
        groups = section.groups or ((),)
        for first in range(0, len(groups), MOST_COLUMNS):
            self._first(section, section.groups[first : first + MOST_COLUMNS], first // MOST_COLUMNS)

    def _first(self, section: BriefSection, groups: Sequence[BriefGroup], part: int) -> None:
        title = self._index.map.question or self._index.map.title
        if section.claim is None:
            title = heading(self._index, self._brief, section)
        slide = self._deck.slide(f"{title} ({part + 1})" if part else title)
        top = slide.top
        claims = [section.claim] if section.claim is not None else []
        if section.claim is not None:
            top = self._strips(slide, self._main_claim(slide, section, top))
        titles = [self._group_title(section, group) for group in groups]
        columns = [list(self._rows.rows(group)) for group in groups]
        heads = [Head(title, _colour(group)) for title, group in zip(titles, groups, strict=True)]
        shown = self._columns(slide, heads, columns, top, TALL - MARGIN - 14, MOST)
        rows = [block.row for block in shown if block.row is not None]
        claims += [row.claim for row in rows]
        legend = [TextRun(self._legend(rows, claims), 12, LIGHT.quiet)]
        slide.text(MARGIN, TALL - MARGIN - 6, WIDE - 2 * MARGIN, 16, legend, name="Legend")
        slide.notes(self._rows.said(claims))

    def _legend(self, rows: Sequence[BriefRow], claims: Sequence[Claim]) -> str:
        """What the signs on a slide mean, and how much of the map it shows where that fits on the line."""
        has_linked = any(row.goes_with_row_before for row in rows)
        kinds = {row.kind for row in rows if not row.goes_with_row_before}
        parts = [f"{sign} {meaning}" for _, sign, meaning in signs_and_meanings(kinds, has_linked, claims)]
        legend, total = " · ".join(parts), len(self._index.claims)
        with_count = f"{legend} · Shown: {len(claims)} of {total} claims"
        is_room = height([TextRun(with_count, 12)], WIDE - 2 * MARGIN) <= height([TextRun("", 12)], WIDE)
        return with_count if len(claims) < total and is_room else legend

    def _columns(
        self,
        slide: Canvas,
        heads: Sequence[Head],
        columns: Sequence[list[BriefBlock]],
        top: float,
        bottom: float,
        most: float,
    ) -> list[BriefBlock]:
        """Rows in columns under their headings; those that are shown."""
        room = WIDE - 2 * MARGIN - GAP * (len(columns) - 1)
        narrowest = room / max(len(columns), 1) * min(SHARES) * 2
        tall = max((slide.band_height(head.title, narrowest) + 4 for head in heads if head.title), default=0)
        fit = fitting(columns, room, bottom - top - tall, (LEAST, most))
        x = MARGIN
        found = []
        for head, blocks, wide in zip(heads, columns, fit.rooms, strict=False):
            if head.title:
                slide.band(x, top, wide, tall - 4, head.title, head.colour)
            shown = flowed(blocks, wide, bottom - top - tall, fit.size, fit.levels)
            laid_out(slide, shown, x, top + tall, wide, fit.size)
            x += wide + GAP
            found += shown
        return found

    def _main_claim(self, slide: Canvas, section: BriefSection, top: float) -> float:
        assert section.claim is not None
        word = heading(self._index, self._brief, section)
        runs = [TextRun(f"{word}  ", 12, LIGHT.claim[0], bold=True), TextRun(section.claim.text, 16, bold=True)]
        runs += self._rows.asides(section.claim, cross_links(section.also), 12)
        return slide.box(MARGIN, top, WIDE - 2 * MARGIN, runs, LIGHT.claim, name=word) + 8

    def _strips(self, slide: Canvas, top: float) -> float:
        """A strip for each tension with the numbers of the claims on each side; the y below them."""
        tensions = [one for one in self._index.map.tensions if len(one.sides) > 1 and one.id in self._index.claims_in]
        if not 0 < len(tensions) <= 4:
            return top
        room = (WIDE - 2 * MARGIN - 10 * (len(tensions) - 1)) / len(tensions)
        below = top
        for place, tension in enumerate(tensions):
            by_side: dict[str | None, list[str]] = {side.id: [] for side in tension.sides}
            for claim in self._index.claims_in[tension.id]:
                by_side.setdefault(claim.side, []).append(self._brief.numbers[claim.id])
            names = {side.id: side_name(side) for side in tension.sides}
            runs: list[TextRun] = []
            for side, numbers in by_side.items():
                if numbers:
                    between = "  ↔  " if runs else ""
                    runs.append(
                        TextRun(f"{between}◆ {names.get(side or '', NO_SIDE)} ", 12, LIGHT.side[0], bold=True)
                    )
                    runs.append(TextRun(", ".join(numbers), 12))
            name = f"Tension: {tension_name(tension)}"
            below = max(below, slide.box(MARGIN + place * (room + 10), top, room, runs, LIGHT.side, name=name))
        slide.level(top, below)
        return below + 8

    def _group_title(self, section: BriefSection, group: BriefGroup) -> str:
        if group.heading:
            return FOR if group.heading == "supports" else AGAINST
        return side_title(self._index, section.tension, group.side) if section.tension is not None else ""

    # Pages

    def _pages(self, section: BriefSection, group: BriefGroup) -> None:
        """Slides for the reasons of a group with all their reasons."""
        if not any(row.rows for row in group.rows):
            return  # the first slide has all of it
        above = section.claim.text if section.claim is not None else ""
        title = self._group_title(section, group) or heading(self._index, self._brief, section)
        room, bottom = WIDE - 2 * MARGIN, TALL - MARGIN
        # The height that is left is the same on each slide, as all titles are short.
        top = Canvas.TOP_OF_PAGES + (24 if above else 0)
        for blocks in paged([list(self._rows.tree(row)) for row in group.rows], room, bottom - top, PAGE_SIZE):
            tops = [block.row.number for block in blocks if block.row is not None and not block.level]
            numbers = tops[0] if len(tops) == 1 else f"{tops[0]}–{tops[-1]}"
            slide = self._deck.slide(f"{title}: {numbers}", of_pages=True)
            if above:
                slide.text(MARGIN, slide.top, room, 18, [TextRun(told_again(above), 12, LIGHT.quiet)])
            laid_out(slide, blocks, MARGIN, top, room, PAGE_SIZE)
            slide.notes(self._rows.said(block.row.claim for block in blocks if block.row is not None))

    def _tensions(self) -> None:
        for tension in self._index.map.tensions:
            claims = self._index.claims_in.get(tension.id, ())
            if not claims:
                continue
            slide = self._deck.slide(tension_name(tension))
            y = slide.top
            if tension.question and tension.question != tension_name(tension):
                y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, 22, [TextRun(tension.question, 16, LIGHT.quiet)]) + 8
            by_side: dict[str | None, list[Claim]] = {side.id: [] for side in tension.sides}
            for claim in claims:
                by_side.setdefault(claim.side, []).append(claim)
            heads = [Head(side_title(self._index, tension.id, side), LIGHT.side[0]) for side in by_side]
            columns = [[self._rows.reference(one) for one in some] for some in by_side.values()]
            for first in range(0, len(columns), MOST_COLUMNS):
                if first:
                    name = tension_name(tension)
                    slide = self._deck.slide(f"{name} ({first // MOST_COLUMNS + 1})")
                    y = slide.top
                last = first + MOST_COLUMNS
                self._columns(slide, heads[first:last], columns[first:last], y, TALL - MARGIN, LARGE)
                slide.notes(self._rows.said(claims))

    def _sources(self) -> None:
        sources = self._index.map.sources
        while sources:
            slide = self._deck.slide("Sources")
            y = slide.top
            done = 0
            for source in sources:
                runs = [TextRun(f"{self._rows.numbers[source.id]}  ", 14, LIGHT.quiet)]
                title, *rest = source_parts(source)
                runs.append(TextRun(title, 14, link=web_link(source.url)))
                runs += [TextRun(f", {', '.join(rest)}", 14)] if rest else []
                tall = slide.height(runs, WIDE - 2 * MARGIN)
                if done and y + tall > TALL - MARGIN:
                    break
                y = slide.text(MARGIN, y, WIDE - 2 * MARGIN, tall, runs) + 2
                done += 1
            sources = sources[done:]


def _colour(group: BriefGroup) -> str:
    return {"supports": LIGHT.supports[0], "objects_to": LIGHT.objects_to[0]}.get(group.heading, LIGHT.side[0])
