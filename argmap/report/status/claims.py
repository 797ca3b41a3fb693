"""Reports on claims and reasons: unanswered objections, evidence gaps, standing, cruxes, disputes, what-ifs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, entries
from argmap.report.status.names import held_by, reason_said
from argmap.semantics.cruxes import Crux
from argmap.semantics.disputes import disputes
from argmap.semantics.gaps import Gaps, gaps
from argmap.semantics.labels import LABELS, Label, Labels
from argmap.semantics.objections import Answer, Objection, objections
from argmap.semantics.whatif import WhatIf
from argmap.semantics.wording import headline, listed, named, sentence, source_named, stakeholder_named
from argmap.vocabulary import STATUS_WORDS, capital, counted


def unanswered_section(labels: Labels) -> ReportSection:
    """Objections and undercuts that nothing on the map answers."""
    found = objections(labels)
    open_ones = [objection for objection in found if objection.answer == "unanswered"]
    counts = Counter(objection.answer for objection in found)
    told: dict[Answer, str] = {
        "unanswered": "unanswered",
        "disputed": "disputed",
        "answered": "answered",
        "withdrawn": "withdrawn",
        "support lost": "without support",
    }
    always: tuple[Answer, ...] = ("unanswered", "disputed", "answered")
    parts = [f"{counts[one]} {words}" for one, words in told.items() if counts[one] or one in always]
    lead = f"{capital(counted(len(found), 'objection'))} on this map: {', '.join(parts)}."
    if not found:
        lead = "No objections are recorded on this map."
    lines = [_objection_entry(labels, objection) for objection in open_ones]
    return entries("unanswered_objections", "Unanswered objections", lead, lines, [_data(o) for o in found])


def _objection_entry(labels: Labels, objection: Objection) -> ReportEntry:
    reason = objection.reason
    details = (held_by(labels, reason.premise),)
    return ReportEntry(f"{reason_said(labels.index, reason)}.", (reason.address,), tuple(filter(None, details)))


def _data(objection: Objection) -> Json:
    reason = objection.reason
    return {"reason": reason.address, "kind": reason.kind, "answer": objection.answer}


def gaps_section(labels: Labels) -> ReportSection:
    """Where the evidence is thin, and claims on which nobody's position is recorded."""
    found = gaps(labels)
    index = labels.index
    singles = [
        ReportEntry(f"{named(index, claim)}: all of it goes back to {source_named(index, source)}.", (claim,))
        for claim, source in found.single_source.items()
    ]
    circles = [
        ReportEntry(f"{listed((named(index, claim) for claim in circle), shown=6)}.", circle)
        for circle in found.circular
    ]
    groups = (
        Group("Unsupported: no reason, no source, not taken as given", _claims(labels, found.unsupported)),
        Group(
            "Single source: one source under the claim and all that supports it", _by_source(labels, found, singles)
        ),
        Group("Circular support: claims that hold one another up", tuple(circles)),
        Group("On their own: no reason to or from them, no tension", _claims(labels, found.orphans)),
        Group("No position recorded", _without_position(labels, found.without_position)),
    )
    data: Json = {
        "unsupported": found.unsupported,
        "single_source": found.single_source,
        "circular": found.circular,
        "orphans": found.orphans,
        "no_position": found.without_position,
    }
    return ReportSection("evidence_gaps", "Evidence gaps", _gaps_lead(labels, found), groups, data)


def _gaps_lead(labels: Labels, found: Gaps) -> str:
    total = len(labels.index.claims)
    return (
        f"Of {counted(total, 'claim')}, {len(found.unsupported)} unsupported, {len(found.single_source)} on a single "
        f"source, {sum(map(len, found.circular))} in circular support, {len(found.orphans)} on their own, "
        f"{len(found.without_position)} with no position recorded."
    )


def _by_source(labels: Labels, found: Gaps, singles: list[ReportEntry]) -> tuple[ReportEntry, ...]:
    """A line for each claim, or for each source when one source supports much of the map."""
    if len(singles) <= 8:
        return tuple(singles)
    total = len(labels.index.claims)
    return tuple(
        ReportEntry(
            f"{source_named(labels.index, source)} is the only source under {count} of {counted(total, 'claim')}: "
            "where it errs, nothing else on this map would show it.",
            (source,),
        )
        for source, count in Counter(found.single_source.values()).items()
    )


def _without_position(labels: Labels, claim_ids: tuple[str, ...]) -> tuple[ReportEntry, ...]:
    """A line for each claim, or a count when that is much of the map (JSON lists them)."""
    if len(claim_ids) <= 8:
        return _claims(labels, claim_ids)
    total = counted(len(labels.index.claims), "claim")
    return (ReportEntry(f"Nobody is on record for or against {len(claim_ids)} of {total}."),)


def _claims(labels: Labels, claim_ids: Iterable[str]) -> tuple[ReportEntry, ...]:
    return tuple(ReportEntry(f"{named(labels.index, claim)}.", (claim,)) for claim in claim_ids)


_GROUPS: Sequence[Label] = ("out", "undecided", "in")
"""Labels in the order of importance to a reader."""


