"""What a quote hides: negations and figures among the words that its ellipses and brackets stand for."""

from __future__ import annotations

from typing import NamedTuple

from argmap.evidence.quotations import Copy
from argmap.evidence.quotes import Match
from argmap.model.content_words import is_negation

EXCEPTIONS = frozenset("unless except only barely hardly".split())
"""Words that change what is said as much as a negation does."""


class Hidden(NamedTuple):
    """The words of a copy that a quote leaves out: how many, and those that deny something or are figures."""

    words: int
    telling: tuple[str, ...]


def hidden_in(copy: Copy, match: Match) -> Hidden:
    """What a quote leaves out of the passage that holds it.

    A figure or negation that the editor's own words in brackets repeat is not hidden.
    """
    count, telling = 0, []
    for cut in match.cuts:
        words = copy.normal.text[cut.start : cut.end].split()
        said = set(map(_bare, cut.bracket.split()))
        count += len(words)
        telling += [bare for word in words if _tells(word) and (bare := _bare(word)) not in said]
    return Hidden(count, tuple(dict.fromkeys(telling)))


def _tells(word: str) -> bool:
    return is_negation(word) or _bare(word).lower() in EXCEPTIONS or any(map(str.isdigit, word))


def _bare(word: str) -> str:
    return word.strip("\"'()[].,;:!?-")
