"""Ids for what comes in: made of the telling words of its text, the same each time the same file is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from argmap.interchange.draft import Draft, DraftClaim, DraftSource
from argmap.interchange.ledger import Ledger
from argmap.model.content_words import language_of
from argmap.model.ids import is_id, slug, unused

_SAMPLE = 200
"""Claims by which the language is told."""
_HOST = re.compile(r"(?i)[a-z][a-z+.-]*:(?://)?(?:www\.)?([^/?#]*)([^?#]*)")


class _Named(Protocol):
    id: str


AnyNamed = TypeVar("AnyNamed", bound=_Named)


class Names:
    """Gives each part of a draft an id that no other part of the map has. ``taken`` are ids in use already."""

    def __init__(self, draft: Draft, ledger: Ledger, taken: Iterable[str] = ()) -> None:
        self._ledger = ledger
        self._taken = set(taken)
        texts = [claim.text for claim in list(draft.claims.values())[:_SAMPLE]]
        self.language = draft.language or language_of([*texts, draft.title])
        parts = (draft.claims, draft.tensions, draft.stakeholders, draft.sources)
        self._given = {part.id for some in parts for part in _values(some) if is_id(part.id)} - self._taken
        self.claims = self._ids(draft.claims, self._claim)
        self.tensions = self._ids(
            draft.tensions, lambda _, tension: self._made(tension.title or tension.question, "tension")
        )
        self.stakeholders = self._ids(draft.stakeholders, lambda key, one: self._made(one.name or key, "stakeholder"))
        self.sources = self._ids(draft.sources, self._source)

    def _ids(self, parts: Mapping[str, AnyNamed], make: Callable[[str, AnyNamed], str]) -> dict[str, str]:
        found = {}
        for key, part in parts.items():
            found[key] = self._own(part.id) or make(key, part)
            self._taken.add(found[key])
        return found

    def _own(self, given: str) -> str | None:
        """The id that the file gives, if it may be one and nothing else has it."""
        if given in self._given:
            self._given.discard(given)
            return given
        return None

    def _claim(self, key: str, claim: DraftClaim) -> str:
        if claim.id:
            self._ledger.changed(claim.called, claim.place, claim.text, "it has another id, as its own cannot be one")
        if claim.name:
            named = slug(claim.name, (), "", self.language)
            if is_id(named):
                return self._free(named)
        return self._made(claim.text, "claim")

    def _source(self, key: str, source: DraftSource) -> str:
        return self._made(source.short or source.title or words_of_address(source.url or key), "source")

    def _made(self, words: str | None, fallback: str) -> str:
        return self._free(slug(words or "", (), fallback, self.language))

    def _free(self, base: str) -> str:
        return unused(base, _Either(self._taken, self._given))


class _Either:
    """Whether something is in one of two sets."""

    def __init__(self, one: set[str], two: set[str]) -> None:
        self._one, self._two = one, two

    def __contains__(self, item: object) -> bool:
        return item in self._one or item in self._two


def _values(parts: Mapping[str, AnyNamed]) -> Iterable[AnyNamed]:
    return parts.values()


def words_of_address(url: str) -> str:
    """The words that tell a web address: the site's name and the end of the path."""
    found = _HOST.match(url)
    if found is None:
        return url
    labels = found[1].split(".")
    site = " ".join(labels[:-1] if len(labels) > 1 else labels)
    ends = [part for part in found[2].split("/") if part]
    page = re.sub(r"\.\w{2,5}$", "", ends[-1]) if ends else ""
    return f"{site} {page}"
