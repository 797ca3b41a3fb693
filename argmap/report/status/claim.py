"""The report on one claim: its status, the links to it, positions, and sources below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.model.types import Reason
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection
from argmap.report.status.names import position_said
from argmap.semantics.gaps import sources_under
from argmap.semantics.labels import Labels
from argmap.semantics.objections import answer
from argmap.semantics.position_matrix import matrix
from argmap.semantics.wording import argued, headline, named, sentence, source_named
from argmap.vocabulary import STATUS_WORDS


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
            tuple(_reasons(labels, supports, lambda reason: STATUS_WORDS[labels.of_reason(reason.address)].verb)),
        ),
        Group(
            "On record", tuple(ReportEntry(f"{p.stance.capitalize()}: {position_said(index, p)}.") for p in positions)
        ),
        Group(
            "Sources under it", tuple(ReportEntry(f"{source_named(index, source)}.", (source,)) for source in sources)
        ),
    )
    data: Json = {
        "claim": claim_id,
        "label": labels.of(claim_id),
        "headline": headline(labels, claim_id),
        "because": sentence(labels, claim_id),
        "objections": [_reason_data(labels, reason) for reason in objections],
        "supports": [_reason_data(labels, reason) for reason in supports],
        "positions": [{"stakeholder": p.stakeholder, "stance": p.stance} for p in positions],
        "sources": sources,
    }
    lead = f"{named(index, claim_id)}. {sentence(labels, claim_id)}"
    return ReportSection("claim", f"The standing of {claim_id}", lead, groups, data)


def _reasons(labels: Labels, reasons: Iterable[Reason], words: Callable[[Reason], str]) -> Iterable[ReportEntry]:
    for reason in reasons:
        said = f"{argued(labels.index, reason)}: {words(reason)}."
        yield ReportEntry(said, (reason.address,), tuple(_cuts(labels, reason)))


def _cuts(labels: Labels, reason: Reason) -> Iterable[str]:
    for undercut in labels.undercuts_of(reason):
        yield f"The step is undercut by {argued(labels.index, undercut)}: {answer(labels, undercut)}."


def _reason_data(labels: Labels, reason: Reason) -> Json:
    return {"reason": reason.address, "label": labels.of_reason(reason.address)}
