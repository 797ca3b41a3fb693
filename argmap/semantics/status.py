"""The status of a claim: its label, with the cause of it."""

from __future__ import annotations

from argmap.semantics.labels import Labels
from argmap.vocabulary import Status


def status(labels: Labels, claim_id: str) -> Status:
    """What the map says about a claim, or what a what-if sets it to.

    Raises KeyError for an id that no claim of the map has.
    """
    if claim_id in labels.forces.withdrawn:
        return "rejected"
    if claim_id in labels.forces.granted:
        return "accepted"
    label = labels.of(claim_id)
    if label == "in":
        return _not_challenged(labels, claim_id)
    if label == "out":
        objections = labels.objections_to(claim_id)
        challenged = any(labels.of_reason(reason.address) == "in" for reason in objections)
        return "challenged" if challenged else "support lost"
    return "circular" if has_only_circular_support(labels, claim_id) else "contested"


def _not_challenged(labels: Labels, claim_id: str) -> Status:
    if labels.index.claims[claim_id].assumed:
        return "assumed"
    if labels.supports_of(claim_id) or labels.sources_of(claim_id):
        return "supported"
    return "answered" if labels.objections_to(claim_id) else "no reasons"


def has_only_circular_support(labels: Labels, claim_id: str) -> bool:
    """Whether an undecided claim depends only on a circle of supports that it is part of."""
    network = labels.network
    node = network.claims[claim_id]
    circle = labels.dispute_at(node)
    attackers = (
        needed
        for member in circle
        if network.is_claim(member) or network.is_reason(member)
        for needed in network.needs_out[member]
        if network.is_reason(needed)
    )
    return bool(circle) and circle.isdisjoint(attackers)
