"""Finding claims by words: every word must occur, in any order, in any case."""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.types import Claim, Tension


class Straws(NamedTuple):
    """Outline keys, in the order of the file, and the folded words of each."""

    keys: list[str]
    words: list[str]

    def holding(self, word: str) -> Straws:
        """Those whose words hold ``word``."""
        chosen = [word in words for words in self.words]
        return Straws(list(compress(self.keys, chosen)), list(compress(self.words, chosen)))


class Haystack:
    """What search looks through: the words of every tension and claim. They are put together at the first search."""

    def __init__(self, index: Index, before: Haystack | None = None) -> None:
        self.index = index
        self._before = before
        """The haystack last looked through, of a map that this one's was made from."""
        self._found: tuple[str, Straws] | None = None
        """What was looked for last, and what was found."""

    def after(self, index: Index) -> Haystack:
        """The haystack of a map made from this one's by an edit."""
        return Haystack(index, self if "_all" in self.__dict__ else self._before)

    def matches(self, query: str) -> set[str]:
        """The keys of all that hold every word of ``query``; of everything when it is blank."""
        query, found = query.casefold(), self._all
        if self._found is not None and query.startswith(self._found[0]):  # as while it is typed
            found = self._found[1]
        for word in query.split():
            found = found.holding(word)
        self._found = query, found
        return set(found.keys)

    @cached_property
    def _all(self) -> Straws:
        known, self._before = self._known(), None
        tensions, claims = self.index.map.tensions, self.index.claims
        words = [
            known[claim_id] if claim_id in known else _words_of_claim(claim) for claim_id, claim in claims.items()
        ]
        return Straws(
            [*(f"#{tension.id}" for tension in tensions), *claims], [*map(_words_of_tension, tensions), *words]
        )

    def _known(self) -> dict[str, str]:
        """The words of claims that are as they were in the haystack before."""
        if self._before is None:
            return {}
        known = dict(zip(*self._before._all, strict=True))
        change = self.index.since(self._before.index)
        for claim in (*change.gone, *change.come):
            known.pop(claim.id, None)
        return known


def _words_of_claim(claim: Claim) -> str:
    return f"{claim.text} {claim.id} {' '.join(claim.tags)}".casefold()


def _words_of_tension(tension: Tension) -> str:
    return f"{tension.title or ''} {tension.question or ''} {tension.id}".casefold()
