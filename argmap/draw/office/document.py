"""A map as a Word document: its numbered brief, who holds what, and its sources; quotes are footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from argmap.draw.links import web_link
from argmap.draw.office.markup import Paragraph, element, table
from argmap.draw.office.package import THEMES, missing
from argmap.draw.office.styles import LEVELS, lead_style, set_up
from argmap.excerpt import told_again
from argmap.interchange.zip_archives import undated
from argmap.model.index import Index
from argmap.model.names import source_parts, source_place, tension_name
from argmap.model.types import Claim, Source
from argmap.semantics.wording import whole_name
from argmap.views.brief import (
    AGAINST,
    FOR,
    Brief,
    BriefGroup,
    BriefRow,
    BriefSection,
    Held,
    brief,
    citations_of,
    cross_links,
    heading,
    holders,
    in_reading_order,
    lead,
    position_note,
    side_title,
)
from argmap.views.sides import claims_by_side
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import citation_said, citations, is_quoted
from argmap.vocabulary import ASSUMED, NO_CLAIMS, NO_MARKS, QuotationMarks, capital

if TYPE_CHECKING:
    from docx.document import Document

WIDTH = 9_070
"""Of the text, in twentieths of a point: A4 with margins of 2.5 cm."""


def write_docx(index: Index, marks: QuotationMarks = NO_MARKS) -> bytes:
    """The document, the same bytes for the same map and ``marks`` of its quotations.

    Raises MapError when python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise missing("Word documents", "python-docx") from error
    document = docx.Document()
    set_up(document, index)
    _Writer(document, index, marks).write()
    data = io.BytesIO()
    document.save(data)
    return undated(data.getvalue(), THEMES)


