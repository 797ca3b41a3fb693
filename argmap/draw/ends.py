"""At what heights lines leave and meet boxes, and pass columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from argmap.draw.columns import Columns, Frame
from argmap.draw.passes import Pass, passes
from argmap.draw.wires import Bundle, Side, Wire

SPREAD = 15.0
"""Points between the ends of lines on one side of a box, where there is room."""

SNAP, TOO_NEAR = 20.0, 8.0
"""Trunks move by so much along their target's side to be level with a premise; and so near do lines run level only if
they are of one trunk.
"""

STEPS = (4.0, 8.0, 12.0, 16.0)
"""By how much they move to keep off other lines, where no premise says."""

FROM_CORNER = 12.0


class Ends:
    """The heights of all ends and passes of some wires."""

    def __init__(self, wires: Iterable[Wire], frames: Mapping[str, Frame], columns: Columns) -> None:
        self._wires = tuple(wires)
        self._frames = frames
        self._columns = columns
        self._chosen = passes(self._wires, frames, columns)

    def leave(self, wire: Wire) -> float:
        """Where a wire leaves its box."""
        return self._ends[wire]

    def meet(self, wire: Wire) -> float:
        """Where the bundle of a wire meets its box."""
        return self._level.get(wire.bundle, self._ends[wire.bundle])

    def passes(self, wire: Wire) -> tuple[float, ...]:
        """The heights at which a wire passes the columns on its way."""
        return self._passed[wire]

    @cached_property
    def _passed(self) -> dict[Wire, tuple[float, ...]]:
        """Those heights: each line goes on as high as it came, unless boxes or other lines are in the way."""
        by_column: dict[int, list[tuple[Wire, Pass]]] = {}
        for wire in self._wires:
            for column, there in zip(wire.passed, self._chosen[wire], strict=True):
                by_column.setdefault(column, []).append((wire, there))
        found: dict[Wire, list[float]] = {wire: [] for wire in self._wires}
        for column in sorted(by_column, reverse=True):
            gaps: dict[int, dict[Wire | Bundle, float]] = {}
            for wire, (gap, height) in by_column[column]:
                come = (found[wire] or [self.leave(wire)])[-1] if wire.leftward else height
                gaps.setdefault(gap, {}).setdefault(wire.shared, come)
            passed = {gap: self._heights(column, gap, wishes) for gap, wishes in gaps.items()}
            for wire, (gap, _) in by_column[column]:
                found[wire].append(passed[gap][wire.shared])
        return {wire: tuple(heights if wire.leftward else heights[::-1]) for wire, heights in found.items()}

    def _heights(self, column: int, gap: int, wishes: Mapping[Wire | Bundle, float]) -> dict[Wire | Bundle, float]:
        """The heights in a gap of all that pass it, in the order in which they come."""
        ordered = sorted(wishes, key=wishes.__getitem__)
        heights = self._columns.heights(column, gap, [wishes[line] for line in ordered])
        return dict(zip(ordered, heights, strict=True))

    @cached_property
    def _sides(self) -> dict[tuple[str, Side], list[Wire | Bundle]]:
        """What ends at each side of a box, from the top, in the order of the ways from there."""
        sides: dict[tuple[str, Side], list[tuple[tuple[float, ...], int, Wire | Bundle]]] = {}
        sources: dict[Bundle, list[tuple[float, int]]] = {}
        for place, wire in enumerate(self._wires):
            heights = [there.height for there in self._chosen[wire]]
            # Two arrows between the same boxes must not cross: what leaves one lowest meets the other highest.
            turn = place if wire.leave == wire.meet else -place
            away = (*heights, self._frames[wire.edge.head].middle)
            sides.setdefault((wire.edge.tail, wire.leave), []).append((away, turn, wire))
            if wire.meet:
                source = heights[-1] if heights else self._frames[wire.edge.tail].middle
                sources.setdefault(wire.bundle, []).append((source, -place))
        for bundle, found in sources.items():
            mean = sum(y for y, _ in found) / len(found)
            sides.setdefault((bundle[0], bundle[3]), []).append(((mean,), found[0][1], bundle))
        return {
            side: [end for _, _, end in sorted(group, key=lambda item: item[:2])] for side, group in sides.items()
        }

    @cached_property
    def _ends(self) -> dict[Wire | Bundle, float]:
        """The heights of all ends, evenly along each side of a box."""
        ends: dict[Wire | Bundle, float] = {}
        for (box, _), there in self._sides.items():
            ends |= dict(zip(there, _spread(self._frames[box], len(there)), strict=True))
        return ends

    @cached_property
    def _level(self) -> dict[Wire | Bundle, float]:
        """Where trunks end on sides that no line leaves: moved together, so that lines come level.

        The sides of a tension part evenly.
        """
        levels: dict[int, list[tuple[float, Wire | Bundle]]] = {}
        trunks: dict[Wire | Bundle, list[Wire]] = {}
        for wire in self._wires:
            for gutter, height in zip(wire.gutters, (self.leave(wire), *self.passes(wire)), strict=True):
                levels.setdefault(gutter, []).append((height, wire.shared))
            if wire.meet:
                trunks.setdefault(wire.bundle, []).append(wire)
        for there in levels.values():
            there.sort(key=itemgetter(0))
        forks = {bundle for bundle, (wire, *more) in trunks.items() if more and wire.edge.arrow.kind == "side"}
        found: dict[Wire | Bundle, float] = {}
        for (box, _), ends in self._sides.items():
            if all(end in trunks and end not in forks for end in ends):
                gutter = trunks[ends[0]][0].goal
                found |= _moved(self._frames[box], {end: self._ends[end] for end in ends}, levels[gutter])
        return found


def _moved(
    frame: Frame, ends: Mapping[Wire | Bundle, float], levels: Sequence[tuple[float, Wire | Bundle]]
) -> dict[Wire | Bundle, float]:
    """The ends of a side moved together; ``levels`` are the heights at which lines come into its gutter, in order."""
    first, last = min(ends.values()), max(ends.values())
    start = bisect_left(levels, first - SNAP - TOO_NEAR, key=itemgetter(0))
    near = levels[start : bisect_right(levels, last + SNAP + TOO_NEAR, key=itemgetter(0))]

    def cost(shift: float) -> tuple[int, int, float]:
        level = close = 0
        for height, line in near:
            for end, at in ends.items():
                apart = abs(height - at - shift)
                level += line == end and apart < 0.05
                close += line != end and apart < TOO_NEAR
        return close, -level, abs(shift)

    shifts = [height - ends[line] for height, line in near if line in ends and abs(height - ends[line]) <= SNAP]
    shifts += [by * way for by in STEPS for way in (-1, 1)] if cost(0.0)[0] else []
    highest, lowest = frame.top + FROM_CORNER - first, frame.bottom - FROM_CORNER - last
    best = min((0.0, *(shift for shift in shifts if highest <= shift <= lowest)), key=cost)
    return {end: at + best for end, at in ends.items()}


def _spread(frame: Frame, number: int) -> list[float]:
    """So many heights on a side of a box, from the top."""
    gap = min(SPREAD, (frame.bottom - frame.top - 16) / number)
    first = frame.middle - gap * (number - 1) / 2
    return [first + gap * place for place in range(number)]
