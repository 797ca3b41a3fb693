"""Matching the items of a list before and after a change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeAlias

Likeness: TypeAlias = "tuple[Sequence[str | None], Sequence[str | None]]"
"""What items are told by, before and after a change; None tells nothing."""


def numbered(names: Sequence[str]) -> list[tuple[str, int]]:
    """Each name with how often it came before, so that no two are equal."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, -1) + 1
        found.append((name, seen[name]))
    return found


def align(*likenesses: Likeness, by_place: bool = False) -> list[int | None]:
    """For each new item, the place of the old item that it is, or None when it is new.

    The most telling likeness comes first: what one leaves over is matched by the next. ``by_place`` says that what
    came where something went is that, when as many came as went.
    """
    found: list[int | None] = [None] * len(likenesses[0][1])
    gone, came = list(range(len(likenesses[0][0]))), list(range(len(found)))
    for old, new in likenesses:
        places = dict(_told(old, gone))
        for name, after in _told(new, came):
            found[after] = places.get(name)
        gone = sorted(set(gone) - set(found))
        came = [after for after in came if found[after] is None]
    if by_place and len(gone) == len(came):
        for after in came:
            before = -1 if after == 0 else found[after - 1]
            if before is not None and before + 1 in gone:
                found[after] = before + 1
    return found


def _told(names: Sequence[str | None], places: list[int]) -> list[tuple[tuple[str, int], int]]:
    told = [(name, place) for place in places if (name := names[place]) is not None]
    return list(zip(numbered([name for name, _ in told]), [place for _, place in told], strict=True))


def staying(matched: Sequence[int | None]) -> set[int]:
    """The old places that can stay where they are: a longest run of matches in rising order."""
    tails: list[int] = []
    links: dict[int, int | None] = {}
    for place in matched:
        if place is not None:
            at = bisect_left(tails, place)
            links[place] = tails[at - 1] if at else None
            tails[at : at + 1] = [place]
    stay: set[int] = set()
    place = tails[-1] if tails else None
    while place is not None:
        stay.add(place)
        place = links[place]
    return stay
