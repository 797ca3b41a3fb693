"""The text of an open file, and positions in it as the Language Server Protocol counts them.

Lines are counted from 0 and end with ``\\n``, ``\\r\\n`` or ``\\r``. A column is a number of code units of the
encoding that client and server agreed on: UTF-16 if they did not, in which an emoji is two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from lsprotocol.types import Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent
from lsprotocol.types import TextDocumentContentChangePartial as Partial

from argmap.mapfile.edits import Splice

_LINE_END = re.compile(r"\r\n|\n|\r")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

UNITS: Mapping[str, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: lambda text: len(text.encode()),
    PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le")) // 2,
    PositionEncodingKind.Utf32: len,
}
"""How many code units a text has in each encoding."""


def encodable(text: str) -> str:
    """``text`` with U+FFFD in place of each unpaired surrogate, which JSON may hold and UTF-8 may not; as long as
    before in every encoding of positions but UTF-8."""
    return _LONE_SURROGATE.sub("\ufffd", text)


class EditedText:
    """A text that changes as its editor says."""

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self.text = encodable(text)
        self._units = UNITS[encoding]
        self._starts = _starts(self.text)

    def line_start(self, line: int) -> int:
        """The offset at which a line begins; the end of the text for lines behind it."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def line_of(self, offset: int) -> int:
        """The line that ``offset`` is in."""
        return bisect_right(self._starts, offset) - 1

    @property
    def last_line(self) -> int:
        """The number of the last line."""
        return len(self._starts) - 1

    def line(self, number: int) -> str:
        """The text of a line, without what ends it."""
        return self.text[self.line_start(number) : self.line_start(number + 1)].rstrip("\r\n")

    def line_if_any(self, number: int) -> str | None:
        """The text of a line; None behind the last."""
        return self.line(number) if number <= self.last_line else None

    def offset(self, position: Position) -> int:
        """The offset of a position. One beyond the end of its line is at that end, as the protocol has it."""
        start, line = self.line_start(position.line), self.line(position.line)
        wanted = max(position.character, 0)
        if line.isascii():
            return start + min(wanted, len(line))
        units, at = 0, 0
        while at < len(line) and units < wanted:
            units += self._units(line[at])
            at += 1
        return start + at

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        line = self.line_of(offset)
        before = self.text[self._starts[line] : offset]
        return Position(line, len(before) if before.isascii() else self._units(before))

    def range(self, start: int, end: int) -> Range:
        """The range from one offset up to another."""
        return Range(self.position(start), self.position(end))

    def apply(self, change: TextDocumentContentChangeEvent) -> Splice:
        """Make a change that the client made, and return it as a splice of the text before."""
        new = encodable(change.text)
        if not isinstance(change, Partial):
            splice = Splice(0, len(self.text), new)
            self.text, self._starts = new, _starts(new)
            return splice
        start, end = sorted((self.offset(change.range.start), self.offset(change.range.end)))
        self._replace(start, end, new)
        return Splice(start, end, new)

    def _replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        # A line end may have been split or joined at either side, so the lines around are looked at again.
        first = self.line_of(max(start - 1, 0))
        last = min(bisect_right(self._starts, end + 1), len(self._starts))
        by = len(new) - (end - start)
        begin = self._starts[first]
        finish = self._starts[last] + by if last < len(self._starts) else len(self.text)
        between = [begin + at for at in _starts(self.text[begin:finish])]
        if last < len(self._starts) and between[-1] == finish:
            between.pop()
        self._starts[first:] = [*between, *[at + by for at in self._starts[last:]]]


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _LINE_END.finditer(text))]
