"""Copies as PDF: the text of each page, as pypdf gives it, without running heads, running feet and page numbers.

These come between the halves of a sentence that continues on the next page. A line at the top or bottom that occurs
on other pages too, apart from figures, is left out. Lines are all that is known of paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from argmap.evidence.copy_text import CopyBuilder, CopyText

AT_AN_EDGE = 3
"""Lines from the top and from the bottom among which heads and feet are looked for."""

SEEN_AGAIN = 3
"""Pages on which a line at the edge is a running head or foot; all pages where there are fewer."""

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_EDGE = r"[\s\-–—|·•]*"
_ONLY_NUMBER = re.compile(
    rf"{_EDGE}(?:page|seite|p\.?)?\s*(\d{{1,5}}|[ivxlc]{{1,7}})(?:\s*(?:of|/|von|sur)\s*\d+)?{_EDGE}$", re.IGNORECASE
)


def copy_of_pages(pages: Sequence[tuple[str | None, str]]) -> CopyText:
    """The copy in the pages of a PDF file, each its label, if it has one, and its text."""
    lines = [[line.rstrip() for line in text.split("\n") if line.strip()] for _, text in pages]
    edges = [[*page[:AT_AN_EDGE], *page[-AT_AN_EDGE:]] for page in lines]
    repeated = Counter(key for page in edges for key in set(map(_key, page)))
    enough = max(min(SEEN_AGAIN, len(pages)), 2)
    made = CopyBuilder("pdf")
    for (label, _), page in zip(pages, lines, strict=True):
        around = [_around(one, repeated, enough) for one in (page, page[::-1])]
        numbers = [
            number for line in (*page[: around[0]], *page[len(page) - around[1] :]) for number in _number(line)
        ]
        made.page(label or next(iter(numbers), None))
        # A page goes on with the sentence of the page before, as the next line does.
        made.block("\n".join(map(_clean, page[around[0] : len(page) - around[1]])), goes_on=True)
    return made.built()


def _around(lines: Sequence[str], repeated: Counter[str], enough: int) -> int:
    """How many lines from the first one on are a running head or foot, or a page number."""
    seen: set[str] = set()
    for place, line in enumerate(lines[:AT_AN_EDGE]):
        again = repeated[_key(line)] >= enough and _key(line) not in seen  # a title may be the head of its own page
        if not again and not _number(line):
            return place
        seen.add(_key(line))
    return min(AT_AN_EDGE, len(lines))


def _number(line: str) -> list[str]:
    """The number of a page, where the line is nothing else."""
    found = _ONLY_NUMBER.match(line) if len(line) < 60 else None
    return [found[1]] if found else []


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _clean(line: str) -> str:
    return "".join(char for char in line if unicodedata.category(char) not in {"Cc", "Co", "Cs"} or char == "\t")
