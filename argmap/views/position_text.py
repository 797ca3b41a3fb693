"""What is on record for a claim in words: who holds it, where and how they said so, and what it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Position
from argmap.semantics.wording import stakeholder_named
from argmap.vocabulary import STANCE_WORDS


def source_numbers(index: Index) -> Mapping[str, int]:
    """The number of each source: its place in the file, from 1."""
    return {source.id: place for place, source in enumerate(index.map.sources, 1)}


def is_quoted(position: Position) -> bool:
    """Whether there is more to tell of a position than who takes it."""
    return bool(position.quote or position.date or position.source)


def position_said(index: Index, position: Position) -> str:
    """Who holds what, in what words and when, without the source: ``DSIT: agrees, “We sign.”, 2025-07``.

    The names of groups are singular and plural, so no verb follows them.
    """
    told = f"{stakeholder_named(index, position.stakeholder)}: {STANCE_WORDS[position.stance].view}"
    if position.quote:
        told += f", “{position.quote}”"
    return f"{told}, {position.date}" if position.date else told


def citation_said(citation: Citation) -> str:
    """Where in a source and in what words, without the source: ``para 1: “Faster tools.”``; may be empty."""
    quote = f"“{citation.quote}”" if citation.quote else ""
    return ": ".join(part for part in (citation.locator, quote) if part)


def citations(claim: Claim) -> Iterator[tuple[Citation, str]]:
    """What a claim cites, and what the steps cite that it makes, each with the name of which of them."""
    yield from ((citation, "claim") for citation in claim.sources)
    for reason in claim.reasons:
        yield from ((citation, "step") for citation in reason.sources)


def lines_on_record(index: Index, claim: Claim, numbers: Mapping[str, int]) -> Iterator[str]:
    """Who said what of a claim, and what it cites, a line each, with the numbers of sources in brackets."""
    for position in claim.positions:
        if is_quoted(position):
            yield position_said(index, position) + _cited(position.source, numbers)
    for citation, citing in citations(claim):
        said = citation_said(citation)
        lead = "The step cites" if citing == "step" else "Cites"
        yield f"{lead}{_cited(citation.source, numbers)}{f' {said}' if said else ''}"


def _cited(source: str | None, numbers: Mapping[str, int]) -> str:
    """The number of a source; a source that the map does not list as it names it."""
    return f" [{numbers.get(source, source)}]" if source else ""
