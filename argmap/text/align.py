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


def align(old: Sequence[str], new: Sequence[str], same: Callable[[int, int], bool] | None = None) -> list[int | None]:
    """For each new item, the place of the old item that it is, or None when it is new.

    Items are matched by name, and what is left over is matched where ``same(before, after)`` says that it is one
    thing renamed. Without ``same``, what came where something went is that, when as many came as went.
    """
    places = {name: place for place, name in enumerate(numbered(old))}
    found = [places.get(name) for name in numbered(new)]
    gone = sorted(set(range(len(old))) - {place for place in found if place is not None})
    came = [after for after, place in enumerate(found) if place is None]
    if same is not None:
        for after in came:
            found[after] = next((place for place in gone if same(place, after)), None)
            gone = [place for place in gone if place != found[after]]
    elif len(gone) == len(came):
        for after in came:
            place = -1 if after == 0 else found[after - 1]
            if place is not None and place + 1 in gone:
                found[after] = place + 1
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
