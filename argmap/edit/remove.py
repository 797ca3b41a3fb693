"""Taking claims out, alone or with all that bears only on them."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.edit.reasons import with_undercuts
from argmap.edit.rebuild import changed, claim_named, with_claims
from argmap.model.ids import ARROW
from argmap.model.types import Claim, Map


@dataclass(frozen=True, slots=True)
class Removed:
    """A map with claims taken out, what was taken, and how many claims that stay lost a reason or linked premise."""

    map: Map
    claims: tuple[Claim, ...]
    references: int

    def __str__(self) -> str:
        """Such as ``11 claims removed``."""
        count = len(self.claims)
        return f"{count} claim{'' if count == 1 else 's'} removed"


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
    bearers = _bearers(map)
    reached = _closure({claim_id}, bearers)
    anchors = _anchors(map, reached)
    kept: set[str] = set()
    waiting = list(reached)
    while waiting:
        at = waiting.pop()
        if at == claim_id or at in kept or at not in reached:
            continue
        if any(all(part not in reached or part in kept for part in anchor) for anchor in anchors[at]):
            kept.add(at)
            waiting.extend(bearers.get(at, ()))
    return reached - kept


def _bearers(map: Map) -> dict[str, list[str]]:
    """By claim id: what might fall with it, as bearing on it or on a step it is part of, or as linked to its step."""
    bearers: dict[str, list[str]] = {}
    for claim in map.claims:
        for reason in claim.reasons:
            for held in _claims_in(reason.target) if reason.kind == "undercuts" else (reason.target,):
                bearers.setdefault(held, []).append(claim.id)
            for premise in reason.linked:
                bearers.setdefault(claim.id, []).append(premise)
    return bearers


def _anchors(map: Map, wanted: set[str]) -> dict[str, list[tuple[str, ...]]]:
    """By claim id: what it bears on, each time as the claims that must stand for that.

    An undercut needs every claim of the step it denies; a linked premise needs the claim that states the reason too.
    """
    anchors: dict[str, list[tuple[str, ...]]] = {claim_id: [] for claim_id in wanted}
    for claim in map.claims:
        for reason in claim.reasons:
            if claim.id in wanted:
                anchors[claim.id].append(_claims_in(reason.target))
            for premise in wanted.intersection(reason.linked) if reason.linked else ():
                anchors[premise].append((claim.id, *_claims_in(reason.target)))
    return anchors


def _claims_in(target: str) -> tuple[str, ...]:
    return tuple(target.split(ARROW))


def _closure(start: set[str], edges: dict[str, list[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for after in edges.get(waiting.pop(), ()):
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    return reached


def _delete(map: Map, gone: set[str]) -> Removed:
    removed = [claim for claim in map.claims if claim.id in gone]
    addresses = {reason.address for claim in removed for reason in claim.reasons}
    undercuts, linking = [], set()
    for claim in map.claims:
        for reason in claim.reasons:
            if reason.target in gone:
                addresses.add(reason.address)
            if reason.kind == "undercuts":
                undercuts.append(reason)
            if reason.linked and not gone.isdisjoint(reason.linked):
                linking.add(claim.id)
    addresses |= {reason.address for reason in undercuts if not gone.isdisjoint(_claims_in(reason.target))}
    addresses = with_undercuts(addresses, undercuts)
    touched = (linking | {address.partition(ARROW)[0] for address in addresses}) - gone
    claims = [
        _without(claim, addresses, gone) if claim.id in touched else claim
        for claim in map.claims
        if claim.id not in gone
    ]
    return Removed(with_claims(map, claims), tuple(removed), len(touched))


def _without(claim: Claim, addresses: set[str], gone: set[str]) -> Claim:
    """The claim without some of its reasons, and without the claims that are gone among their linked premises."""
    reasons = (
        changed(reason, linked=tuple(premise for premise in reason.linked if premise not in gone))
        for reason in claim.reasons
        if reason.address not in addresses
    )
    return changed(claim, reasons=tuple(reasons))
