"""Splices: replacements of slices of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """Replace the characters from ``start`` up to ``end`` by ``text``."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> Splice:
        """The same splice for a text with ``by`` more characters before it."""
        return Splice(self.start + by, self.end + by, self.text)


def apply(text: str, splices: Iterable[Splice]) -> str:
    """``text`` with the splices made. They may not overlap; of insertions at one offset the first comes first."""
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < at:
            raise ValueError(f"splices overlap at {splice.start}")
        pieces += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*pieces, text[at:]])
