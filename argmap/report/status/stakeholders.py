"""Reports on stakeholders: positions, agreement, views, the balance of tensions, blocs, the power/interest grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.model.index import Index
from argmap.model.types import STANCES, Level, Position
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, entries
from argmap.report.status.names import evidence_said, is_part_of, position_said, reason_said
from argmap.semantics.agreement import Agreement, agreements, blocs
from argmap.semantics.balance import SideBalance, balance
from argmap.semantics.labels import Labels
from argmap.semantics.position_matrix import Matrix, matrix, recorded
from argmap.semantics.power_interest import grid
from argmap.semantics.whatif import View
from argmap.semantics.wording import named, sentence, stakeholder_named
from argmap.vocabulary import COVERAGE_CAVEAT, NOT_RECORDED, capital, counted

MOST_PAIRS, PAIRS_EACH = 200, 5
"""The most pairs that are listed: this number, or so many for each stakeholder if that is more."""


def positions_section(index: Index) -> ReportSection:
    """The positions on each claim, with quotes, citations and dates."""
    held = recorded(matrix(index))
    lines = [
        ReportEntry(f"{named(index, claim)}.", (claim,), tuple(_stances(index, held, claim))) for claim in held.claims
    ]
    if not held.positions:
        return entries("positions", "Positions", "No position is recorded on this map.", (), [])
    lead = (
        f"{capital(counted(len(held.positions), 'position'))} recorded, by "
        f"{len(held.stakeholders)} of {counted(len(index.stakeholders), 'stakeholder')} on {len(held.claims)} of "
        f"{counted(len(index.claims), 'claim')}; what is not listed is not recorded."
    )
    data: Json = [_position_data(claim, position) for (claim, _), position in held.positions.items()]
    return entries("positions", "Positions", lead, lines, data)


def _stances(index: Index, held: Matrix, claim: str) -> list[str]:
    """A line for the stakeholders of a stance, or for each of them if one is quoted."""
    lines = []
    for stance in STANCES:
        found = (held.position(claim, who) for who in held.stakeholders)
        positions = [position for position in found if position is not None and position.stance == stance]
        said = [position_said(index, position) for position in positions]
        together = said and not any(position.quote for position in positions)
        lines += [f"{capital(stance)}: {one}." for one in (["; ".join(said)] if together else said)]
    return lines


def _position_data(claim: str, position: Position) -> Json:
    return {
        "claim": claim,
        "stakeholder": position.stakeholder,
        "stance": position.stance,
        "source": position.source,
        "quote": position.quote,
        "date": position.date,
    }


def agreement_section(index: Index, pairs: tuple[Agreement, ...] | None = None) -> ReportSection:
    """The agreement of pairs of stakeholders; pairs without overlap are counted, or listed on request.

    The number of pairs is quadratic in the number of stakeholders, so of very many only those with most shared claims
    are listed.
    """
    compared = agreements(index) if pairs is None else pairs
    apart = sum(not pair.shared for pair in compared)
    shown = compared if pairs is not None else _most_telling(index, compared)
    lines = [_agreement_entry(index, pair) for pair in shown]
    lead = (
        f"Of {counted(len(compared), 'pair')} of stakeholders, {len(compared) - apart} addressed a claim in common "
        f"and {apart} have no overlap. Only recorded positions count."
        if compared
        else "This map has no two stakeholders to compare."
    )
    if pairs is None and (rest := len(compared) - apart - len(shown)):
        lead += f" The {counted(len(shown), 'pair')} with most claims in common are listed, and {rest} more are not."
    return entries("agreement", "Agreement of pairs", lead, lines, [_agreement_data(pair) for pair in shown])


def _most_telling(index: Index, pairs: Sequence[Agreement]) -> list[Agreement]:
    """The pairs with an overlap in file order; of very many, those with the largest."""
    shared = [pair for pair in pairs if pair.shared]
    most = max(MOST_PAIRS, PAIRS_EACH * len(index.stakeholders))
    largest = sorted(range(len(shared)), key=lambda place: -shared[place].shared)[:most]
    return [shared[place] for place in sorted(largest)]


def _agreement_entry(index: Index, pair: Agreement) -> ReportEntry:
    names = f"{stakeholder_named(index, pair.one)} and {stakeholder_named(index, pair.other)}"
    if pair.judged == "no overlap":
        return ReportEntry(f"{names}: no overlap.", (pair.one, pair.other))
    doubt = ": too few to judge" if pair.judged == "too few to judge" else ""
    claims = counted(pair.shared, "claim")
    text = f"{names} agree on {len(pair.agreed)} of {claims} both addressed{doubt}."
    differences = (f"They differ on {named(index, claim)}." for claim in pair.differed)
    members = (pair.one, pair.other)
    return ReportEntry(text, members, (*differences, *_parts(index, members)))


def _agreement_data(pair: Agreement) -> Json:
    return {
        "stakeholders": (pair.one, pair.other),
        "agreed": pair.agreed,
        "differed": pair.differed,
        "judged": pair.judged,
    }


def view_section(index: Index, stakeholder: str, views: Sequence[View]) -> ReportSection:
    """The map from one stakeholder's point of view on one or several claims."""
    name = stakeholder_named(index, stakeholder)
    lines = [_view_entry(view) for view in views]
    lead = _view_lead(index, stakeholder)
    return ReportSection(
        "view",
        f"The view of {name}",
        lead,
        (Group("", tuple(lines)),),
        {"stakeholder": stakeholder, "contentions": [_view_data(view) for view in views]},
    )


