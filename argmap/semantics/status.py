"""The status of a claim: its label, with the cause of it."""

from __future__ import annotations

from argmap.semantics.labels import Labels
from argmap.semantics.objections import answer
from argmap.vocabulary import Status


def status(labels: Labels, claim_id: str) -> Status:
    """What the map says about a claim, or what a what-if sets it to.

    Raises KeyError for an id that no claim of the map has.
    """
    if claim_id in labels.forces.rejected:
        return "rejected"
    if claim_id in labels.forces.accepted:
        return "accepted"
    label = labels.of(claim_id)
    if label == "in":
        return _not_challenged(labels, claim_id)
    if label == "out":
        objections = labels.objections_to(claim_id)
        challenged = any(labels.of_reason(reason.address) == "in" for reason in objections)
        return "challenged" if challenged else "support lost"
    return "circular" if labels.network.claims[claim_id] in labels.circles else "contested"


def _not_challenged(labels: Labels, claim_id: str) -> Status:
    if labels.index.claims[claim_id].assumed:
        return "assumed"
    if labels.supports_of(claim_id) or labels.sources_of(claim_id):
        return "supported"
    answers = {answer(labels, reason) for reason in labels.objections_to(claim_id)}
    return "answered" if answers - {"rejected"} else "no reasons"
