"""Automatic fixes of problems that have one safe answer. Decisions are left to people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from argmap.check.characters import hides_something, visible
from argmap.check.dates import meant_date, span_of
from argmap.check.settings import NO_SETTINGS, Settings
from argmap.escape import BIDI_CONTROLS
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Part, Reason, rebuilt

Some = TypeVar("Some", bound=Part)
Change = Callable[[str, str], str]
"""Name of a field, its text -> the corrected text."""


class Fix(NamedTuple):
    """A fix: the code whose findings it answers, its description, and the function that makes it."""

    code: str
    name: str
    what: str
    mend: Callable[[Map], Map]


def mend(map: Map, settings: Settings = NO_SETTINGS) -> tuple[Map, tuple[str, ...]]:
    """The map with all wanted fixes, and a sentence for each fix that changed something."""
    done = []
    for fix in FIXES:
        if settings.wants(fix.code, fix.name):
            mended = fix.mend(map)
            if mended != map:
                done.append(f"{fix.code}: {fix.what}")
                map = mended
    return map, tuple(done)


def _dates(map: Map) -> Map:
    def change(name: str, text: str) -> str:
        return meant_date(text) or text if name in {"date", "accessed"} and span_of(text) is None else text

    return _changed(map, change)


def _without_reordering(map: Map) -> Map:
    def change(_: str, text: str) -> str:
        plain = "".join(char for char in text if char not in BIDI_CONTROLS)
        return text if plain == text or _is_right_to_left(plain) else plain

    return _changed(map, change)


def _is_right_to_left(text: str) -> bool:
    """Whether the text has characters of a right-to-left script, which may need bidi controls."""
    return any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def _without_hidden(map: Map) -> Map:
    return _changed(map, lambda _, text: visible(text) if hides_something(text) else text)


def _without_self_links(map: Map) -> Map:
    def mended(reason: Reason) -> Reason:
        linked = tuple(one for one in dict.fromkeys(reason.linked) if one != reason.premise)
        return reason if linked == reason.linked else rebuilt(reason, linked=linked)

    return _with_claims(map, lambda claim: rebuilt(claim, reasons=_each(claim, mended)))


def _each(claim: Claim, change: Callable[[Reason], Reason]) -> tuple[Reason, ...]:
    return tuple(change(reason) for reason in claim.reasons)


def _without_repeated_reasons(map: Map) -> Map:
    """The claim without repeated links, except those that have a note or citations of their own or are undercut."""
    aimed_at = Index.build(map).reasons_for
    seen: set[tuple[frozenset[str], str, str]] = set()

    def is_copy(reason: Reason) -> bool:
        key = (frozenset(reason.premises), reason.kind, reason.target)
        is_later = key in seen
        seen.add(key)
        return is_later and not (reason.note or reason.sources or reason.address in aimed_at)

    return _with_claims(
        map, lambda claim: rebuilt(claim, reasons=tuple(one for one in claim.reasons if not is_copy(one)))
    )


def _without_repeated_citations(map: Map) -> Map:
    def once(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(citations))

    def mended(reason: Reason) -> Reason:
        return reason if not reason.sources else rebuilt(reason, sources=once(reason.sources))

    return _with_claims(map, lambda claim: rebuilt(claim, sources=once(claim.sources), reasons=_each(claim, mended)))


def _with_claims(map: Map, change: Callable[[Claim], Claim]) -> Map:
    return rebuilt(map, claims=tuple(change(claim) for claim in map.claims))


_NO_PROSE = re.compile(r"id|source|stakeholder|premise|kind|target|linked|tension|side|part_of|stance|power|interest")


def _changed(part: Some, change: Change) -> Some:
    """``part`` with ``change`` applied to all free texts; a text that would become empty stays."""

    def changed(name: str, value: object) -> object:
        if isinstance(value, Part):
            return _changed(value, change)
        if isinstance(value, tuple):
            return tuple(changed(name, one) for one in value)
        if not isinstance(value, str) or _NO_PROSE.fullmatch(name):
            return value
        text = change(name, value)
        return text if text.strip() else value

    return rebuilt(part, **{name: changed(name, value) for name, value in part.items()})


FIXES: tuple[Fix, ...] = (
    Fix("AM030", "reordering-character", "deleted characters that reorder text.", _without_reordering),
    Fix("AM110", "reason-for-itself", "removed claims from their own linked premises.", _without_self_links),
    Fix("AM111", "same-reason-twice", "deleted repeated links.", _without_repeated_reasons),
    Fix("AM116", "malformed-date", "changed dates to ISO 8601 (YYYY-MM-DD).", _dates),
    Fix("AM307", "invisible-characters", "deleted invisible characters.", _without_hidden),
    Fix("AM309", "repeated-citation", "deleted repeated citations.", _without_repeated_citations),
)
"""Every fix, in the order in which they are applied."""
