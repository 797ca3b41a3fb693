"""Agreement between stakeholders: pairs, blocs and common ground. Counts of recorded positions;
nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Stance
from argmap.semantics.stakeholders import matrix

FEWEST_SHARED = 2
"""The fewest claims that both have positions on for a pair to be compared."""

BLOC_SHARE = 0.75
"""The least share of shared claims on which each pair of a bloc agrees."""

MOST_BLOCS = 1000


class Agreement(NamedTuple):
    """How two stakeholders compare on the claims that both took a position on.

    They agree on a claim when the map records the same stance for both, ``mixed`` included.
    """

    one: str
    other: str
    agreed: tuple[str, ...]
    differed: tuple[str, ...]

    @property
    def shared(self) -> int:
        """On how many claims both took a position."""
        return len(self.agreed) + len(self.differed)

    @property
    def judged(self) -> Literal["no overlap", "too few to judge", "judged"]:
        """Whether there are enough shared claims to compare the two."""
        if self.shared == 0:
            return "no overlap"
        return "judged" if self.shared >= FEWEST_SHARED else "too few to judge"

    @property
    def in_one_bloc(self) -> bool:
        """Whether the two agree on enough of enough shared claims to belong to one bloc."""
        return self.judged == "judged" and len(self.agreed) >= BLOC_SHARE * self.shared


class Blocs(NamedTuple):
    """Groups of stakeholders that agree, stakeholders outside them, and claims that no group disputes."""

    blocs: tuple[tuple[str, ...], ...]
    """Maximal groups of two or more, each pair of which agrees; a stakeholder may be in several."""
    outside: tuple[str, ...]
    """Stakeholders in no bloc."""
    common_ground: tuple[str, ...]
    """Claims that someone in every bloc agrees with and no stakeholder disagrees with; none when there is no bloc."""


def agreement(index: Index, one: str, other: str) -> Agreement:
    """The agreement of a pair of stakeholders; an id that the map lacks has no positions."""
    held = matrix(index, stakeholders=(one, other))
    return _compared(one, other, held.stances(one), held.stances(other))


def agreements(index: Index) -> tuple[Agreement, ...]:
    """The agreement of every pair of stakeholders, in file order, pairs without overlap included."""
    held = _held(index)
    return tuple(_compared(one, other, held[one], held[other]) for one, other in combinations(held, 2))


def judged_pairs(index: Index) -> tuple[Agreement, ...]:
    """The pairs with enough shared claims to be compared, in file order."""
    held = {who: stances for who, stances in _held(index).items() if len(stances) >= FEWEST_SHARED}
    compared = (_compared(one, other, held[one], held[other]) for one, other in combinations(held, 2))
    return tuple(pair for pair in compared if pair.judged == "judged")


def blocs(index: Index) -> Blocs:
    """The blocs among the stakeholders of a map, and their common ground.

    Raises MapError when there are more than 1,000 blocs.
    """
    held = _held(index)
    order = {stakeholder: place for place, stakeholder in enumerate(held)}
    allies: dict[str, set[str]] = {stakeholder: set() for stakeholder in held}
    for pair in agreements(index):
        if pair.in_one_bloc:
            allies[pair.one].add(pair.other)
            allies[pair.other].add(pair.one)
    found: list[tuple[str, ...]] = []
    for clique in _maximal_cliques(allies):
        if len(clique) > 1:
            found.append(tuple(sorted(clique, key=order.__getitem__)))
        if len(found) > MOST_BLOCS:
            raise MapError(f"The stakeholders form more than {MOST_BLOCS} overlapping blocs; compare pairs instead.")
    found.sort(key=lambda bloc: [order[member] for member in bloc])
    inside = {member for bloc in found for member in bloc}
    outside = tuple(stakeholder for stakeholder in held if stakeholder not in inside)
    return Blocs(tuple(found), outside, _common_ground(index, found, held))


def _held(index: Index) -> dict[str, dict[str, Stance]]:
    held: dict[str, dict[str, Stance]] = {stakeholder: {} for stakeholder in index.stakeholders}
    for claim in index.claims.values():
        for position in claim.positions:
            if position.stakeholder in held:
                held[position.stakeholder].setdefault(claim.id, position.stance)
    return held


def _compared(one: str, other: str, ours: Mapping[str, Stance], theirs: Mapping[str, Stance]) -> Agreement:
    shared = [claim_id for claim_id in ours if claim_id in theirs]
    agreed = tuple(claim_id for claim_id in shared if ours[claim_id] == theirs[claim_id])
    return Agreement(one, other, agreed, tuple(claim_id for claim_id in shared if ours[claim_id] != theirs[claim_id]))


def _maximal_cliques(allies: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Maximal cliques of an undirected graph (Bron & Kerbosch 1973, with the pivot of Tomita et al. 2006)."""
    waiting: list[tuple[list[str], set[str], set[str]]] = [([], set(allies), set())]
    while waiting:
        clique, candidates, done = waiting.pop()
        if not candidates and not done:
            yield clique
            continue
        pivot = max(sorted(candidates | done), key=lambda item: len(allies[item] & candidates))
        for member in sorted(candidates - allies[pivot]):
            near = allies[member]
            waiting.append(([*clique, member], candidates & near, done & near))
            candidates = candidates - {member}
            done = done | {member}


def _common_ground(
    index: Index, found: list[tuple[str, ...]], held: Mapping[str, Mapping[str, Stance]]
) -> tuple[str, ...]:
    if not found:
        return ()
    return tuple(
        claim_id
        for claim_id in index.claims
        if not any(stances.get(claim_id) == "disagrees" for stances in held.values())
        and all(any(held[member].get(claim_id) == "agrees" for member in bloc) for bloc in found)
    )
