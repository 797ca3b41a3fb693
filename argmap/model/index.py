"""Look-ups over a map: reasons by target and address, positions by stakeholder, claims by source and tension."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.model.claim_delta import ClaimDelta, claim_delta
from argmap.model.groupings import GROUPINGS, Rank, grouped, regrouped, same
from argmap.model.types import Claim, Kind, Map, Position, Reason, Source, Stakeholder, Tension

_recent: dict[str, Index] = {}
"""The index made last, under the key "index": an edit, its display and the next edit use the same map."""


@dataclass(frozen=True)
class Index:
    """Look-ups over one map. Build with :meth:`build`.

    Dangling references are kept: a target or stakeholder that does not exist has entries all the same.
    """

    map: Map
    claims: Mapping[str, Claim]
    reasons_for: Mapping[str, tuple[Reason, ...]]
    """By target (a claim id, or the address of a reason for undercuts): the reasons aimed at it, in file order."""

    @classmethod
    def build(cls, map: Map) -> Index:
        """The index of ``map``, in time linear in its size. Of two claims with one id the first counts."""
        claims: dict[str, Claim] = {}
        for claim in map.claims:
            claims.setdefault(claim.id, claim)
        return cls(map, claims, grouped(map, "reasons_for"))

    @classmethod
    def of(cls, map: Map) -> Index:
        """The index of ``map``: the one that was made last, when that is of this map, else a new one."""
        recent = _recent.get("index")
        if recent is None or recent.map is not map:
            recent = _recent["index"] = cls.build(map)
        return recent

    def remember(self) -> None:
        """Let :meth:`of` return this index for its map."""
        _recent["index"] = self

    def after(self, new: Map) -> Index:
        """The index of ``new``, made from this one's map by an edit: equal to ``Index.build(new)``, made faster.

        Only what the edit changed in the look-ups is computed. The order of their keys may differ.
        """
        if new is self.map:
            following = self
        elif len(self.claims) != len(self.map.claims):
            following = Index.build(new)
        else:
            following = self._following(new)
        following.remember()
        return following

    def _following(self, new: Map) -> Index:
        change = claim_delta(self.map, new)
        claims = self._claims_after(new, change)
        if len(claims) != len(new.claims):
            return Index.build(new)
        following = Index(new, claims, {})
        following.__dict__.update(self._still_known(following, change), change=(self.map, change))
        return following

    def since(self, old: Index) -> ClaimDelta:
        """The claims that differ between the map of ``old`` and this one's."""
        made_from, change = self.__dict__.get("change", (None, None))
        return change if change is not None and made_from is old.map else claim_delta(old.map, self.map)

    def _claims_after(self, new: Map, change: ClaimDelta) -> dict[str, Claim]:
        if change.in_place:
            return {**self.claims, **{claim.id: claim for claim in change.come}}
        ids = list(self.claims)
        start, end = change.shared
        known = dict(zip(map(id, self.map.claims[start : len(ids) - end]), ids[start : len(ids) - end], strict=True))
        middle = [known.get(id(claim)) or claim.id for claim in new.claims[start : len(new.claims) - end]]
        return dict(zip([*ids[:start], *middle, *ids[len(ids) - end :]], new.claims, strict=True))

    def _still_known(self, following: Index, change: ClaimDelta) -> dict[str, object]:
        """The look-ups that this index has computed, updated to the map of the following one."""
        known: dict[str, object] = {}
        for name in ("stakeholders", "sources", "tensions"):
            if name in self.__dict__ and getattr(self.map, name) == getattr(following.map, name):
                known[name] = self.__dict__[name]
        if change.in_place and "order" in self.__dict__:
            known["order"] = self.order
        if "reasons" in self.__dict__:
            known["reasons"] = _reasons_after(self.reasons, change)
        if "kinds" in self.__dict__:
            known["kinds"] = self.kinds - _kinds_in(change.gone) + _kinds_in(change.come)
        was, place = self._place, self._places_after(following, change)
        for name, grouping in GROUPINGS.items():
            if name in self.__dict__:
                known[name] = regrouped(self.__dict__[name], grouping, change, was, place)
        return known

    def _places_after(self, following: Index, change: ClaimDelta) -> Rank:
        """Ranks of claims in the order of the map of the following index.

        Where claims were only added, all in one place, they come from the order of this index.
        """
        start, end = change.shared
        if len(following.map.claims) - end - start != len(change.come):
            return following._place
        come = {claim.id: start - 1 + (n + 1) / (len(change.come) + 1) for n, claim in enumerate(change.come)}
        return lambda claim_id: come[claim_id] if claim_id in come else self.order[claim_id]

    def _place(self, claim_id: str) -> float:
        return self.order[claim_id]

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
        """The position of each claim in the file, from 0."""
        return dict(zip(self.claims, range(len(self.claims)), strict=True))

    @cached_property
    def reasons(self) -> Mapping[str, Reason]:
        """Reasons by address, ``premise -> target``; of two with one address the first counts."""
        found: dict[str, Reason] = {}
        for claim in self.map.claims:
            for reason in claim.reasons:
                found.setdefault(reason.address, reason)
        return found

    @cached_property
    def kinds(self) -> Counter[str]:
        """The number of reasons of each kind."""
        return _kinds_in(self.map.claims)

    @cached_property
    def linked_in(self) -> Mapping[str, tuple[Reason, ...]]:
        """By claim id: the reasons that it is a linked premise of."""
        return grouped(self.map, "linked_in")

    @cached_property
    def positions_of(self) -> Mapping[str, tuple[tuple[Claim, Position], ...]]:
        """By stakeholder id: the claims it takes a position on, with the position, in file order."""
        return grouped(self.map, "positions_of")

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Claim, ...]]:
        """By source id: the claims that cite it, in a reason or a position too; each once, in file order."""
        return grouped(self.map, "cited_by")

    @cached_property
    def claims_in(self) -> Mapping[str, tuple[Claim, ...]]:
        """By tension id: the claims in it, in file order."""
        return grouped(self.map, "claims_in")

    @cached_property
    def taken_ids(self) -> frozenset[str]:
        """Every id of every section."""
        sections: tuple[Iterable[str], ...] = (self.claims, self.stakeholders, self.sources, self.tensions)
        return frozenset(item for section in sections for item in section)

    def aimed_at(self, target: str, kind: Kind) -> tuple[Reason, ...]:
        """The reasons of one kind aimed at a claim id or at a reason's address, in file order."""
        return tuple([reason for reason in self.reasons_for.get(target, ()) if reason.kind == kind])

    def supports_of(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons that support the claim."""
        return self.aimed_at(claim_id, "supports")

    def objections_to(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons that object to the claim."""
        return self.aimed_at(claim_id, "objects_to")

    def undercuts_of(self, reason: Reason) -> tuple[Reason, ...]:
        """The undercuts of a reason."""
        return self.aimed_at(reason.address, "undercuts")


def _reasons_after(reasons: Mapping[str, Reason], change: ClaimDelta) -> Mapping[str, Reason]:
    gone = [(reason.address, reason) for claim in change.gone for reason in claim.reasons]
    come = [(reason.address, reason) for claim in change.come for reason in claim.reasons]
    if same(gone, come):
        return reasons
    new = dict(reasons)
    for address, _ in gone:
        new.pop(address, None)
    for address, reason in come:
        new.setdefault(address, reason)
    return new


def _kinds_in(claims: Iterable[Claim]) -> Counter[str]:
    return Counter(reason.kind for claim in claims for reason in claim.reasons)
