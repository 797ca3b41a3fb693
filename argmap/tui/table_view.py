"""Tables on the screen: rows of cells with a cursor that goes across too. What is in them is a :class:`Sheet`."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.strip import Strip

from argmap.tui.line_list import LineList, Piece
from argmap.tui.outline_view import fitted
from argmap.tui.sheets import Sheet, SheetRow


class TableView(LineList):
    """Draws a :class:`Sheet`; its first line is the heading and stays in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--heading", "rows--cell"}
    DEFAULT_CSS = """
    TableView > .rows--heading { color: $dim; text-style: bold underline; }
    TableView > .rows--cell { text-style: bold reverse; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sheet = Sheet((), (), "")
        self.column = 0
        self.first_column = 0

    def show(self, sheet: Sheet, keep: str | None = None) -> None:
        """Show another sheet, the cursor on the row called ``keep`` where it has one."""
        self.sheet = sheet
        if keep is not None and (row := sheet.row_of(keep)) is not None:
            self.cursor = row + 1
        self.column = max(0, min(self.column, len(sheet.columns) - 1))
        self.cursor = max(1, self.cursor)
        self.forget_strips()
        self.rows_changed()
        self.show_cursor()

    @property
    def row(self) -> SheetRow | None:
        """The row under the cursor."""
        row = self.cursor - 1
        return self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else None

    @property
    def selected(self) -> str | None:
        """The name of the row under the cursor."""
        return self.row.name if self.row is not None else None

    @property
    def where(self) -> str:
        """Which of how many rows the cursor is on."""
        return f"row {self.cursor} of {len(self.sheet.rows)}" if self.row is not None else "no rows"

    def row_count(self) -> int:
        """The heading and the rows."""
        return len(self.sheet.rows) + 1

    def key_of(self, row: int) -> Hashable:
        """The row's cells, and the cell the cursor is on."""
        here = self.column if row == self.cursor else -1
        return (row == 0, self.sheet.rows[row - 1].name if row else "", here, self.first_column)

    def draw(self, row: int, width: int) -> list[Piece]:
        """The cells of the columns in sight."""
        cells = [(column.title, "heading") for column in self.sheet.columns]
        if row:
            cells = [(cell.text, cell.look) for cell in self.sheet.rows[row - 1].cells]
        pieces: list[Piece] = [("▌" if row and row == self.cursor else " ", self.look("plain"))]
        for place, room in self._places(width):
            text, look = cells[place]
            style = self.look(look)
            if row and row == self.cursor and place == self.column and self.sheet.by_cell:
                style += self.look("cell")
            pieces += [(fitted(text, room), style), (" ", self.look("plain"))]
        return pieces

    def render_line(self, y: int) -> Strip:
        """The heading first, whatever the scrolling."""
        if y == 0 and self.scroll_offset.y:
            return self.draw_line(0, self.size.width)
        if len(self.sheet.rows) == 0 and y == 1:
            text = [(" " + self.sheet.empty, self.look("dim"))]
            return Strip.blank(self.size.width, self.ground) if not self.sheet.empty else self._line(text)
        return super().render_line(y)

    def _line(self, pieces: list[Piece]) -> Strip:
        from rich.segment import Segment

        strip = Strip([Segment(text, self.ground + style) for text, style in pieces])
        return strip.adjust_cell_length(self.size.width, self.ground)

    def _places(self, width: int) -> list[tuple[int, int]]:
        """The columns in sight with their widths: the first always, the others from ``first_column`` on."""
        columns = self.sheet.columns
        room = width - 1
        places: list[tuple[int, int]] = []
        shown = [0, *range(max(1, self.first_column), len(columns))] if columns else []
        for place in shown:
            wanted = columns[place].width or self._free(width)
            if room < 4 or (place and room < min(wanted, 8)):
                break
            take = min(wanted, room - 1)
            places.append((place, take))
            room -= take + 1
        return places

    def _free(self, width: int) -> int:
        """The width of a column without one of its own: what the others leave, shared."""
        columns = self.sheet.columns
        fixed = sum(column.width + 1 for column in columns if column.width)
        free = sum(1 for column in columns if not column.width)
        return max(width // 3, (width - 2 - fixed) // free - 1, 16)

    def move_column(self, step: int) -> None:
        """Go a column to the side, scrolling so that it is in sight."""
        first = 1 if self.sheet.by_cell else 0
        self.column = max(first, min(self.column + step, len(self.sheet.columns) - 1))
        while self.column and self.column not in [place for place, _ in self._places(self.size.width)]:
            self.first_column += 1 if self.column > self.first_column else -1
            if not 0 < self.first_column < len(self.sheet.columns):
                break
        self.refresh()
        self.post_message(self.Moved())

    def move_to(self, row: int) -> None:
        """The heading is no row to stand on."""
        super().move_to(max(1, row))

    def show_cursor(self) -> None:
        """Keep a line above the cursor for the heading."""
        super().show_cursor()
        if self.cursor - self.scroll_offset.y < 1 <= self.scroll_offset.y:
            self.scroll_to(y=max(0, self.cursor - 1), animate=False, force=True)

    def clicked(self, row: int, column: int) -> bool:
        """A click selects the cell."""
        at = 1
        for place, room in self._places(self.size.width):
            if at <= column < at + room and place:
                self.column = place
                self.refresh()
            at += room + 1
        return False
