"""The numbers of sources: the one rule for diagrams, briefs, pages, slides, documents and texts.

Diagrams show what claims cite and, with quotes, what positions cite; documents show what links cite, too, and the
rest. Sources are numbered in this order, so that a document, the diagram in it and the diagram alone all have the
same numbers, and none has gaps.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from argmap.model.index import Index
from argmap.model.types import STANCES, Claim
from argmap.views.brief import brief


def source_numbers(index: Index, claims: Container[str] | None = None) -> dict[str, int]:
    """The number of each source by its id, from 1 without gaps, in the order of the numbers.

    First are the sources that claims cite, then those of positions, then those that links cite, each in the reading
    order of the brief; the rest come last. With ``claims``, the ids of those that are shown, only what these cite is
    numbered.
    """
    shown = [claim for claim in brief(index).claims() if claims is None or claim.id in claims]
    rest = index.sources if claims is None else ()
    return numbered(index, (*_cited(shown), *rest))


def numbered(index: Index, names: Iterable[str]) -> dict[str, int]:
    """Numbers from 1 for those of the ``names`` that are sources of the map, in the order in which they come."""
    known = dict.fromkeys(name for name in names if name in index.sources)
    return {name: number for number, name in enumerate(known, 1)}


def _cited(claims: list[Claim]) -> Iterator[str]:
    for claim in claims:
        yield from (citation.source for citation in claim.sources)
    for claim in claims:
        held = sorted(claim.positions, key=lambda one: STANCES.index(one.stance))
        yield from (position.source for position in held if position.source)
    for claim in claims:
        yield from (citation.source for reason in claim.reasons for citation in reason.sources)
