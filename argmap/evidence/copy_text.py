"""The text of a copy of a source, with its pages, paragraphs and headings.

Everything is addressed by offsets into :attr:`CopyText.text`, in characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from argmap.model.findings import MapError

CopyKind = Literal["text", "markdown", "html", "docx", "pdf"]

LARGEST_COPY = 64 * 2**20
"""Bytes of a copy. A scanned report of several hundred pages has less."""

LONGEST_COPY_TEXT = 20_000_000
"""Characters of a copy's text: ten times the longest inquiry reports in one volume."""

_NUMBERED = re.compile(r"^[(\[]?(\d{1,4}(?:\.\d{1,3}){1,4}|\d{1,4}(?=[.)\]:]))[.)\]:]?(?=\s)", re.MULTILINE)


class CopyUnreadable(MapError):
    """A copy that cannot be read; the message says why and what to do, without the file's name."""


class NoPdfReader(CopyUnreadable):
    """The package that reads PDF files is not installed."""


class Page(NamedTuple):
    """A page: where it starts, its number from 1, and the number printed or labelled on it, where that is known."""

    start: int
    number: int
    label: str | None = None


class CopyHeading(NamedTuple):
    """A heading: where it starts, its level from 1, and its words."""

    start: int
    level: int
    text: str


@dataclass(frozen=True)
class CopyText:
    """The text of a copy in NFC, a block to a paragraph with an empty line between, lines as they are printed."""

    kind: CopyKind
    text: str
    pages: tuple[Page, ...] = ()
    paragraphs: tuple[int, ...] = ()
    """Where each paragraph starts, headings among them."""
    headings: tuple[CopyHeading, ...] = ()

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """The starts of paragraphs that begin with a number such as ``6.`` or ``3.1``, by that number; in PDF files,
        where lines are all that is known, of such lines.
        """
        found: dict[str, list[int]] = {}
        at_starts = (_NUMBERED.match(self.text, start) for start in self.paragraphs)
        for numbered in _NUMBERED.finditer(self.text) if self.kind == "pdf" else at_starts:
            if numbered is not None:
                found.setdefault(numbered[1], []).append(numbered.start())
        return found

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Where each paragraph starts that is not a heading."""
        headings = {heading.start for heading in self.headings}
        return tuple(start for start in self.paragraphs if start not in headings)

    def page_at(self, offset: int) -> Page | None:
        """The page of an offset; None where the copy has no pages."""
        place = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[place] if place >= 0 else None

    def heading_at(self, offset: int) -> CopyHeading | None:
        """The nearest heading at or before an offset."""
        place = bisect_right(self.headings, offset, key=lambda heading: heading.start) - 1
        return self.headings[place] if place >= 0 else None


@dataclass
class CopyBuilder:
    """Puts the text of a copy together, block by block.

    Raises CopyUnreadable when the text becomes longer than :data:`LONGEST_COPY_TEXT`.
    """

    kind: CopyKind
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _pages: list[Page] = field(default_factory=list)
    _paragraphs: list[int] = field(default_factory=list)
    _headings: list[CopyHeading] = field(default_factory=list)

    def page(self, label: str | None = None) -> None:
        """Begin a page."""
        self._pages.append(Page(self._length, len(self._pages) + 1, label))

    def block(self, text: str, heading: int = 0, goes_on: bool = False) -> None:
        """Add a paragraph, or a heading of a level. ``goes_on`` continues the paragraph before on a new line."""
        text = unicodedata.normalize("NFC", text).strip("\n")
        if not text.strip():
            return
        if goes_on and self._length:
            self._parts[-1] = "\n"
            self._pages = [one._replace(start=min(one.start, self._length - 1)) for one in self._pages]
            self._length -= 1
        else:
            self._paragraphs.append(self._length)
            if heading:
                self._headings.append(CopyHeading(self._length, heading, " ".join(text.split())))
        self._parts += [text, "\n\n"]
        self._length += len(text) + 2
        if self._length > LONGEST_COPY_TEXT:
            raise CopyUnreadable(
                f"It has more than {LONGEST_COPY_TEXT // 1_000_000} million characters of text. Divide it."
            )

    def built(self) -> CopyText:
        """The text with its structure."""
        pages = tuple(page._replace(start=min(page.start, self._length)) for page in self._pages)
        return CopyText(self.kind, "".join(self._parts), pages, tuple(self._paragraphs), tuple(self._headings))
