"""How many lines a further line would cross in a gutter.

A line that runs through a gutter from one side to the other is a thread, from a place to a place. The places of a
column are its boxes and the gaps between them, counted from the top: gap n is place 2n, box n is place 2n + 1. Two
threads must cross when one is higher on one side and the other on the other side. In which order lines pass one gap
is still open, so threads that have a place in common need not.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

MOST_COUNTED = 50_000
"""Lines in one gutter times places of a column beside it beyond which none of them is counted."""


class Threads:
    """The threads of each gutter.

    ``rights[gutter][place]`` is a number with two bits for each thread: the lower is set when the thread ends below
    that place on the right of the gutter, the upper when it ends above. In ``lefts`` the two have changed places, so
    that the bits set both for a place on the right and for one on the left are the threads that one between them
    crosses. All threads end above all places until they are added.
    """

    def __init__(self, places: Sequence[int], most: Sequence[int]) -> None:
        """``places`` are the numbers of places of the columns, ``most`` the most threads in each gutter."""
        self.rights = [[0] * number for number in (*places, 0)]
        self.lefts = [[0] * number for number in (0, *places)]
        self.counted: list[bool] = []
        """For each gutter, whether the threads in it are counted."""
        for threads, rights, lefts in zip(most, self.rights, self.lefts, strict=True):
            self.counted.append(threads * max(len(rights), len(lefts)) <= MOST_COUNTED)
            lower = (4**threads - 1) // 3 if self.counted[-1] else 0
            rights[:] = [lower << 1] * len(rights)
            lefts[:] = [lower] * len(lefts)
        self._added: list[set[tuple[Hashable, int, int]]] = [set() for _ in most]

    def sides(self, leftward: bool) -> tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]:
        """The sides of gutters at which lines come in and go out that run leftward, or rightward."""
        return (self.rights, self.lefts) if leftward else (self.lefts, self.rights)

    def add(self, gutter: int, right: int, left: int, whose: Hashable) -> None:
        """Add a thread, unless there is one between the same places that is ``whose``: those run as one."""
        added, rights, lefts = self._added[gutter], self.rights[gutter], self.lefts[gutter]
        thread = (whose, right, left)
        if self.counted[gutter] and thread not in added:
            lower = 1 << 2 * len(added)
            added.add(thread)
            _end(rights, right, 3 * lower, 2 * lower)
            _end(lefts, left, 3 * lower, lower)


def _end(places: list[int], end: int, both: int, above: int) -> None:
    """Say that a thread ends below all places above its end, and neither above nor below that itself."""
    places[:end] = [there ^ both for there in places[:end]]
    places[end] ^= above
