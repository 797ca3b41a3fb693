"""Figures in a text that its quotes lack, and negations and figures that a quote leaves out.

Numbers are compared as readers do, whatever separates their thousands. What a quote leaves out are the words that its
ellipses and brackets stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from argmap.evidence.comparison import normal
from argmap.evidence.quotations import Copy, Evidence
from argmap.evidence.quotes import Match
from argmap.model.content_words import is_negation
from argmap.model.types import Claim

_FIGURE = re.compile(r"\d+(?:[ ,.']\d{3})+(?![\d])|\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"[ ,.'](?=\d{3}(?!\d))")


def figures_in(text: str) -> Iterator[str]:
    """The figures of a text, as they are written, in its order."""
    return (found[0] for found in _FIGURE.finditer(normal(text).text))


def figure_keys(figure: str) -> set[str]:
    """The forms that mean the same number: without separators of thousands, with a point for a comma."""
    return {_THOUSANDS.sub("", figure), figure.replace(",", ".")}


@lru_cache(maxsize=64)
def figures_of(copy: Copy) -> frozenset[str]:
    """The figures of a copy in all their forms."""
    return frozenset(key for one in _FIGURE.finditer(copy.normal.text) for key in figure_keys(one[0]))


def unsupported_figures(claim: Claim, evidence: Evidence) -> list[str]:
    """The figures of a claim's text that are in no quote of its citations and no copy of their sources.

    Empty where the copy of one of its sources is not at hand, as the figure may be there.
    """
    figures = list(dict.fromkeys(figures_in(claim.text)))
    citations = [*claim.sources, *(one for reason in claim.reasons for one in reason.sources)]
    if not figures or not citations:
        return []
    copies = [evidence.copies.get(citation.source) for citation in citations]
    known = {key for citation in citations for one in figures_in(citation.quote or "") for key in figure_keys(one)}
    for copy in copies:
        if not isinstance(copy, Copy) or copy.text is None:
            return []
        known |= figures_of(copy)
    return [figure for figure in figures if not figure_keys(figure) & known]


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
