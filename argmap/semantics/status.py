"""What labels mean for people: answers to objections, the status of each claim, and the open disputes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from argmap.model.types import Reason
from argmap.semantics.labels import Labels
from argmap.vocabulary import Status

Answer = Literal["unanswered", "contested", "answered", "rejected", "support lost"]
"""The state of an objection. It is answered by an objection to a premise or an undercut that is in. One whose premise
is rejected in a what-if, or has lost its support, has no answer.
"""


class Objection(NamedTuple):
    """An objection or undercut, and whether it is answered."""

    reason: Reason
    answer: Answer


def answer(labels: Labels, reason: Reason) -> Answer:
    """The state of one objection or undercut that takes part."""
    given = labels.of_reason(reason.address)
    if given != "out":
        return "unanswered" if given == "in" else "contested"
    against = [*labels.undercuts_of(reason)]
    for premise in reason.premises:
        against += [] if premise in labels.forces.rejected else labels.objections_to(premise)
    if any(labels.of_reason(one.address) == "in" for one in against):
        return "answered"
    return "support lost" if labels.forces.rejected.isdisjoint(reason.premises) else "rejected"


def objections(labels: Labels) -> tuple[Objection, ...]:
    """Every objection and undercut that takes part, in file order."""
    return tuple(
        Objection(reason, answer(labels, reason))
        for address, reason in labels.index.reasons.items()
        if reason.kind != "supports" and labels.takes_part(address)
    )


def unanswered(labels: Labels) -> tuple[Reason, ...]:
    """The objections and undercuts that are labelled in, in file order."""
    return tuple(objection.reason for objection in objections(labels) if objection.answer == "unanswered")


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


class Dispute(NamedTuple):
    """Claims that are undecided because of each other, and the links between them, in file order."""

    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    """Addresses."""
    is_circle: bool = False
    """Whether the claims only support each other."""


def disputes(labels: Labels) -> tuple[Dispute, ...]:
    """The open disputes of a map: once they are settled, so is everything else that is undecided.

    They are the strongly connected components of the undecided part that no other undecided component leads to.
    """
    claims = list(labels.network.claims.items())
    reasons = list(labels.network.reasons.items())
    found: dict[frozenset[int], tuple[list[str], list[str]]] = {}
    for place, named in enumerate((claims, reasons)):
        for name, node in named:
            members = labels.dispute_at(node)
            if members:
                found.setdefault(members, ([], []))[place].append(name)
    return tuple(
        Dispute(tuple(ours), tuple(between), members <= labels.circles) for members, (ours, between) in found.items()
    )
