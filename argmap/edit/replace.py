"""Find and replace in the texts of a map.

Texts are what the authors of the map wrote for people. Quotes are the words of others and stay as they are, and so do
ids, tags, dates, locations, schemes, web addresses and paths.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeVar, cast

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


class Replacement(NamedTuple):
    """A text with its words replaced: the part and its field, the text before and after, and how often."""

    part: Part
    field: str
    before: str
    after: str
    places: int


def replace_texts(
    map: Map, find: str, put: str, *, whole_words: bool = False, match_case: bool = True
) -> tuple[Map, list[Replacement]]:
    """The map with ``put`` for each ``find`` in its texts, and the texts that changed, in file order.

    A space in ``find`` matches a line break too. Raises MapError for a blank ``find``, and where a text would become
    empty or a short text too long.
    """
    if not find.strip():
        raise MapError("Enter the words to find.")
    pattern = r"\s+".join(re.escape(word) for word in find.split())
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    made: list[Replacement] = []
    wanted = re.compile(pattern, 0 if match_case else re.IGNORECASE)
    return _replaced(map, wanted, put, made), made


def _replaced(part: P, wanted: re.Pattern[str], put: str, made: list[Replacement]) -> P:
    """A part with the words replaced in it and in its own parts; the same object where there are none."""
    changes: dict[str, object] = {}
    for field in TEXTS.get(type(part), ()):
        before = cast("str | None", getattr(part, field))
        if before is None:
            continue
        after, count = wanted.subn(lambda _: put, before)
        if after != before:
            _refuse_unfit(field, before, after)
            changes[field] = after
            made.append(Replacement(part, field, before, after, count))
    for field in _PARTS.get(type(part), ()):
        parts = cast("tuple[Part, ...]", getattr(part, field))
        new = tuple(_replaced(one, wanted, put, made) for one in parts)
        if any(one is not other for one, other in zip(new, parts, strict=True)):
            changes[field] = new
    return rebuilt(part, **changes) if changes else part


def _refuse_unfit(field: str, before: str, after: str) -> None:
    if not after.strip():
        raise MapError(f"“{before}” would become empty.")
    if field == "short" and len(after) > MAX_SHORT >= len(before):
        raise MapError(f"The short text “{after}” would have more than {MAX_SHORT} characters.")
