"""How many lines a further line would cross in a channel, by counting bits.

The ends of lines in a channel are slots of the layers beside it (:mod:`argmap.draw.layout.layers`). Two lines from
side to side must cross when one ends higher at the left and the other at the right. This is the crossing of edges
between two ordered layers that layered drawing counts (Sugiyama, Tagawa & Toda 1981). Lines with a slot in common
need not cross, as their order within a gap is still open.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

MOST_COUNTED = 50_000
"""In a channel with more lines times slots than this, crossings are not counted: that would take too long."""


class CrossingCounter:
    """The lines from side to side of each channel.

    ``right_masks[channel][slot]`` is a bit mask with two bits for each line: the lower is set when the line ends
    below the slot at the right of the channel, the upper when it ends above. In ``left_masks`` the two bits are
    exchanged, so ``(right_mask & left_mask).bit_count()`` is the number of lines that a line between those two
    slots crosses. Lines that have yet to be added count as above all slots.
    """

    def __init__(self, slots: Sequence[int], most: Sequence[int]) -> None:
        """``slots`` are the numbers of slots of the layers, ``most`` the greatest number of lines in each channel."""
        self.right_masks = [[0] * number for number in (*slots, 0)]
        self.left_masks = [[0] * number for number in (0, *slots)]
        self.counted: list[bool] = []
        """For each channel, whether its lines are counted."""
        for lines, rights, lefts in zip(most, self.right_masks, self.left_masks, strict=True):
            self.counted.append(lines * max(len(rights), len(lefts)) <= MOST_COUNTED)
            lower = (4**lines - 1) // 3 if self.counted[-1] else 0
            rights[:] = [lower << 1] * len(rights)
            lefts[:] = [lower] * len(lefts)
        self._added: list[set[tuple[Hashable, int, int]]] = [set() for _ in most]

    def masks(self, leftward: bool) -> tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]:
        """The masks of the sides at which lines in that direction come into channels and go out of them."""
        return (self.right_masks, self.left_masks) if leftward else (self.left_masks, self.right_masks)

    def add(self, channel: int, right: int, left: int, net: Hashable) -> None:
        """Add a line between two slots, unless the same net already has one there: those are drawn as one."""
        added, rights, lefts = self._added[channel], self.right_masks[channel], self.left_masks[channel]
        line = (net, right, left)
        if self.counted[channel] and line not in added:
            lower = 1 << 2 * len(added)
            added.add(line)
            _set_end(rights, right, 3 * lower, 2 * lower)
            _set_end(lefts, left, 3 * lower, lower)


def _set_end(masks: list[int], end: int, both: int, above: int) -> None:
    """Turn a line that counts as above all slots into one that ends at slot ``end``.

    It is then below the slots above its end, and neither below nor above its end itself.
    """
    masks[:end] = [mask ^ both for mask in masks[:end]]
    masks[end] ^= above
