"""Notes on positions for tables of them: who said what, where and when, with marks for the cells."""

from __future__ import annotations

from argmap.model.index import Index
from argmap.model.types import Position
from argmap.views.source_numbers import numbered
from argmap.views.wording import is_quoted, note_mark, position_said, source_mark
from argmap.vocabulary import NO_MARKS, QuotationMarks


class PositionNotes:
    """Notes in the order in which their marks are asked for; sources are numbered as they are first named."""

    def __init__(self, index: Index, marks: QuotationMarks = NO_MARKS) -> None:
        self._index, self._marks = index, marks
        self._said: list[Position] = []

    def mark(self, position: Position) -> str:
        """The mark of the note on a position, which is added: ``(a)``; empty where there is no more than a stance."""
        if not is_quoted(position):
            return ""
        self._said.append(position)
        return note_mark(len(self._said))

    @property
    def sources(self) -> dict[str, int]:
        """The numbers of the sources that notes name, by id."""
        return numbered(self._index, (position.source for position in self._said if position.source))

    def texts(self) -> list[str]:
        """The notes, without their marks."""
        numbers = self.sources
        return [position_said(self._index, one, self._marks) + source_mark(one.source, numbers) for one in self._said]
