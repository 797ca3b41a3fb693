"""Which items of a sequence are the same before and after a change, where the sequences differ, and which ids
changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple, TypeAlias

from argmap.mapfile.document import Part
from argmap.mapfile.encode import Fields, spell_section


class Run(NamedTuple):
    """``old[start:end]`` becomes ``new[begin:finish]``."""

    start: int
    end: int
    begin: int
    finish: int


def runs(old: tuple[Part, ...], new: tuple[Part, ...]) -> list[Run]:
    """Where two tuples of parts differ, each run with an unchanged neighbour on either side where there is one.
    One run holds all between the first and the last difference when parts have moved."""
    head = _shared(zip(old, new, strict=False))
    tail = min(_shared(zip(reversed(old), reversed(new), strict=False)), len(old) - head, len(new) - head)
    same = [(at, at) for at in (head - 1,) if head]
    same += _same_between(old[head : len(old) - tail], new[head : len(new) - tail], head)
    same += [(len(old) - tail, len(new) - tail)] if tail else []
    found: list[Run] = []
    before = (head - 1, head - 1)
    for now in [*same[1 if head else 0 :], (len(old), len(new))]:
        if now != (before[0] + 1, before[1] + 1):
            run = Run(max(before[0], 0), min(now[0] + 1, len(old)), max(before[1], 0), min(now[1] + 1, len(new)))
            if found and found[-1].end > run.start:
                run = Run(found[-1].start, run.end, found.pop().begin, run.finish)
            found.append(run)
        before = now
        if tail and now == (len(old) - tail, len(new) - tail):
            break
    return found


def _shared(pairs: Iterable[tuple[Part, Part]]) -> int:
    """The number of pairs that are equal before the first that differs."""
    count = 0
    for one, two in pairs:
        if one is not two and one != two:
            break
        count += 1
    return count


def _same_between(old: tuple[Part, ...], new: tuple[Part, ...], offset: int) -> list[tuple[int, int]]:
    """The places (before, after) of the parts that are equal; none when parts have moved."""
    places = {part.id: place for place, part in enumerate(old)}
    matched = [places.get(part.id) for part in new]
    known = [place for place in matched if place is not None]
    if any(one > two for one, two in pairwise(known)):
        return []
    return [
        (offset + place, offset + after)
        for after, place in enumerate(matched)
        if place is not None and old[place] == new[after]
    ]


class Likeness(NamedTuple):
    """The names by which old and new items are matched, one for each; None where an item has none."""

    old: Sequence[str | None]
    new: Sequence[str | None]
    closeness: Callable[[int, int], tuple[int, ...]] | None = None
    """How close the old item at one place is to the new one at another, where several have one name."""


def align(
    *likenesses: Likeness,
    by_place: bool = False,
    leaving: Container[int] = frozenset(),
    arriving: Container[int] = frozenset(),
) -> list[int | None]:
    """For each new item, the place of the old item that it is, or None when it is new.

    Likenesses are tried in order, the surest first: items that one leaves unmatched are matched by the next. With
    ``by_place``, items at the places of removed ones are those, changed, when as many were added as removed; items at
    the places ``leaving`` and ``arriving``, which went to or came from another list, are excluded.
    """
    found: list[int | None] = [None] * len(likenesses[0].new)
    gone, came = list(range(len(likenesses[0].old))), list(range(len(found)))
    for likeness in likenesses:
        for place, after in _matched(likeness, gone, came):
            found[after] = place
        gone = sorted(set(gone) - set(found))
        came = [after for after in came if found[after] is None]
    gone = [place for place in gone if place not in leaving]
    came = [after for after in came if after not in arriving]
    if by_place and len(gone) == len(came):
        for after in came:
            before = -1 if after == 0 else found[after - 1]
            if before is not None and before + 1 in gone:
                found[after] = before + 1
    return found


def _matched(likeness: Likeness, gone: list[int], came: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of old and new places of one name; where several have the name the closest, or else in their order."""
    before, after = _by_name(likeness.old, gone), _by_name(likeness.new, came)
    for name, places in before.items():
        afters = after.get(name, [])
        if likeness.closeness is None or len(places) == len(afters) == 1:
            yield from zip(places, afters, strict=False)
        else:
            yield from _closest(places, afters, likeness.closeness)


def _by_name(names: Sequence[str | None], places: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in places:
        if (name := names[place]) is not None:
            found.setdefault(name, []).append(place)
    return found


def _closest(
    places: list[int], afters: list[int], closeness: Callable[[int, int], tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    pairs = sorted(product(places, afters), key=lambda pair: closeness(*pair), reverse=True)  # stable: ties in order
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    for place, after in pairs:
        if place not in taken_before and after not in taken_after:
            taken_before.add(place)
            taken_after.add(after)
            yield place, after


def staying(matched: Sequence[int | None]) -> set[int]:
    """The old places that can keep their order: a longest increasing subsequence of the matches."""
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


Renames: TypeAlias = Mapping[str, str]
"""Ids after a change by ids before it."""


def renamed(changed: Iterable[tuple[tuple[Part, ...], tuple[Part, ...]]]) -> Renames:
    """The ids that stand for the same thing, in the parts of each section that a change touches, before and after.

    A thing is recognized by its first field (a claim's text, a source's title), failing that by all its others.
    """
    found: dict[str, str] = {}
    for old, new in changed:
        gone, came = _without(old, new), _without(new, old)
        if gone and came:
            before, after = list(gone), list(came)
            matched = align(*map(Likeness, _known_by(gone), _known_by(came)))
            found |= {before[place]: after[number] for number, place in enumerate(matched) if place is not None}
    return found


def _without(parts: tuple[Part, ...], others: tuple[Part, ...]) -> Fields:
    """The spelled entries whose ids do not occur in the others."""
    ids = {part.id for part in others}
    return spell_section(tuple(part for part in parts if part.id not in ids))


def _known_by(entries: Fields) -> tuple[list[str | None], list[str | None]]:
    first: list[str | None] = []
    others: list[str | None] = []
    for value in entries.values():
        fields = list(value.items()) if isinstance(value, dict) else [("", value)]
        first.append(repr(fields[0]) if fields else "")
        others.append(repr(fields[1:]) if len(fields) > 1 else None)
    return first, others
