"""The outline of a map as a tree in which each claim has one row in full; the editor, pictures and texts follow it.

At the top are the main claims (:mod:`argmap.views.main_claims`), then the tensions, then claims without links. Below
a claim are the premises linked with it, what undercuts its link, its supports, then its objections; each list is in
file order.

Rows have keys: ``""`` is the root, ``#tension`` a tension, ``#`` all tensions, a claim's id the claim in full.
References to a claim that is in full elsewhere have keys of their own: ``@premise -> target`` for a further link of
it, ``&premise -> target&claim`` where it is a linked premise, and ``%tension%claim`` in its tension.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.types import Claim, Reason, Tension
from argmap.views.main_claims import conclusion

ROOT = ""
TENSIONS = "#"
"""The key of the row that holds all tensions of a tree that groups them."""


class Home(NamedTuple):
    """The link under which a claim is shown in full: one that it states, or that it is a linked premise of."""

    address: str
    linked: bool


@dataclass(frozen=True)
class OutlineTree:
    """The outline's tree over one index; its parts are computed when they are asked for.

    A claim's home is the first of its links whose target exists, else the first link it is a linked premise of. A
    claim without one is at the top, or in its tension if there is no reason for or against it. ``exceptions`` are the
    homes of claims in cycles (found by :mod:`argmap.views.outline.build`). With ``grouped``, several tensions are
    below a row of their own, :data:`TENSIONS`.
    """

    index: Index
    exceptions: Mapping[str, Home | None] = field(default_factory=dict)
    grouped: bool = False

    @property
    def has_group(self) -> bool:
        """Whether the tensions are below a row of their own."""
        return self.grouped and len(self.index.map.tensions) > 1

    def home(self, claim_id: str) -> Home | None:
        """Where the claim is shown in full; None for one at the top or directly in its tension."""
        if claim_id in self.exceptions:
            return self.exceptions[claim_id]
        claim = self.index.claims[claim_id]
        if not claim.reasons and claim_id not in self.index.linked_in:
            return None
        return next(self.possible_homes(claim), None)

    def possible_homes(self, claim: Claim) -> Iterator[Home]:
        """The links under which the claim can be in full, in order of preference."""
        for reason in claim.reasons:
            if self.has_target(reason) and reason.target != claim.id:
                yield Home(reason.address, False)
        for reason in self.index.linked_in.get(claim.id, ()):
            if reason.premise != claim.id and self.has_target(reason):
                yield Home(reason.address, True)

    def is_main(self, claim_id: str) -> bool:
        """Whether the claim is one of the map's main claims."""
        return self.home(claim_id) is None and any(
            reason.kind != "undercuts" for reason in self.index.reasons_for.get(claim_id, ())
        )

    def has_target(self, reason: Reason) -> bool:
        """Whether the claim that a link leads to exists."""
        return (
            reason.target in self.index.claims
            if reason.kind != "undercuts"
            else (conclusion(self.index, reason) is not None)
        )

    def home_reason(self, claim_id: str) -> Reason | None:
        """The link that a claim states and is in full under, if any."""
        claim = self.index.claims[claim_id]
        first = claim.reasons[0] if claim.reasons and not self.exceptions else None
        if first is not None and first.target != claim_id and self.has_target(first):
            return first  # the usual case, much faster than below
        home = self.home(claim_id)
        return None if home is None or home.linked else self.index.reasons[home.address]

    def reason_key(self, reason: Reason) -> str:
        """The key of the row of a link: its claim's if the claim is in full there, else one of
        its own.
        """
        home = self.home_reason(reason.premise)
        if home is reason or (home is not None and home.address == reason.address):
            return reason.premise
        return f"@{reason.address}"

    def linked_key(self, reason: Reason, claim_id: str) -> str:
        """The key of a linked premise below its link."""
        address = reason.address
        home = self.home(claim_id) if claim_id in self.index.claims else None
        return claim_id if home is not None and home == (address, True) else f"&{address}&{claim_id}"

    def reason_of(self, key: str) -> Reason | None:
        """The link of a row; None for a claim at the top, in its tension, and for a tension."""
        if key.startswith("@"):
            return self.index.reasons[key[1:]]
        if key.startswith("&"):
            return self.index.reasons[key[1:].partition("&")[0]]
        if not key or key[0] in "#%":
            return None
        home = self.home(key)
        return self.index.reasons[home.address] if home else None

    def parent(self, key: str) -> str:
        """The key of the parent row. The root has none."""
        if key.startswith("#"):
            return TENSIONS if self.has_group and key != TENSIONS else ROOT
        if key.startswith("%"):
            return "#" + key[1:].partition("%")[0]
        if key.startswith("&"):
            return self._linked_parent(key[1:].partition("&")[0])
        if key.startswith("@"):
            return self._holder(self.index.reasons[key[1:]])
        home = self.home(key)
        if home is None:
            return self._top_of(self.index.claims[key])
        return self._linked_parent(home.address) if home.linked else self._holder(self.index.reasons[home.address])

    def _linked_parent(self, address: str) -> str:
        return self.reason_key(self.index.reasons[address])

    def _holder(self, reason: Reason) -> str:
        if reason.kind == "undercuts":
            return self.reason_key(self.index.reasons[reason.target])
        return reason.target

    def _top_of(self, claim: Claim) -> str:
        return f"#{claim.tension}" if self._is_in_tension(claim.id) else ROOT

    def children(self, key: str) -> tuple[str, ...]:
        """The keys of the child rows, in order."""
        if not key:
            return (*self._main, *((TENSIONS,) if self.has_group else self._tensions), *self._loose)
        if key == TENSIONS:
            return self._tensions
        if key.startswith("#"):
            return self._in_tension(self.index.tensions[key[1:]])
        if key[0] in "&%":
            return ()
        if key.startswith("@"):
            return tuple(dict.fromkeys(self._below_reason(self.index.reasons[key[1:]])))
        return tuple(dict.fromkeys(self._below_claim(key)))

    def _below_reason(self, reason: Reason) -> Iterator[str]:
        for premise in reason.linked:
            yield self.linked_key(reason, premise)
        for undercut in self.index.reasons_for.get(reason.address, ()):
            if undercut.kind == "undercuts":
                yield self.reason_key(undercut)

    def _below_claim(self, claim_id: str) -> Iterator[str]:
        home = self.home_reason(claim_id)
        if home is not None:
            yield from self._below_reason(home)
        for reason in (*self.index.supports_of(claim_id), *self.index.objections_to(claim_id)):
            yield self.reason_key(reason)

    def _in_tension(self, tension: Tension) -> tuple[str, ...]:
        """The rows below a tension: its claims by side, the sides in their order, claims on no side last."""
        found = self._within.get(tension.id)
        if found is None:
            claims = sorted(self.index.claims_in.get(tension.id, ()), key=partial(_side_rank, tension))
            found = self._within[tension.id] = tuple(self._tension_key(tension, claim) for claim in claims)
        return found

    def _tension_key(self, tension: Tension, claim: Claim) -> str:
        return claim.id if self._is_in_tension(claim.id) else f"%{tension.id}%{claim.id}"

    def _is_in_tension(self, claim_id: str) -> bool:
        """Whether the claim has its row in full directly below its tension."""
        has_tension = self.index.claims[claim_id].tension in self.index.tensions
        return has_tension and self.home(claim_id) is None and not self.is_main(claim_id)

    @cached_property
    def _within(self) -> dict[str, tuple[str, ...]]:
        """Cache of the rows below tensions, by id."""
        return {}

    @property
    def _tensions(self) -> tuple[str, ...]:
        return tuple(f"#{tension.id}" for tension in self.index.map.tensions)

    @cached_property
    def _main(self) -> tuple[str, ...]:
        """The main claims, in file order."""
        return tuple(claim_id for claim_id in self.index.claims if self.is_main(claim_id))

    @cached_property
    def _loose(self) -> tuple[str, ...]:
        """The claims without links that are in no tension, in file order."""
        return tuple(claim_id for claim_id in self.index.claims if self._is_loose(claim_id))

    def _is_loose(self, claim_id: str) -> bool:
        is_at_top = self.home(claim_id) is None and not self.is_main(claim_id)
        return is_at_top and not self._is_in_tension(claim_id)

    def over(self, index: Index) -> OutlineTree:
        """This tree over the index of a map whose claims have the same links, order, tensions and sides."""
        new = OutlineTree(index, self.exceptions, self.grouped)
        new.__dict__.update(
            {name: self.__dict__[name] for name in ("_main", "_loose", "_within") if name in self.__dict__}
        )
        return new

    def follow(self, old: OutlineTree, moved: Set[str]) -> None:
        """Reuse the children of the root and of the tensions of the tree before an edit, except for ``moved``
        claims. Those of tensions that none of these is in are not even looked through.
        """
        here = [claim_id for claim_id in moved if claim_id in self.index.claims]
        for name, belongs in (("_main", self.is_main), ("_loose", self._is_loose)):
            kept = [claim_id for claim_id in getattr(old, name) if claim_id not in moved]
            for claim_id in filter(belongs, here):
                insort(kept, claim_id, key=lambda one: self.index.order[one])
            self.__dict__[name] = tuple(kept)
        both = (old.index.claims, self.index.claims)
        touched = {claims[one].tension for one in moved for claims in both if one in claims}
        for tension_id, keys in old._within.items():
            if tension_id in self.index.tensions:
                tension = self.index.tensions[tension_id]
                self._within[tension_id] = self._followed(tension, keys, moved) if tension_id in touched else keys

    def _followed(self, tension: Tension, keys: Iterable[str], moved: Set[str]) -> tuple[str, ...]:
        claims = self.index.claims

        def rank(key: str) -> tuple[int, int]:
            claim_id = key.rpartition("%")[2]
            return _side_rank(tension, claims[claim_id]), self.index.order[claim_id]

        leaving = moved | {f"%{tension.id}%{claim_id}" for claim_id in moved}
        kept = [key for key in keys if key not in leaving]
        for claim_id in moved:
            if claim_id in claims and claims[claim_id].tension == tension.id:
                insort(kept, self._tension_key(tension, claims[claim_id]), key=rank)
        return tuple(kept)

    def places(self, claim_id: str) -> Iterator[tuple[str, str]]:
        """Every row that shows the claim, with its parent."""
        claim = self.index.claims.get(claim_id)
        if claim is not None:
            home = self.home(claim_id)
            yield claim_id, self.parent(claim_id)
            for reason in claim.reasons:
                if (reason.address, False) != home and self.has_target(reason):
                    yield f"@{reason.address}", self._holder(reason)
            if claim.tension in self.index.tensions and not self._is_in_tension(claim_id):
                yield f"%{claim.tension}%{claim_id}", f"#{claim.tension}"
        for reason in self.index.linked_in.get(claim_id, ()):
            key = self.linked_key(reason, claim_id)
            if key != claim_id and self.has_target(reason):
                yield key, self.reason_key(reason)


def _side_rank(tension: Tension, claim: Claim) -> int:
    """The place of a claim's side among the sides of its tension; after the last for no side."""
    sides = [side.id for side in tension.sides]
    return sides.index(claim.side) if claim.side in sides else len(sides)
