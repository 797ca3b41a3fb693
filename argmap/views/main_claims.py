"""The main claims of a map: the claims that the argument leads to."""

from __future__ import annotations

from collections import deque

from argmap.model.index import Index
from argmap.model.types import Reason
from argmap.semantics.components import components


def main_claims(index: Index) -> tuple[str, ...]:
    """The ids of the claims argued about that are in a strongly connected component of links that no link leaves.

    In file order. A link leads from its premise and each linked premise to its target; an undercut leads to the claim
    at the end of the link that it undercuts. So a claim that is a reason for nothing is a main claim once there is a
    reason for or against it, and of claims that are reasons for each other alone each is one. Tensions do not matter.
    Linear in the size of the map, and found once.
    """
    return index.once(_main_claims)


def _main_claims(index: Index) -> tuple[str, ...]:
    claims = list(index.claims)
    number = {claim_id: place for place, claim_id in enumerate(claims)}
    leads_to: list[list[int]] = [[] for _ in claims]
    argued_about: set[int] = set()
    for reason in index.reasons.values():
        target = conclusion(index, reason)
        if target is not None:
            argued_about.add(number[target])
            for premise in reason.premises:
                if premise in number:
                    leads_to[number[premise]].append(number[target])
    found: set[int] = set()
    for component in components(range(len(claims)), leads_to.__getitem__):
        members = set(component)
        if all(members.issuperset(leads_to[claim]) for claim in component):
            found |= members & argued_about
    return tuple(claims[claim] for claim in sorted(found))


def conclusion(index: Index, reason: Reason) -> str | None:
    """The claim that a link leads to, through the link that an undercut is aimed at; None where it is missing."""
    while reason.kind == "undercuts":
        undercut = index.reasons.get(reason.target)
        if undercut is None or undercut is reason:
            return None
        reason = undercut
    return reason.target if reason.target in index.claims else None


def levels(index: Index) -> dict[str, int]:
    """By claim: the fewest links that lead from it to a main claim; claims from which none leads are left out."""
    found = dict.fromkeys(main_claims(index), 0)
    premises: dict[str, list[str]] = {}
    for reason in index.reasons.values():
        if (target := conclusion(index, reason)) is not None:
            premises.setdefault(target, []).extend(reason.premises)
    waiting = deque(found)
    while waiting:
        claim = waiting.popleft()
        for premise in premises.get(claim, ()):
            if premise in index.claims and premise not in found:
                found[premise] = found[claim] + 1
                waiting.append(premise)
    return found
