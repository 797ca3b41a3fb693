"""What claims rest on, down their supports: circles, and how many sources are reached."""

from __future__ import annotations

from argmap.model.index import Index
from argmap.semantics.components import components

SEVERAL = ""
"""Stands for "more than one source": no source has an empty id."""


def circles_of_support(index: Index) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more claims that support one another in a circle, in file order; linear in the map.

    A claim that supports itself is no circle here: it is an error of its own.
    """
    ids = list(index.claims)
    number = index.order
    below = _below(index)
    found = components(range(len(ids)), lambda node: [number[one] for one in below.get(ids[node], ())])
    circles = sorted(sorted(members) for members in found if len(members) > 1)
    return tuple(tuple(ids[node] for node in members) for members in circles)


def rests_on(index: Index) -> dict[str, str]:
    """By claim: the one source that is reached down its supports, or ``SEVERAL``; no entry for none.

    The value of a claim only ever rises, from none through one to several, so this is linear in the map.
    """
    above: dict[str, list[str]] = {}
    for claim_id, premises in _below(index).items():
        for premise in premises:
            above.setdefault(premise, []).append(claim_id)
    found: dict[str, str] = {}
    waiting: list[str] = []
    for claim_id, source in _cited_directly(index):
        if _raised(found, claim_id, source):
            waiting.append(claim_id)
    while waiting:
        claim_id = waiting.pop()
        for upper in above.get(claim_id, ()):
            if _raised(found, upper, found[claim_id]):
                waiting.append(upper)
    return found


def _raised(found: dict[str, str], claim_id: str, source: str) -> bool:
    """Note that ``source`` is reached from the claim; whether that was news."""
    before = found.get(claim_id)
    if before in (SEVERAL, source):
        return False
    found[claim_id] = source if before is None else SEVERAL
    return True


def _below(index: Index) -> dict[str, list[str]]:
    """By claim: the premises of the reasons that support it, of those that the map has."""
    below: dict[str, list[str]] = {}
    for claim in index.map.claims:
        for reason in claim.reasons:
            if reason.kind == "supports" and reason.target in index.claims:
                below.setdefault(reason.target, []).extend(one for one in reason.premises if one in index.claims)
    return below


def _cited_directly(index: Index) -> list[tuple[str, str]]:
    """Claims with the sources they cite, and claims with those that the supports for them cite."""
    pairs = [(claim.id, citation.source) for claim in index.map.claims for citation in claim.sources]
    for claim in index.map.claims:
        for reason in claim.reasons:
            if reason.kind == "supports" and reason.target in index.claims:
                pairs.extend((reason.target, citation.source) for citation in reason.sources)
    return pairs
