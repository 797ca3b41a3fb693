"""The map from one stakeholder's side: what follows if it is right in all that it is on record for."""

from __future__ import annotations

from typing import NamedTuple

from argmap.model.types import Position, Reason
from argmap.semantics.labels import Forces, Label, Labels
from argmap.semantics.objections import unanswered
from argmap.semantics.position_matrix import matrix


class View(NamedTuple):
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
    objections = (r for r in unanswered(seen) if _accepts(labels, r, accepted, rejected))
    return View(stakeholder, contention, held, seen, tuple(objections))


def _accepts(labels: Labels, objection: Reason, accepted: set[str], rejected: set[str]) -> bool:
    """Whether the premises of an objection and what it is aimed at are on record as accepted.

    A step is accepted with its premises and what it leads to: its target, or for an objection the denial of it.
    Nothing on record tells that an undercut is accepted as a step.
    """
    if not accepted.issuperset(objection.premises):
        return False
    if objection.kind != "undercuts":
        return objection.target in accepted
    step = labels.index.reasons[objection.target]
    led_to = {"supports": accepted, "objects_to": rejected}.get(step.kind, set())
    return accepted.issuperset(step.premises) and step.target in led_to
