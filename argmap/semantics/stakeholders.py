"""What a map records of stakeholders: their positions on claims as a matrix, their power and interest as a grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

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
