"""The map from one stakeholder's side: what follows if it is right in all that it is on record for."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.types import Position, Reason
from argmap.standing.labels import Forces, Label, Labels
from argmap.standing.matrix import matrix
from argmap.standing.objections import unanswered


@dataclass(frozen=True)
class View:
    """A stakeholder's view of one claim, the contention."""

    stakeholder: str
    contention: str
    stated: Position | None
    """Its own recorded position on the contention."""
    labels: Labels
    """The labels when all that it agrees with is granted and all that it disagrees with withdrawn, but for the
    contention."""
    unanswered: tuple[Reason, ...]
    """Unanswered objections whose premises and target it accepts: places to ask it about."""

    @property
    def label(self) -> Label:
        """The label of the contention in this view."""
        return self.labels.of(self.contention)


def view(labels: Labels, stakeholder: str, contention: str) -> View:
    """The view of a stakeholder on a claim of the map. Positions that are mixed force nothing."""
    stances = matrix(labels.index, stakeholders=(stakeholder,)).stances(stakeholder)
    accepted = {claim_id for claim_id, stance in stances.items() if stance == "agrees"}
    rejected = {claim_id for claim_id, stance in stances.items() if stance == "disagrees"}
    forces = Forces(frozenset(accepted - {contention}), frozenset(rejected - {contention}))
    seen = labels.under(forces)
    held = matrix(labels.index, (contention,), (stakeholder,)).position(contention, stakeholder)
    objections = (reason for reason in unanswered(seen) if _accepts(labels, accepted, reason))
    return View(stakeholder, contention, held, seen, tuple(objections))


def _accepts(labels: Labels, accepted: set[str], reason: Reason) -> bool:
    """Whether the premises and target of a reason are accepted: for a step, its premises and target."""
    step: Reason | None = reason
    while step is not None:
        if not accepted.issuperset(step.premises):
            return False
        if step.kind != "undercuts":
            return step.target in accepted
        step = labels.index.reasons.get(step.target)
    return False
