"""New and changed quotations in words: whether the copies of their sources hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.report.changes.model import ChangeLine
from argmap.semantics.wording import named
from argmap.vocabulary import QUOTATION_WORDS, quotations_in_words

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence, Quotation, QuoteCheck

MOST_TOLD = 20
"""Quotations that are told one by one; the totals count all."""


def quotation_lines(old: Index, new: Index, evidence: Evidence | None) -> Iterator[ChangeLine]:
    """What to say of the quotations that are new in ``new`` or changed; ``evidence`` is that of the new map."""
    if not evidence:
        return
    fresh = fresh_quotations(old, evidence)
    wrong = [check.quotation for check in fresh if check.outcome == "not found"]
    for quotation in wrong[:MOST_TOLD]:
        yield ChangeLine(
            f"The quote “{excerpt(quotation.quote)}” is {QUOTATION_WORDS['not found']} of "
            f"{_source(new, quotation)}, for {named(new, quotation.claim)}",
            sign="!",
        )
    counts = Counter(check.outcome for check in fresh)
    if told := quotations_in_words({outcome: counts[outcome] for outcome in QUOTATION_WORDS}):
        yield ChangeLine(f"New or changed: {told}")


def fresh_quotations(old: Index, evidence: Evidence) -> list[QuoteCheck]:
    """The checks of quotations that the old map does not have in this claim from this source."""
    from argmap.evidence.quotations import quotations_in

    before = {(one.claim, one.source, one.quote) for one in quotations_in(old.map)}
    return [
        check
        for check in evidence.checks.values()
        if (check.quotation.claim, check.quotation.source, check.quotation.quote) not in before
    ]


def _source(index: Index, quotation: Quotation) -> str:
    source = index.sources.get(quotation.source or "")
    return f"“{excerpt(source_name(source))}”" if source is not None else "its source"