def standing_section(labels: Labels) -> ReportSection:
    """The standing of every claim, each with its reason in one sentence."""
    index = labels.index
    by_label = {label: labels.claims_labelled(label) for label in _GROUPS}
    groups = [
        Group(
            STATUS_WORDS[label].heading,
            tuple(
                ReportEntry(f"{named(index, claim)}.", (claim,), (sentence(labels, claim),))
                for claim in by_label[label]
            ),
        )
        for label in _GROUPS
    ]
    data: Json = {
        claim: {"label": labels.of(claim), "headline": headline(labels, claim), "because": sentence(labels, claim)}
        for claim in index.claims
    }
    return ReportSection("standing", "Standing", standing_counts(labels), tuple(groups), data)


def standing_counts(labels: Labels) -> str:
    """How many claims stand, have fallen and are contested, as a sentence."""
    standing, fallen, contested = (len(labels.claims_labelled(label)) for label in LABELS)
    total = counted(len(labels.index.claims), "claim")
    return f"Of {total}, as mapped: {standing} standing, {fallen} fallen, {contested} contested."


def cruxes_section(labels: Labels, contention: str, found: tuple[Crux, ...]) -> ReportSection:
    """The claims that the label of one claim depends on."""
    index = labels.index
    now = f"{named(index, contention)} {STATUS_WORDS[labels.of(contention)].verb}, as mapped"
    turns = (
        f"its label turns on {counted(len(found), 'claim')}" if found else "no other claim alone would change that"
    )
    lead = f"{now}, and {turns}."
    lines = [
        ReportEntry(
            f"{named(index, crux.claim)}: without it the contention {STATUS_WORDS[crux.if_withdrawn].verb}, "
            f"granted it {STATUS_WORDS[crux.if_granted].verb}.",
            (crux.claim,),
            tuple(filter(None, (_who_differs(labels, crux.claim),))),
        )
        for crux in found
    ]
    data: Json = {
        "claim": contention,
        "label": labels.of(contention),
        "cruxes": [
            {"claim": crux.claim, "if_withdrawn": crux.if_withdrawn, "if_granted": crux.if_granted} for crux in found
        ],
    }
    return entries("cruxes", f"Cruxes of {contention}", lead, lines, data)


def _who_differs(labels: Labels, claim_id: str) -> str:
    """Whether stakeholders disagree about a claim, as a sentence."""
    index = labels.index
    positions = [
        position for position in index.claims[claim_id].positions if position.stakeholder in index.stakeholders
    ]
    sides = {
        stance: [stakeholder_named(index, p.stakeholder) for p in positions if p.stance == stance]
        for stance in ("agrees", "disagrees")
    }
    if all(sides.values()):
        agreeing, disagreeing = listed(sides["agrees"]), listed(sides["disagrees"])
        return f"Stakeholders differ over it: on record for it {agreeing}, against it {disagreeing}."
    return held_by(labels, claim_id)


def disputes_section(labels: Labels) -> ReportSection:
    """The open disputes that all undecided labels originate from."""
    found = disputes(labels)
    index = labels.index
    hanging = len(labels.claims_labelled("undecided"))
    lead = f"{capital(counted(len(found), 'open dispute'))}; {counted(hanging, 'claim')} contested in all."
    lines = [
        ReportEntry(
            f"{listed((named(index, claim) for claim in dispute.claims), shown=4)}.",
            dispute.claims,
            tuple(f"{reason_said(index, index.reasons[address])}." for address in dispute.reasons),
        )
        for dispute in found
    ]
    data: Json = [{"claims": dispute.claims, "reasons": dispute.reasons} for dispute in found]
    return entries("open_disputes", "Open disputes", lead, lines, data)


def whatif_section(result: WhatIf) -> ReportSection:
    """The claims whose labels change in a what-if, with their new reasons."""
    after = result.after
    lines = [
        ReportEntry(
            f"{named(after.index, change.claim)} {STATUS_WORDS[change.after].verb}; without this what-if it "
            f"{STATUS_WORDS[change.before].verb}.",
            (change.claim,),
            (sentence(after, change.claim),),
        )
        for change in result.changes
        if not change.forced
    ]
    lead = f"{_forces_said(after)}: {counted(len(lines), 'other claim')} would change, as mapped."
    data: Json = {
        "granted": sorted(after.forces.granted),
        "withdrawn": sorted(after.forces.withdrawn),
        "withdrawn_sources": sorted(after.forces.withdrawn_sources),
        "changes": [
            {
                "claim": change.claim,
                "before": change.before,
                "after": change.after,
                "because": sentence(after, change.claim),
            }
            for change in result.changes
        ],
    }
    return entries("what_if", "What if", lead, lines, data)


def _forces_said(labels: Labels) -> str:
    index, forces = labels.index, labels.forces
    order = index.order
    granted = [named(index, claim) for claim in sorted(forces.granted, key=order.__getitem__)]
    withdrawn = [named(index, claim) for claim in sorted(forces.withdrawn, key=order.__getitem__)]
    sources = [f"the source {source_named(index, source)}" for source in sorted(forces.withdrawn_sources)]
    parts = []
    if granted:
        parts.append(f"granting {listed(granted, shown=4)}")
    if withdrawn or sources:
        parts.append(f"withdrawing {listed([*withdrawn, *sources], shown=4)}")
    return capital(" and ".join(parts)) or "With nothing granted or withdrawn"
