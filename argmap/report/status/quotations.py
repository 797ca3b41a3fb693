"""The section of a report on quotations: how many were found in the copies of their sources, and which were not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.excerpt import TOLD_AGAIN, excerpt
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, first
from argmap.semantics.wording import named, source_named
from argmap.vocabulary import quotations_in_words

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence, QuoteCheck
    from argmap.model.index import Index

MOST_LISTED = 20
"""Quotations of a group that are listed; more are counted."""


def quotations_section(index: Index, evidence: Evidence) -> ReportSection:
    """The totals, the quotations that are not in the copy of their source, and those with a remark."""
    from argmap.report.quotations import remarks

    wrong = [check for check in evidence.checks.values() if check.outcome == "not found"]
    odd = [check for check in evidence.checks.values() if check.located is False]
    groups = tuple(
        Group(heading, first((_entry(index, check, remarks(evidence, check)) for check in checks), MOST_LISTED))
        for heading, checks in (("Not in the copy", wrong), ("At another place", odd))
    )
    totals = quotations_in_words(evidence.totals)
    data: Json = {
        "totals": {str(outcome): count for outcome, count in evidence.totals.items()},
        "not_found": [list(check.quotation.path) for check in wrong],
        "elsewhere": [list(check.quotation.path) for check in odd],
    }
    lead = f"{totals}." if totals else "Nothing is quoted."
    return ReportSection("quotations", "Quotations", lead, groups, data)


def _entry(index: Index, check: QuoteCheck, said: Iterator[str]) -> ReportEntry:
    quotation = check.quotation
    source = source_named(index, quotation.source or "")
    text = f"“{excerpt(quotation.quote, TOLD_AGAIN)}” ({source}), for {named(index, quotation.claim)}."
    return ReportEntry(text, (quotation.claim,), tuple(said))
