"""Searching in a text for what closes something, in time that does not grow with how often it is asked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right


class Scanner:
    """A text with line numbers, and the places of the signs that close things in it.

    A search for a sign that is far away, or missing, is made once and its answer kept: a megabyte of opening brackets
    takes no longer to read than a megabyte of words.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._next: dict[str, tuple[int, int]] = {}
        self._lines = [-1, *(found.start() for found in re.finditer("\n", text))]
        self._data_stops = [found.start() for found in re.finditer(r"\}(?=\s[^,}])", text)]
        self._data_ends = [found.start() for found in re.finditer(r"\}(?!\s*[,}])", text)]

    def find(self, sign: str, start: int) -> int:
        """The first place of ``sign`` at or after ``start``; the length of the text when there is none."""
        asked, found = self._next.get(sign, (0, -1))
        if not asked <= start <= found:
            found = self.text.find(sign, start)
            found = len(self.text) if found < 0 else found
            self._next[sign] = (start, found)
        return found

    def in_line(self, sign: str, start: int) -> int | None:
        """The first place of ``sign`` at or after ``start`` in the same line, or None."""
        found = self.find(sign, start)
        return found if found < self.find("\n", start) else None

    def data_end(self, start: int) -> int | None:
        """The end of the data in braces that begins at ``start``, or None when nothing closes it.

        Data end at a brace that neither a comma nor another closing brace follows, at the latest where text follows.
        """
        stop = bisect_left(self._data_stops, start)
        limit = self._data_stops[stop] if stop < len(self._data_stops) else len(self.text)
        last = bisect_right(self._data_ends, limit) - 1
        return self._data_ends[last] + 1 if last >= 0 and self._data_ends[last] > start else None

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both from 1."""
        line = bisect_left(self._lines, offset)
        return line, offset - self._lines[line - 1]
