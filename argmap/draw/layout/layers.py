"""Layers of boxes, and the gaps between the boxes of a layer, through which long edges pass.

Coordinates are points with x to the right and y downwards; layers are upright columns, numbered from the left. A gap
is named by its index: gap ``n`` of a layer is above its box ``n``, and the last gap is below its last box. Boxes and
gaps together are the *slots* of a layer, numbered from the top: gap ``n`` is slot 2n, box ``n`` is slot 2n + 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from argmap.draw.display_list import Point

BOX_CLEARANCE, LINE_CLEARANCE = 12.0, 9.0
"""Points that lines in a gap keep from boxes and from each other, where there is room."""


class Frame(NamedTuple):
    """The rectangle of a box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The y of the centre."""
        return (self.top + self.bottom) / 2

    def transposed(self) -> Frame:
        """The frame with x and y exchanged."""
        return Frame(self.top, self.left, self.bottom, self.right)

    def flipped(self) -> Frame:
        """The frame reflected in the line y = 0."""
        return Frame(self.left, -self.bottom, self.right, -self.top)

    def shifted(self, dx: float, dy: float) -> Frame:
        """The frame moved by (dx, dy)."""
        return Frame(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


def aligned_frames(sizes: Mapping[str, Point], positions: Mapping[str, Point]) -> dict[str, Frame]:
    """The frames of boxes with these centres, the boxes of a layer aligned at their left edges.

    Boxes whose centres have the same x, to half a point, are of one layer.
    """
    lefts: dict[int, float] = {}
    for name, (width, _) in sizes.items():
        x = positions[name][0]
        lefts[round(2 * x)] = min(x - width / 2, lefts.get(round(2 * x), x))
    frames = {}
    for name, (width, height) in sizes.items():
        x, y = positions[name]
        left = lefts[round(2 * x)]
        frames[name] = Frame(left, y - height / 2, left + width, y + height / 2)
    return frames


class Layers:
    """The layers of frames that :func:`aligned_frames` gave: those with the same left edge, to a point, are one."""

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        by_left: dict[int, list[str]] = {}
        for name, frame in frames.items():
            by_left.setdefault(round(frame.left), []).append(name)
        members = [sorted(by_left[left], key=lambda name: (frames[name].top, name)) for left in sorted(by_left)]
        self.of: dict[str, int] = {name: layer for layer, names in enumerate(members) for name in names}
        """The layer of each box."""
        self.slots: dict[str, int] = {name: 2 * index + 1 for names in members for index, name in enumerate(names)}
        """The slot of each box in its layer."""
        self._frames = [[frames[name] for name in names] for names in members]
        self.extents: list[tuple[float, float]] = [
            (min(frame.left for frame in layer), max(frame.right for frame in layer)) for layer in self._frames
        ]
        """The left and right edge of each layer."""

    def size(self, layer: int) -> int:
        """The number of boxes in a layer."""
        return len(self._frames[layer])

    def gap_range(self, layer: int, gap: int) -> tuple[float, float]:
        """The least and the greatest y of lines through a gap; the same value twice if it is too narrow for more.

        The outer gaps of a layer reach to infinity.
        """
        frames = self._frames[layer]
        top = frames[gap - 1].bottom + BOX_CLEARANCE if gap else -inf
        bottom = frames[gap].top - BOX_CLEARANCE if gap < len(frames) else inf
        return (top, bottom) if top <= bottom else ((top + bottom) / 2, (top + bottom) / 2)

    def gap_ys(self, layer: int, gap: int, wanted: Sequence[float]) -> list[float]:
        """The y of each line through a gap, given the ``wanted`` ones in ascending order.

        Lines keep that order and their clearances, as near to what is wanted as these allow. In a gap that is too
        narrow they are spaced evenly.
        """
        first, last = self.gap_range(layer, gap)
        needed = LINE_CLEARANCE * (len(wanted) - 1)
        if last - first < needed:
            frames = self._frames[layer]
            step = (frames[gap].top - frames[gap - 1].bottom) / (len(wanted) + 1)
            return [frames[gap - 1].bottom + step * (index + 1) for index in range(len(wanted))]
        ys: list[float] = []
        for index, wish in enumerate(wanted):
            least = ys[-1] + LINE_CLEARANCE if ys else first
            ys.append(min(max(wish, least), last - needed + LINE_CLEARANCE * index))
        return ys
