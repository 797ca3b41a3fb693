"""Every quotation of a map, whether the copy of its source has it, and where.

Where a copy is not at hand the quotation counts as not checked; outputs say so, and it is not a fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from argmap.evidence.comparison import Normal, normal
from argmap.evidence.copy_text import CopyText
from argmap.evidence.locations import is_at
from argmap.evidence.nearest import Near, WordPlaces
from argmap.evidence.quotes import CopySearch, Match, Quote
from argmap.model.findings import Path
from argmap.model.paths import keyed
from argmap.model.types import Citation, Map, Position, Reason
from argmap.vocabulary import Outcome

OUTCOMES: tuple[Outcome, ...] = ("found", "not found", "not checked")


class Quotation(NamedTuple):
    """The words that a citation or a position quotes: their path in the map, the claim and the source."""

    path: Path
    claim: str
    quote: str
    source: str | None
    locator: str | None = None


class Copy:
    """A copy of a source that is at hand: its text, or why it cannot be read, and its digest.

    ``digest`` is the SHA-256 of the file in hexadecimal digits; None when nobody asked for it.
    """

    def __init__(self, text: CopyText | None, problem: str = "", digest: str | None = None) -> None:
        self.text = text
        self.problem = problem
        self.digest = digest

    @cached_property
    def normal(self) -> Normal:
        """The text as it is compared."""
        return normal(self.text.text if self.text else "")

    @cached_property
    def search(self) -> CopySearch:
        """Searches the text."""
        return CopySearch(self.normal, loose_spaces=self.text is not None and self.text.kind == "pdf")

    @cached_property
    def words(self) -> WordPlaces:
        """Where its words are."""
        return WordPlaces(self.normal)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A range of :attr:`normal` as one of the text."""
        return self.normal.origin(start), self.normal.end_of_origin(end)


class Absent(NamedTuple):
    """A copy that is not at hand or cannot be read here, and why not, in a sentence."""

    why: str


Copies = Mapping[str, Copy | Absent]
"""The copies that a map names, by the ids of their sources."""


class QuoteCheck(NamedTuple):
    """What became of one quotation.

    ``matches`` are all passages that have its words; ``located`` says whether one of them is where the locator says,
    None without a locator that can be checked, and ``best`` is that passage, or the first.
    """

    quotation: Quotation
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    located: bool | None = None
    best: Match | None = None


@dataclass(frozen=True)
class Evidence:
    """The quotations of a map, checked against the copies of its sources. It is false when no source names a copy."""

    map: Map
    copies: Copies = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.copies)

    @cached_property
    def checks(self) -> dict[Path, QuoteCheck]:
        """What became of each quotation, by its path, in the order of the file."""
        return self.all_checks if self.copies else {}

    @cached_property
    def all_checks(self) -> dict[Path, QuoteCheck]:
        """As :attr:`checks`, also where no source names a copy: all are unchecked then."""
        all_of_them = list(quotations_in(self.map))
        quotes = {one.quote: Quote(one.quote) for one in all_of_them}
        by_source: dict[str, set[str]] = defaultdict(set)
        for one in all_of_them:
            by_source[one.source or ""].add(one.quote)
        for source, wanted in by_source.items():
            copy = self.copies.get(source)
            if isinstance(copy, Copy) and copy.text is not None:
                copy.search.expect(quotes[text] for text in wanted)
        matched: dict[tuple[str, str], tuple[Match, ...]] = {}
        return {one.path: self._checked(one, quotes[one.quote], matched) for one in all_of_them}

    def _checked(self, one: Quotation, quote: Quote, matched: dict[tuple[str, str], tuple[Match, ...]]) -> QuoteCheck:
        copy = self.copies.get(one.source or "")
        if not isinstance(copy, Copy) or copy.text is None:
            return QuoteCheck(one, "not checked")
        known = (one.source or "", one.quote)
        if known not in matched:
            matched[known] = tuple(copy.search.match(quote))
        matches = matched[known]
        if not matches:
            return QuoteCheck(one, "not found")
        right, located = matches[0], None
        if one.locator:
            answers = [is_at(copy.text, one.locator, *copy.span(*match[:2])) for match in matches[:100]]
            located = None if None in answers and True not in answers else True in answers
            right = matches[answers.index(True)] if True in answers else right
        return QuoteCheck(one, "found", matches, located, right)

    @cached_property
    def outcomes(self) -> dict[tuple[str | None, str], Outcome]:
        """What became of the quotations, by source and words."""
        return {(check.quotation.source, check.quotation.quote): check.outcome for check in self.checks.values()}

    @cached_property
    def totals(self) -> dict[Outcome, int]:
        """The number of quotations by what became of them."""
        counts = Counter(check.outcome for check in self.checks.values())
        return {outcome: counts[outcome] for outcome in OUTCOMES}

    def copy_of(self, quotation: Quotation) -> Copy | None:
        """The copy that a quotation was checked against."""
        copy = self.copies.get(quotation.source or "")
        return copy if isinstance(copy, Copy) and copy.text is not None else None

    def nearest(self, quotation: Quotation) -> Near | None:
        """The passage nearest to a quotation that was not found."""
        copy = self.copy_of(quotation)
        return copy.words.nearest(Quote(quotation.quote).normal.text) if copy is not None else None


def quotations_in(map: Map) -> Iterator[Quotation]:
    """Every quotation, in the order of the types: of a claim's links, its positions, and the claim itself."""
    for claim in map.claims:
        here = ("claims", claim.id)
        for key, reason in keyed(claim.reasons).items():
            if isinstance(reason, Reason) and reason.sources:
                yield from _cited(reason.sources, (*here, reason.kind, key), claim.id)
        for key, position in keyed(claim.positions).items():
            if isinstance(position, Position) and position.quote:
                path = (*here, "positions", key, "quote")
                yield Quotation(path, claim.id, position.quote, position.source)
        yield from _cited(claim.sources, here, claim.id)


def _cited(citations: tuple[Citation, ...], here: Path, claim: str) -> Iterator[Quotation]:
    for key, citation in keyed(citations).items():
        if isinstance(citation, Citation) and citation.quote:
            path = (*here, "sources", key, "quote")
            yield Quotation(path, claim, citation.quote, citation.source, citation.locator)
