"""The order of a list of keys: which keys moved between two orders, and inserting keys behind others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from argmap.model.paths import ListItem
from argmap.model.types import KINDS, Reason


def moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest keys of both sequences that have to move to turn the old order into the new.

    The others are a longest increasing subsequence (Schensted 1961), found by patience sorting in O(n log n).
    """
    place = {key: number for number, key in enumerate(old)}
    common = [key for key in new if key in place]
    places = [place[key] for key in common]
    if all(one < two for one, two in pairwise(places)):
        return frozenset()
    return frozenset(common) - {common[number] for number in _longest_increasing(places)}


def _longest_increasing(values: Sequence[int]) -> list[int]:
    """The indices of one longest increasing subsequence of distinct ``values``."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, value in enumerate(values):
        pile = bisect_left(tails, value)
        before.append(last[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [value]
        last[pile : pile + 1] = [number]
    found: list[int] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found


def predecessors(keys: Sequence[str]) -> dict[str, str | None]:
    """The key before each key, None for the first."""
    return dict(zip(keys, [None, *keys], strict=False))


def placed(kept: Iterable[str], incoming: Mapping[str, str | None], skip: Collection[str] = ()) -> list[str]:
    """``kept`` with every incoming key inserted behind the key that it maps to, at the start for None.

    ``incoming`` is in the order of the list that its keys come from, so a key may map to an earlier incoming one. A
    key goes behind all keys of ``skip`` that follow its place. A key with an unknown predecessor goes to the end.
    """
    after: dict[str | None, str | None] = {}
    before: str | None = None
    for key in kept:
        after[before] = key
        before = key
    after[before] = None
    end = before
    for key, anchor in incoming.items():
        at = anchor if anchor in after else end
        while (following := after[at]) is not None and following in skip:
            at = following
        after[at], after[key] = key, after[at]
        end = key if after[key] is None else end
    return _chain(after)


def _chain(after: Mapping[str | None, str | None]) -> list[str]:
    found: list[str] = []
    at = after[None]
    while at is not None:
        found.append(at)
        at = after[at]
    return found


def by_kind_as(before: Iterable[tuple[ListItem, ...]], items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    """The items of a list; reasons in the order of a claim, by kind, where they are so in the lists ``before``."""
    return _by_kind(items) if all(_by_kind(one) == one for one in before) else items


def _by_kind(items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    return tuple(sorted(items, key=lambda item: KINDS.index(item.kind) if isinstance(item, Reason) else 0))
