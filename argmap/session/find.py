"""Finding claims by words: every word must occur, in any order, in any case."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from argmap.model.index import Index
from argmap.model.types import Claim, Tension


@dataclass(frozen=True)
class Haystack:
    """The folded words of every tension and claim, by outline key, in the order of the file."""

    index: Index
    keys: list[str]
    words: list[str]

    @classmethod
    def build(cls, index: Index) -> Haystack:
        """The haystack of a whole map."""
        tensions = index.map.tensions
        keys = [*(f"#{tension.id}" for tension in tensions), *index.claims]
        words = [*map(_words_of_tension, tensions), *map(_words_of_claim, index.claims.values())]
        return cls(index, keys, words)

    def after(self, index: Index) -> Haystack:
        """The haystack of a map made from this one's by an edit."""
        known = dict(zip(self.keys, self.words, strict=True))
        known.update((claim.id, _words_of_claim(claim)) for claim in index.since(self.index).come)
        tensions = index.map.tensions
        keys = [*(f"#{tension.id}" for tension in tensions), *index.claims]
        words = [*map(_words_of_tension, tensions), *(known[claim_id] for claim_id in index.claims)]
        return Haystack(index, keys, words)

    def matches(self, query: str) -> set[str]:
        """The keys of all that hold every word of ``query``; of everything when it is blank."""
        keys, words = self.keys, self.words
        for word in query.casefold().split():
            chosen = [word in words_of for words_of in words]
            keys, words = list(compress(keys, chosen)), list(compress(words, chosen))
        return set(keys)


def _words_of_claim(claim: Claim) -> str:
    return f"{claim.text} {claim.id} {' '.join(claim.tags)}".casefold()


def _words_of_tension(tension: Tension) -> str:
    return f"{tension.title or ''} {tension.question or ''} {tension.id}".casefold()
