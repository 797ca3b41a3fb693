"""Which claims an edit touched, told by identity: an edit keeps the claims that it does not change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not

from argmap.model.types import Claim, Map


@dataclass(frozen=True, slots=True)
class Touched:
    """Claims that are ``gone`` from the old map and that have ``come`` in the new, each in its file's order.

    A changed claim is in both, old and new; so is one that was moved among the others.
    """

    gone: tuple[Claim, ...]
    come: tuple[Claim, ...]
    in_place: bool
    """Whether ids and their order are what they were."""


def touched(old: Map, new: Map) -> Touched:
    """What differs between two maps, one made from the other. Linear in their size, most of it at C speed."""
    if len(old.claims) == len(new.claims):
        places = list(compress(range(len(old.claims)), map(is_not, old.claims, new.claims)))
        if all(old.claims[place].id == new.claims[place].id for place in places):
            gone = tuple(old.claims[place] for place in places)
            return Touched(gone, tuple(new.claims[place] for place in places), True)
    start = _shared(old.claims, new.claims)
    room = min(len(old.claims), len(new.claims)) - start
    end = min(_shared(old.claims[::-1], new.claims[::-1]), room)
    return _Walk(old.claims[start : len(old.claims) - end], new.claims[start : len(new.claims) - end]).touched()


def _shared(one: Sequence[Claim], other: Sequence[Claim]) -> int:
    """How many claims two sequences share from their start."""
    differing: Iterator[int] = compress(range(len(one)), map(is_not, one, other))
    return next(differing, min(len(one), len(other)))


@dataclass
class _Walk:
    """Side by side through the stretch of two maps in which they differ."""

    old: Sequence[Claim]
    new: Sequence[Claim]
    gone: list[Claim] = field(default_factory=list)
    come: list[Claim] = field(default_factory=list)

    def touched(self) -> Touched:
        """Walk to the end of both."""
        old_places = {claim.id: place for place, claim in enumerate(self.old)}
        new_places = {claim.id: place for place, claim in enumerate(self.new)}
        moved: set[str] = set()
        i = j = 0
        while i < len(self.old) and j < len(self.new):
            before, after = self.old[i], self.new[j]
            if before.id == after.id:
                if before is not after:
                    self.gone.append(before)
                    self.come.append(after)
                i, j = i + 1, j + 1
            elif before.id not in new_places or before.id in moved:
                self.gone.append(before)
                i += 1
            elif after.id not in old_places or after.id in moved:
                self.come.append(after)
                j += 1
            elif new_places[before.id] - j >= old_places[after.id] - i:
                moved.add(before.id)
            else:
                moved.add(after.id)
        return Touched((*self.gone, *self.old[i:]), (*self.come, *self.new[j:]), False)
