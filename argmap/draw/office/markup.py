"""Elements of WordprocessingML that python-docx has no functions for: notes, runs in two directions, fields, tables.

Published source: ECMA-376, part 1, 17 (WordprocessingML). Texts pass :func:`argmap.escape.one_line`, after which no
character is left that XML forbids; lxml escapes the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from argmap.draw.isolation import END, FROM_LEFT, isolated, isolated_part
from argmap.draw.measure import is_right_to_left
from argmap.escape import one_line

LEFT_TO_RIGHT = "\u200e"
"""The mark that is read from the left and has no width."""

Element: TypeAlias = Any
"""An element of lxml, which names no public type for it."""


def element(name: str, children: tuple[Element, ...] = (), **attributes: str) -> Element:
    """An element of the namespace ``w``, whose attributes are of it too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Element = OxmlElement(f"w:{name}", {qn(f"w:{key}"): value for key, value in attributes.items()})
    made.extend(children)
    return made


class Paragraph:
    """A paragraph as it is written: runs of text, marks of notes, links."""

    def __init__(self, style: str, text: str = "") -> None:
        self._style = style
        self._runs: list[Element] = []
        self._reads_left = True
        self._in_sentence = False
        if text:
            self.add(text)

    def add(self, text: str, *, style: str = "", is_ours: bool = False) -> Paragraph:
        """Add a text in a style of characters. The first decides on which side the paragraph begins.

        A sentence that ``is_ours`` is read from the left, whatever it begins with.
        """
        words = one_line(text)
        lead, trail = text[:1].isspace(), text[-1:].isspace()
        words = f"{' ' if lead else ''}{words.strip()}{' ' if trail else ''}"
        right_to_left = is_right_to_left(words) and not is_ours
        if not self._runs or (right_to_left and style == "" and self._reads_left):
            self._reads_left = not right_to_left
        self._runs.append(_run(_text(words if right_to_left else isolated(words)), style, right_to_left))
        return self

    def add_part(self, text: str, *, style: str = "", before: str = "") -> Paragraph:
        """Add a text of the map within a sentence of ours, after words of ours, isolated from what is around it."""
        right_to_left = is_right_to_left(text)
        words = [before, isolated_part(text)] if before and right_to_left else [before + isolated_part(text)]
        self._runs += [_run(_text(one), style, right_to_left and one != before) for one in words]
        return self

    @contextmanager
    def sentence(self) -> Iterator[str]:
        """Keep what is added in its order from the left in a paragraph that is read from the right, on a line of its
        own: LibreOffice would divide it between its sign and its words.

        The context gives the space that the sentence begins with.
        """
        if self._reads_left:
            yield " "
            return
        self._runs.append(_run(element("br"), "", False))
        self._mark(FROM_LEFT)
        self._in_sentence = True
        yield ""
        self._in_sentence = False
        self._mark(END)

    def _mark(self, marks: str) -> None:
        """Add marks of direction, which are between runs."""
        if marks:
            self._runs.append(_run(_text(marks), "", False))

    def tab(self) -> Paragraph:
        """Go on at the next tab stop."""
        self._runs.append(_run(element("tab"), "", False))
        return self

    def note(self, number: int) -> Paragraph:
        """Add the mark of a footnote."""
        self._runs.append(_run(element("footnoteReference", id=str(number)), "footnotereference", False))
        if self._in_sentence:  # LibreOffice gives the mark of a note the direction of what follows
            self._mark(LEFT_TO_RIGHT)
        return self

    def own_mark(self) -> Paragraph:
        """Add the mark of the footnote that the paragraph is in."""
        self._runs.append(_run(element("footnoteRef"), "footnotereference", False))
        return self

    def link(self, text: str, relation: str) -> Paragraph:
        """Add a link to what the document has under the id ``relation``."""
        from docx.oxml.ns import qn

        words, isolate = one_line(text), isolated_part(text)
        before, after = (isolate[0], isolate[-1]) if isolate != words else ("", "")
        link = element("hyperlink", (_run(_text(words), "Hyperlink", is_right_to_left(text)),), history="1")
        link.set(qn("r:id"), relation)
        # Outside of the link: LibreOffice would draw what follows as part of it.
        self._mark(before)
        self._runs.append(link)
        self._mark(after)
        return self

    def field(self, code: str) -> Paragraph:
        """Add a value that Word computes, such as the number of the page."""
        self._runs.append(element("fldSimple", (_run(_text("1"), "", False),), instr=code))
        return self

    def made(self, *, keep: bool = False) -> Element:
        """The element. ``keep`` holds it on one page with what follows."""
        properties = [element("pStyle", val=self._style)] + ([element("keepNext")] if keep else [])
        if not self._reads_left:
            properties.append(element("bidi"))
        return element("p", (element("pPr", tuple(properties)), *self._runs))


def _text(text: str) -> Element:
    made = element("t")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = text
    return made


def _run(content: Element, style: str, right_to_left: bool) -> Element:
    properties = ([element("rStyle", val=style)] if style else []) + ([element("rtl")] if right_to_left else [])
    return element("r", ((element("rPr", tuple(properties)),) if properties else ()) + (content,))


KEPT_TOGETHER = 8
"""Rows of a table that is not divided between pages."""


def table(widths: list[int], rows: list[list[list[Paragraph]]], caption: str) -> Element:
    """A table whose first row is its head, which is repeated on each page. A cell is a list of paragraphs; widths are
    twentieths of a point. ``caption`` says to those who cannot see it what it is.
    """
    borders = [
        element(side, val="single", sz="4", space="0", color="C9CED6") for side in ("top", "bottom", "insideH")
    ]
    margins = [element(side, w=size, type="dxa") for side, size in (("top", "60"), ("bottom", "60"))]
    properties = element(
        "tblPr",
        (
            element("tblW", w=str(sum(widths)), type="dxa"),
            element("tblBorders", tuple(borders)),
            element("tblLayout", type="fixed"),
            element("tblCellMar", tuple(margins)),
            element("tblLook", val="0020", firstRow="1"),
            element("tblCaption", val=one_line(caption)),
        ),
    )
    grid = element("tblGrid", tuple(element("gridCol", w=str(width)) for width in widths))
    kept = len(rows) - 1 if len(rows) <= KEPT_TOGETHER else 1
    made = (_row(widths, row, is_head=place == 0, keep=place < kept) for place, row in enumerate(rows))
    return element("tbl", (properties, grid, *made))


def _row(widths: list[int], cells: list[list[Paragraph]], *, is_head: bool, keep: bool) -> Element:
    properties = [element("cantSplit")] + ([element("tblHeader")] if is_head else [])
    made = []
    for width, paragraphs in zip(widths, cells, strict=True):
        cell = element("tcPr", (element("tcW", w=str(width), type="dxa"),))
        made.append(element("tc", (cell, *(paragraph.made(keep=keep) for paragraph in paragraphs))))
    return element("tr", (element("trPr", tuple(properties)), *made))
