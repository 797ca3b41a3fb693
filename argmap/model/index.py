"""Look-ups over a map: reasons by target and address, positions by stakeholder, claims by source and tension.

An index is updated after an edit: the claims that differ are found by identity, as an edit keeps those that it does
not change. This is fast at 10,000 claims, which are scattered in memory.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, NamedTuple, TypeVar, cast

from argmap.model.short_names import short_names
from argmap.model.types import Claim, Kind, Map, Position, Reason, Source, Stakeholder, Tension


class ClaimDelta(NamedTuple):
    """The claims that the old map alone has (``gone``) and that the new map alone has (``come``), in file order.

    A changed claim is in both, in its old and its new form; so is a claim that moved among the others.
    """

    gone: tuple[Claim, ...]
    come: tuple[Claim, ...]
    in_place: bool
    """Whether the ids and their order are unchanged."""
    shared: tuple[int, int]
    """The number of claims that the maps share at their start, and at their end without these."""


def claim_delta(old: Map, new: Map) -> ClaimDelta:
    """The difference between two maps, one made from the other. Linear in their size, mostly at C speed."""
    if len(old.claims) == len(new.claims):
        places = list(compress(range(len(old.claims)), map(is_not, old.claims, new.claims)))
        if all(old.claims[place].id == new.claims[place].id for place in places):
            gone = tuple(old.claims[place] for place in places)
            shared = (places[0], len(new.claims) - 1 - places[-1]) if places else (len(new.claims), 0)
            return ClaimDelta(gone, tuple(new.claims[place] for place in places), True, shared)
    start, end = shared = _shared_ends(old.claims, new.claims)
    before, after = old.claims[start : len(old.claims) - end], new.claims[start : len(new.claims) - end]
    staying = set(map(id, before)).intersection(map(id, after))
    staying -= _moved(
        [id(claim) for claim in before if id(claim) in staying],
        [id(claim) for claim in after if id(claim) in staying],
    )
    gone = tuple(claim for claim in before if id(claim) not in staying)
    return ClaimDelta(gone, tuple(claim for claim in after if id(claim) not in staying), False, shared)


def _shared_ends(one: Sequence[Claim], other: Sequence[Claim]) -> tuple[int, int]:
    """The number of claims that two sequences share at their start, and at their end without these."""
    room = min(len(one), len(other))
    start = next(compress(range(room), map(is_not, one, other)), room)
    room -= start
    return start, next(compress(range(room), map(is_not, reversed(one), reversed(other))), room)


def _moved(before: list[int], after: list[int]) -> set[int]:
    """Of two orders of the same things, things without which the orders are equal; few where few moved."""
    moved: set[int] = set()
    if before == after:
        return moved
    was = {thing: place for place, thing in enumerate(before)}
    now = {thing: place for place, thing in enumerate(after)}
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            i, j = i + 1, j + 1
        elif before[i] in moved:
            i += 1
        elif after[j] in moved:
            j += 1
        else:
            moved.add(before[i] if now[before[i]] - j >= was[after[j]] - i else after[j])
    return moved


Grouped = TypeVar("Grouped")
Made = TypeVar("Made")

Rank = Callable[[str], float]
"""From the id of a claim to a number that grows in the order of the file."""

Pairs = Iterable[tuple[str, Grouped]]


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
    """One way of grouping: the pairs of key and item of a claim, and the id of the claim of an item."""

    pairs: Callable[[Claim], Pairs[Any]]
    owner: Callable[[Any], str]


GROUPINGS = {
    "reasons_for": Grouping(_aims, attrgetter("premise")),
    "linked_in": Grouping(_links, attrgetter("premise")),
    "positions_of": Grouping(_positions, lambda held: str(held[0].id)),
    "cited_by": Grouping(_citations, attrgetter("id")),
    "claims_in": Grouping(_tensions, attrgetter("id")),
}
"""The grouped look-ups of an index, by name."""


def grouped(map: Map, name: str) -> dict[str, tuple[Any, ...]]:
    """The look-up of this name over a map: the items of each key in file order."""
    pairs = GROUPINGS[name].pairs
    groups: dict[str, list[Any]] = {}
    for claim in map.claims:
        for key, item in pairs(claim):
            groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}


def regrouped(
    groups: Mapping[str, tuple[Any, ...]],
    grouping: Grouping,
    change: ClaimDelta,
    was: Rank,
    place: Rank,
) -> Mapping[str, tuple[Any, ...]]:
    """The groups after a change. ``was`` and ``place`` rank claims in the order of the old and of the new map."""
    gone = [pair for claim in change.gone for pair in grouping.pairs(claim)]
    come = [pair for claim in change.come for pair in grouping.pairs(claim)]
    if change.in_place and same(gone, come):
        return groups
    regrouped = dict(groups)
    once = {(key, grouping.owner(item)): item for key, item in gone}
    for (key, _), item in once.items():
        if kept := _without(regrouped.get(key, ()), item, grouping.owner, was):
            regrouped[key] = kept
        else:
            regrouped.pop(key, None)
    for key, item in come:
        regrouped[key] = _inserted(regrouped.get(key, ()), item, grouping.owner, place)
    return regrouped


def same(some: Sequence[tuple[str, object]], others: Sequence[tuple[str, object]]) -> bool:
    """Whether two lists have equal keys and identical items."""
    return len(some) == len(others) and all(
        one[0] == other[0] and one[1] is other[1] for one, other in zip(some, others, strict=True)
    )


def _without(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], place: Rank) -> tuple[Any, ...]:
    """Items in file order without those of the claim that ``item``, one of them, is of."""
    if len(items) < 2:
        return ()

    def of(other: Any) -> float:
        return place(owner(other))

    start, end = bisect_left(items, of(item), key=of), bisect_right(items, of(item), key=of)
    return (*items[:start], *items[end:])


def _inserted(items: tuple[Any, ...], item: Any, owner: Callable[[Any], str], place: Rank) -> tuple[Any, ...]:
    if not items:
        return (item,)
    at = bisect_right(items, place(owner(item)), key=lambda other: place(owner(other)))
    return (*items[:at], item, *items[at:])


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

    def once(self, make: Callable[[Index], Made]) -> Made:
        """What ``make`` makes of this index, made when it is first asked for and kept."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    @cached_property
    def _made(self) -> dict[Callable[[Index], object], object]:
        return {}

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
        for name, section in _LOOK_UPS.items():
            if name in self.__dict__ and getattr(self.map, section) == getattr(following.map, section):
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
    def short_names(self) -> Mapping[str, str]:
        """Short names of stakeholders by id, different where their names are."""
        return short_names(self.map.stakeholders)

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
    def taken_ids(self) -> Mapping[str, object]:
        """Every id of every section, as the keys. Claims, which can be many, are not copied."""
        others = (self.map.stakeholders, self.map.sources, self.map.tensions)
        return ChainMap({part.id: part for section in others for part in section}, cast(dict[str, Any], self.claims))

    def aimed_at(self, target: str, kind: Kind) -> tuple[Reason, ...]:
        """The reasons of one kind aimed at a claim id or at a reason's address, in file order."""
        aimed = self.reasons_for.get(target)
        return tuple([reason for reason in aimed if reason.kind == kind]) if aimed else ()

    def supports_of(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons that support the claim."""
        return self.aimed_at(claim_id, "supports")

    def objections_to(self, claim_id: str) -> tuple[Reason, ...]:
        """The reasons that object to the claim."""
        return self.aimed_at(claim_id, "objects_to")

    def undercuts_of(self, reason: Reason) -> tuple[Reason, ...]:
        """The undercuts of a reason."""
        return self.aimed_at(reason.address, "undercuts")


_LOOK_UPS = {
    "stakeholders": "stakeholders",
    "short_names": "stakeholders",
    "sources": "sources",
    "tensions": "tensions",
}
"""The section of the map that a look-up is made of alone."""


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
