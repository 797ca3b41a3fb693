"""New and changed quotations in words: whether the copies of their sources hold them; and quotes that were kept while
their claim was reworded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.model.types import Claim
from argmap.report.changes.model import ChangeLine
from argmap.semantics.wording import named
from argmap.vocabulary import QUOTATION_WORDS, quotations_in_words

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence, Quotation

MOST_TOLD = 20
"""Quotations that are told one by one; the totals count all."""


def quotation_lines(old: Index, new: Index, evidence: Evidence | None) -> Iterator[ChangeLine]:
    """What to say of the quotations that are new in ``new`` or changed; ``evidence`` is that of the new map."""
    yield from _kept_while_reworded(old, new)
    if not evidence:
        return
    from argmap.evidence.quotations import quotations_in

    before = {(one.claim, one.source, one.quote) for one in quotations_in(old.map)}
    fresh = [
        check
        for check in evidence.checks.values()
        if (check.quotation.claim, check.quotation.source, check.quotation.quote) not in before
    ]
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


def _source(index: Index, quotation: Quotation) -> str:
    source = index.sources.get(quotation.source or "")
    return f"“{excerpt(source_name(source))}”" if source is not None else "its source"


def _kept_while_reworded(old: Index, new: Index) -> Iterator[ChangeLine]:
    for claim_id, claim in new.claims.items():
        before = old.claims.get(claim_id)
        if before is None or _words(before.text) == _words(claim.text):
            continue
        kept = sorted(_quotes(before) & _quotes(claim))
        if kept:
            more = f" and {len(kept) - 1} more" if len(kept) > 1 else ""
            yield ChangeLine(
                f"{named(new, claim_id)} was reworded and keeps the quote “{excerpt(kept[0])}”{more}: does it still "
                "support the new words?"
            )


def _quotes(claim: Claim) -> set[str]:
    quotes = [*(one.quote for one in claim.sources), *(one.quote for one in claim.positions)]
    return {quote for quote in quotes if quote}


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?\"'“”‘’()").casefold() for word in text.split()]
