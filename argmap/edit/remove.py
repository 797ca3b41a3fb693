"""Deleting claims, alone or with the claims that bear on nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.edit.copy_on_write import with_claims, with_each
from argmap.edit.lookup import claim_named
from argmap.edit.reasons import with_undercuts
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.references import redirected, removing
from argmap.model.types import Claim, Map
from argmap.vocabulary import counted


@dataclass(frozen=True, slots=True)
class Removal:
    """A map without some claims, those claims, and how many of the others lost a reason or linked premise."""

    map: Map
    claims: tuple[Claim, ...]
    references: int

    def __str__(self) -> str:
        """Such as ``11 claims removed``."""
        count = len(self.claims)
        return f"{counted(count, 'claim')} removed"


def delete_claim(map: Map, claim_id: str) -> Removal:
    """Delete one claim. The claims that bear on it stay, without the reasons that do."""
    return _delete(map, {claim_named(map, claim_id).id})


def delete_branch(map: Map, claim_id: str) -> Removal:
    """Delete a claim with every claim that bears on nothing else (:func:`branch`)."""
    return _delete(map, branch(map, claim_id))


def branch(map: Map, claim_id: str) -> set[str]:
    """The ids of a claim and of all claims that bear on it, directly or indirectly, and on nothing outside this set.

    A linked premise bears on what its reason bears on.
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
    """The claims that may go with a claim: those that bear on it or its reasons, and its linked premises."""
    claim = index.claims[claim_id]
    aimed = list(index.reasons_for.get(claim_id, ()))
    for step in (*claim.reasons, *aimed, *index.linked_in.get(claim_id, ())):
        aimed += index.aimed_at(step.address, "undercuts")
    yield from (reason.premise for reason in aimed)
    yield from (premise for reason in claim.reasons for premise in reason.linked if premise in index.claims)


def _anchors(index: Index, claim_id: str) -> Iterator[tuple[str, ...]]:
    """What a claim bears on, each as the claims that have to stay for that.

    An undercut needs every claim of the reason that it denies; a linked premise needs the claim that gives the reason
    too.
    """
    for reason in index.claims[claim_id].reasons:
        yield _claims_in(reason.target)
    for reason in index.linked_in.get(claim_id, ()):
        yield (reason.premise, *_claims_in(reason.target))


def _claims_in(target: str) -> tuple[str, ...]:
    return tuple(target.split(ARROW))


def _delete(map: Map, gone: set[str]) -> Removal:
    index = Index.of(map)
    positions = sorted(index.order[claim_id] for claim_id in gone)
    removed = [map.claims[position] for position in positions]
    lost = {reason.address for claim in removed for reason in claim.reasons}
    lost |= {reason.address for claim_id in gone for reason in index.reasons_for.get(claim_id, ())}
    lost = with_undercuts(map, lost)
    linking = {reason.premise for claim_id in gone for reason in index.linked_in.get(claim_id, ())}
    affected = (linking | {address.partition(ARROW)[0] for address in lost}) - gone
    things = {("claims", claim_id) for claim_id in gone} | {("reasons", address) for address in lost}
    cleaned = with_each(map, affected, lambda claim: redirected(claim, removing(things)))
    kept = (claim for claim in cleaned.claims if claim.id not in gone)
    return Removal(with_claims(map, kept), tuple(removed), len(affected))
