"""The widget of the tables: rows of cells, with a cursor on a row or on a cell."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate, zip_longest
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from argmap.draw.terminal.cells import wrapped
from argmap.tui.views.table_models import TableModel, TableRow
from argmap.tui.widgets.line_list import LineList, StyledText
from argmap.tui.widgets.plain_text import fitted

Whereabouts = tuple[int, int, int]
START: Whereabouts = (0, 1, 0)
"""The first row and the first column that the cursor can be on."""


MOST_LINES = 4
"""Most lines of the row under the cursor."""


def _in_lines(text: str, room: int) -> list[str]:
    """The text of a cell in lines, all as far from the left as the first."""
    words = text.lstrip(" ")
    indent = text[: min(len(text) - len(words), max(0, room - 1))]
    return [indent + line for line in wrapped(words, room - len(indent), MOST_LINES)] or [""]


def shares(needed: Mapping[int, int], room: int) -> dict[int, int]:
    """The room for each column: what it needs, or an equal share of what those that need less leave."""
    given: dict[int, int] = {}
    for place, cells in sorted(needed.items(), key=lambda one: one[1]):
        left = len(needed) - len(given)
        given[place] = room if left == 1 else min(cells, room // left)
        room -= given[place]
    return given


class TableView(LineList):
    """Draws a :class:`TableModel`; its heading stays in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--heading", "rows--heading-above", "rows--cell"}
    DEFAULT_CSS = """
    TableView > .rows--heading { color: $dim; text-style: bold underline; }
    TableView > .rows--heading-above { color: $dim; text-style: bold; }
    TableView > .rows--cell { text-style: bold reverse; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.model = TableModel((), (), "")
        self.column = 0
        self.first_column = 0
        self._row_to_come = 0

    def show(self, model: TableModel, keep: str | None = None) -> None:
        """Show another model, the cursor on the row ``keep`` and the column it was on, or else at the same place."""
        column = self.column_name if self.model.by_cell and model.by_cell else ""
        self._row_to_come = max(self._row_to_come, self.place)
        self.model = model
        if len(model.rows):
            self.cursor, self._row_to_come = self._row_to_come + model.heading, 0
        if keep is not None and (row := model.row_of(keep)) is not None:
            self.cursor = row + model.heading
        places = {one.name: place for place, one in enumerate(model.columns) if one.name}
        self.column = max(0, min(places.get(column, self.column), len(model.columns) - 1))
        self.cursor = max(model.heading, self.cursor)
        self.forget_strips()
        self.rows_changed()
        if model.by_cell:
            self._show_column()
        self.show_cursor()

    @property
    def whereabouts(self) -> Whereabouts:
        """Row, column, and first scrolled column in view."""
        return max(self.place, 0), self.column, self.first_column

    def go_back_to(self, place: Whereabouts) -> None:
        """Set the place of the cursor for the model that is shown next, even if its rows come later."""
        self._row_to_come, self.column, self.first_column = place
        self.cursor = 0

    def go_to(self, name: str) -> None:
        """Move the cursor to the row or the column of that name."""
        column = next((place for place, one in enumerate(self.model.columns) if one.name == name), None)
        if column is not None:
            self.move_column(column - self.column)
        elif (row := self.model.row_of(name)) is not None:
            self.move_to(row + self.model.heading)

    @property
    def place(self) -> int:
        """The index of the row under the cursor, from 0."""
        return self.cursor - self.model.heading

    @property
    def row(self) -> TableRow | None:
        """The row under the cursor."""
        return self.model.rows[self.place] if 0 <= self.place < len(self.model.rows) else None

    @property
    def selected(self) -> str | None:
        """The name of the row under the cursor."""
        return self.row.name if self.row is not None else None

    @property
    def claim_id(self) -> str | None:
        """The claim of the row under the cursor; it may be missing in the map."""
        return self.row.claim_id if self.row is not None else None

    @property
    def column_name(self) -> str:
        """The name of the column under the cursor; empty if it has none."""
        columns = self.model.columns
        return columns[self.column].name if self.column < len(columns) else ""

    def row_count(self) -> int:
        """The number of lines: the heading and the rows."""
        return len(self.model.rows) + self.model.heading

    def key_of(self, row: int) -> Hashable:
        """The cells of the row and the cell under the cursor."""
        here = self.column if row == self.cursor else -1
        at = row - self.model.heading
        return (min(at, 0), self.model.rows[at].name if at >= 0 else "", here, self.first_column)

    def draw(self, row: int, width: int) -> list[StyledText]:
        """The cells of the columns in view, each cut at its column's edge."""
        at = row - self.model.heading
        if at < 0:
            return self._heading(row, width)
        cells, places = self.model.rows[at].cells, self._places(width)
        return self._pieces(row, places, [fitted(cells[place].text, room) for place, room in places])

    def draw_selected(self, row: int, width: int) -> list[list[StyledText]]:
        """The cells of the row under the cursor, each with its whole text in as many lines as it needs."""
        if row < self.model.heading:
            return [self.draw(row, width)]
        cells, places = self.model.rows[row - self.model.heading].cells, self._places(width)
        columns = [_in_lines(cells[place].text, room) for place, room in places]
        lines = zip_longest(*columns, fillvalue="") if columns else [()]
        return [
            self._pieces(row, places, [fitted(text, room) for text, (_, room) in zip(texts, places, strict=True)])
            for texts in lines
        ]

    def _pieces(self, row: int, places: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[StyledText]:
        """A line of a row: the mark of the cursor, and the texts of its cells in the styles of their columns."""
        cells = self.model.rows[row - self.model.heading].cells
        pieces: list[StyledText] = [("▌" if row == self.cursor else " ", self.look("bar"))]
        for (place, _), text in zip(places, texts, strict=True):
            style = self.look(cells[place].look)
            if row == self.cursor and place == self.column and self.model.by_cell and text.strip():
                style += self.look("cell")
                if self.app.no_color:  # the whole row is reversed already
                    style += Style(reverse=False)
            pieces += [(text, style), (" ", self.look("plain"))]
        return pieces

    def _heading(self, line: int, width: int) -> list[StyledText]:
        """A line of the heading; shorter titles are aligned at its bottom."""
        lines = self.model.heading
        look = self.look("heading" if line == lines - 1 else "heading-above")
        pieces: list[StyledText] = [(" ", look)]
        for place, room in self._places(width):
            title = wrapped(self.model.columns[place].title, room, lines)
            at = line - (lines - len(title))
            pieces += [(fitted(title[at] if at >= 0 else "", room), look), (" ", self.look("plain"))]
        return pieces

    def line_at(self, y: int) -> int:
        """The heading is always first, whatever the scroll offset."""
        return y if y < self.model.heading else super().line_at(y)

    def line_key(self, line: int) -> Hashable:
        """The content of a row; the message for an empty table."""
        return ("instead of rows", line) if self._is_said(line) else super().line_key(line)

    def draw_line(self, line: int, width: int) -> Strip:
        """A row, or a line of the message for an empty table."""
        if not self._is_said(line):
            return super().draw_line(line, width)
        said = wrapped(self.model.empty, max(1, width - 2), max(1, self.size.height))
        at = line - self.model.heading
        words = Segment(" " + said[at] if at < len(said) else "", self.ground + self.look("dim"))
        return Strip([words]).adjust_cell_length(width, self.ground)

    def _is_said(self, line: int) -> bool:
        return not len(self.model.rows) and line >= self.model.heading

    def _places(self, width: int) -> list[tuple[int, int]]:
        """The columns in view with their widths: the first one, then the others from ``first_column`` on."""
        columns = self.model.columns
        room = width - 2
        places: list[tuple[int, int]] = []
        free = self._free(width)
        shown = [0, *range(max(1, self.first_column), len(columns))] if columns else []
        for place in shown:
            wanted = columns[place].width or free[place]
            if room < 4 or (place and room <= min(wanted, 8)):
                break
            take = min(wanted, room - 1)
            places.append((place, take))
            room -= take + 1
        return places

    def _free(self, width: int) -> Mapping[int, int]:
        """The width of each column without a width of its own.

        They share the free width, none taking more than it needs while another has too little. Where the share is
        too small, each gets a third of the table; the only one gets what as many whole columns as fit beside a third
        leave free.
        """
        columns = self.model.columns
        fixed = [column.width + 1 for column in columns if column.width]
        free = [place for place, column in enumerate(columns) if not column.width]
        if not free:
            return {}
        room = width - 3 - sum(fixed) - len(free)
        shared, least = room // len(free), max(width // 3, 16)
        if shared >= least:
            return shares(self.model.needed, room) or dict.fromkeys(free, shared)
        if len(free) > 1 or not fixed:
            return dict.fromkeys(free, max(shared, least))
        return {free[0]: self._room_beside(width, least)}

    def _room_beside(self, width: int, least: int) -> int:
        """The width of the first column beside as many whole columns as leave it ``least`` cells."""
        columns = self.model.columns
        room, shown = width - 3, (columns[0], *columns[max(1, self.first_column) :])
        widths = accumulate(column.width + 1 for column in shown if column.width)
        beside = [taken for taken in widths if taken <= room - least]
        return room - beside[-1] if beside else least

    def move_column(self, step: int) -> bool:
        """Move the cursor to the next cell; with a cursor on rows, scroll. False at the last column."""
        before = (self.column, max(1, self.first_column))
        if self.model.by_cell:
            self.column = max(1, min(self.column + step, len(self.model.columns) - 1))
            self._show_column()
        elif step < 0 or len(self.model.columns) - 1 not in self._in_sight():
            self.first_column = max(1, before[1] + step)
        if (self.column, max(1, self.first_column)) == before:
            return False
        self.refresh()
        self.post_message(self.CursorMoved())
        return True

    def _show_column(self) -> None:
        """Scroll the column under the cursor into view."""
        while self.column not in self._in_sight() and self.column != self.first_column:
            self.first_column += 1 if self.column > self.first_column else -1

    def _in_sight(self) -> list[int]:
        """The columns in view; all of them before the first layout."""
        width = self.size.width
        return [place for place, _ in self._places(width)] if width else list(range(len(self.model.columns)))

    def move_to(self, row: int) -> None:
        """Move to a row; the heading is skipped."""
        super().move_to(max(self.model.heading, row))

    def is_chosen(self, row: int) -> bool:
        """The row under the cursor; never the heading, which the cursor is on in an empty table."""
        return row >= self.model.heading and super().is_chosen(row)

    def may_stand(self, y: int) -> bool:
        """False for the heading."""
        return y >= self.model.heading

    def show_cursor(self) -> None:
        """Scroll the cursor into view below the heading."""
        super().show_cursor()
        heading = self.model.heading
        if self.scroll_offset.y and self.cursor - self.scroll_offset.y < heading:
            self.scroll_to(y=max(0, self.cursor - heading), animate=False, force=True)

    def clicked(self, row: int, column: int) -> bool:
        """Select the clicked cell."""
        at = 1
        for place, room in self._places(self.size.width):
            if at <= column < at + room and place:
                self.column = place
                self.refresh()
            at += room + 1
        return False
