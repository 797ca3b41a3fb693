"""The coverage of a tension: how much a map records for each side. It does not measure how strong a side is."""

from __future__ import annotations

from typing import NamedTuple

from argmap.semantics.gaps import sources_under
from argmap.semantics.labels import Labels


class SideCoverage(NamedTuple):
    """What a map records for one side of a tension."""

    side: str | None
    """The side's id; None for the claims of the tension that take no side of it."""
    claims: tuple[str, ...]
    supports: tuple[str, ...]
    """Addresses of the supports labelled in that are aimed at the side's claims."""
    sources: tuple[str, ...]
    """Distinct sources cited by the side's claims or by what supports them."""
    unanswered: tuple[str, ...]
    """Addresses of the objections labelled in that are aimed at the side's claims, or at the supports of them."""
    stakeholders: tuple[str, ...]
    """Stakeholders that agree with a claim of the side."""


def coverage(labels: Labels, tension: str) -> tuple[SideCoverage, ...]:
    """One record for each side of a tension in file order, then one for claims on no side if there are any. Raises
    KeyError for an unknown id.
    """
    index = labels.index
    sides: dict[str | None, list[str]] = {side.id: [] for side in index.tensions[tension].sides}
    for claim in index.claims_in.get(tension, ()):
        sides.setdefault(claim.side if claim.side in sides else None, []).append(claim.id)
    return tuple(_side(labels, side, tuple(dict.fromkeys(claims))) for side, claims in sides.items())


def _side(labels: Labels, side: str | None, claims: tuple[str, ...]) -> SideCoverage:
    supports = [reason for claim_id in claims for reason in labels.supports_of(claim_id)]
    attacks = [reason for claim_id in claims for reason in labels.objections_to(claim_id)]
    attacks += [undercut for reason in supports for undercut in labels.undercuts_of(reason)]
    stakeholders = labels.index.stakeholders
    agreeing = {
        position.stakeholder
        for claim_id in claims
        for position in labels.index.claims[claim_id].positions
        if position.stance == "agrees"
    }
    return SideCoverage(
        side=side,
        claims=claims,
        supports=tuple(r.address for r in supports if labels.of_reason(r.address) == "in"),
        sources=sources_under(labels, claims),
        unanswered=tuple(r.address for r in attacks if labels.of_reason(r.address) == "in"),
        stakeholders=tuple(stakeholder for stakeholder in stakeholders if stakeholder in agreeing),
    )
