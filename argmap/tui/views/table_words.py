"""The words by which the rows of tables are found: all that a row and its pane say, and the id."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.index import Index
from argmap.model.names import source_name, tension_name
from argmap.model.types import Citation, Claim, Position, Source, Stakeholder, Tension
from argmap.tui.search import holds
from argmap.vocabulary import STANCE_WORDS

Words = Iterator[str | None]


def of_stakeholder(index: Index, holder: Stakeholder) -> Words:
    """Who it is, what it is a part of, and its positions: on which claims, in which words, from which sources."""
    yield from _of_holder(holder)
    if group := index.stakeholders.get(holder.part_of or ""):
        yield from (group.name, group.short, group.id)
    for claim, position in index.positions_of.get(holder.id, ()):
        yield from (claim.text, STANCE_WORDS[position.stance].verb, position.quote, position.date)
        yield from _of_source(index.sources.get(position.source or ""))


def of_source(index: Index, source: Source) -> Words:
    """What it is, and what is cited from it: claims, locations, quotes, and who said them."""
    yield from _of_source(source)
    yield from (source.url, source.copy)
    for claim in index.cited_by.get(source.id, ()):
        yield claim.text
        for citation in _citations(claim):
            if citation.source == source.id:
                yield from (citation.locator, citation.quote)
        for position in claim.positions:
            if position.source == source.id:
                yield from _of_position(index, position)


def of_tension(index: Index, tension: Tension) -> Words:
    """Its title and question, its sides, and the claims on them."""
    yield from (tension_name(tension), tension.question, tension.id)
    for side in tension.sides:
        yield from (side.title, side.short, side.id)
    for claim in index.claims_in.get(tension.id, ()):
        yield claim.text


def is_named(holder: Stakeholder, query: str) -> bool:
    """Whether the names of a stakeholder have every word of a query that is not blank."""
    return bool(query.strip()) and holds(query, holder.name, holder.short, holder.id)


def _of_holder(holder: Stakeholder) -> Words:
    yield from (holder.name, holder.short, holder.kind, holder.interests, holder.id)


def _of_source(source: Source | None) -> Words:
    if source is not None:
        yield from (source_name(source), source.short, source.author, source.publisher, source.date, source.id)


def _of_position(index: Index, position: Position) -> Words:
    holder = index.stakeholders.get(position.stakeholder)
    yield from (holder.name if holder else position.stakeholder, position.quote, position.date)


def _citations(claim: Claim) -> Iterator[Citation]:
    yield from claim.sources
    for reason in claim.reasons:
        yield from reason.sources
