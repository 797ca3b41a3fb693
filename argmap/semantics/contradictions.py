"""Contradictions in a map that do not depend on labels: pairs of links, positions or groups that exclude each other.

``check`` reports those of one map; a merge reports those that neither side has by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.model.findings import Path
from argmap.model.paths import child_path, keyed
from argmap.model.types import Claim, Map, Position, Reason


class ReasonAt(NamedTuple):
    """A reason and its path."""

    path: Path
    reason: Reason


class PositionAt(NamedTuple):
    """A position, its claim, and the claim's text casefolded, with single spaces and without a final full stop."""

    claim_id: str
    words: str
    position: Position

    @property
    def path(self) -> Path:
        """The path of the position."""
        return ("claims", self.claim_id, "positions", self.position.stakeholder)


def reasons_at(map: Map) -> Iterator[ReasonAt]:
    """Every reason of the map with its path, in file order."""
    for claim in map.claims:
        for key, reason in keyed(claim.reasons).items():
            if isinstance(reason, Reason):
                yield ReasonAt(child_path(("claims", claim.id), "reasons", key, reason), reason)


def positions_at(map: Map) -> Iterator[PositionAt]:
    """Every position of the map with its claim, in file order."""
    for claim in map.claims:
        words = _words(claim) if claim.positions else ""
        for position in claim.positions:
            yield PositionAt(claim.id, words, position)


def _words(claim: Claim) -> str:
    return " ".join(claim.text.casefold().split()).rstrip(".")


def circles_of_groups(map: Map) -> Iterator[tuple[str, ...]]:
    """The cycles of stakeholders in which each is part of the next, and the last part of the first."""
    parent = {one.id: one.part_of for one in map.stakeholders if one.part_of is not None}
    settled: set[str] = set()
    for start in parent:
        trail: dict[str, int] = {}
        step: str | None = start
        while step in parent and step not in settled and step not in trail:
            trail[step] = len(trail)
            step = parent[step]
        if step in trail:
            yield tuple(trail)[trail[step] :]
        settled.update(trail)


def for_and_against(reasons: Iterable[ReasonAt]) -> Iterator[tuple[str, ReasonAt, ReasonAt]]:
    """Premises of links of different kinds to one target: the premise, the first such link, and a later one."""
    first: dict[tuple[str, str], ReasonAt] = {}
    for later in reasons:
        for premise in later.reason.premises:
            earlier = first.setdefault((premise, later.reason.target), later)
            if earlier.reason.kind != later.reason.kind:
                yield premise, earlier, later


def repeated_reasons(reasons: Iterable[ReasonAt]) -> Iterator[tuple[ReasonAt, ReasonAt]]:
    """Links with the premises, kind and target of an earlier one: the first of them and the later one."""
    first: dict[tuple[frozenset[str], str, str], ReasonAt] = {}
    for later in reasons:
        reason = later.reason
        earlier = first.setdefault((frozenset(reason.premises), reason.kind, reason.target), later)
        if earlier is not later:
            yield earlier, later


def undercuts_of_itself(reasons: Iterable[ReasonAt]) -> Iterator[tuple[ReasonAt, ReasonAt]]:
    """Links that are undercut by one of their own premises: the link and the undercut."""
    found = list(reasons)
    by_address: dict[str, ReasonAt] = {}
    for one in found:
        by_address.setdefault(one.reason.address, one)
    for undercut in found:
        denied = by_address.get(undercut.reason.target) if undercut.reason.kind == "undercuts" else None
        if denied is not None and undercut.reason.premise in denied.reason.premises:
            yield denied, undercut


def torn_positions(positions: Iterable[PositionAt]) -> Iterator[tuple[PositionAt, PositionAt]]:
    """Stakeholders that both agree and disagree with the same text: the first such position and a later one."""
    first: dict[tuple[str, str], PositionAt] = {}
    for later in positions:
        if later.position.stance != "mixed":
            earlier = first.setdefault((later.position.stakeholder, later.words), later)
            if earlier.position.stance != later.position.stance:
                yield earlier, later
