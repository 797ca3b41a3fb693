"""What-ifs: which labels change when claims are accepted or rejected, sources are withdrawn, or a stakeholder's
positions are taken as given.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.model.types import Position, Reason
from argmap.semantics.labels import Forces, Label, Labels
from argmap.semantics.objections import unanswered
from argmap.semantics.position_matrix import matrix


class Relabelled(NamedTuple):
    """A claim whose label changes, and whether it is forced."""

    claim: str
    before: Label
    after: Label
    forced: bool


class WhatIf(NamedTuple):
    """The labels before and after, and the claims whose labels differ, in file order."""

    before: Labels
    after: Labels
    changes: tuple[Relabelled, ...]

    @property
    def fallen(self) -> tuple[str, ...]:
        """The claims that are newly out, without the forced ones."""
        return tuple(change.claim for change in self.changes if change.after == "out" and not change.forced)


def forces_named(index: Index, granted: Iterable[str], withdrawn: Iterable[str]) -> Forces:
    """The forces for these ids: claims to grant, and claims and sources to withdraw.

    Raises MapError when none is given, when the map does not have one, and when a claim is both granted and
    withdrawn.
    """
    granted, withdrawn = frozenset(granted), frozenset(withdrawn)
    if not granted and not withdrawn:
        raise MapError("Nothing is granted or withdrawn. Give --withdraw or --grant with the id of a claim.")
    for claim in sorted(granted):
        must_be("claim", claim, index.claims, index)
    for item in sorted(withdrawn):
        must_be("claim or source", item, {**index.claims, **index.sources}, index)
    if both := sorted(granted & withdrawn):
        raise MapError(f"'{both[0]}' is both granted and withdrawn. Give one of the two.")
    claims = withdrawn & index.claims.keys()
    return Forces(granted, claims, withdrawn - claims)


def whatif(before: Labels, forces: Forces) -> WhatIf:
    """The difference between a map's labels and its labels under other forces."""
    after = before.under(forces)
    return WhatIf(before, after, changed(before, after))


def changed(before: Labels, after: Labels) -> tuple[Relabelled, ...]:
    """The claims of one map that two labellings of it differ on, in file order."""
    forced = after.forces.granted | after.forces.withdrawn
    return tuple(
        Relabelled(claim_id, before.of(claim_id), after.of(claim_id), claim_id in forced)
        for claim_id, node in after.network.claims.items()
        if before.values[node] != after.values[node]
    )


class View(NamedTuple):
    """The map from one stakeholder's point of view on one claim, the contention."""

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
    """Whether a stakeholder is on record as accepting an objection's premises and its target.

    A link counts as accepted with its premises and its conclusion: the target of a support, the rejection of the
    target of an objection. An undercut has no position on its conclusion, so it never counts as accepted.
    """
    if not accepted.issuperset(objection.premises):
        return False
    if objection.kind != "undercuts":
        return objection.target in accepted
    step = labels.index.reasons[objection.target]
    led_to = {"supports": accepted, "objects_to": rejected}.get(step.kind, set())
    return accepted.issuperset(step.premises) and step.target in led_to
