"""A list of rows with a cursor. Rows take one line, the row under the cursor as many as it needs."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from argmap.tui.widgets.line_view import LineView

StyledText = tuple[str, Style]


class LineList(LineView, can_focus=True):
    """Rows by number, with a cursor. Subclasses define the number of rows, their keys and their drawing."""

    LOOKS = "rows"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--cursor-blurred",
        "rows--bar",
        "rows--plain",
        "rows--dim",
        "rows--strong",
        "rows--support",
        "rows--objection",
        "rows--undercut",
        "rows--tension",
        "rows--badge",
        "rows--match",
        "rows--label",
        "rows--warning",
        "rows--error",
    }

    DEFAULT_CSS = """
    LineList { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: auto; }
    LineList > .rows--cursor { background: $cursor-on; }
    LineList > .rows--cursor-blurred { background: $cursor-off; }
    LineList > .rows--bar { color: $footer-key; text-style: bold; }
    LineList > .rows--dim { color: $dim; }
    LineList > .rows--strong { text-style: bold; }
    LineList > .rows--support { color: $support; text-style: bold; }
    LineList > .rows--objection { color: $objection; text-style: bold; }
    LineList > .rows--undercut { color: $undercut; text-style: bold; }
    LineList > .rows--tension { color: $tension; text-style: bold; }
    LineList > .rows--badge { color: $badge; }
    LineList > .rows--match { text-style: bold underline; }
    LineList > .rows--label { color: $label-text; background: $label-ground; text-style: bold; }
    LineList > .rows--warning { color: $warning-text; }
    LineList > .rows--error { color: $error-text; text-style: bold; }
    """

    class CursorMoved(Message):
        """The cursor moved to another row."""

    class Activated(Message):
        """A row was clicked twice."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self._tall: tuple[Hashable, list[list[StyledText]]] | None = None
        """The lines of the row under the cursor, with what they were drawn for."""

    # For subclasses

    def row_count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def key_of(self, row: int) -> Hashable:
        """Everything that the row shows; equal keys mean equal strips."""
        raise NotImplementedError

    def draw(self, row: int, width: int) -> list[StyledText]:
        """The row as pieces of safe text with styles; the list cuts it at the width."""
        raise NotImplementedError

    def draw_selected(self, row: int, width: int) -> list[list[StyledText]]:
        """The lines of the row under the cursor, at least one; by default as any other row."""
        return [self.draw(row, width)]

    def clicked(self, row: int, column: int) -> bool:
        """Handle a click ``column`` cells from the row's left; True when the click needs nothing else."""
        return False

    def is_chosen(self, row: int) -> bool:
        """Whether a row is drawn as selected: by default the one under the cursor."""
        return row == self.cursor

    def may_stand(self, y: int) -> bool:
        """Whether line ``y`` of the screen shows a row that the cursor can be on."""
        return True

    # Lines

    @property
    def selected_lines(self) -> int:
        """How many lines the row under the cursor takes."""
        return len(self._selected())

    def _selected(self) -> list[list[StyledText]]:
        """The lines of the row under the cursor, drawn once for each of its contents and widths."""
        width, count = self.size.width, self.row_count()
        if not width or self.cursor >= count:
            return [[]]
        key = self.cursor, self.key_of(self.cursor), width
        if self._tall is None or self._tall[0] != key:
            self._tall = key, self.draw_selected(self.cursor, width)
        return self._tall[1]

    def row_at(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and which of its lines that is, from 0."""
        past = line - self.cursor
        if past <= 0:
            return line, 0
        tall = self.selected_lines
        return (self.cursor, past) if past < tall else (line - tall + 1, 0)

    def line_count(self) -> int:
        """The number of lines of all rows."""
        count = self.row_count()
        return count + self.selected_lines - 1 if count else 0

    # Drawing

    def forget_strips(self) -> None:
        """Draw the row under the cursor again too."""
        self._tall = None
        super().forget_strips()

    def line_key(self, line: int) -> Hashable:
        """The row's key, whether the cursor is on it, and which of its lines this is."""
        if line >= self.line_count():
            return None
        row, part = self.row_at(line)
        return self.key_of(row), self.is_chosen(row) and ("awake" if self.has_keys else "asleep"), part

    def draw_line(self, line: int, width: int) -> Strip:
        """A line of a row."""
        ground = self.ground
        row, part = self.row_at(line)
        pieces = self._selected()[part] if row == self.cursor else self.draw(row, width)
        if self.is_chosen(row):
            ground += self.look("cursor" if self.has_keys else "cursor-blurred")
            if self.app.no_color:  # reversed, text in several greys would become bars in several greys
                ground += Style(reverse=self.has_keys, underline=not self.has_keys)
                pieces = [(text, style.without_color) for text, style in pieces]
        return Strip([Segment(text, ground + style) for text, style in pieces]).adjust_cell_length(width, ground)

    @property
    def has_keys(self) -> bool:
        """Whether keys move the cursor; it is drawn brighter then."""
        return self.screen.focused is self

    # Moving

    def rows_changed(self) -> None:
        """Redraw after the rows changed, and keep the cursor within them."""
        count = self.row_count()
        self.cursor = max(0, min(self.cursor, count - 1))
        self.resize_to(self.size.width, self.line_count())
        self.refresh()

    def move_to(self, row: int) -> None:
        """Move the cursor to a row and scroll it into view."""
        count = self.row_count()
        row = max(0, min(row, count - 1))
        if row == self.cursor or not count:
            self.show_cursor()
            return
        lines, before = self.selected_lines, self.cursor
        self.cursor = row
        if lines == self.selected_lines == 1:
            self.refresh_line(before)
            self.refresh_line(row)
        else:
            self.resize_to(self.size.width, self.line_count())
            self.refresh()
        self.show_cursor()
        self.post_message(self.CursorMoved())

    def show_cursor(self) -> None:
        """Scroll the cursor into view."""
        if self.size.height:
            lines = min(self.selected_lines, self.size.height)
            self.scroll_to_region(Region(0, self.cursor, 1, lines), animate=False, force=True, x_axis=False)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the row under the cursor begins."""
        return self.content_region.offset + Offset(0, self.cursor - self.scroll_offset.y)

    @property
    def page_size(self) -> int:
        """The number of rows that fit on the screen."""
        return max(1, self.size.height - 1)

    def page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.move_to(self.cursor + direction * self.page_size)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.resize_to(self.size.width, self.line_count())
        self.call_after_refresh(self.show_cursor)

    def on_focus(self) -> None:
        """Scroll the cursor into view."""
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """One click selects, two open."""
        at = event.get_content_offset(self)
        row = self.row_at(at.y + self.scroll_offset.y)[0] if at is not None else -1
        if at is None or row >= self.row_count() or not self.may_stand(at.y):
            return
        event.stop()
        self.move_to(row)
        if not self.clicked(row, at.x) and event.chain == 2:
            self.post_message(self.Activated())
