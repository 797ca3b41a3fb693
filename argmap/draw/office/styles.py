"""The page and the styles of the Word document. Everything whose look a reader may want to change is a style."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

from argmap.draw.office.markup import Paragraph, element
from argmap.draw.theme import LIGHT
from argmap.excerpt import NAME, excerpt
from argmap.model.index import Index
from argmap.model.types import Kind
from argmap.views.brief import BriefRow
from argmap.vocabulary import RELATIONS, capital

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

LEVELS = 9
"""The number of levels that have an indent of their own; deeper rows have that of the last."""


def set_up(document: Document, index: Index) -> None:
    """Set the page, the properties of the document, and the styles."""
    from docx.shared import Mm

    map = index.map
    properties = document.core_properties
    properties.title, properties.subject = map.title[:255], (map.question or "")[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.datetime(1980, 1, 1)
    properties.language = (map.language or "en")[:255]
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = Mm(25)
    page.bottom_margin = Mm(22)
    page.footer.is_linked_to_previous = False
    footer: Any = page.footer.part.element
    footer.remove(footer[0])
    line = Paragraph("Footer", f"{excerpt(map.title, NAME)}  ·  ").field("PAGE").add(" / ").field("NUMPAGES")
    footer.append(line.made())
    _styles(document, map.language)


def _styles(document: Document, language: str | None) -> None:
    from docx.enum.text import WD_LINE_SPACING

    normal = _paragraph_style(document, "Normal", 10.5, LIGHT.ink, after=6)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    normal.paragraph_format.widow_control = True
    _set_language(normal, language)
    for name, size, before, after in (("Title", 22, 0, 4), ("Heading 1", 16, 20, 6), ("Heading 2", 13, 14, 4)):
        style = _paragraph_style(document, name, size, LIGHT.ink, before=before, after=after, bold=True)
        _remove(style, "pPr", "pBdr")
    subtitle = _paragraph_style(document, "Subtitle", 14, LIGHT.quiet, after=10)
    subtitle.font.italic = False
    _remove(subtitle, "rPr", "spacing")
    _paragraph_style(document, "Body Text", 10.5, LIGHT.ink, after=6)
    _paragraph_style(document, "Footer", 9, LIGHT.quiet)
    main = _paragraph_style(document, "Main Claim", 13, LIGHT.ink, before=4, after=8, bold=True)
    _in_box(main, LIGHT.claim[0], LIGHT.claim[1])
    for level in range(LEVELS):
        style = _paragraph_style(
            document, f"Claim {level + 1}", 10.5, LIGHT.ink, before=6 if not level else 0, after=3
        )
        style.font.bold = level == 0
        _hanging(style, level)
    _hanging(_paragraph_style(document, "Source", 10.5, LIGHT.ink, after=3), 0)
    _paragraph_style(document, "Table Head", 9.5, LIGHT.quiet, bold=True).paragraph_format.keep_with_next = True
    _paragraph_style(document, "Table Text", 9.5, LIGHT.ink, after=2)
    _paragraph_style(document, "footnote text", 8.5, LIGHT.ink, after=1)
    _character_style(document, "footnote reference", LIGHT.quiet, None, bold=False).font.superscript = True
    _character_style(document, "Hyperlink", LIGHT.claim[0], None, bold=False).font.underline = True
    _character_style(document, "Number", LIGHT.quiet, 9, bold=False)
    _character_style(document, "Holder", LIGHT.badge, 9, bold=False)
    _character_style(document, "Aside", LIGHT.quiet, 9, bold=False)
    for name, colours in (
        ("Support", LIGHT.supports),
        ("Objection", LIGHT.objects_to),
        ("Undercut", LIGHT.undercuts),
    ):
        _character_style(document, name, colours[0], None, bold=True)


def _of_kind(kind: Kind) -> str:
    return capital(RELATIONS[kind].noun)


def lead_style(row: BriefRow) -> str:
    """The style of the word before a row's text."""
    return _of_kind(row.kind) if row.kind is not None and not row.linked else "Aside"


def _paragraph_style(
    document: Document,
    name: str,
    size: float,
    ink: str,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    style = (
        styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.islower())
    )
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(ink[1:].upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    found: ParagraphStyle = style
    return found


def _character_style(document: Document, name: str, colour: str, size: float | None, *, bold: bool) -> CharacterStyle:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    style = (
        styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=name.islower())
    )
    style.font.color.rgb, style.font.bold = RGBColor.from_string(colour[1:].upper()), bold
    if size is not None:
        style.font.size = Pt(size)
    found: CharacterStyle = style
    return found


def _hanging(style: ParagraphStyle, level: int) -> None:
    """Indent a level of rows, with room for its number before the first line."""
    from docx.shared import Cm

    room, left = 0.9 + 0.25 * level, 0.45 * level
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(left + room), Cm(-room)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(left + room))


def _properties(style: ParagraphStyle, name: str) -> Any:
    from docx.oxml.ns import qn

    found: Any = style.element
    part = found.find(qn(f"w:{name}"))
    return part if part is not None else getattr(found, f"get_or_add_{name}")()


def _remove(style: ParagraphStyle, properties: Literal["pPr", "rPr"], name: str) -> None:
    """Remove what the library's own style has, such as the line below titles."""
    found = _properties(style, properties)
    for old in found.findall(element(name).tag):
        found.remove(old)


def _in_box(style: ParagraphStyle, line: str, ground: str) -> None:
    """Put a frame around a style's paragraphs, with a ground."""
    from docx.shared import Mm

    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(2)
    sides = (
        element(side, val="single", sz="8", space="6", color=line[1:].upper())
        for side in ("top", "left", "bottom", "right")
    )
    properties = _properties(style, "pPr")
    spacing = properties.find(element("spacing").tag)
    spacing.addprevious(element("pBdr", tuple(sides)))
    spacing.addprevious(element("shd", val="clear", color="auto", fill=ground[1:].upper()))


def _set_language(style: ParagraphStyle, language: str | None) -> None:
    """Set the language of all scripts; without one that of Latin script to English, in which argmap writes."""
    from docx.oxml.ns import qn

    _remove(style, "rPr", "lang")
    scripts = ("val", "eastAsia", "bidi") if language else ("val",)
    lang = element("lang")
    for script in scripts:
        lang.set(qn(f"w:{script}"), language or "en")
    _properties(style, "rPr").append(lang)
