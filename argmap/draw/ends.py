"""At what heights lines leave and meet boxes, and pass columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from argmap.draw.columns import Columns, Frame
from argmap.draw.curves import along
from argmap.draw.picture import Point
from argmap.draw.placed import Placed
from argmap.draw.wires import Bundle, Side, Wire

SPREAD = 15.0
"""Points between the ends of lines on one side of a box, where there is room."""

SNAP = 16.0
"""A lone trunk moves by so much along its target's side to be level with a premise."""

FROM_CORNER = 12.0

Pass = tuple[int, int, Bundle | Wire]
"""A column, a gap in it, and what passes there: lines of a bundle that meet its target pass as one."""


class Ends:
    """The heights of all ends and passes of some wires."""

    def __init__(self, wires: Iterable[Wire], frames: Mapping[str, Frame], columns: Columns, placed: Placed) -> None:
        self._wires = tuple(wires)
        self._frames = frames
        self._columns = columns
        self._splines = placed.splines
        self._wishes = {wire: self._wished(wire) for wire in self._wires if wire.passed}

    def leave(self, wire: Wire) -> float:
        """Where a wire leaves its box."""
        return self._ends[wire]

    def meet(self, wire: Wire) -> float:
        """Where the bundle of a wire meets its box."""
        return self._ends[wire.bundle]

    def passes(self, wire: Wire) -> tuple[float, ...]:
        """The heights at which a wire passes the columns on its way."""
        return self._passed[wire]

    @cached_property
    def _passed(self) -> dict[Wire, tuple[float, ...]]:
        return {wire: tuple([self._passes[key] for key in passing]) for wire, passing in self._passing.items()}

    def _wished(self, wire: Wire) -> tuple[float, ...]:
        """The heights at which it would pass: where the engine led it, or straight on."""
        start, end = self._frames[wire.edge.tail].middle, self._frames[wire.edge.head].middle
        spline = self._splines.get((wire.edge.tail, wire.edge.head), ())
        if not spline:
            share = 1 / (len(wire.passed) + 1)
            return tuple(start + (end - start) * share * (place + 1) for place in range(len(wire.passed)))
        points = list(along(spline, 6))
        return tuple([_height_at(points, self._columns.middle(column)) for column in wire.passed])

    @cached_property
    def _passing(self) -> dict[Wire, tuple[Pass, ...]]:
        """The passes of each wire."""
        found = {}
        for wire in self._wires:
            shared: Bundle | Wire = wire.bundle if wire.meet else wire
            wishes = zip(wire.passed, self._wishes.get(wire, ()), strict=True)
            found[wire] = tuple((column, self._columns.gap_near(column, y), shared) for column, y in wishes)
        return found

    @cached_property
    def _passes(self) -> dict[Pass, float]:
        gaps: dict[tuple[int, int], dict[Pass, tuple[float, float]]] = {}
        for wire in self._wires:
            height = self._frames[wire.edge.tail].middle
            for key, wish in zip(self._passing[wire], self._wishes.get(wire, ()), strict=True):
                first, last = self._columns.room(*key[:2])
                height = min(max(height, first), last)  # level for as long as boxes let it
                gaps.setdefault(key[:2], {}).setdefault(key, (height, wish))
        found: dict[Pass, float] = {}
        for (column, gap), there in gaps.items():
            ordered = sorted(there, key=lambda key: there[key])
            heights = self._columns.heights(column, gap, [there[key][0] for key in ordered])
            found |= dict(zip(ordered, heights, strict=True))
        return found

    @cached_property
    def _ends(self) -> dict[Wire | Bundle, float]:
        """The heights of all ends: along each side of a box in the order of their far ends."""
        sides: dict[tuple[str, Side], list[tuple[float, int, Wire | Bundle]]] = {}
        sources: dict[Bundle, list[tuple[float, int]]] = {}
        for place, wire in enumerate(self._wires):
            away = self._passed[wire][0] if wire.passed else self._frames[wire.edge.head].middle
            # Two arrows between the same boxes must not cross: what leaves one lowest meets the other highest.
            turn = place if wire.leave == wire.meet else -place
            sides.setdefault((wire.edge.tail, wire.leave), []).append((away, turn, wire))
            if wire.meet:
                near = self._passed[wire][-1] if wire.passed else None
                source = near if near is not None else self._frames[wire.edge.tail].middle
                sources.setdefault(wire.bundle, []).append((source, -place))
        for bundle, found in sources.items():
            mean = sum(y for y, _ in found) / len(found)
            sides.setdefault((bundle[0], bundle[3]), []).append((mean, found[0][1], bundle))
        heights: dict[Wire | Bundle, float] = {}
        for (box, _), group in sides.items():
            ordered = [end for _, _, end in sorted(group, key=lambda item: item[:2])]
            heights |= dict(zip(ordered, _spread(self._frames[box], len(ordered)), strict=True))
        self._level(heights, {end for group in sides.values() if len(group) == 1 for _, _, end in group})
        return heights

    def _level(self, heights: dict[Wire | Bundle, float], alone: set[Wire | Bundle]) -> None:
        """Move the ends of trunks that have a side for themselves, so that short steps up or down vanish."""
        for wire in self._wires:
            if wire.meet and not wire.passed and wire.bundle in alone:
                frame, wish = self._frames[wire.edge.head], heights[wire]
                inside = frame.top + FROM_CORNER <= wish <= frame.bottom - FROM_CORNER
                if inside and abs(wish - frame.middle) <= SNAP:
                    heights[wire.bundle] = wish


def _height_at(points: Sequence[Point], x: float) -> float:
    """The height of the point that is nearest across, the first of several."""
    apart = [abs(point[0] - x) for point in points]
    return points[apart.index(min(apart))][1]


def _spread(frame: Frame, number: int) -> list[float]:
    """So many heights on a side of a box, from the top."""
    gap = min(SPREAD, (frame.bottom - frame.top - 16) / number)
    first = frame.middle - gap * (number - 1) / 2
    return [first + gap * place for place in range(number)]
