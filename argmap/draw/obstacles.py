"""The boxes that edges have to keep off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.draw.curves import Spline, along
from argmap.draw.dot import Edge

CLEAR = 3.0
"""Points that an edge keeps from boxes it does not belong to."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box's rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of the centre."""
        return (self.top + self.bottom) / 2

    def turned(self) -> Frame:
        """The same with right and down exchanged."""
        return Frame(self.top, self.left, self.bottom, self.right)


class Obstacles:
    """Boxes by the cells they touch, to ask quickly what lies near a point."""

    SIZE = 200.0

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, Frame]]] = {}
        for name, box in frames.items():
            frame = Frame(box.left - CLEAR, box.top - CLEAR, box.right + CLEAR, box.bottom + CLEAR)
            for column in range(self._cell(frame.left), self._cell(frame.right) + 1):
                for row in range(self._cell(frame.top), self._cell(frame.bottom) + 1):
                    self._cells.setdefault((column, row), []).append((name, frame))

    def _cell(self, length: float) -> int:
        return int(length // self.SIZE)

    def leave_clear(self, spline: Spline, edge: Edge) -> bool:
        """Whether they leave a curve clear: it keeps off every box but the two of its edge."""
        own = {edge.tail, edge.head}
        return not any(self._meets_a_box(spline[at : at + 4], own) for at in range(0, len(spline) - 1, 3))

    def _meets_a_box(self, cubic: Spline, own: set[str]) -> bool:
        if not self._reaches_a_box(cubic, own):
            return False
        for x, y in along(cubic):
            for name, frame in self._cells.get((self._cell(x), self._cell(y)), ()):
                if frame.left < x < frame.right and frame.top < y < frame.bottom and name not in own:
                    return True
        return False

    def _reaches_a_box(self, cubic: Spline, own: set[str]) -> bool:
        """Whether a box stands within the bounds of a curve's control points, outside which it never goes."""
        across, down = [x for x, _ in cubic], [y for _, y in cubic]
        left, right, top, bottom = min(across), max(across), min(down), max(down)
        for column in range(self._cell(left), self._cell(right) + 1):
            for row in range(self._cell(top), self._cell(bottom) + 1):
                for name, frame in self._cells.get((column, row), ()):
                    inside = frame.left < right and frame.right > left and frame.top < bottom and frame.bottom > top
                    if inside and name not in own:
                        return True
        return False