class _Writer:
    def __init__(self, document: Document, index: Index, marks: QuotationMarks) -> None:
        self._document, self._marks = document, marks
        self._index = index
        self._brief: Brief = brief(index)
        self._numbers = source_numbers(index)
        self._notes: list[str] = []
        self._named: set[str] = set()
        """The sources that a note names; later ones have their numbers."""
        self._end: Any = document.element.body.find(element("sectPr").tag)

    def write(self) -> None:
        """Fill the document."""
        map = self._index.map
        self._add(Paragraph("Title", map.title))
        if map.question:
            self._add(Paragraph("Subtitle", map.question))
        for part in (map.summary or "").split("\n"):
            if part.strip():
                self._add(Paragraph("BodyText", part))
        for section in self._brief.sections:
            self._section(section)
        self._tensions()
        self._stakeholders()
        self._sources()
        if self._notes:
            _add_footnotes(self._document, self._notes)

    def _add(self, paragraph: Paragraph, *, keep: bool = False) -> None:
        self._end.addprevious(paragraph.made(keep=keep))

    def _add_table(self, widths: list[int], rows: list[list[list[Paragraph]]], caption: str) -> None:
        self._end.addprevious(table(widths, rows, caption))

    # The brief

    def _section(self, section: BriefSection) -> None:
        self._add(Paragraph("Heading1", heading(self._index, self._brief, section)))
        if section.claim is not None:
            paragraph = Paragraph("MainClaim", section.claim.text)
            self._on_record(paragraph, section.claim, cross_links(section.also))
            self._add(paragraph)
        for group in section.groups:
            title = self._group_title(section, group)
            if title:
                self._add(Paragraph("Heading2", title))
            for row, level in in_reading_order(group.rows):
                self._row(row, level == 0)

    def _group_title(self, section: BriefSection, group: BriefGroup) -> str:
        if group.heading:
            return FOR if group.heading == "supports" else AGAINST
        return side_title(self._index, section.tension, group.side) if section.tension is not None else ""

    def _row(self, row: BriefRow, is_top: bool) -> None:
        level = min(row.number.count("."), LEVELS - 1)
        paragraph = Paragraph(f"Claim{level + 1}").add(row.number, style="Number").tab()
        if word := lead(row, headed=is_top):
            paragraph.add(f"{word} ", style=lead_style(row))
        paragraph.add(row.claim.text)
        self._on_record(paragraph, row.claim, cross_links(row.also, row.together))
        self._add(paragraph)

    def _on_record(self, paragraph: Paragraph, claim: Claim, aside: str) -> None:
        """Additions to a claim's text: notes on what it cites, who has a position on it, its other parents."""
        cited, note = citations_of(self._index, claim, self._numbers, self._marks, self._named)
        if cited:
            paragraph.add(f" {cited}", style="Number")
        self._named.update(one.source for one, _ in citations(claim) if citation_said(one, self._marks))
        self._note(paragraph, note)
        if claim.assumed:
            paragraph.add(f" ({ASSUMED})", style="Aside")
        for held in holders(self._index, claim):
            with paragraph.sentence() as before:
                self._held(paragraph, held, f"{before}{held.sign} {held.stance}: ")
        if aside:
            with paragraph.sentence() as before:
                paragraph.add(f"{before}({aside})", style="Aside")

    def _held(self, paragraph: Paragraph, held: Held, before: str) -> None:
        """Who takes one stance on a claim, after the words ``before`` them."""
        for name, position in held.names:
            paragraph.add_part(name, style="Holder", before=before)
            self._note(paragraph, position_note(self._index, position, self._numbers, self._marks, self._named))
            if position.source and is_quoted(position):
                self._named.add(position.source)
            before = ", "

    def _note(self, paragraph: Paragraph, text: str) -> None:
        if text:
            self._notes.append(text)
            paragraph.note(len(self._notes))

    # What follows the brief

    def _tensions(self) -> None:
        tensions = self._index.map.tensions
        if tensions:
            self._add(Paragraph("Heading1", "Tensions"))
        for tension in tensions:
            name = tension_name(tension)
            self._add(Paragraph("Heading2", name))
            if tension.question and tension.question != name:
                self._add(Paragraph("BodyText", tension.question), keep=True)
            by_side = claims_by_side(self._index, tension)
            if not by_side:
                self._add(Paragraph("BodyText", capital(NO_CLAIMS)))
                continue
            rows = [[[Paragraph("TableHead", title)] for title in ("Side", "Claims")]]
            for side, claims in by_side.items():
                title = Paragraph("TableText", side_title(self._index, tension.id, side))
                rows.append([[title], self._references(claims)])
            self._add_table([WIDTH // 3, WIDTH - WIDTH // 3], rows, f"Sides of the tension: {name}")

    def _references(self, claims: Iterable[Claim]) -> list[Paragraph]:
        """Claims by number and text, a paragraph each."""
        found = [
            Paragraph("TableText").add(self._brief.numbers[one.id], style="Number").add(f" {told_again(one.text)}")
            for one in claims
        ]
        return found or [Paragraph("TableText", capital(NO_CLAIMS))]

    def _stakeholders(self) -> None:
        index = self._index
        holding = [one for one in index.map.stakeholders if index.positions_of.get(one.id)]
        if not holding:
            return
        self._add(Paragraph("Heading1", "Positions"))
        heads = ("Stakeholder", "Agrees with", "Disagrees with", "Mixed views on")
        rows = [[[Paragraph("TableHead", head)] for head in heads]]
        for one in holding:
            cells = [[Paragraph("TableText", whole_name(index, one.id))]]
            for stance in ("agrees", "disagrees", "mixed"):
                some = [claim for claim, position in index.positions_of[one.id] if position.stance == stance]
                numbers = ", ".join(self._brief.numbers[claim.id] for claim in some)
                cells.append([Paragraph("TableText", numbers or "–")])
            rows.append(cells)
        quarter = WIDTH // 5
        self._add_table([WIDTH - 3 * quarter, *[quarter] * 3], rows, "Who agrees and disagrees with which claims")

    def _sources(self) -> None:
        if self._numbers:
            self._add(Paragraph("Heading1", "Sources"))
        for name in self._numbers:
            self._add(self._source(self._index.sources[name]))

    def _source(self, source: Source) -> Paragraph:
        from docx.opc.constants import RELATIONSHIP_TYPE

        title, *rest = source_parts(source)
        paragraph = Paragraph("Source").add(f"[{self._numbers[source.id]}]", style="Number").tab()
        if address := web_link(source.url):
            relation = self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            paragraph.link(title, relation)
        else:
            paragraph.add_part(title)
        for part in [*rest, *source_place(source)]:
            paragraph.add(", ").add_part(part)
        return paragraph


# Notes


def _add_footnotes(document: Document, notes: list[str]) -> None:
    """Add the part that holds the footnotes, numbered from 1; Word wants the two lines that separate them, too."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from lxml import etree

    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = element("p", (element("r", (element(kind),)),))
        root.append(element("footnote", (line,), id=str(number), type=kind))
    for number, text in enumerate(notes, 1):
        root.append(
            element(
                "footnote",
                (Paragraph("footnotetext").own_mark().add(f" {text}", is_ours=True).made(),),
                id=str(number),
            )
        )
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
