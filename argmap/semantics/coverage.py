"""What a map records and lacks: gaps in the evidence for claims, and the coverage of the sides of a tension.

Coverage counts what is written; it does not measure how strong a side is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.types import Reason
from argmap.semantics.components import components
from argmap.semantics.labels import Labels


class Gaps(NamedTuple):
    """Evidence gaps by kind: claim ids in file order."""

    unsupported: tuple[str, ...]
    """No support, no source, and not assumed."""
    single_source: Mapping[str, str]
    """Claim id -> the one source that everything under the claim goes back to."""
    circular: tuple[tuple[str, ...], ...]
    """Groups of claims that support one another in a circle, or a claim that supports itself."""
    orphans: tuple[str, ...]
    """No reason to or from the claim, and no tension."""
    without_position: tuple[str, ...]
    """No stakeholder's position is recorded."""


def gaps(labels: Labels) -> Gaps:
    """The evidence gaps of a map; linear in its size. They do not depend on any what-if."""
    index = labels.index
    reasons = [reason for address, reason in index.reasons.items() if labels.takes_part(address)]
    supports = [reason for reason in reasons if reason.kind == "supports"]
    return Gaps(
        unsupported=_unsupported(labels, supports),
        single_source=_single_source(labels, supports),
        circular=_circular(index, supports),
        orphans=_orphans(index, reasons),
        without_position=tuple(
            claim.id
            for claim in index.claims.values()
            if not any(position.stakeholder in index.stakeholders for position in claim.positions)
        ),
    )


def sources_under(labels: Labels, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The distinct sources that these claims and all that supports them cite, nearest first."""
    reached = dict.fromkeys(claim_ids)
    waiting = list(reached)
    found: dict[str, None] = {}
    for claim_id in waiting:
        found |= dict.fromkeys(labels.sources_of(claim_id))
        for reason in labels.supports_of(claim_id):
            fresh = [premise for premise in dict.fromkeys(reason.premises) if premise not in reached]
            reached |= dict.fromkeys(fresh)
            waiting += fresh
    return tuple(found)


def _unsupported(labels: Labels, supports: list[Reason]) -> tuple[str, ...]:
    supported = {reason.target for reason in supports}
    return tuple(
        claim.id
        for claim in labels.index.claims.values()
        if claim.id not in supported and not claim.assumed and not labels.sources_of(claim.id)
    )


def _single_source(labels: Labels, supports: list[Reason]) -> dict[str, str]:
    """Propagates sources up the supports; a claim is visited at most twice, at its first source and at its second."""
    held_up: dict[str, list[str]] = {}
    for reason in supports:
        for premise in reason.premises:
            held_up.setdefault(premise, []).append(reason.target)
    known: dict[str, tuple[str, ...]] = {
        claim_id: labels.sources_of(claim_id)[:2] for claim_id in labels.index.claims
    }
    waiting = [claim_id for claim_id, sources in known.items() if sources]
    while waiting:
        premise = waiting.pop()
        for target in held_up.get(premise, ()):
            joined = tuple(dict.fromkeys(known[target] + known[premise]))[:2]
            if len(joined) > len(known[target]):
                known[target] = joined
                waiting.append(target)
    return {claim_id: sources[0] for claim_id, sources in known.items() if len(sources) == 1}


def _circular(index: Index, supports: list[Reason]) -> tuple[tuple[str, ...], ...]:
    order = index.order
    targets: list[list[int]] = [[] for _ in order]
    for reason in supports:
        for premise in reason.premises:
            targets[order[premise]].append(order[reason.target])
    circles = [
        sorted(members)
        for members in components(range(len(targets)), targets.__getitem__)
        if len(members) > 1 or members[0] in targets[members[0]]
    ]
    ids = list(order)
    return tuple(tuple(ids[place] for place in circle) for circle in sorted(circles))


def _orphans(index: Index, reasons: list[Reason]) -> tuple[str, ...]:
    connected = {premise for reason in reasons for premise in reason.premises} | {reason.target for reason in reasons}
    return tuple(
        claim.id
        for claim in index.claims.values()
        if claim.id not in connected and claim.tension not in index.tensions
    )


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
