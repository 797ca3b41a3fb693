"""The sections of a status report: summary, topics, claims, stakeholders, tensions, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from argmap.excerpt import TOLD_AGAIN, excerpt
from argmap.model.lookup import must_be
from argmap.model.types import Reason
from argmap.report.status import claims as of_claims
from argmap.report.status import stakeholders as of_stakeholders
from argmap.report.status.claims import WORST_FIRST, disputes_said, opposed_entry, status_counts
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, StatusReport, first, shortened
from argmap.report.status.names import objections_counted, position_said
from argmap.semantics.coverage import gaps, sources_under
from argmap.semantics.explanations import sentence
from argmap.semantics.labels import Labels
from argmap.semantics.sensitivity import Crux, cruxes
from argmap.semantics.stakeholders import matrix, recorded
from argmap.semantics.status import answer, disputes, objections, status
from argmap.semantics.whatif import view
from argmap.semantics.wording import argued, claims_listed, named, source_named, status_totals
from argmap.views.main_claims import main_claims
from argmap.views.sides import opposed_claims
from argmap.vocabulary import COUNTS, counted, quotations_in_words

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence, QuoteCheck
    from argmap.model.index import Index


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
        number = objections_counted(objection.reason for objection in found)
        yield f"Of {number}: {', '.join(open_ones) or 'none unanswered'}."
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
    if contested := disputes_said(labels, disputes(labels)):
        yield contested


MOST_QUOTATIONS_LISTED = 20
"""Quotations of a group that are listed; more are counted."""


def quotations_section(index: Index, evidence: Evidence) -> ReportSection:
    """The totals, the quotations that are not in the copy of their source, and those with a remark."""
    from argmap.report.quotations import remarks

    wrong = [check for check in evidence.checks.values() if check.outcome == "not found"]
    odd = [check for check in evidence.checks.values() if check.located is False]
    groups = tuple(
        Group(
            heading,
            first((_entry(index, check, remarks(evidence, check)) for check in checks), MOST_QUOTATIONS_LISTED),
        )
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


def claim_section(labels: Labels, claim_id: str) -> ReportSection:
    """The status of one claim with its reasons. Raises KeyError when the map lacks it."""
    index = labels.index
    supports, objections = labels.supports_of(claim_id), labels.objections_to(claim_id)
    positions = [position for _, position in matrix(index, (claim_id,)).positions.items()]
    sources = sources_under(labels, (claim_id,))
    groups = (
        Group("Objections", tuple(_reasons(labels, objections, lambda reason: answer(labels, reason)))),
        Group(
            "Supports",
            tuple(_reasons(labels, supports, lambda reason: COUNTS[labels.of_reason(reason.address)])),
        ),
        Group(
            "Positions", tuple(ReportEntry(f"{p.stance.capitalize()}: {position_said(index, p)}.") for p in positions)
        ),
        Group(
            "Sources under the claim",
            tuple(ReportEntry(f"{source_named(index, source)}.", (source,)) for source in sources),
        ),
    )
    data: Json = {
        "claim": claim_id,
        "status": status(labels, claim_id),
        "because": sentence(labels, claim_id),
        "objections": [{"reason": one.address, "answer": answer(labels, one)} for one in objections],
        "supports": [{"reason": one.address, "label": labels.of_reason(one.address)} for one in supports],
        "positions": [{"stakeholder": p.stakeholder, "stance": p.stance} for p in positions],
        "sources": sources,
    }
    return ReportSection("claim", f"Status of {named(index, claim_id)}", sentence(labels, claim_id), groups, data)


def _reasons(labels: Labels, reasons: Iterable[Reason], words: Callable[[Reason], str]) -> Iterable[ReportEntry]:
    for reason in reasons:
        said = f"{argued(labels.index, reason)}: {words(reason)}."
        yield ReportEntry(said, (reason.address,), tuple(_undercuts(labels, reason)))


def _undercuts(labels: Labels, reason: Reason) -> Iterable[str]:
    for undercut in labels.undercuts_of(reason):
        yield f"Its link is undercut by {argued(labels.index, undercut)}: {answer(labels, undercut)}."


Topic = Literal["objections", "gaps", "positions", "status", "agreement", "disputes", "blocs", "grid", "all"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
"""The sections that need no choice of a claim, stakeholder or tension; ``all`` means all but the grid."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """The sections asked for: topics, and ids.

    An empty request means a summary, and the most important objections, gaps and positions.
    """

    topics: tuple[Topic, ...] = ()
    claims: tuple[str, ...] = ()
    cruxes: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    tensions: tuple[str, ...] = ()

    @property
    def usual(self) -> bool:
        """Whether the request is empty."""
        return not (self.topics or self.claims or self.cruxes or self.stakeholders or self.tensions)

    @property
    def shows_quotations(self) -> bool:
        """Whether the report has a section on quotations, if sources name copies."""
        return self.usual or self.everything

    @property
    def everything(self) -> bool:
        """Whether all topics are asked for."""
        return "all" in self.topics


def report_on(labels: Labels, wanted: ReportRequest, evidence: Evidence | None = None) -> StatusReport:
    """The report. ``evidence`` adds a section on quotations to the summary and to a report on everything.

    Raises MapError when the map does not have what is asked about.
    """
    _refuse_unknown(labels, wanted)
    sections = list(_sections(labels, wanted))
    if evidence and wanted.shows_quotations:
        sections.append(quotations_section(labels.index, evidence))
    return StatusReport(labels.index.map.title, tuple(sections))


def _refuse_unknown(labels: Labels, wanted: ReportRequest) -> None:
    index = labels.index
    for claim in (*wanted.claims, *wanted.cruxes):
        must_be("claim", claim, index.claims, index)
    for stakeholder in wanted.stakeholders:
        must_be("stakeholder", stakeholder, index.stakeholders, index)
    for tension in wanted.tensions:
        must_be("tension", tension, index.tensions, index)


def _sections(labels: Labels, wanted: ReportRequest) -> Iterator[ReportSection]:
    turning = _turning(labels, wanted)
    if wanted.usual or wanted.everything:
        yield summary_section(labels, turning)
    yield from _most_important(labels) if wanted.usual else _in_full(labels, wanted)
    if not wanted.stakeholders:
        for claim in wanted.claims:
            yield claim_section(labels, claim)
    yield from _on_disputes(labels, wanted, turning)
    yield from _on_stakeholders(labels, wanted)
    if wanted.everything or "status" in wanted.topics:
        yield of_claims.status_section(labels)


def _turning(labels: Labels, wanted: ReportRequest) -> dict[str, tuple[Crux, ...]]:
    """The cruxes of the claims asked about, and of every main claim when everything is asked for."""
    asked = dict.fromkeys([*wanted.cruxes, *(main_claims(labels.index) if wanted.everything else ())])
    return {claim: cruxes(labels, claim) for claim in asked}


def _most_important(labels: Labels) -> Iterator[ReportSection]:
    """The beginnings of the usual sections: three screens of 80 columns with the summary, unless texts are long."""
    yield shortened(of_claims.unanswered_section(labels), 2, 4, "--objections")
    yield shortened(of_claims.gaps_section(labels, brief=True), 2, 4, "--gaps")
    if any(labels.index.positions_of.values()):
        yield shortened(of_stakeholders.positions_section(labels.index), 1, 1, "--positions")


def _in_full(labels: Labels, wanted: ReportRequest) -> Iterator[ReportSection]:
    if wanted.everything or "objections" in wanted.topics:
        yield of_claims.unanswered_section(labels)
    if wanted.everything or "gaps" in wanted.topics:
        yield of_claims.gaps_section(labels)
    if wanted.everything or "positions" in wanted.topics:
        yield of_stakeholders.positions_section(labels.index)


def _on_disputes(
    labels: Labels, wanted: ReportRequest, turning: Mapping[str, tuple[Crux, ...]]
) -> Iterator[ReportSection]:
    for claim, found in turning.items():
        yield of_claims.cruxes_section(labels, claim, found)
    if wanted.everything or "disputes" in wanted.topics:
        yield of_claims.disputes_section(labels)


def _on_stakeholders(labels: Labels, wanted: ReportRequest) -> Iterator[ReportSection]:
    index = labels.index
    if wanted.everything or "agreement" in wanted.topics:
        yield of_stakeholders.agreement_section(index)
    for who in wanted.stakeholders:
        spoken = [claim.id for claim, _ in index.positions_of.get(who, ())]
        claims = wanted.claims or dict.fromkeys([*main_claims(labels.index), *spoken])
        yield of_stakeholders.view_section(index, who, [view(labels, who, claim) for claim in claims])
    for tension in wanted.tensions or (index.tensions if wanted.everything else ()):
        yield of_stakeholders.coverage_section(labels, tension)
    if wanted.everything or "blocs" in wanted.topics:
        yield of_stakeholders.blocs_section(index)
    if "grid" in wanted.topics:
        yield of_stakeholders.grid_section(index)
