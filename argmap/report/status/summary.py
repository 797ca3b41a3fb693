"""The summary of a map: the status of its main claims, and its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.report.status.claims import standing_counts
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection
from argmap.semantics.cruxes import Crux
from argmap.semantics.disputes import disputes
from argmap.semantics.gaps import gaps
from argmap.semantics.labels import LABELS, Labels
from argmap.semantics.objections import objections
from argmap.semantics.position_matrix import matrix, recorded
from argmap.semantics.wording import listed, named, sentence, source_named
from argmap.vocabulary import counted

MOST_CONCLUSIONS = 5
"""The most main claims that are listed; more are counted."""


def summary_section(labels: Labels, turning: Mapping[str, tuple[Crux, ...]]) -> ReportSection:
    """The summary of a map; ``turning`` has the cruxes of each main claim."""
    conclusions = [_conclusion(labels, claim, found) for claim, found in turning.items()]
    more = len(conclusions) - MOST_CONCLUSIONS
    shown = conclusions[:MOST_CONCLUSIONS] + ([ReportEntry(f"And {more} more.")] if more > 0 else [])
    groups = (
        Group("What the map argues about" if shown else "", tuple(shown)),
        Group("What to bear in mind", tuple(ReportEntry(line) for line in _to_bear_in_mind(labels))),
    )
    data: Json = {
        "claims": {label: len(labels.claims_labelled(label)) for label in LABELS},
        "contentions": {claim: labels.of(claim) for claim in turning},
    }
    return ReportSection("summary", "In short", standing_counts(labels), groups, data)


def _conclusion(labels: Labels, claim: str, found: tuple[Crux, ...]) -> ReportEntry:
    names = listed((named(labels.index, crux.claim) for crux in found), shown=3)
    turns = f"Its label turns on {counted(len(found), 'claim')}: {names}." if found else ""
    return ReportEntry(
        f"{named(labels.index, claim)}.", (claim,), tuple(filter(None, (sentence(labels, claim), turns)))
    )


def _to_bear_in_mind(labels: Labels) -> Iterator[str]:
    index = labels.index
    claims = counted(len(index.claims), "claim")
    found = objections(labels)
    unanswered = sum(objection.answer == "unanswered" for objection in found)
    if found:
        yield f"{unanswered or 'None'} of {counted(len(found), 'objection')} {_are(unanswered)} unanswered."
    thin = gaps(labels)
    if thin.single_source:
        source, most = Counter(thin.single_source.values()).most_common(1)[0]
        rest = "goes" if len(thin.single_source) == 1 else "go"
        yield (
            f"{len(thin.single_source)} of {claims} {rest} back to a single source, {most} of them to "
            f"{source_named(index, source)}."
        )
    if thin.unsupported:
        yield f"{len(thin.unsupported)} of {claims} {_are(len(thin.unsupported))} without any support."
    held = recorded(matrix(index))
    people = counted(len(index.stakeholders), "stakeholder")
    if held.positions:
        yield f"Positions are recorded on {len(held.claims)} of {claims}, by {len(held.stakeholders)} of {people}."
    else:
        yield "Nobody's position is recorded."
    if knots := disputes(labels):
        contested = counted(len(labels.claims_labelled("undecided")), "claim")
        yield f"{len(knots)} open {'disputes leave' if len(knots) > 1 else 'dispute leaves'} {contested} contested."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
