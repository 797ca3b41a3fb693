"""Names for places with little room, and positions and citations in words.

Short names are those of labels of sides; those of stakeholders are in :mod:`argmap.model.short_names`. Positions are
given with their holders, and with where and how they were stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from argmap.excerpt import excerpt_among
from argmap.model.index import Index
from argmap.model.names import letters, words_of
from argmap.model.types import Citation, Claim, Position, Side, Tension
from argmap.semantics.wording import stakeholder_named
from argmap.vocabulary import NO_MARKS, STANCE_WORDS, UNSOURCED_SIGN, QuotationMarks, quotation_mark

NO_SIDE = "On no side"
"""In place of the name of a side, for claims of a tension that take none."""


def side_name(tension: Tension, side: Side) -> str:
    """The ``short`` label of a tension's side, else its title, or the words of its id without either.

    A long title is cut so that it can be told from those of the other sides.
    """
    others = [other.title for other in tension.sides]
    return (side.short or "").strip() or excerpt_among(side.title, others) or words_of(side.id)


def side_named(tension: Tension, side_id: str | None) -> str:
    """The name of one of a tension's sides; of claims on no side a word for them."""
    return next((side_name(tension, side) for side in tension.sides if side.id == side_id), NO_SIDE)


def side_label(tension: Tension, side: Side) -> tuple[str, str]:
    """The name of a tension's side, and its title where that is another text."""
    name = side_name(tension, side)
    return name, side.title if side.title != name else ""


def stances(held: Iterable[tuple[str, str]]) -> str:
    """Who agrees, who disagrees and whose views are mixed, in a few words; ``held`` is pairs of stance and name."""
    names: dict[str, list[str]] = {}
    for stance, name in held:
        names.setdefault(stance, []).append(name)
    return "; ".join(f"{stance}: {', '.join(those)}" for stance, those in names.items())


def note_mark(number: int) -> str:
    """The mark of a note, numbered from 1: ``(a)``. Numbers in brackets are those of sources."""
    return f"({letters(number - 1).lower()})"


def name_tail(is_sourced: bool, note: int = 0) -> str:
    """What follows the name of a stakeholder: a sign without a source, and the mark of a note."""
    return ("" if is_sourced else UNSOURCED_SIGN) + (f" {note_mark(note)}" if note else "")


def source_mark(source: str | None, numbers: Mapping[str, int]) -> str:
    """The number of a source after what it says; empty without one."""
    number = numbers.get(source or "")
    return f" [{number}]" if number else ""


def is_quoted(position: Position) -> bool:
    """Whether a position has a quote, a date or a source."""
    return bool(position.quote or position.date or position.source)


def position_said(index: Index, position: Position, marks: QuotationMarks = NO_MARKS) -> str:
    """A position in words, without its source: ``DSIT: agrees, “We sign.”, 2025-07``.

    Names of groups are singular or plural, so no verb follows them.
    """
    said = f"{stakeholder_named(index, position.stakeholder)}: {STANCE_WORDS[position.stance].view}"
    if position.quote:
        said += f", {quotation(position.quote)}{_mark(position.source, position.quote, marks)}"
    return f"{said}, {position.date}" if position.date else said


def citation_said(citation: Citation, marks: QuotationMarks = NO_MARKS) -> str:
    """Where in a source and in what words, without the source: ``para 1: “Faster tools.”``; may be empty."""
    quote = f"{quotation(citation.quote)}{_mark(citation.source, citation.quote, marks)}" if citation.quote else ""
    return ": ".join(part for part in (citation.locator, quote) if part)


def quotation(quote: str) -> str:
    """A quote in quotation marks, within a sentence: its full stop is left to the sentence."""
    whole = quote.rstrip()
    return f"“{whole[:-1] if whole.endswith('.') and not whole.endswith('..') else whole}”"


def _mark(source: str | None, quote: str, marks: QuotationMarks) -> str:
    """Whether the copy of its source has a quote, in brackets; nothing where it was not looked for."""
    outcome = marks.get((source, quote), "not checked")
    return f" ({quotation_mark(outcome)})" if outcome != "not checked" else ""


def citations(claim: Claim) -> Iterator[tuple[Citation, Literal["claim", "link"]]]:
    """The citations of a claim and of its links, each with ``claim`` or ``link`` for which of them cites."""
    yield from ((citation, "claim") for citation in claim.sources)
    for reason in claim.reasons:
        yield from ((citation, "link") for citation in reason.sources)


def lines_on_record(index: Index, claim: Claim, numbers: Mapping[str, int]) -> Iterator[str]:
    """The positions that have a quote, date or source, and the citations, a line each; sources are numbers in
    brackets.
    """
    for position in claim.positions:
        if is_quoted(position):
            yield position_said(index, position) + _cited(position.source, numbers)
    yield from lines_of_citations(claim, numbers)


def lines_of_citations(claim: Claim, numbers: Mapping[str, int]) -> Iterator[str]:
    """What a claim and its links cite, a line each; sources are numbers in brackets."""
    for citation, citing in citations(claim):
        said = citation_said(citation)
        lead = "The link cites" if citing == "link" else "Cites"
        yield f"{lead}{_cited(citation.source, numbers)}{f' {said}' if said else ''}"


def _cited(source: str | None, numbers: Mapping[str, int]) -> str:
    """The number of a source in brackets; the id of a source that is missing from the map."""
    return f" [{numbers.get(source, source)}]" if source else ""