def _view_lead(index: Index, stakeholder: str) -> str:
    name = stakeholder_named(index, stakeholder)
    positions = index.positions_of.get(stakeholder, ())
    if not positions:
        return f"No position of {name} is recorded, so this is the map as it stands for everybody."
    return (
        f"What the map says when every claim that {name} is on record for is granted and every claim that it is on "
        f"record against is withdrawn, except the contention itself ({counted(len(positions), 'position')} recorded)."
    )


def _view_entry(view: View) -> ReportEntry:
    index = view.labels.index
    stated = f"{view.stated.stance} ({evidence_said(index, view.stated)})" if view.stated else NOT_RECORDED
    details = [
        f"Stated position: {stated}.",
        f"Seen from its side: {sentence(view.labels, view.contention)}",
    ]
    details += [f"An unanswered objection whose parts it accepts: {reason_said(index, r)}." for r in view.unanswered]
    return ReportEntry(f"{named(index, view.contention)}.", (view.contention,), tuple(details))


def _view_data(view: View) -> Json:
    return {
        "claim": view.contention,
        "stated": view.stated.stance if view.stated else None,
        "label": view.label,
        "because": sentence(view.labels, view.contention),
        "unanswered_objections_accepted": [reason.address for reason in view.unanswered],
    }


def balance_section(labels: Labels, tension: str) -> ReportSection:
    """The records of a map for each side of a tension."""
    index = labels.index
    sides = balance(labels, tension)
    title = index.tensions[tension].title or tension
    lines = [_side_entry(index, tension, side) for side in sides]
    data: Json = {"tension": tension, "sides": [_side_data(side) for side in sides]}
    return entries("balance", f"Coverage of the tension: {' '.join(title.split())}", COVERAGE_CAVEAT, lines, data)


def _side_entry(index: Index, tension: str, side: SideBalance) -> ReportEntry:
    titles = {item.id: item.title for item in index.tensions[tension].sides}
    heading = " ".join(titles[side.side].split()) if side.side else "No side named"
    counts = (
        counted(len(side.claims), "claim"),
        counted(len(side.standing_reasons), "standing reason"),
        counted(len(side.sources), "distinct source"),
        counted(len(side.unanswered), "unanswered objection"),
        counted(len(side.stakeholders), "stakeholder") + " on record as agreeing",
    )
    who = ", ".join(stakeholder_named(index, stakeholder) for stakeholder in side.stakeholders)
    details = (f"On record as agreeing with a claim of it: {who}.",) if who else ()
    return ReportEntry(f"{heading}: {', '.join(counts)}.", (side.side,) if side.side else (), details)


