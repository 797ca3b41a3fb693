"""What is said of quotations and copies, in every output, and links to the very words of a web page.

A link is a text fragment (WICG "URL Fragment Text Directives", 2023): ``#:~:text=first%20words,last%20words`` makes a
browser scroll to a passage and mark it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from argmap.evidence.comparison import LIGATURES
from argmap.evidence.locations import location_of
from argmap.evidence.nearest import Near, WordChange
from argmap.evidence.quotations import Copy, Evidence, QuoteCheck
from argmap.excerpt import TOLD_AGAIN, excerpt
from argmap.model.types import Source

_PLAIN = str.maketrans(LIGATURES)
_DIVIDED = re.compile(r"(?<=[^\W\d_])(?:[-‐]\n[^\S\n]*(?=[^\W\d_])(?=[a-zß-ÿ])|([-‐])\n[^\S\n]*(?=\w))")

CONTEXT = 240
"""Characters that are shown before a passage, and after it."""

MOST_CHANGES = 3
"""The number of differences of a quote that a sentence lists."""


def difference(near: Near) -> str:
    """How a quote differs from the passage nearest to it, as a sentence."""
    if len(near.changes) > MOST_CHANGES:
        return f"It differs in {len(near.changes)} places."
    return " ".join(_change(change) for change in islice(near.changes, MOST_CHANGES))


def _change(change: WordChange) -> str:
    after = f' after "{excerpt(change.after)}"' if change.after else ""
    if change.kind == "other":
        return f'The copy has "{excerpt(change.copy)}" where the quote has "{excerpt(change.quote)}".'
    if change.kind == "added":
        return f'The copy does not have "{excerpt(change.quote)}"{after}.'
    return f'The copy also has "{excerpt(change.copy)}"{after}.'


def passage(copy: Copy, start: int, end: int, most: int = TOLD_AGAIN) -> str:
    """A passage of a copy, given as a range of its normal text, on one line, with divided words made whole."""
    assert copy.text is not None
    first, last = copy.span(start, end)
    return excerpt(whole_words(copy.text.text[first:last]), most)


def whole_words(text: str) -> str:
    """A text without line ends and ligatures, and with words whole that were divided at line ends."""
    return " ".join(_DIVIDED.sub(r"\1", text.translate(_PLAIN).replace("\u00ad\n", "")).split())


def place_of(copy: Copy, start: int, end: int) -> str:
    """The location of a passage, given as a range of the normal text, in words; empty where it has none."""
    locator = locator_of(copy, start, end)
    is_heading = copy.text is not None and any(one.text == locator for one in copy.text.headings)
    return f"“{excerpt(locator)}”" if is_heading else locator


def locator_of(copy: Copy, start: int, end: int) -> str:
    """The location of a passage, given as a range of the normal text, as citations have it; empty without one."""
    return (copy.text and location_of(copy.text, *copy.span(start, end))) or ""


def listed_words(words: Sequence[str], most: int = 4) -> str:
    """``"not", "47" and 2 more``."""
    shown = [f'"{word}"' for word in words[:most]]
    shown += [f"{len(words) - most} more"] if len(words) > most else []
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


class InContext(NamedTuple):
    """A passage with the text around it in the copy, each on one line; the sides may be empty."""

    before: str
    passage: str
    after: str


def in_context(copy: Copy, start: int, end: int, most: int = CONTEXT) -> InContext:
    """A passage, given as a range of the normal text, and up to ``most`` characters of its paragraph on each side."""
    assert copy.text is not None
    text = copy.text.text
    first, last = copy.span(start, end)
    begin = max(text.rfind("\n\n", 0, first) + 1, first - most, 0)
    finish = text.find("\n\n", last)
    finish = min(finish if finish >= 0 else len(text), last + most)
    before, after = whole_words(text[begin:first]), whole_words(text[last:finish])
    if begin == first - most:
        before = "…" + before.partition(" ")[2]
    if finish == last + most:
        after = after.rpartition(" ")[0] + "…"
    return InContext(before, whole_words(text[first:last]), after)


WHOLE = 10
"""Words of the longest passage that a link has in full; of longer ones it has some at both ends."""

AT_EACH_END = 4

_WEB = re.compile(r"https?://", re.IGNORECASE)


def fragment_link(evidence: Evidence, check: QuoteCheck, source: Source) -> str | None:
    """The web address of a source with the passage that holds a quotation; None where browsers could not follow it.

    That is so without an address of the web, for PDF files, and for a quotation that was not found.
    """
    copy = evidence.copy_of(check.quotation)
    if copy is None or copy.text is None or check.best is None or copy.text.kind == "pdf":
        return None
    if source.url is None or not _WEB.match(source.url) or "#:~:" in source.url:
        return None
    words = passage(copy, check.best.start, check.best.end, 100_000).split()
    parts = [words] if len(words) <= WHOLE else [words[:AT_EACH_END], words[-AT_EACH_END:]]
    text = ",".join(_encoded(" ".join(part)) for part in parts)
    return f"{source.url}{'' if '#' in source.url else '#'}:~:text={text}"


def _encoded(words: str) -> str:
    """Words as a part of a directive, in which commas, hyphens and ampersands have meanings."""
    return quote(words, safe="").replace("-", "%2D")
