"""The columns in which boxes stand, and the gaps between the boxes of one, through which lines pass.

Gutter ``n`` is the upright strip left of column ``n``; the last gutter is right of the last column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from argmap.draw.display_list import Point

PASS_FROM_BOX, PASS_APART = 12.0, 9.0
"""How far from boxes and from each other lines pass a column, where there is room."""


class Frame(NamedTuple):
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

    def mirrored(self) -> Frame:
        """The same upside down, around zero."""
        return Frame(self.left, -self.bottom, self.right, -self.top)

    def shifted(self, across: float, down: float) -> Frame:
        """The same so much further right and down."""
        return Frame(self.left + across, self.top + down, self.right + across, self.bottom + down)


def lined_up(sizes: Mapping[str, Point], centres: Mapping[str, Point]) -> dict[str, Frame]:
    """Boxes where an engine put their centres, those with centres in one line moved so that they begin at one."""
    lefts: dict[int, float] = {}
    for name, (width, _) in sizes.items():
        middle = centres[name][0]
        lefts[round(2 * middle)] = min(middle - width / 2, lefts.get(round(2 * middle), middle))
    frames = {}
    for name, (width, height) in sizes.items():
        middle, y = centres[name]
        left = lefts[round(2 * middle)]
        frames[name] = Frame(left, y - height / 2, left + width, y + height / 2)
    return frames


class Columns:
    """The boxes of a layout by the column they stand in, counted from the left; those of one begin at one line."""

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        by_left: dict[int, list[str]] = {}
        for name, frame in frames.items():
            by_left.setdefault(round(frame.left), []).append(name)
        members = [sorted(by_left[left], key=lambda name: (frames[name].top, name)) for left in sorted(by_left)]
        self.of: dict[str, int] = {name: at for at, names in enumerate(members) for name in names}
        """The column of each box."""
        self.places: dict[str, int] = {name: 2 * at + 1 for names in members for at, name in enumerate(names)}
        """The place of each box in its column, counted from the top, where each gap is a place too."""
        self._boxes = [[frames[name] for name in names] for names in members]
        self.edges: list[Point] = [
            (min(box.left for box in boxes), max(box.right for box in boxes)) for boxes in self._boxes
        ]
        """Where each column begins and ends."""

    def boxes(self, column: int) -> int:
        """How many boxes stand in a column."""
        return len(self._boxes[column])

    def room(self, column: int, gap: int) -> tuple[float, float]:
        """From where to where lines pass through a gap; at a single height where it has room for no more."""
        boxes = self._boxes[column]
        top = boxes[gap - 1].bottom + PASS_FROM_BOX if gap else -inf
        bottom = boxes[gap].top - PASS_FROM_BOX if gap < len(boxes) else inf
        return (top, bottom) if top <= bottom else ((top + bottom) / 2, (top + bottom) / 2)

    def heights(self, column: int, gap: int, wishes: Sequence[float]) -> list[float]:
        """Heights in a gap, from the top, as near to the wishes as lines may be to each other and to boxes."""
        first, last = self.room(column, gap)
        apart = PASS_APART * (len(wishes) - 1)
        if last - first < apart:
            boxes = self._boxes[column]
            step = (boxes[gap].top - boxes[gap - 1].bottom) / (len(wishes) + 1)
            return [boxes[gap - 1].bottom + step * (place + 1) for place in range(len(wishes))]
        found: list[float] = []
        for place, wish in enumerate(wishes):
            least = found[-1] + PASS_APART if found else first
            found.append(min(max(wish, least), last - apart + PASS_APART * place))
        return found
