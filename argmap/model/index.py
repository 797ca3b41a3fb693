"""An index over a map: who supports, objects to, undercuts, holds and cites what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from argmap.model.touched import Touched, shared_ends, touched
from argmap.model.types import Claim, Kind, Map, Position, Reason, Source, Stakeholder, Tension

Item = TypeVar("Item")


_recent: dict[str, Index] = {}
"""The index made last: an edit, what it is shown in and the next edit ask for one of the same map."""


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
        for claim in map.claims:
            claims.setdefault(claim.id, claim)
        return cls(map, claims, _grouped(map, _aims))

    @classmethod
    def of(cls, map: Map) -> Index:
        """The index of ``map``: the one built last, or made by :meth:`after`, when it is of this very map."""
        recent = _recent.get("index")
        if recent is None or recent.map is not map:
            recent = _recent["index"] = cls.build(map)
        return recent

    def remember(self) -> None:
        """Have :meth:`of` give this index for its map."""
        _recent["index"] = self

    def after(self, new: Map) -> Index:
        """The index of ``new``, a map made from this one's by an edit: equal to ``Index.build(new)``, sooner.

        Of the look-ups only what the edit touched is worked out again. The order of their keys may differ.
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
        change = touched(self.map, new)
        claims = self._claims_after(new, change)
        if len(claims) != len(new.claims):
            return Index.build(new)
        following = Index(new, claims, {})
        following.__dict__.update(self._still_known(following, change), change=(self.map, change))
        return following

    def since(self, old: Index) -> Touched:
        """What was touched from the map of ``old`` to this one's."""
        made_from, change = self.__dict__.get("change", (None, None))
        return change if change is not None and made_from is old.map else touched(old.map, self.map)

    def _claims_after(self, new: Map, change: Touched) -> dict[str, Claim]:
        if change.in_place:
            return {**self.claims, **{claim.id: claim for claim in change.come}}
        ids = list(self.claims)
        start, end = shared_ends(self.map.claims, new.claims)
        known = dict(zip(map(id, self.map.claims[start : len(ids) - end]), ids[start : len(ids) - end], strict=True))
        middle = [known.get(id(claim)) or claim.id for claim in new.claims[start : len(new.claims) - end]]
        return dict(zip([*ids[:start], *middle, *ids[len(ids) - end :]], new.claims, strict=True))

    def _still_known(self, following: Index, change: Touched) -> dict[str, object]:
        """The look-ups of this index, as far as they were made, brought up to the map of the following one."""
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
        for name, grouping in GROUPINGS.items():
            if name in self.__dict__:
                known[name] = _regrouped(self.__dict__[name], grouping, change, self, following)
        return known

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
        """How many reasons there are of each kind."""
        return _kinds_in(self.map.claims)

    @cached_property
    def linked_in(self) -> Mapping[str, tuple[Reason, ...]]:
        """By claim id: the reasons that other claims state and this one is a linked premise of."""
        return _grouped(self.map, _links)

    @cached_property
    def positions_of(self) -> Mapping[str, tuple[tuple[Claim, Position], ...]]:
        """By stakeholder id: the claims it takes a position on, with the position, in file order."""
        return _grouped(self.map, _positions)

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Claim, ...]]:
        """By source id: the claims that cite it for themselves, for a reason or for a position; each once."""
        return _grouped(self.map, _citations)

    @cached_property
    def claims_in(self) -> Mapping[str, tuple[Claim, ...]]:
        """By tension id: the claims that take one of its sides, in file order."""
        return _grouped(self.map, _tensions)

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


Pairs = Iterable[tuple[str, Item]]


