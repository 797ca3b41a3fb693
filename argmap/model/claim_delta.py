"""Which claims differ between a map and one made from it by an edit, found by identity.

An edit keeps the claims that it does not change, so claims are compared without reading their fields. This is fast
at 10,000 claims, which are scattered in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import is_not
from typing import NamedTuple

from argmap.model.types import Claim, Map


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
