"""Matching the items of a list before and after a change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence


def numbered(names: Sequence[str]) -> list[tuple[str, int]]:
    """Each name with how often it came before, so that no two are equal."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, -1) + 1
        found.append((name, seen[name]))
    return found


def align(
    old: Sequence[str], new: Sequence[str], same: Callable[[int, int], bool] = lambda before, after: True
) -> list[int | None]:
    """For each new item, the place of the old item that it is, or None when it is new.

    Items are matched by name; what is left over in one gap is matched in order where ``same(before, after)`` holds
    and as many came as went: those are renamed.
    """
    places = {name: place for place, name in enumerate(numbered(old))}
    found = [places.get(name) for name in numbered(new)]
    gone = set(range(len(old))) - {place for place in found if place is not None}
    if len(gone) == sum(place is None for place in found):
        before = -1
        for after, place in enumerate(found):
            if place is None and before + 1 in gone and same(before + 1, after):
                found[after] = place = before + 1
                gone.discard(place)
            before = place if place is not None else before
    return found


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