def _grouped(map: Map, pairs: Callable[[Claim], Pairs[Item]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for claim in map.claims:
        for key, item in pairs(claim):
            groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


def _kinds_in(claims: Iterable[Claim]) -> Counter[str]:
    return Counter(reason.kind for claim in claims for reason in claim.reasons)


def _aims(claim: Claim) -> Pairs[Reason]:
    return [(reason.target, reason) for reason in claim.reasons]


def _links(claim: Claim) -> Pairs[Reason]:
    return [(premise, reason) for reason in claim.reasons for premise in reason.linked]


def _positions(claim: Claim) -> Pairs[tuple[Claim, Position]]:
    return [(position.stakeholder, (claim, position)) for position in claim.positions]


def _citations(claim: Claim) -> Pairs[Claim]:
    return [(source, claim) for source in dict.fromkeys(_sources_in(claim))]


def _tensions(claim: Claim) -> Pairs[Claim]:
    return [] if claim.tension is None else [(claim.tension, claim)]


def _sources_in(claim: Claim) -> Iterable[str]:
    for citation in claim.sources:
        yield citation.source
    for reason in claim.reasons:
        for citation in reason.sources:
            yield citation.source
    for position in claim.positions:
        if position.source is not None:
            yield position.source


class Grouping(NamedTuple):
    """How a look-up groups what claims hold: the pairs of key and item in a claim, and the claim of an item."""

    pairs: Callable[[Claim], Pairs[Any]]
    owner: Callable[[Any], str]


GROUPINGS = {
    "reasons_for": Grouping(_aims, attrgetter("premise")),
    "linked_in": Grouping(_links, attrgetter("premise")),
    "positions_of": Grouping(_positions, lambda held: str(held[0].id)),
    "cited_by": Grouping(_citations, attrgetter("id")),
    "claims_in": Grouping(_tensions, attrgetter("id")),
}
"""The look-ups of an index that are groups, by name."""


def _regrouped(
    groups: Mapping[str, tuple[Any, ...]], grouping: Grouping, change: Touched, old: Index, new: Index
) -> Mapping[str, tuple[Any, ...]]:
    """Groups as they are after a change from one index to another, each in file order."""
    gone = [pair for claim in change.gone for pair in grouping.pairs(claim)]
    come = [pair for claim in change.come for pair in grouping.pairs(claim)]
    if change.in_place and _same(gone, come):
        return groups
    regrouped = dict(groups)
    once = {(key, grouping.owner(item)): item for key, item in gone}
    for (key, _), item in once.items():
        if kept := _without(regrouped.get(key, ()), item, grouping.owner, old):
            regrouped[key] = kept
        else:
            regrouped.pop(key, None)
    for key, item in come:
        regrouped[key] = _inserted(regrouped.get(key, ()), item, grouping.owner, new)
    return regrouped


def _same(some: Sequence[tuple[str, object]], others: Sequence[tuple[str, object]]) -> bool:
    """Whether two lists of keys and items have the very same items under equal keys."""
    return len(some) == len(others) and all(
        one[0] == other[0] and one[1] is other[1] for one, other in zip(some, others, strict=True)
    )


def _without(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], index: Index) -> tuple[Any, ...]:
    """Items in file order, ``item`` among them, without those of the claim that it is of."""
    if len(items) < 2:
        return ()

    def place(other: Any) -> int:
        return index.order[owner(other)]

    start, end = bisect_left(items, place(item), key=place), bisect_right(items, place(item), key=place)
    return (*items[:start], *items[end:])


def _inserted(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], index: Index) -> tuple[Any, ...]:
    if not items:
        return (item,)
    place = bisect_right(items, index.order[owner(item)], key=lambda other: index.order[owner(other)])
    return (*items[:place], item, *items[place:])


def _reasons_after(reasons: Mapping[str, Reason], change: Touched) -> Mapping[str, Reason]:
    gone = [(reason.address, reason) for claim in change.gone for reason in claim.reasons]
    come = [(reason.address, reason) for claim in change.come for reason in claim.reasons]
    if _same(gone, come):
        return reasons
    new = dict(reasons)
    for address, _ in gone:
        new.pop(address, None)
    for address, reason in come:
        new.setdefault(address, reason)
    return new
