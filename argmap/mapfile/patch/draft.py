"""A text and the splices that are being gathered for it."""

from __future__ import annotations

from collections.abc import Callable

from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.patch.block_ends import needs_final_line_end, without_final_line_end
from argmap.mapfile.style import Style
from argmap.mapfile.syntax.positions import line_end, line_start


class Draft:
    """Gathers splices of ``text``; what is new is laid out in ``style``."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.style = style
        self.splices: list[Splice] = []

    def put(self, start: int, end: int, new: str) -> None:
        """Write ``new`` in place of the text from ``start`` to ``end``."""
        self.splices.append(Splice(start, end, new))

    def insert_lines(self, at: int, lines: str) -> None:
        """Insert whole lines at the start of a line, or at the end of a text that lacks its final line end."""
        if at > 0 and not self.text.endswith("\n", 0, at):
            lines = self.style.eol + (lines if needs_final_line_end(lines) else lines[: -len(self.style.eol)])
        self.put(at, at, lines)

    def changed(self, start: int, end: int, change: Callable[[], None]) -> str:
        """The text from ``start`` to ``end`` as ``change`` makes it, which is not gathered."""
        outer, self.splices = self.splices, []
        change()
        inner, self.splices = self.splices, outer
        if end == len(self.text):
            inner = without_final_line_end(self.text, inner)
        final = max([end, *(splice.end for splice in inner)])
        changed = apply(self.text[start:final], [splice.moved(-start) for splice in inner])
        return changed if final == end else changed.rstrip()

    def line_from(self, at: int) -> str:
        """The rest of the line from ``at``, with its line end."""
        return self.text[at : line_end(self.text, at)]

    def indent_under(self, at: int) -> int:
        """The column for further lines of what stands at ``at``: one step further than its line begins."""
        line = self.line_from(line_start(self.text, at))
        return len(line) - len(line.lstrip(" ")) + self.style.step
