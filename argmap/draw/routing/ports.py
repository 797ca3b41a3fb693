"""At what heights lines leave and meet boxes, and pass columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from argmap.draw.layout.layers import Columns, Frame
from argmap.draw.routing.gap_assignment import Pass, passes
from argmap.draw.routing.global_routes import Bundle, Shared, Side, Wire
from argmap.draw.routing.port_alignment import levelled

SPREAD = 15.0
"""Points between the ends of lines on one side of a box, where there is room."""


class Ends:
    """The heights of all ends and passes of some wires."""

    def __init__(self, wires: Iterable[Wire], frames: Mapping[str, Frame], columns: Columns) -> None:
        self._wires = tuple(wires)
        self._frames = frames
        self._columns = columns
        self._chosen = passes(self._wires, frames, columns)

    def leave(self, wire: Wire) -> float:
        """Where a wire leaves its box."""
        return self._moved[wire]

    def meet(self, wire: Wire) -> float:
        """Where the bundle of a wire meets its box."""
        return self._moved[wire.bundle]

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
            gaps: dict[int, dict[Shared, float]] = {}
            for wire, (gap, height) in by_column[column]:
                come = (found[wire] or [self._ends[wire]])[-1] if wire.leftward else height
                gaps.setdefault(gap, {}).setdefault(wire.shared, come)
            passed = {gap: self._heights(column, gap, wishes) for gap, wishes in gaps.items()}
            for wire, (gap, _) in by_column[column]:
                found[wire].append(passed[gap][wire.shared])
        return {wire: tuple(heights if wire.leftward else heights[::-1]) for wire, heights in found.items()}

    def _heights(self, column: int, gap: int, wishes: Mapping[Shared, float]) -> dict[Shared, float]:
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
    def _moved(self) -> dict[Wire | Bundle, float]:
        return levelled(self._wires, self.passes, self._sides, self._ends, self._frames)


def _spread(frame: Frame, number: int) -> list[float]:
    """So many heights on a side of a box, from the top."""
    gap = min(SPREAD, (frame.bottom - frame.top - 16) / number)
    first = frame.middle - gap * (number - 1) / 2
    return [first + gap * place for place in range(number)]
