"""Which objections and undercuts of a map are answered by the map itself."""

from __future__ import annotations

from typing import Literal, NamedTuple

from argmap.model.types import Reason
from argmap.semantics.labels import Labels

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
