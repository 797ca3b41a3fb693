"""The summary of a map: how many claims have which status, its main claims, opposed claims, and its limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.report.status.claims import WORST_FIRST, disputes_said, opposed_entry, status_counts
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, first
from argmap.semantics.coverage import gaps
from argmap.semantics.labels import Labels
from argmap.semantics.sensitivity import Crux
from argmap.semantics.stakeholders import matrix, recorded
from argmap.semantics.status import disputes, objections, status
from argmap.semantics.wording import claims_listed, named, sentence, source_named, status_totals
from argmap.views.main_claims import main_claims
from argmap.views.sides import opposed_claims
from argmap.vocabulary import counted

MOST_LISTED = 3
"""The most main claims, and groups of opposed claims, that are listed; more are counted."""


def summary_section(labels: Labels, cruxes: Mapping[str, tuple[Crux, ...]]) -> ReportSection:
    """The summary of a map; ``cruxes`` are those of main claims, as far as they are to be named."""
    index = labels.index
    mains = sorted(main_claims(index), key=lambda claim: WORST_FIRST.index(status(labels, claim)))
    groups = (
        Group("Main claims", first((_main_claim(labels, one, cruxes.get(one, ())) for one in mains), MOST_LISTED)),
        Group("Opposed claims", first((opposed_entry(labels, one) for one in opposed_claims(index)), MOST_LISTED)),
        Group("Limits of this map", tuple(ReportEntry(line) for line in _limits(labels))),
    )
    data: Json = {
        "claims": dict(status_counts(labels).items()),
        "main_claims": {claim: status(labels, claim) for claim in mains},
    }
    return ReportSection(
        "summary", "In short", status_totals(status(labels, claim) for claim in index.claims), groups, data
    )


def _main_claim(labels: Labels, claim: str, cruxes: tuple[Crux, ...]) -> ReportEntry:
    names = claims_listed(labels.index, [crux.claim for crux in cruxes], shown=3)
    named_cruxes = f"Cruxes: {names}." if cruxes else ""
    return ReportEntry(
        f"{named(labels.index, claim)}.", (claim,), tuple(filter(None, (sentence(labels, claim), named_cruxes)))
    )


def _limits(labels: Labels) -> Iterator[str]:
    index = labels.index
    claims = counted(len(index.claims), "claim")
    found = objections(labels)
    if found:
        counts = Counter(objection.answer for objection in found)
        open_ones = [f"{counts[one]:,} {one}" for one in ("unanswered", "contested") if counts[one]]
        yield f"Of {counted(len(found), 'objection')}: {', '.join(open_ones) or 'none unanswered'}."
    thin = gaps(labels)
    if thin.single_source:
        source, most = Counter(thin.single_source.values()).most_common(1)[0]
        rely = "relies" if len(thin.single_source) == 1 else "rely"
        rest = f"; {most:,} on {source_named(index, source)}" if len(thin.single_source) > 1 else ""
        yield f"{len(thin.single_source):,} of {claims} {rely} on a single source{rest}."
    if thin.unsupported:
        have = "has" if len(thin.unsupported) == 1 else "have"
        yield f"{len(thin.unsupported):,} of {claims} {have} no reason and no source."
    held = recorded(matrix(index))
    if held.positions:
        people = counted(len(index.stakeholders), "stakeholder")
        have = "has" if len(held.stakeholders) == 1 else "have"
        yield f"{len(held.stakeholders):,} of {people} {have} positions, on {len(held.claims):,} of {claims}."
    else:
        yield "No stakeholder has a position on any claim."
    if contested := disputes_said(labels, len(disputes(labels))):
        yield contested
