"""The report on one claim: its status, the links to it, positions, and sources below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.model.types import Reason
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection
from argmap.report.status.names import position_said
from argmap.semantics.coverage import sources_under
from argmap.semantics.labels import Labels
from argmap.semantics.stakeholders import matrix
from argmap.semantics.status import answer, status
from argmap.semantics.wording import argued, named, sentence, source_named
from argmap.vocabulary import COUNTS


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
