"""What a map records of stakeholders: their positions as a matrix, their power and interest as a grid, and how far
they agree, in pairs and blocs. Counts of recorded positions; nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.model.types import Level, Position, Stance
from argmap.vocabulary import NOT_RECORDED

Cell = Literal["agrees", "disagrees", "mixed", "not recorded"]


class Matrix(NamedTuple):
    """Claims by stakeholders. Rows and columns are ids in file order."""

    claims: tuple[str, ...]
    stakeholders: tuple[str, ...]
    positions: Mapping[tuple[str, str], Position]
    """(claim id, stakeholder id) -> the recorded position; a pair without one is not recorded."""

    def position(self, claim_id: str, stakeholder_id: str) -> Position | None:
        """The recorded position, with its citation and date, or None."""
        return self.positions.get((claim_id, stakeholder_id))

    def cell(self, claim_id: str, stakeholder_id: str) -> Cell:
        """The stance of a pair, or ``not recorded``."""
        position = self.position(claim_id, stakeholder_id)
        return position.stance if position else NOT_RECORDED

    def stances(self, stakeholder_id: str) -> dict[str, Stance]:
        """The stances of a stakeholder by claim id, in file order."""
        cells = ((claim_id, self.position(claim_id, stakeholder_id)) for claim_id in self.claims)
        return {claim_id: position.stance for claim_id, position in cells if position}


def matrix(index: Index, claims: Iterable[str] | None = None, stakeholders: Iterable[str] | None = None) -> Matrix:
    """The position matrix of a map, or of the given claims and stakeholders of it (ids it lacks are left out).

    Of two positions of one stakeholder on one claim the first counts.
    """
    rows = tuple(index.claims) if claims is None else _kept(claims, index.claims)
    columns = tuple(index.stakeholders) if stakeholders is None else _kept(stakeholders, index.stakeholders)
    positions: dict[tuple[str, str], Position] = {}
    shown = set(columns)
    for claim_id in rows:
        for position in index.claims[claim_id].positions:
            if position.stakeholder in shown:
                positions.setdefault((claim_id, position.stakeholder), position)
    return Matrix(rows, columns, positions)


def matrix_of(
    index: Index, claims: Iterable[str] = (), tensions: Iterable[str] = (), stakeholders: Iterable[str] = ()
) -> Matrix:
    """The part of the position matrix for these claims, all claims of these tensions, and these stakeholders; none
    given means all. Raises MapError for an id that the map does not have.
    """
    rows = [must_be("claim", claim, index.claims, index) for claim in claims]
    columns = [must_be("stakeholder", who, index.stakeholders, index) for who in stakeholders]
    of_tensions = [must_be("tension", tension, index.tensions, index) for tension in tensions]
    rows += [claim.id for tension in of_tensions for claim in index.claims_in.get(tension, ())]
    return matrix(index, rows if rows or of_tensions else None, columns or None)


def recorded(whole: Matrix) -> Matrix:
    """The matrix without claims and stakeholders that have no recorded position."""
    claims = {claim_id for claim_id, _ in whole.positions}
    stakeholders = {stakeholder_id for _, stakeholder_id in whole.positions}
    return Matrix(
        tuple(claim_id for claim_id in whole.claims if claim_id in claims),
        tuple(stakeholder_id for stakeholder_id in whole.stakeholders if stakeholder_id in stakeholders),
        whole.positions,
    )


def _kept(wanted: Iterable[str], there: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(item for item in dict.fromkeys(wanted) if item in there)


class Grid(NamedTuple):
    """Stakeholder ids by cell, in file order."""

    cells: dict[tuple[Level, Level], tuple[str, ...]]
    """(power, interest) -> stakeholders, for all four pairs."""
    unplaced: tuple[str, ...]
    """Stakeholders for which the map does not give both power and interest."""


def grid(index: Index) -> Grid:
    """The power/interest grid of a map."""
    cells: dict[tuple[Level, Level], list[str]] = {
        ("high", "high"): [],
        ("high", "low"): [],
        ("low", "high"): [],
        ("low", "low"): [],
    }
    unplaced = []
    for stakeholder in index.stakeholders.values():
        if stakeholder.power and stakeholder.interest:
            cells[stakeholder.power, stakeholder.interest].append(stakeholder.id)
        else:
            unplaced.append(stakeholder.id)
    return Grid({cell: tuple(members) for cell, members in cells.items()}, tuple(unplaced))


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
