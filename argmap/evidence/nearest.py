"""The passage of a copy that is nearest to a quote which the copy does not hold, and how their words differ.

It is shown and never accepted. The words of the quote vote for the places where they are, the rarer the more (as in
candidate selection of plagiarism detection, Potthast et al. 2013); the best place is compared word by word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from argmap.evidence.comparison import Normal

ALIKE_ENOUGH = 0.5
"""The least share of a quote's words that the nearest passage has in their order."""

MOST_WORDS_OF_A_QUOTE = 400
MOST_PLACES_OF_A_WORD = 5_000


class WordChange(NamedTuple):
    """A difference in words: what the quote has and what the copy has there, either may be empty; and the word before
    it, which both have.
    """

    kind: Literal["other", "added", "left out"]
    quote: str
    copy: str
    after: str


class Near(NamedTuple):
    """A passage as a range of the copy's normal text, its differences, and the share of the quote's words it has."""

    start: int
    end: int
    changes: tuple[WordChange, ...]
    share: float


class WordPlaces:
    """Where each word of a copy is."""

    def __init__(self, copy: Normal) -> None:
        self.copy = copy
        self.words = [_bare(word) for word in copy.words]
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            places[word].append(place)
        self.places: Mapping[str, list[int]] = places

    def nearest(self, quote: str) -> Near | None:
        """The passage nearest to a quote, given as normal text; None when nothing is alike enough."""
        words = quote.split(" ")[:MOST_WORDS_OF_A_QUOTE]
        bare = [_bare(word) for word in words]
        start = self._best_place(bare)
        if start is None:
            return None
        room = max(len(words) // 2, 6)
        first, last = max(start - room, 0), min(start + len(words) + room, len(self.words))
        return self._compared(words, bare, first, last)

    def _best_place(self, bare: Sequence[str]) -> int | None:
        """The place of a word of the copy at which the quote would begin, by the votes of its words."""
        votes: dict[int, float] = defaultdict(float)
        width = max(len(bare) // 4, 3)
        for place, word in enumerate(bare):
            known = self.places.get(word, ())
            if word and len(known) <= MOST_PLACES_OF_A_WORD:
                for there in known:
                    votes[(there - place) // width] += 1 / len(known)
        if not votes:
            return None
        best = max(votes, key=lambda at: (votes[at] + votes.get(at + 1, 0.0), -at))
        return max(best * width, 0)

    def _compared(self, words: Sequence[str], bare: Sequence[str], first: int, last: int) -> Near | None:
        theirs = self.words[first:last]
        blocks = [
            one for one in SequenceMatcher(None, bare, theirs, autojunk=False).get_matching_blocks() if one.size
        ]
        if not blocks or sum(one.size for one in blocks) < ALIKE_ENOUGH * len(bare):
            return None
        begin = max(blocks[0].b - blocks[0].a, 0)
        end = min(blocks[-1].b + blocks[-1].size + len(bare) - blocks[-1].a - blocks[-1].size, len(theirs))
        shown = self.copy.words[first + begin : first + end]
        changes = tuple(_changes(words, shown))
        start = self.copy.word_starts[first + begin]
        stop = self.copy.word_starts[first + end - 1] + len(shown[-1])
        return Near(start, stop, changes, sum(one.size for one in blocks) / len(bare))


def _changes(quote: Sequence[str], copy: Sequence[str]) -> list[WordChange]:
    quote, copy = ([_edgeless(word, place, len(all)) for place, word in enumerate(all)] for all in (quote, copy))
    mine, theirs = ([*_uncapitalized(words[:1]), *words[1:]] for words in (quote, copy))
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            what: Literal["other", "added", "left out"] = (
                "other" if kind == "replace" else "added" if kind == "delete" else "left out"
            )
            found.append(WordChange(what, " ".join(quote[a:b]), " ".join(copy[c:d]), quote[a - 1] if a else ""))
    return found


def _edgeless(word: str, place: int, count: int) -> str:
    """A word; the first and last one of a passage without the punctuation that a quote may leave out."""
    word = word.lstrip("\"'([") if place == 0 else word
    return word.rstrip("\"')].,;:!?") if place == count - 1 else word


def _uncapitalized(words: Sequence[str]) -> list[str]:
    return [word[:1].lower() + word[1:] for word in words]


def _bare(word: str) -> str:
    return word.strip("\"'()[].,;:!?").casefold()
