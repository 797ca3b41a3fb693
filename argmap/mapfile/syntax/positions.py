"""Positions in a text: lines as git counts them, columns in characters."""

from __future__ import annotations

from bisect import bisect_right

from argmap.model.findings import Place


class Lines:
    """Line starts of one text, for turning offsets (characters from 0) into places. Counts ``\\n`` only."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset of the first character of each line."""
        if self._starts is None:
            self._starts = [0]
            end = self._text.find("\n")
            while end >= 0:
                self._starts.append(end + 1)
                end = self._text.find("\n", end + 1)
        return self._starts

    def place(self, offset: int) -> Place:
        """The place of the character at ``offset``."""
        line = bisect_right(self.starts, offset)
        return Place(self._file, line, offset - self.starts[line - 1] + 1)


def line_start(text: str, offset: int) -> int:
    """The start of the line that ``offset`` is in."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The start of the next line, or the end of the text."""
    end = text.find("\n", offset)
    return end + 1 if end >= 0 else len(text)


def trimmed(text: str, end: int) -> int:
    """The offset after the last character before ``end`` other than white space."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def column_of(text: str, offset: int) -> int:
    """The number of characters before ``offset`` on its line."""
    return offset - line_start(text, offset)
