"""Finding claims by words: every word must occur, in any order, in any case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.model.index import Index
from argmap.model.touched import touched
from argmap.model.types import Claim, Tension


@dataclass(frozen=True)
class Haystack:
    """The folded words of every claim and tension, by outline key."""

    index: Index
    words: Mapping[str, str]

    @classmethod
    def build(cls, index: Index) -> Haystack:
        """The haystack of a whole map."""
        words = {f"#{tension.id}": _words_of_tension(tension) for tension in index.map.tensions}
        for claim_id, claim in index.claims.items():
            words[claim_id] = _words_of_claim(claim)
        return cls(index, words)

    def after(self, index: Index) -> Haystack:
        """The haystack of a map made from this one's by an edit."""
        change = touched(self.index.map, index.map)
        words = {**self.words}
        for claim in change.gone:
            words.pop(claim.id, None)
        words.update((claim.id, _words_of_claim(claim)) for claim in change.come)
        if self.index.map.tensions is not index.map.tensions:
            for tension in self.index.map.tensions:
                words.pop(f"#{tension.id}", None)
            words.update((f"#{tension.id}", _words_of_tension(tension)) for tension in index.map.tensions)
        return Haystack(index, words)

    def matches(self, query: str) -> set[str]:
        """The keys of all that hold every word of ``query``; of everything when it is blank."""
        found = list(self.words)
        for word in query.casefold().split():
            words = self.words
            found = [key for key in found if word in words[key]]
        return set(found)


def _words_of_claim(claim: Claim) -> str:
    return f"{claim.text} {claim.id} {' '.join(claim.tags)}".casefold()


def _words_of_tension(tension: Tension) -> str:
    return f"{tension.title or ''} {tension.question or ''} {tension.id}".casefold()
