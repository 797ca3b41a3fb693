"""What-ifs: which labels change when claims are accepted or rejected, sources are rejected, or a stakeholder's
positions are taken as given.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from operator import ne
from typing import NamedTuple

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.model.types import Position, Reason
from argmap.semantics.labels import UNDECIDED, Forces, Label, Labels, forced_nodes
from argmap.semantics.stakeholders import matrix
from argmap.semantics.status import status, unanswered
from argmap.vocabulary import Status


class WhatIfChange(NamedTuple):
    """A claim whose status changes, and whether the what-if itself sets it."""

    claim: str
    before: Status
    after: Status
    forced: bool


class WhatIf(NamedTuple):
    """The labels before and after, and the claims whose status differs, in file order."""

    before: Labels
    after: Labels
    changes: tuple[WhatIfChange, ...]


def forces_named(index: Index, accepted: Iterable[str], rejected: Iterable[str]) -> Forces:
    """The forces for these ids: claims to accept, and claims and sources to reject.

    Raises MapError when none is given, when the map does not have one, and when a claim is both accepted and
    rejected.
    """
    accepted, rejected = frozenset(accepted), frozenset(rejected)
    if not accepted and not rejected:
        raise MapError("Nothing to accept or reject. Add --reject or --accept with the id of a claim.")
    for claim in sorted(accepted):
        must_be("claim", claim, index.claims, index)
    for item in sorted(rejected):
        must_be("claim or source", item, {**index.claims, **index.sources}, index)
    if both := sorted(accepted & rejected):
        raise MapError(f"'{both[0]}' is both accepted and rejected. Keep one of the two.")
    claims = rejected & index.claims.keys()
    return Forces(accepted, claims, rejected - claims)


def whatif(before: Labels, forces: Forces) -> WhatIf:
    """The difference between a map's labels and its labels under other forces."""
    after = before.under(forces)
    return WhatIf(before, after, changed(before, after))


def changed(before: Labels, after: Labels) -> tuple[WhatIfChange, ...]:
    """The claims of one map whose status differs under two labellings of it, in file order."""
    forced = after.forces.accepted | after.forces.rejected
    names = list(after.network.claims)
    found: list[WhatIfChange] = []
    for node in sorted(filter(after.network.is_claim, _may_differ(before, after))):
        name = names[node]
        old, new = status(before, name), status(after, name)
        if old != new:
            found.append(WhatIfChange(name, old, new, name in forced))
    return tuple(found)


STEPS = 2
"""From a premise to an objection, and from the objection to the claim that it is aimed at."""


def _may_differ(before: Labels, after: Labels) -> set[int]:
    """The nodes among which are all claims whose status differs under two labellings.

    The status of a claim follows from its label, from those of the objections to it, and from which premises of these
    are forced; of an undecided claim from all that is undecided.
    """
    network = after.network
    differs = compress(range(network.size), map(ne, before.values, after.values))
    forced = [forced_nodes(network, one.forces) for one in (before, after)]
    found = latest = {*differs, *forced[0], *forced[1]}
    for _ in range(STEPS):
        latest = {reader for node in latest for reader in (*network.in_for[node], *network.out_for[node])} - found
        found = found | latest
    undecided = (node for node in range(len(network.claims)) if after.values[node] == UNDECIDED)
    return found.union(undecided)


class View(NamedTuple):
    """The map from one stakeholder's point of view on one claim."""

    stakeholder: str
    claim: str
    stated: Position | None
    """Its own recorded position on the claim."""
    labels: Labels
    """The labels when what it agrees with is accepted and what it disagrees with rejected, except the
    claim."""
    unanswered: tuple[Reason, ...]
    """Unanswered objections whose premises and target it accepts: places to ask it about."""

    @property
    def label(self) -> Label:
        """The label of the claim in this view."""
        return self.labels.of(self.claim)


def view(labels: Labels, stakeholder: str, claim: str) -> View:
    """The view of a stakeholder on a claim of the map. Positions that are mixed force nothing."""
    stances = matrix(labels.index, stakeholders=(stakeholder,)).stances(stakeholder)
    accepted = {claim_id for claim_id, stance in stances.items() if stance == "agrees"}
    rejected = {claim_id for claim_id, stance in stances.items() if stance == "disagrees"}
    forces = Forces(frozenset(accepted - {claim}), frozenset(rejected - {claim}))
    seen = labels.under(forces)
    held = matrix(labels.index, (claim,), (stakeholder,)).position(claim, stakeholder)
    objections = (r for r in unanswered(seen) if _accepts(labels, r, accepted, rejected))
    return View(stakeholder, claim, held, seen, tuple(objections))


def _accepts(labels: Labels, objection: Reason, accepted: set[str], rejected: set[str]) -> bool:
    """Whether the positions of a stakeholder accept an objection's premises and its target.

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
