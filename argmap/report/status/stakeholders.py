"""Reports on stakeholders: positions, agreement, views, coverage of tensions, blocs, the power/interest grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.types import STANCES, Position
from argmap.report.status.model import Group, Json, ReportEntry, ReportSection, entries
from argmap.report.status.names import evidence_said, is_part_of, link_said, position_said
from argmap.semantics.coverage import SideCoverage, coverage
from argmap.semantics.explanations import sentence
from argmap.semantics.labels import Labels
from argmap.semantics.stakeholders import Agreement, Matrix, agreements, blocs, grid, matrix, recorded
from argmap.semantics.status import status
from argmap.semantics.whatif import View
from argmap.semantics.wording import named, stakeholder_named
from argmap.views.main_claims import main_claims
from argmap.views.wording import NO_SIDE
from argmap.vocabulary import COVERAGE_CAVEAT, GRID_FIELDS, GRID_JUDGED, NOT_RECORDED, capital, counted

MOST_PAIRS, PAIRS_EACH = 200, 5
"""The most pairs that are listed: the first number, or the second for each stakeholder if that is more."""


def positions_section(index: Index) -> ReportSection:
    """The positions on each claim with quotes, citations and dates: on main claims first, then on claims about which
    stakeholders disagree.
    """
    held = recorded(matrix(index))
    lines = [
        ReportEntry(f"{named(index, claim)}.", (claim,), tuple(_stances(index, held, claim)))
        for claim in _most_telling_claims(index, held)
    ]
    if not held.positions:
        return entries("positions", "Positions", "No stakeholder has a position on any claim.", (), [])
    lead = (
        f"{counted(len(held.positions), 'position')}: {len(held.stakeholders):,} of "
        f"{counted(len(index.stakeholders), 'stakeholder')}, on {len(held.claims):,} of "
        f"{counted(len(index.claims), 'claim')}."
    )
    data: Json = [_position_data(claim, position) for (claim, _), position in held.positions.items()]
    return entries("positions", "Positions", lead, lines, data)


def _most_telling_claims(index: Index, held: Matrix) -> list[str]:
    mains = set(main_claims(index))
    stances: dict[str, set[str]] = {}
    for (claim, _), position in held.positions.items():
        stances.setdefault(claim, set()).add(position.stance)
    return sorted(held.claims, key=lambda claim: (claim not in mains, not stances[claim] >= {"agrees", "disagrees"}))


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
        f"{counted(len(compared), 'pair')} of stakeholders: {len(compared) - apart:,} with positions "
        "on the same claims."
        if compared
        else "Fewer than two stakeholders: nothing to compare."
    )
    if pairs is None and (rest := len(compared) - apart - len(shown)):
        lead += (
            f" Only the {counted(len(shown), 'pair')} with most claims in common are listed, {rest:,} more are not."
        )
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
        return ReportEntry(f"{names}: no claim in common.", (pair.one, pair.other))
    doubt = ", too few to judge" if pair.judged == "too few to judge" else ""
    claims = counted(pair.shared, "claim")
    text = f"{names} agree on {len(pair.agreed):,} of {claims} in common{doubt}."
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
    return ReportSection(
        "view",
        f"The map as {name} sees it",
        _view_lead(index, stakeholder),
        (Group("", tuple(_view_entry(view) for view in views)),),
        {"stakeholder": stakeholder, "claims": [_view_data(view) for view in views]},
    )


def _view_lead(index: Index, stakeholder: str) -> str:
    name = stakeholder_named(index, stakeholder)
    positions = index.positions_of.get(stakeholder, ())
    if not positions:
        return f"{name}: no positions on this map, so nothing is accepted or rejected."
    return (
        f"{name}: {counted(len(positions), 'position')}. Claims it agrees with are accepted and claims it disagrees "
        "with are rejected, except the claim in question."
    )


def _view_entry(view: View) -> ReportEntry:
    index = view.labels.index
    stated = f"{view.stated.stance} ({evidence_said(index, view.stated)})" if view.stated else NOT_RECORDED
    details = [f"Stated position: {stated}.", f"As it sees the map: {sentence(view.labels, view.claim)}"]
    details += [
        f"An unanswered objection that its own positions support: {link_said(index, r)}." for r in view.unanswered
    ]
    return ReportEntry(f"{named(index, view.claim)}.", (view.claim,), tuple(details))


def _view_data(view: View) -> Json:
    return {
        "claim": view.claim,
        "stated": view.stated.stance if view.stated else None,
        "status": status(view.labels, view.claim),
        "because": sentence(view.labels, view.claim),
        "unanswered_objections_accepted": [reason.address for reason in view.unanswered],
    }


def coverage_section(labels: Labels, tension: str) -> ReportSection:
    """How much a map records for each side of a tension."""
    index = labels.index
    sides = coverage(labels, tension)
    title = " ".join(tension_name(index.tensions[tension]).split())
    lines = [_side_entry(index, tension, side) for side in sides]
    data: Json = {"tension": tension, "sides": [_side_data(side) for side in sides]}
    return entries("coverage", f"Coverage of the tension “{title}”", COVERAGE_CAVEAT, lines, data)


def _side_entry(index: Index, tension: str, side: SideCoverage) -> ReportEntry:
    titles = {item.id: item.title for item in index.tensions[tension].sides}
    heading = " ".join(titles[side.side].split()) if side.side else NO_SIDE
    counts = (
        counted(len(side.claims), "claim"),
        counted(len(side.supports), "support"),
        counted(len(side.sources), "source"),
        counted(len(side.unanswered), "unanswered objection"),
        counted(len(side.stakeholders), "stakeholder") + " for it",
    )
    who = ", ".join(stakeholder_named(index, stakeholder) for stakeholder in side.stakeholders)
    details = (f"For it: {who}.",) if who else ()
    return ReportEntry(f"{heading}: {', '.join(counts)}.", (side.side,) if side.side else (), details)


def _side_data(side: SideCoverage) -> Json:
    return {
        "side": side.side,
        "claims": side.claims,
        "supports": side.supports,
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
    many = capital(counted(len(found.blocs), "bloc"))
    lead = f"{many}. In a bloc each pair agrees on three quarters or more of its claims in common."
    if len(found.blocs) == 1:
        lead += " With one bloc, common ground is what it agrees with and nobody disagrees with."
    groups = (
        Group("Blocs", tuple(members)),
        Group("Common ground: someone in every bloc agrees, nobody disagrees", tuple(shared)),
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
        yield ReportEntry(f"{capital(counted(silent, 'stakeholder'))} without positions.")


def _parts(index: Index, members: Sequence[str]) -> tuple[str, ...]:
    """Which of these stakeholders are parts of others of them, as sentences."""
    return tuple(
        f"{stakeholder_named(index, part)} is part of {stakeholder_named(index, whole)}."
        for part in members
        for whole in members
        if part != whole and is_part_of(index, part, whole)
    )


def grid_section(index: Index) -> ReportSection:
    """Stakeholders by power and interest."""
    found = grid(index)
    groups = [Group(GRID_FIELDS[cell], _stakeholders(index, members)) for cell, members in found.cells.items()]
    groups.append(Group("Not placed: power or interest is missing", _stakeholders(index, found.unplaced)))
    lead = f"{GRID_JUDGED} (grid of Mendelow, 1981)."
    cells: Json = [
        {"power": power, "interest": interest, "stakeholders": members}
        for (power, interest), members in found.cells.items()
    ]
    return ReportSection(
        "grid", "Power and interest", lead, tuple(groups), {"cells": cells, "not_placed": found.unplaced}
    )


def _stakeholders(index: Index, members: tuple[str, ...]) -> tuple[ReportEntry, ...]:
    return tuple(ReportEntry(f"{stakeholder_named(index, member)}.", (member,)) for member in members)
