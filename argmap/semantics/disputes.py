"""Open disputes: the groups of claims that all undecided labels of a map originate from."""

from __future__ import annotations

from typing import NamedTuple

from argmap.semantics.labels import Labels


class Dispute(NamedTuple):
    """Claims that are undecided because of each other, and the links between them, in file order."""

    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    """Addresses."""


def disputes(labels: Labels) -> tuple[Dispute, ...]:
    """The open disputes of a map: once they are settled, so is everything else that is undecided.

    They are the strongly connected components of the undecided part that no other undecided component leads to.
    """
    claims = list(labels.network.claims.items())
    reasons = list(labels.network.reasons.items())
    found: dict[frozenset[int], tuple[list[str], list[str]]] = {}
    for place, named in enumerate((claims, reasons)):
        for name, node in named:
            members = labels.dispute_at(node)
            if members:
                found.setdefault(members, ([], []))[place].append(name)
    return tuple(Dispute(tuple(ours), tuple(between)) for ours, between in found.values())
