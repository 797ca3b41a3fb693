"""Reports on claims and links: unanswered objections, evidence gaps, status, cruxes, disputes, what-ifs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.excerpt import ended
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, entries
from argmap.report.status.names import agreeing_with, link_said, objection_said, objections_counted, target_said
from argmap.semantics.coverage import Gaps, gaps
from argmap.semantics.explanations import sentence
from argmap.semantics.labels import Labels
from argmap.semantics.sensitivity import Crux, impacts
from argmap.semantics.status import Answer, Dispute, Objection, disputes, objections, status
from argmap.semantics.whatif import WhatIf, WhatIfChange
from argmap.semantics.wording import claims_listed, listed, named, source_named, stakeholder_named, status_totals
from argmap.views.main_claims import conclusion, levels
from argmap.views.sides import Opposed, opposed_claims
from argmap.vocabulary import STATUSES, Status, counted

# Objections


def unanswered_section(labels: Labels) -> ReportSection:
    """The unanswered objections and undercuts by what they are aimed at: the main claims first, then those first
    whose answer would change most claims.
    """
    found = objections(labels)
    counts = Counter(objection.answer for objection in found)
    words: Mapping[Answer, str] = {"support lost": "with lost support"}
    order: tuple[Answer, ...] = ("unanswered", "contested", "answered", "rejected", "support lost")
    parts = [f"{counts[one] or 'none'} {words.get(one, one)}" for one in order if counts[one] or one == "unanswered"]
    number = objections_counted(objection.reason for objection in found)
    lead = f"{number}: {', '.join(parts)}." if found else "This map has no objections."
    groups: dict[str, list[ReportEntry]] = {}
    for objection, changed in _ranked(labels, found):
        aimed = f"Against {target_said(labels.index, objection.reason)}"
        groups.setdefault(aimed, []).append(_objection_entry(labels, objection, changed))
    return ReportSection(
        "unanswered_objections",
        "Unanswered objections",
        lead,
        tuple(Group(heading, tuple(lines)) for heading, lines in groups.items()),
        [_data(one) for one in found],
    )


def _ranked(labels: Labels, found: Iterable[Objection]) -> Iterator[tuple[Objection, int]]:
    """The unanswered objections, the most important first, each with the number of claims that its answer changes."""
    index = labels.index
    unanswered = [objection for objection in found if objection.answer == "unanswered"]
    changed = impacts(labels, [objection.reason.address for objection in unanswered])
    level = levels(index)

    def importance(objection: Objection) -> tuple[bool, int, int]:
        reason = objection.reason
        depth = level.get(conclusion(index, reason) or "", len(level))
        return depth > 0 or reason.kind == "undercuts", -changed[reason.address], depth

    for objection in sorted(unanswered, key=importance):
        yield objection, changed[objection.reason.address]


def _objection_entry(labels: Labels, objection: Objection, changed: int) -> ReportEntry:
    reason = objection.reason
    details = [agreeing_with(labels.index, reason.premise)]
    if changed > 1:
        details.append(f"An answer would change the status of {counted(changed, 'claim')}.")
    return ReportEntry(f"{objection_said(labels.index, reason)}.", (reason.address,), tuple(filter(None, details)))


def _data(objection: Objection) -> Json:
    reason = objection.reason
    return {"reason": reason.address, "kind": reason.kind, "answer": objection.answer}


# Evidence gaps

SAID_NOT_SO = "The source of a position shows that somebody said it. It does not support the claim."


def gaps_section(labels: Labels, brief: bool = False) -> ReportSection:
    """The claims with little or no evidence, those nearest to a main claim first.

    What holds for every claim is one sentence; a ``brief`` section leaves out the claims without a position.
    """
    found, index = gaps(labels), labels.index
    level = levels(index)

    def nearest(claim_ids: Iterable[str]) -> list[str]:
        return sorted(claim_ids, key=lambda claim_id: level.get(claim_id, len(index.claims)))

    groups = (
        Group("No support: no reason, no source, not assumed", _claims(index, nearest(found.unsupported))),
        Group("One source: everything under the claim relies on it", _by_source(index, found.single_source)),
        Group("Circular support: claims that support each other", tuple(_circles(index, found))),
        Group("No links: no reason to or from the claim, no tension", _claims(index, found.orphans)),
        Group("No position of a stakeholder", () if brief else _claims(index, nearest(found.without_position))),
    )
    data: Json = {
        "unsupported": found.unsupported,
        "single_source": found.single_source,
        "circular": found.circular,
        "orphans": found.orphans,
        "no_position": found.without_position,
    }
    shown = tuple(group for group in groups if not _is_whole(index, group))
    return ReportSection("evidence_gaps", "Evidence gaps", _gaps_lead(index, found, brief), shown, data)


def _is_whole(index: Index, group: Group) -> bool:
    """Whether a group lists every claim of the map, which the lead says in a sentence."""
    return len(group.entries) == len(index.claims) > 1


def _gaps_lead(index: Index, found: Gaps, brief: bool) -> str:
    total = len(index.claims)
    kinds = (
        (len(found.unsupported), "{} {have} no support", "No claim has a support or a source."),
        (len(found.single_source), "{} {rely} on one source", "Every claim relies on a single source."),
        (sum(map(len, found.circular)), "{} {have} circular support", "Every claim has circular support."),
        (len(found.orphans), "{} {have} no links", "No claim has a link."),
        (
            0 if brief else len(found.without_position),
            "{} {have} no position",
            "No stakeholder has a position on any claim.",
        ),
    )
    parts = [
        words.format(f"{many:,}", **_VERBS[many > 1])
        for many, words, _ in kinds
        if many > 0 and not many == total > 1
    ]
    lead = [f"{counted(total, 'claim')}: {', '.join(parts)}."] if parts else []
    lead += [sentence for many, _, sentence in kinds if many == total > 1]
    if any(position.source for claim in found.unsupported for position in index.claims[claim].positions):
        lead.append(SAID_NOT_SO)
    return " ".join(lead) or "No evidence gaps."


_VERBS: Sequence[Mapping[str, str]] = ({"have": "has", "rely": "relies"}, {"have": "have", "rely": "rely"})


def _by_source(index: Index, single_source: Mapping[str, str]) -> tuple[ReportEntry, ...]:
    """A line for each source that claims rely on alone, the most important first."""
    total, alone = counted(len(index.claims), "claim"), Counter(single_source.values())
    return tuple(
        ReportEntry(
            f"{source_named(index, source)} is the only source under {many:,} of {total}.",
            (source,),
            tuple(
                f"{named(index, claim)}." for claim in single_source if many == 1 and single_source[claim] == source
            ),
        )
        for source, many in alone.most_common()
    )


def _circles(index: Index, found: Gaps) -> Iterator[ReportEntry]:
    for circle in found.circular:
        yield ReportEntry(f"{claims_listed(index, circle, shown=6)}.", circle)


def _claims(index: Index, claim_ids: Iterable[str]) -> tuple[ReportEntry, ...]:
    return tuple(ReportEntry(f"{named(index, claim)}.", (claim,)) for claim in claim_ids)


# Status

WORST_FIRST: Sequence[Status] = (
    "rejected",
    "challenged",
    "support lost",
    "contested",
    "circular",
    "no reasons",
    "answered",
    "assumed",
    "supported",
    "accepted",
)


def status_section(labels: Labels) -> ReportSection:
    """The status of every claim and the reason for it, the worst first."""
    index = labels.index
    by_status: dict[Status, list[str]] = {}
    for claim in index.claims:
        by_status.setdefault(status(labels, claim), []).append(claim)
    groups = [
        Group(
            STATUSES[one].label,
            tuple(
                ReportEntry(f"{named(index, claim)}.", (claim,), (sentence(labels, claim),))
                for claim in by_status.get(one, ())
            ),
        )
        for one in WORST_FIRST
    ]
    data: Json = {
        claim: {"status": status(labels, claim), "because": sentence(labels, claim)} for claim in index.claims
    }
    return ReportSection(
        "status",
        "Status of every claim",
        status_totals(status(labels, claim) for claim in index.claims),
        tuple(groups),
        data,
    )


def status_counts(labels: Labels) -> dict[Status, int]:
    """The number of claims of each status that there is, in the order of :data:`argmap.vocabulary.STATUSES`."""
    counts = Counter(status(labels, claim) for claim in labels.index.claims)
    return {one: counts[one] for one in STATUSES if counts[one]}


# Cruxes


def cruxes_section(labels: Labels, claim: str, found: tuple[Crux, ...]) -> ReportSection:
    """The claims that would change the status of one claim."""
    index = labels.index
    lead = f"{named(index, claim)} {STATUSES[status(labels, claim)].verb}. {_would_change(len(found))}"
    lines = [
        ReportEntry(
            f"{named(index, crux.claim)}.",
            (crux.claim,),
            (
                f"If rejected: {crux.if_rejected}. If accepted: {crux.if_accepted}.",
                *filter(None, (_who_disagrees(index, crux.claim),)),
            ),
        )
        for crux in found
    ]
    data: Json = {
        "claim": claim,
        "status": status(labels, claim),
        "cruxes": [
            {"claim": crux.claim, "if_rejected": crux.if_rejected, "if_accepted": crux.if_accepted} for crux in found
        ],
    }
    return entries("cruxes", f"Cruxes of {named(index, claim)}", lead, lines, data)


def _would_change(cruxes: int) -> str:
    if not cruxes:
        return "No other claim alone would change that."
    those = "one other claim" if cruxes == 1 else f"one of {cruxes:,} other claims"
    return f"Accepting or rejecting {those} would change that."


def _who_disagrees(index: Index, claim_id: str) -> str:
    """Whether stakeholders disagree about a claim, as a sentence."""
    sides = {
        stance: [
            stakeholder_named(index, position.stakeholder)
            for position in index.claims[claim_id].positions
            if position.stance == stance and position.stakeholder in index.stakeholders
        ]
        for stance in ("agrees", "disagrees")
    }
    if all(sides.values()):
        return f"Stakeholders disagree: {listed(sides['agrees'])} for, {listed(sides['disagrees'])} against."
    return agreeing_with(index, claim_id)


# Disputes


def disputes_section(labels: Labels) -> ReportSection:
    """The open disputes that leave claims contested, and the claims that are opposed whatever their status."""
    found, index = disputes(labels), labels.index
    opposed = opposed_claims(index)
    lead = [disputes_said(labels, found) or "No claim is contested."]
    if opposed:
        lead.append(f"Opposed claims: {counted(len(opposed), 'group')}.")
    open_ones = [dispute for dispute in found if not dispute.is_circle]
    circles = [dispute for dispute in found if dispute.is_circle]
    groups = (
        Group("Open disputes", tuple(_dispute_entry(index, one) for one in open_ones)),
        Group("Circular support", tuple(_dispute_entry(index, one) for one in circles)),
        Group("Opposed claims", tuple(opposed_entry(labels, one) for one in opposed)),
    )
    data: Json = {
        "disputes": [{"claims": one.claims, "reasons": one.reasons} for one in open_ones],
        "circles": [{"claims": one.claims, "reasons": one.reasons} for one in circles],
        "opposed": [{"groups": one.groups, "tension": one.tension, "mutual": one.mutual} for one in opposed],
    }
    return ReportSection("open_disputes", "Open disputes and opposed claims", " ".join(lead), groups, data)


def disputes_said(labels: Labels, found: Sequence[Dispute]) -> str:
    """How many open disputes and circles of support leave how many claims contested and circular, as a sentence;
    empty without any."""
    if not found:
        return ""
    circles = sum(dispute.is_circle for dispute in found)
    causes = [counted(len(found) - circles, "open dispute")] if circles < len(found) else []
    causes += [counted(circles, "circle of support", "circles of support")] if circles else []
    counts = Counter(status(labels, claim) for claim in labels.claims_labelled("undecided"))
    contested, circular = counts["contested"], counts["circular"]
    left = f"{counted(contested, 'claim')} contested" if contested or not circular else ""
    left += f" and {circular:,} circular" if left and circular else ""
    left = left or f"{counted(circular, 'claim')} circular"
    return f"{' and '.join(causes)} {'leaves' if len(found) == 1 else 'leave'} {left}."


def _dispute_entry(index: Index, dispute: Dispute) -> ReportEntry:
    links = tuple(f"{link_said(index, index.reasons[address])}." for address in dispute.reasons)
    kinds = {index.reasons[address].kind for address in dispute.reasons}
    if len(dispute.claims) == len(links) == 2 and kinds == {"objects_to"}:
        return ReportEntry(f"{claims_listed(index, dispute.claims)} object to each other.", dispute.claims)
    return ReportEntry(f"{claims_listed(index, dispute.claims, shown=4)}.", dispute.claims, links)


MOST_GROUPS = 4
"""Groups of opposed claims in one entry; more are counted."""


def opposed_entry(labels: Labels, one: Opposed) -> ReportEntry:
    """Opposed claims, each with its status, and the tension whose sides they state."""
    index = labels.index
    groups = [listed((_with_status(labels, claim) for claim in group), shown=3) for group in one.groups[:MOST_GROUPS]]
    if len(one.groups) > MOST_GROUPS:
        groups.append(counted(len(one.groups) - MOST_GROUPS, "more group"))
    details = (
        [ended(f"Tension: {_on_one_line(tension_name(index.tensions[one.tension]))}")]
        if one.tension is not None
        else []
    )
    both = "They object" if list(map(len, one.groups)) == [1, 1] else "Some of them object"
    details += [f"{both} to each other."] if one.mutual else []
    ids = tuple(claim for group in one.groups for claim in group)
    return ReportEntry(f"{', opposed to '.join(groups)}.", ids, (" ".join(details),))


def _with_status(labels: Labels, claim: str) -> str:
    return f"{named(labels.index, claim)} ({STATUSES[status(labels, claim)].label.lower()})"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


# What-ifs


def whatif_section(result: WhatIf) -> ReportSection:
    """The claims whose status changes in a what-if, main claims first, with the reason for the new status."""
    after = result.after
    level = levels(after.index)
    followed = [change for change in result.changes if not change.forced]
    followed.sort(key=lambda change: level.get(change.claim, len(level)) > 0)
    lines = [
        ReportEntry(
            f"{named(after.index, change.claim)}: {_arrow(after, change)}.",
            (change.claim,),
            (sentence(after, change.claim),),
        )
        for change in followed
    ]
    changed = f"the status of {counted(len(lines), 'other claim')} changes"
    changes = changed if lines else "no other claim changes status"
    data: Json = {
        "accepted": sorted(after.forces.accepted),
        "rejected": sorted(after.forces.rejected),
        "rejected_sources": sorted(after.forces.rejected_sources),
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
    return entries("what_if", "What if", f"{_forces_said(after)}: {changes}.", lines, data)


def _arrow(after: Labels, change: WhatIfChange) -> str:
    """``challenged → supported``."""
    became = STATUSES[change.after].label.lower()
    if change.after == "no reasons" and after.objections_to(change.claim):
        became = "no longer objected to"
    return f"{STATUSES[change.before].label.lower()} → {became}"


def _forces_said(labels: Labels) -> str:
    index, forces = labels.index, labels.forces
    order = index.order
    accepted = [named(index, claim) for claim in sorted(forces.accepted, key=order.__getitem__)]
    rejected = [named(index, claim) for claim in sorted(forces.rejected, key=order.__getitem__)]
    rejected += [f"the source {source_named(index, source)}" for source in sorted(forces.rejected_sources)]
    parts = [
        f"{listed(those, shown=4)} {'is' if len(those) == 1 else 'are'} {what}"
        for those, what in ((accepted, "accepted"), (rejected, "rejected"))
        if those
    ]
    return f"If {' and '.join(parts)}" if parts else "With nothing accepted or rejected"
