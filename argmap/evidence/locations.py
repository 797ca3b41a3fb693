"""What the location of a citation names in a copy: a page, a numbered or counted paragraph, a section, a heading.

Locations are free text. One that cannot be understood, or that names what a copy does not have, such as a page of a
text without pages, is not checked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from argmap.evidence.copy_text import CopyHeading, CopyText

LocationKind = Literal["page", "paragraph", "section", "heading"]

_PAGE = r"pp?|pages?|pg|s|seiten?|págs?|páginas?|pagina|blz"
_PARAGRAPH = r"paras?|paragraphs?|¶+|absatz|abs|rn|randnummer|alinéa|párrafos?"
_SECTION = r"§+|sections?|secs?|abschnitt|abschn|chapters?|ch|kapitel|kap|chapitre|chap|article|art|annex"
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,3}){0,4}|[ivxlc]{1,7}"
_PLACE = re.compile(
    rf"(?:(?P<page>{_PAGE})|(?P<paragraph>{_PARAGRAPH})|(?P<section>{_SECTION}))\.?\s*"
    rf"(?P<from>{_NUMBER})(?:\s*(?:-|–|to|bis|à)\s*(?P<to>{_NUMBER}))?(?!\w)",
    re.IGNORECASE,
)


_UNCOUNTABLE = frozenset({"pdf", "html"})
"""Kinds of copies whose paragraphs cannot be counted as readers count them, because menus and notes are paragraphs
too."""


class Location(NamedTuple):
    """A place that a location names: ``first`` and ``last`` are numbers as they are written, or the same heading."""

    kind: LocationKind
    first: str
    last: str


def locations_in(locator: str, copy: CopyText) -> list[Location]:
    """The places that a locator names, as far as it can be understood."""
    found = [
        Location(kind, one["from"], one["to"] or one["from"])
        for one in _PLACE.finditer(locator)
        for kind in ("page", "paragraph", "section")
        if one[kind] is not None
    ]
    if found:
        return found
    words = _plain(locator)
    headings = [one for one in copy.headings if words and (_plain(one.text) == words or _within(words, one.text))]
    return [Location("heading", words, words)] if headings else []


def is_at(copy: CopyText, locator: str, start: int, end: int) -> bool | None:
    """Whether a passage of a copy is where a locator says; None where that cannot be checked.

    The passage is right if every place that the locator names, and that can be checked, contains some of it.
    """
    answers = [_is_at(copy, one, start, end) for one in locations_in(locator, copy)]
    known = [answer for answer in answers if answer is not None]
    return all(known) if known else None


def location_of(copy: CopyText, start: int, end: int) -> str | None:
    """A locator for a passage: its page, else its numbered paragraph, its heading, or its paragraph by counting.

    None in a copy of a single paragraph.
    """
    first, last = copy.page_at(start), copy.page_at(max(end - 1, start))
    if first is not None and last is not None:
        names = [one.label or str(one.number) for one in (first, last)]
        return f"p. {names[0]}" if names[0] == names[1] else f"pp. {names[0]}-{names[1]}"
    heading = copy.heading_at(start)
    numbered = [
        (at, number)
        for number, starts in copy.numbers.items()
        for at in starts[: bisect_right(starts, start)][-1:]
        if end <= _end_of_numbered(copy, number, at)
    ]
    if numbered and (heading is None or max(numbered)[0] >= heading.start):
        return f"para {max(numbered)[1]}"
    if heading is not None and is_at(copy, heading.text, start, end):
        return heading.text
    counted = bisect_right(copy.body, start)
    can_be_counted = copy.kind not in _UNCOUNTABLE and len(copy.body) > 1 and str(counted) not in copy.numbers
    return f"para {counted}" if counted and can_be_counted else None


def _is_at(copy: CopyText, location: Location, start: int, end: int) -> bool | None:
    regions = list(_regions(copy, location))
    if regions:
        return any(a < end and start < b for a, b in regions)
    return None if location.kind == "heading" or not _could_have(copy, location) else False


def _could_have(copy: CopyText, location: Location) -> bool:
    """Whether the copy has places of this kind, so that a missing one is wrong."""
    if location.kind == "page":
        return bool(copy.pages)
    if location.kind == "paragraph":
        return copy.kind not in _UNCOUNTABLE and location.first.isdigit()
    return False


def _regions(copy: CopyText, location: Location) -> Iterator[tuple[int, int]]:
    if location.kind == "page":
        yield from _pages(copy, location)
    elif location.kind == "heading":
        for heading in copy.headings:
            if _plain(heading.text) == location.first or _within(location.first, heading.text):
                yield _under(copy, heading)
    else:
        yield from _numbered(copy, location)


def _pages(copy: CopyText, location: Location) -> Iterator[tuple[int, int]]:
    printed = [(page.label or "").casefold() for page in copy.pages]
    for names in (printed, [str(page.number) for page in copy.pages]):
        firsts = [place for place, name in enumerate(names) if name == location.first.casefold()]
        lasts = [place for place, name in enumerate(names) if name == location.last.casefold()]
        if firsts and lasts and lasts[-1] >= firsts[0]:
            after = copy.pages[lasts[-1] + 1].start if lasts[-1] + 1 < len(copy.pages) else len(copy.text)
            yield copy.pages[firsts[0]].start, after


def _numbered(copy: CopyText, location: Location) -> Iterator[tuple[int, int]]:
    """Sections and paragraphs that begin with a number; else, for plain numbers, paragraphs by counting."""
    if location.kind == "section":
        lasts = [_under(copy, one) for one in copy.headings if _number_of(one.text) == location.last]
        for heading in copy.headings:
            if _number_of(heading.text) == location.first:
                start, end = _under(copy, heading)
                yield start, max([end, *(after for begin, after in lasts if begin >= start)])
    firsts, lasts_at = copy.numbers.get(location.first, []), copy.numbers.get(location.last, [])
    for first in firsts:
        yield first, _end_of_numbered(copy, location.last, next((one for one in lasts_at if one >= first), first))
    if location.kind == "paragraph" and not firsts and _could_have(copy, location) and location.last.isdigit():
        number, last = int(location.first), int(location.last)
        for counted in (copy.body, copy.paragraphs):
            if 1 <= number <= last <= len(counted):
                yield counted[number - 1], counted[last] if last < len(counted) else len(copy.text)


def _end_of_numbered(copy: CopyText, number: str, start: int) -> int:
    """Where a numbered paragraph ends: at the next number of its level or of one above."""
    mine = list(map(int, number.split(".")))
    next_ones = [".".join(map(str, [*mine[:level], mine[level] + 1])) for level in range(len(mine))]
    starts = [at for one in next_ones for at in copy.numbers.get(one, ()) if at > start]
    return min(starts, default=len(copy.text))


def _under(copy: CopyText, heading: CopyHeading) -> tuple[int, int]:
    """From a heading to the next one of its level or a higher one."""
    later = (one.start for one in copy.headings if one.start > heading.start and one.level <= heading.level)
    return heading.start, next(later, len(copy.text))


def _number_of(heading: str) -> str:
    found = re.match(r"(?:\w+\s+)?(\d{1,4}(?:\.\d{1,3}){0,4})[.:)]?(?!\w)", heading)
    return found[1] if found else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" \"'“”‘’.,:;").casefold()


def _within(words: str, heading: str) -> bool:
    return len(words) >= 5 and f" {words} " in f" {_plain(heading)} "
