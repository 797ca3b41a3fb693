"""Find and replace in the texts of a map.

Texts are what the authors of the map wrote for people. Quotes are the words of others and stay as they are, and so do
ids, tags, dates, locations, schemes, web addresses and paths.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple, TypeVar, cast

from argmap.excerpt import excerpt
from argmap.model.findings import MapError
from argmap.model.types import MAX_SHORT, Claim, Map, Part, Reason, Side, Source, Stakeholder, Tension, rebuilt

P = TypeVar("P", bound=Part)

TEXTS: Mapping[type[Part], tuple[str, ...]] = {
    Map: ("title", "question", "summary"),
    Tension: ("title", "question"),
    Side: ("title", "short"),
    Stakeholder: ("name", "short", "kind", "interests"),
    Claim: ("text", "short", "note"),
    Reason: ("note",),
    Source: ("title", "short", "author", "publisher"),
}
"""The fields of each kind of part in which words are replaced."""

_PARTS: Mapping[type[Part], tuple[str, ...]] = {
    Map: ("tensions", "stakeholders", "claims", "sources"),
    Tension: ("sides",),
    Claim: ("reasons",),
}


class Wanted(NamedTuple):
    """What is looked for, whether only as whole words, and the numbers of the places that are meant; None for all."""

    pattern: re.Pattern[str]
    whole_words: bool
    only: Container[int] | None
    numbers: Iterator[int]
    """Counts the places."""


Place = tuple[int, int]
"""Where words are in a text, from and before."""


class Replacement(NamedTuple):
    """A text with its words replaced: the part and its field, the text before and after, and where it changed."""

    part: Part
    field: str
    before: str
    after: str
    places: tuple[Place, ...]
    """In the text before, in order."""


def replace_texts(
    map: Map,
    find: str,
    put: str,
    *,
    whole_words: bool = False,
    match_case: bool = True,
    only: Container[int] | None = None,
) -> tuple[Map, list[Replacement]]:
    """The map with ``put`` for each ``find`` in its texts, and the texts that changed, in file order.

    With ``only`` just those places change whose numbers it has: they count from 0, all places of all texts in order.

    A space in ``find`` matches a line break too, and a letter with an accent matches both ways to write it (as one
    character or two). No letter is torn from its marks. Raises MapError for a blank ``find``, and where a text would
    become empty or a short text too long.
    """
    if not find.strip():
        raise MapError("Enter the words to find.")
    pattern = r"\s+".join(
        "".join(_either_way(char) for char in unicodedata.normalize("NFC", word)) for word in find.split()
    )
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    made: list[Replacement] = []
    wanted = Wanted(re.compile(pattern, 0 if match_case else re.IGNORECASE), whole_words, only, count())
    return _replaced(map, wanted, put, made), made


def _either_way(char: str) -> str:
    """A pattern for a character as it is, and with its marks as characters of their own."""
    apart = unicodedata.normalize("NFD", char)
    return re.escape(char) if apart == char else f"(?:{re.escape(char)}|{re.escape(apart)})"


def _replaced(part: P, wanted: Wanted, put: str, made: list[Replacement]) -> P:
    """A part with the words replaced in it and in its own parts; the same object where there are none."""
    changes: dict[str, object] = {}
    for field in TEXTS.get(type(part), ()):
        before = cast("str | None", getattr(part, field))
        if before is None:
            continue
        found = (place for place in _places(wanted, before) if before[slice(*place)] != put)
        places = tuple(place for place in found if _is_meant(wanted))
        after = with_words(put, before, places)
        if after != before:
            _refuse_unfit(part, field, before, after)
            changes[field] = after
            made.append(Replacement(part, field, before, after, places))
    for field in _PARTS.get(type(part), ()):
        parts = cast("tuple[Part, ...]", getattr(part, field))
        new = tuple(_replaced(one, wanted, put, made) for one in parts)
        if any(one is not other for one, other in zip(new, parts, strict=True)):
            changes[field] = new
    return rebuilt(part, **changes) if changes else part


def _is_meant(wanted: Wanted) -> bool:
    """Whether the next place is to change."""
    number = next(wanted.numbers)
    return wanted.only is None or number in wanted.only


def _places(wanted: Wanted, text: str) -> Iterator[Place]:
    """Where the words are, from and before; not where that would tear a character from its marks.

    Whole words begin after no letter with its marks; regular expressions do not count marks as parts of words.
    """
    at = 0
    while found := wanted.pattern.search(text, at):
        start, end = found.span()
        is_torn = _goes_on(text, start) or _goes_on(text, end)
        is_torn |= wanted.whole_words and start > 0 and _is_mark(text[start - 1])
        if not is_torn:
            yield start, end
        at = start + 1 if is_torn else end


def _goes_on(text: str, at: int) -> bool:
    """Whether what is before a place and what is there are shown as one character."""
    return 0 < at < len(text) and (text[at - 1] == _JOINER or _extends(text[at]))


_JOINER = "\u200d"


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before: a mark, a joiner, a variation selector, a skin tone, a tag."""
    return (
        _is_mark(char)
        or "\ufe00" <= char <= "\ufe0f"
        or char in "\u200c\u200d"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _is_mark(char: str) -> bool:
    """Whether a character is an accent or a vowel sign of the letter before it."""
    return unicodedata.category(char) in {"Mn", "Me", "Mc"} and not "\ufe00" <= char <= "\ufe0f"


def with_words(put: str, text: str, places: Sequence[Place]) -> str:
    """A text with ``put`` in these places, which come in order."""
    for start, end in reversed(places):
        text = text[:start] + put + text[end:]
    return text


def _refuse_unfit(part: Part, field: str, before: str, after: str) -> None:
    if not after.strip():
        raise MapError(f"{_named(part, field, before)} would become empty.")
    if field == "short" and len(after) > MAX_SHORT >= len(before):
        raise MapError(f"{_named(part, field, before)} would have more than {MAX_SHORT} characters.")


def _named(part: Part, field: str, text: str) -> str:
    """A text by its field and what it belongs to: ``The short text “Air” of the claim “The air gets cleaner.”``."""
    kind, named_by = "link" if isinstance(part, Reason) else type(part).__name__.lower(), TEXTS[type(part)][0]
    named = "" if field == named_by else f" “{excerpt(str(getattr(part, named_by)), 40)}”"
    owner = f"{'the' if named else 'a'} {kind}{named}"
    shown = text if len(text) <= MAX_SHORT else f"{text[:MAX_SHORT]}…"
    return f"The {'short text' if field == 'short' else field} “{shown}” of {owner}"
