"""Taking claims out, alone or with all that bears only on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.edit.copy import claim_named, with_claims, with_each
from argmap.edit.reasons import with_undercuts
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.types import Claim, Map, rebuilt
from argmap.vocabulary import counted


@dataclass(frozen=True, slots=True)
class Removed:
    """A map with claims taken out, what was taken, and how many claims that stay lost a reason or linked premise."""

    map: Map
    claims: tuple[Claim, ...]
    references: int

    def __str__(self) -> str:
        """Such as ``11 claims removed``."""
        count = len(self.claims)
        return f"{counted(count, 'claim')} removed"


def delete_claim(map: Map, claim_id: str) -> Removed:
    """The claim alone taken out; what bore on it stays and bears on it no more."""
    return _delete(map, {claim_named(map, claim_id).id})


def delete_branch(map: Map, claim_id: str) -> Removed:
    """The claim taken out with every claim that bears on nothing else (:func:`branch`)."""
    return _delete(map, branch(map, claim_id))


def branch(map: Map, claim_id: str) -> set[str]:
    """The ids of the claim and of all claims that bear on it, directly or not, and on nothing outside.

    A claim that is a linked premise counts as bearing on what the reason bears on.
    """
    claim_named(map, claim_id)
    index = Index.of(map)
    reached = _closure(index, claim_id)
    kept: set[str] = set()
    waiting = list(reached)
    while waiting:
        at = waiting.pop()
        if at == claim_id or at in kept or at not in reached:
            continue
        if any(all(part not in reached or part in kept for part in anchor) for anchor in _anchors(index, at)):
            kept.add(at)
            waiting.extend(_bearers(index, at))
    return reached - kept


def _closure(index: Index, claim_id: str) -> set[str]:
    reached, waiting = {claim_id}, [claim_id]
    while waiting:
        following = {bearer for bearer in _bearers(index, waiting.pop()) if bearer not in reached}
        reached |= following
        waiting += following
    return reached


def _bearers(index: Index, claim_id: str) -> Iterator[str]:
    """What might fall with a claim: what bears on it or on a step it is part of, and what is linked to its steps."""
    claim = index.claims[claim_id]
    aimed = list(index.reasons_for.get(claim_id, ()))
    for step in (*claim.reasons, *aimed, *index.linked_in.get(claim_id, ())):
        aimed += index.aimed_at(step.address, "undercuts")
    yield from (reason.premise for reason in aimed)
    yield from (premise for reason in claim.reasons for premise in reason.linked if premise in index.claims)


def _anchors(index: Index, claim_id: str) -> Iterator[tuple[str, ...]]:
    """What a claim bears on, each time as the claims that must stand for that.

    An undercut needs every claim of the step it denies; a linked premise needs the claim that states the reason too.
    """
    for reason in index.claims[claim_id].reasons:
        yield _claims_in(reason.target)
    for reason in index.linked_in.get(claim_id, ()):
        yield (reason.premise, *_claims_in(reason.target))


def _claims_in(target: str) -> tuple[str, ...]:
    return tuple(target.split(ARROW))


def _delete(map: Map, gone: set[str]) -> Removed:
    index = Index.of(map)
    removed = [map.claims[place] for place in sorted(index.order[claim_id] for claim_id in gone)]
    linking = {reason.premise for claim_id in gone for reason in index.linked_in.get(claim_id, ())}
    lost = {reason.address for claim in removed for reason in claim.reasons}
    lost |= {reason.address for claim_id in gone for reason in index.reasons_for.get(claim_id, ())}
    lost = with_undercuts(map, lost)
    touched = (linking | {address.partition(ARROW)[0] for address in lost}) - gone
    cleaned = with_each(map, touched, lambda claim: _without(claim, lost, gone))
    places = {index.order[claim_id] for claim_id in gone}
    claims = (claim for place, claim in enumerate(cleaned.claims) if place not in places)
    return Removed(with_claims(map, claims), tuple(removed), len(touched))


def _without(claim: Claim, addresses: set[str], gone: set[str]) -> Claim:
    """The claim without some of its reasons, and without the claims that are gone among their linked premises."""
    reasons = (
        rebuilt(reason, linked=tuple(premise for premise in reason.linked if premise not in gone))
        for reason in claim.reasons
        if reason.address not in addresses
    )
    return rebuilt(claim, reasons=tuple(reasons))
