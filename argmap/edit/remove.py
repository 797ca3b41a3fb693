"""Taking claims out, alone or with all that bears only on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.edit.reasons import without_reasons
from argmap.edit.rebuild import changed, claim_named, with_claims
from argmap.model.ids import ARROW
from argmap.model.types import Claim, Map


@dataclass(frozen=True, slots=True)
class Removed:
    """A map with claims taken out, and what was taken: the claims, and how many reasons of claims that stay
    had to go or lose a premise with them."""

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
    anchors, bearers = _graph(map)
    reached = _closure({claim_id}, bearers)
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


def _graph(map: Map) -> tuple[dict[str, list[tuple[str, ...]]], dict[str, list[str]]]:
    """By claim id: what it bears on (each time, all the claims that must stand for that), and what bears on it.

    An undercut needs every claim of the step it denies; a linked premise needs the claim that states the reason too.
    """
    anchors: dict[str, list[tuple[str, ...]]] = {}
    bearers: dict[str, list[str]] = {}
    for claim in map.claims:
        for reason in claim.reasons:
            target = tuple(reason.target.split(ARROW))
            for bearer, anchor in (
                (claim.id, target),
                *((premise, (claim.id, *target)) for premise in reason.linked),
            ):
                anchors.setdefault(bearer, []).append(anchor)
                for held in anchor:
                    bearers.setdefault(held, []).append(bearer)
    return anchors, bearers


def _closure(start: set[str], edges: dict[str, list[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for after in edges.get(waiting.pop(), ()):
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    return reached


def _delete(map: Map, gone: set[str]) -> Removed:
    removed = tuple(claim for claim in map.claims if claim.id in gone)
    kept = with_claims(map, (claim for claim in map.claims if claim.id not in gone))
    addresses = {reason.address for claim in removed for reason in claim.reasons}
    addresses |= {
        reason.address
        for claim in kept.claims
        for reason in claim.reasons
        if any(part in gone for part in reason.target.split(ARROW))
    }
    unlinked = with_claims(kept, _unlinked(without_reasons(kept, addresses).claims, gone))
    references = sum(before is not after for before, after in zip(kept.claims, unlinked.claims, strict=True))
    return Removed(unlinked, removed, references)


def _unlinked(claims: Iterable[Claim], gone: set[str]) -> Iterable[Claim]:
    """The claims without the removed ones among the linked premises of their reasons."""
    for claim in claims:
        if not any(premise in gone for reason in claim.reasons for premise in reason.linked):
            yield claim
            continue
        reasons = (
            changed(reason, linked=tuple(premise for premise in reason.linked if premise not in gone))
            for reason in claim.reasons
        )
        yield changed(claim, reasons=tuple(reasons))
