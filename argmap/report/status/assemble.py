"""The sections of a status report by what is asked for: topics, claims, stakeholders, tensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from argmap.model.lookup import must_be
from argmap.report.status import claims as of_claims
from argmap.report.status import stakeholders as of_stakeholders
from argmap.report.status.claim import claim_section
from argmap.report.status.model import ReportSection, StatusReport, shortened
from argmap.report.status.quotations import quotations_section
from argmap.report.status.summary import summary_section
from argmap.semantics.labels import Labels
from argmap.semantics.sensitivity import Crux, cruxes
from argmap.semantics.whatif import view
from argmap.views.main_claims import main_claims

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence

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
    """The beginnings of the usual sections, which usually fit three screens with the summary."""
    yield shortened(of_claims.unanswered_section(labels), 3, 5, "--objections")
    yield shortened(of_claims.gaps_section(labels, brief=True), 2, 6, "--gaps")
    if any(labels.index.positions_of.values()):
        yield shortened(of_stakeholders.positions_section(labels.index), 2, 2, "--positions")


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
