"""Links of a draft as reasons of a map.

A map has one link for each pair of a claim and its parent, and no claim both for and against another. A link
that shares its first premise with another is written at one of its other premises; what cannot be written is listed.
"""

from __future__ import annotations

from collections.abc import Mapping

from argmap.interchange.draft import Draft, DraftClaim, DraftLink
from argmap.interchange.ledger import Ledger
from argmap.model.ids import ARROW
from argmap.model.types import Kind

KIND_NAMES: Mapping[Kind, str] = {"supports": "support", "objects_to": "objection", "undercuts": "undercut"}

_DEEPEST_UNDERCUT = 8


class Placed:
    """A link that has found its place: the id of the claim that states it, its address parts, and the rest. ``depth``
    is 0 for a link to a claim and one more for each link that an undercut challenges."""

    __slots__ = ("depth", "link", "linked", "premise", "target")

    def __init__(self, link: DraftLink, premise: str, target: str, linked: tuple[str, ...], depth: int) -> None:
        self.depth = depth
        self.link = link
        self.premise = premise
        self.target = target
        self.linked = linked

    @property
    def address(self) -> str:
        """The address of the link."""
        return f"{self.premise}{ARROW}{self.target}"


class Links:
    """Places the links of a draft; ``ids`` are those of its claims by key."""

    def __init__(self, draft: Draft, ids: Mapping[str, str], ledger: Ledger) -> None:
        self._ids = ids
        self._ledger = ledger
        self._exact = draft.exact
        self.by_claim: dict[str, list[Placed]] = {claim_id: [] for claim_id in ids.values()}
        """The placed links by the id of the claim that states them, in the order of the file."""
        self._addresses: set[tuple[str, str]] = set()
        self._sides: dict[tuple[str, str], Kind] = {}
        self._same: set[tuple[frozenset[str], Kind, str]] = set()
        self._by_key: dict[str, Placed] = {}
        waiting = []
        for claim in draft.claims.values():
            for link in claim.links:
                if link.kind == "undercuts":
                    waiting.append((claim, link))
                else:
                    self._place(claim, link, ids.get(link.target))
        self._undercuts(waiting)

    def _undercuts(self, waiting: list[tuple[DraftClaim, DraftLink]]) -> None:
        """Place undercuts, those of undercuts after what they challenge."""
        while waiting:
            still: list[tuple[DraftClaim, DraftLink]] = []
            for claim, link in waiting:
                challenged = self._by_key.get(link.target)
                if challenged is None:
                    still.append((claim, link))
                elif challenged.depth == _DEEPEST_UNDERCUT:
                    self._leave_out(claim, link, f"it is an undercut of an undercut, {_DEEPEST_UNDERCUT} times over")
                else:
                    self._place(claim, link, challenged.address, challenged.linked, challenged.depth + 1)
            if len(still) == len(waiting):
                for claim, link in still:
                    self._leave_out(claim, link, "the link that it challenges is not on the map")
                return
            waiting = still

    def _place(
        self, claim: DraftClaim, link: DraftLink, target: str | None, linked: tuple[str, ...] = (), depth: int = 0
    ) -> None:
        """Place a link to ``target``, a claim's id or the address of a link with the further premises ``linked``."""
        if target is None:
            self._leave_out(claim, link, "its parent is not in the file")
            return
        if any(key not in self._ids for key in link.linked):
            self._change(claim, link, "some of its linked premises are not in the file")
        parts = target.split(ARROW)
        # An undercut may come from the claim that the link leads to, and from none of the link's premises.
        barred = set() if self._exact else {*(parts[:-1] or parts), *linked}
        known = [self._ids[key] for key in dict.fromkeys((claim.key, *link.linked)) if key in self._ids]
        premises = [premise for premise in dict.fromkeys(known) if premise not in barred]
        if not premises:
            self._leave_out(claim, link, "a claim cannot support or object to itself")
            return
        if len(premises) < len(known):
            self._change(claim, link, "its parent was one of its own premises, and is not one now")
        self._write(claim, link, target, premises, depth)

    def _write(self, claim: DraftClaim, link: DraftLink, target: str, premises: list[str], depth: int) -> None:
        same = (frozenset(premises), link.kind, target)
        if self._exact:
            self._put(link, target, premises, depth)
            return
        if same in self._same:
            self._leave_out(claim, link, "it repeats a link")
            return
        if any(self._sides.get((premise, target), link.kind) != link.kind for premise in premises):
            self._leave_out(claim, link, "the claim already supports or objects to the same claim")
            return
        stating = next((premise for premise in premises if (premise, target) not in self._addresses), None)
        if stating is None:
            self._leave_out(claim, link, "each of its premises already has a link to the same claim")
            return
        self._same.add(same)
        self._addresses.add((stating, target))
        self._sides.update({(premise, target): link.kind for premise in premises})
        self._put(link, target, [stating, *(premise for premise in premises if premise != stating)], depth)

    def _put(self, link: DraftLink, target: str, premises: list[str], depth: int) -> None:
        """Write a link at the first of its premises."""
        placed = Placed(link, premises[0], target, tuple(premises[1:]), depth)
        self.by_claim[premises[0]].append(placed)
        if link.key:
            self._by_key[link.key] = placed

    def _change(self, claim: DraftClaim, link: DraftLink, how: str) -> None:
        self._ledger.changed(self.name_of(link), link.place, link.words or claim.text, how)

    def _leave_out(self, claim: DraftClaim, link: DraftLink, why: str) -> None:
        self._ledger.left_out(self.name_of(link), link.place, link.words or claim.text, why)

    @staticmethod
    def name_of(link: DraftLink) -> str:
        """What the ledger calls a link."""
        return link.called or KIND_NAMES[link.kind]
