"""Ends of lines moved along the sides of boxes, those of a side together.

So lines come level, and none runs level close to one that it has nothing to do with: the two would be read as one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.layout.layers import Frame
from argmap.draw.routing.global_routes import Bundle, Shared, Side, Wire

SNAP, TOO_NEAR = 20.0, 8.0
"""Ends move by so much to come level with a line; and so near do lines run level only if they are of one trunk."""

STEPS = (4.0, 8.0, 12.0, 16.0)
"""By how much they move to keep off other lines, where no line says."""

FROM_CORNER = 12.0

End = Wire | Bundle
"""What ends at a side: a wire where it leaves its box, or a bundle where it meets its target."""

Edge = tuple[int, Side]
"""A gutter, and its left or right edge."""

ACROSS: Mapping[Side, Side] = {"left": "right", "right": "left"}


class _Place(NamedTuple):
    """Where a line is at an edge of a gutter: at a height, or where one of its ends is by now."""

    line: Shared
    end: End | None
    height: float


def levelled(
    wires: Iterable[Wire],
    passes: Callable[[Wire], Sequence[float]],
    sides: Mapping[tuple[str, Side], Sequence[End]],
    ends: Mapping[End, float],
    frames: Mapping[str, Frame],
) -> dict[End, float]:
    """The heights of all ends, of which ``ends`` are those to begin with.

    A wire that passes columns stays where it leaves, as they were passed from there; the sides of a tension part
    evenly; and a side that lines only leave stays as it is.
    """
    now = dict(ends)
    trunks: dict[End, list[Wire]] = {}
    edges: dict[Edge, list[_Place]] = {}
    for wire in wires:
        if wire.meet:
            trunks.setdefault(wire.bundle, []).append(wire)
        for edge, place in _places(wire, passes(wire), ends):
            edges.setdefault(edge, []).append(place)
    fixed = {bundle for bundle, (wire, *more) in trunks.items() if more and wire.edge.arrow.kind == "side"}
    met = [(box, side, there) for (box, side), there in sides.items() if _may_move(there, fixed)]
    for box, side, there in sorted(met, key=lambda item: any(isinstance(end, Wire) for end in item[2])):
        first = there[0]
        gutter = first.out if isinstance(first, Wire) else trunks[first][0].goal
        across = edges.get((gutter, side), ())
        facing = [(place.line, now[place.end] if place.end else place.height) for place in across]
        shift = _shift(frames[box], {_line(end): now[end] for end in there}, facing)
        now |= {end: now[end] + shift for end in there}
    return now


def _places(wire: Wire, passes: Sequence[float], ends: Mapping[End, float]) -> Iterator[tuple[Edge, _Place]]:
    """Where a wire is at each edge of a gutter that it comes to."""
    yield (wire.out, ACROSS[wire.leave]), _Place(wire.shared, wire, ends[wire])
    for (before, after), height in zip(pairwise(wire.gutters), passes, strict=True):
        yield (max(before, after), "left"), _Place(wire.shared, None, height)
        yield (min(before, after), "right"), _Place(wire.shared, None, height)
    if wire.meet:
        yield (wire.goal, ACROSS[wire.meet]), _Place(wire.bundle, wire.bundle, ends[wire.bundle])


def _may_move(there: Sequence[End], fixed: Collection[End]) -> bool:
    leaving = [end for end in there if isinstance(end, Wire)]
    bound = any(end.passed for end in leaving) or any(end in fixed for end in there)
    return len(leaving) < len(there) and not bound


def _line(end: End) -> Shared:
    return end.shared if isinstance(end, Wire) else end


def _shift(frame: Frame, ends: Mapping[Shared, float], facing: Sequence[tuple[Shared, float]]) -> float:
    """How far down the ends of a side move, by line; ``facing`` are the heights of lines across its gutter."""
    first, last = min(ends.values()), max(ends.values())
    reach = SNAP + TOO_NEAR
    near = [(line, height) for line, height in facing if first - reach < height < last + reach]

    def cost(shift: float) -> tuple[int, int, float]:
        level = close = 0
        for other, height in near:
            for line, at in ends.items():
                apart = abs(height - at - shift)
                level += line == other and apart < 0.05
                close += line != other and apart < TOO_NEAR
        return close, -level, abs(shift)

    shifts = [height - ends[line] for line, height in near if line in ends and abs(height - ends[line]) <= SNAP]
    shifts += [by * way for by in STEPS for way in (-1, 1)] if cost(0.0)[0] else []
    highest, lowest = frame.top + FROM_CORNER - first, frame.bottom - FROM_CORNER - last
    return min((0.0, *(shift for shift in shifts if highest <= shift <= lowest)), key=cost)
