"""An index over a map: who supports, objects to, undercuts, holds and cites what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from argmap.model.types import Claim, Kind, Map, Position, Reason, Source, Stakeholder, Tension

Item = TypeVar("Item")


@dataclass(frozen=True)
class Index:
    """Look-ups over one map, built once and passed beside it. Build with :meth:`build`.

    Broken references are kept: a target or stakeholder that does not exist has entries all the same.
    """

    map: Map
    claims: Mapping[str, Claim]
    reasons_for: Mapping[str, tuple[Reason, ...]]
    """By target (a claim id, or the address of a reason for undercuts): the reasons aimed at it, in file order."""

    @classmethod
    def build(cls, map: Map) -> Index:
        """The index of ``map``; linear in its size. Of two claims with one id the first counts."""
        claims: dict[str, Claim] = {}
        aimed: dict[str, list[Reason]] = {}
        for claim in map.claims:
            claims.setdefault(claim.id, claim)
            for reason in claim.reasons:
                aimed.setdefault(reason.target, []).append(reason)
        return cls(map, claims, {target: tuple(reasons) for target, reasons in aimed.items()})

    def after(self, new: Map) -> Index:
        """The index of ``new``, a map made from this one's by an edit."""
        return self if new is self.map else Index.build(new)

    @cached_property
    def stakeholders(self) -> Mapping[str, Stakeholder]:
        """Stakeholders by id."""
        return {item.id: item for item in self.map.stakeholders}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {item.id: item for item in self.map.sources}

    @cached_property
    def tensions(self) -> Mapping[str, Tension]:
        """Tensions by id."""
        return {item.id: item for item in self.map.tensions}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each claim in the file, from 0."""
        return {claim_id: place for place, claim_id in enumerate(self.claims)}

    @cached_property
    def reasons(self) -> Mapping[str, Reason]:
        """Reasons by address, ``premise -> target``; of two with one address the first counts."""
        found: dict[str, Reason] = {}
        for claim in self.map.claims:
            for reason in claim.reasons:
                found.setdefault(reason.address, reason)
        return found

    @cached_property
    def linked_in(self) -> Mapping[str, tuple[Reason, ...]]:
        """By claim id: the reasons that other claims state and this one is a linked premise of."""
        return _grouped(
            (premise, reason) for claim in self.map.claims for reason in claim.reasons for premise in reason.linked
        )

    @cached_property
    def positions_of(self) -> Mapping[str, tuple[tuple[Claim, Position], ...]]:
        """By stakeholder id: the claims it takes a position on, with the position, in file order."""
        return _grouped(
            (position.stakeholder, (claim, position)) for claim in self.map.claims for position in claim.positions
        )

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Claim, ...]]:
        """By source id: the claims that cite it for themselves, for a reason or for a position; each once."""
        pairs = ((source, claim) for claim in self.map.claims for source in dict.fromkeys(_sources_in(claim)))
        return _grouped(pairs)

    @cached_property
    def claims_in(self) -> Mapping[str, tuple[Claim, ...]]:
        """By tension id: the claims that take one of its sides, in file order."""
        return _grouped((claim.tension, claim) for claim in self.map.claims if claim.tension is not None)

    @cached_property
    def taken_ids(self) -> frozenset[str]:
        """Every id of every section."""
        sections: tuple[Iterable[str], ...] = (self.claims, self.stakeholders, self.sources, self.tensions)
        return frozenset(item for section in sections for item in section)

    def aimed_at(self, target: str, kind: Kind) -> tuple[Reason, ...]:
        """The reasons of one kind aimed at a claim id or at a reason's address, in file order."""
        return tuple(reason for reason in self.reasons_for.get(target, ()) if reason.kind == kind)

    def supports_of(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons that support the claim."""
        return self.aimed_at(claim_id, "supports")

    def objections_to(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons that object to the claim."""
        return self.aimed_at(claim_id, "objects_to")

    def undercuts_of(self, reason: Reason) -> tuple[Reason, ...]:
        """The reasons that deny the step that ``reason`` makes."""
        return self.aimed_at(reason.address, "undercuts")


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


def _sources_in(claim: Claim) -> Iterable[str]:
    for citation in claim.sources:
        yield citation.source
    for reason in claim.reasons:
        for citation in reason.sources:
            yield citation.source
    for position in claim.positions:
        if position.source is not None:
            yield position.source