def _side_data(side: SideBalance) -> Json:
    return {
        "side": side.side,
        "claims": side.claims,
        "standing_reasons": side.standing_reasons,
        "sources": side.sources,
        "unanswered_objections": side.unanswered,
        "stakeholders": side.stakeholders,
    }


def blocs_section(index: Index) -> ReportSection:
    """Groups of stakeholders that agree, and the claims that none of them disputes."""
    found = blocs(index)
    members = [
        ReportEntry(f"{', '.join(stakeholder_named(index, member) for member in bloc)}.", bloc, _parts(index, bloc))
        for bloc in found.blocs
    ]
    shared = [ReportEntry(f"{named(index, claim)}.", (claim,)) for claim in found.common_ground]
    lead = (
        f"{capital(counted(len(found.blocs), 'bloc'))}: stakeholders each two of whom agree on at least three "
        "quarters of at least two claims that both addressed."
    )
    if len(found.blocs) == 1:
        lead += " With one bloc alone, common ground is what it holds and nobody is recorded against."
    groups = (
        Group("Blocs", tuple(members)),
        Group("Common ground: somebody in every bloc agrees and nobody disagrees", tuple(shared)),
        Group("In no bloc", tuple(_outside(index, found.outside))),
    )
    data: Json = {"blocs": found.blocs, "outside": found.outside, "common_ground": found.common_ground}
    return ReportSection("blocs", "Blocs and common ground", lead, groups, data)


def _outside(index: Index, outside: Sequence[str]) -> Iterator[ReportEntry]:
    """The names of stakeholders in no bloc, and the number of those without positions."""
    spoken = [stakeholder_named(index, who) for who in outside if index.positions_of.get(who)]
    if spoken:
        yield ReportEntry(f"{', '.join(spoken)}.")
    if silent := len(outside) - len(spoken):
        yield ReportEntry(f"{capital(counted(silent, 'stakeholder'))} with no position recorded.")


def _parts(index: Index, members: Sequence[str]) -> tuple[str, ...]:
    """Which of these stakeholders are parts of others of them, as sentences."""
    return tuple(
        f"{stakeholder_named(index, part)} is part of {stakeholder_named(index, whole)}."
        for part in members
        for whole in members
        if part != whole and is_part_of(index, part, whole)
    )


_ADVICE: dict[tuple[Level, Level], str] = {
    ("high", "high"): "High power, high interest",
    ("high", "low"): "High power, low interest",
    ("low", "high"): "Low power, high interest",
    ("low", "low"): "Low power, low interest",
}


def grid_section(index: Index) -> ReportSection:
    """Stakeholders by power and interest."""
    found = grid(index)
    groups = [Group(_ADVICE[cell], _stakeholders(index, members)) for cell, members in found.cells.items()]
    groups.append(Group("Not placed: power or interest is not given", _stakeholders(index, found.unplaced)))
    lead = "The power and interest that the authors of this map gave each stakeholder (grid of Mendelow, 1981)."
    cells: Json = [
        {"power": power, "interest": interest, "stakeholders": members}
        for (power, interest), members in found.cells.items()
    ]
    return ReportSection(
        "grid", "Power and interest", lead, tuple(groups), {"cells": cells, "not_placed": found.unplaced}
    )


def _stakeholders(index: Index, members: tuple[str, ...]) -> tuple[ReportEntry, ...]:
    return tuple(ReportEntry(f"{stakeholder_named(index, member)}.", (member,)) for member in members)
