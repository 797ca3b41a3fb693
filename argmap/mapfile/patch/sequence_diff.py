"""Where the parts of a section differ before and after a change."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from argmap.mapfile.read.decode import Part


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
    """How many of the pairs are equal before the first that are not."""
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
