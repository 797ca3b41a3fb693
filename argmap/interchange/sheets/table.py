"""A table of texts, whichever kind of file it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.interchange.sheets.words import plain
from argmap.model.numbering import letters

MOST_COLUMNS = 500


class Row(NamedTuple):
    """One row: its number in its sheet, from 1, and the cells by the header of their column."""

    sheet: str
    number: int
    cells: dict[str, str]
    columns: dict[str, int]

    def get(self, header: str) -> str:
        """The cell under a header; empty when there is none."""
        return self.cells.get(header, "")

    def place(self, header: str = "") -> str:
        """Where a cell stands, or the row: ``cell B4``, ``links, row 3``."""
        sheet = f"{self.sheet}, " if self.sheet else ""
        if header not in self.columns:
            return f"{sheet}row {self.number}"
        return f"{sheet}cell {letters(self.columns[header])}{self.number}"


class Table:
    """A sheet: its name, empty for the only one of a file, and its rows, of which the first that is not blank holds
    the headers."""

    def __init__(self, name: str, rows: Iterator[tuple[int, list[str]]]) -> None:
        self.name = name
        self.headers: list[str] = []
        self.rows: list[Row] = []
        columns: dict[str, int] = {}
        for number, cells in rows:
            if not any(map(str.strip, cells)):
                continue
            if not self.headers:
                self.headers = _unlike([cell.strip() for cell in cells])
                columns = {header: at for at, header in enumerate(self.headers) if header}
                continue
            found = {header: cells[at] for header, at in columns.items() if at < len(cells) and cells[at]}
            self.rows.append(Row(name, number, found, columns))
            for at in range(len(cells)):
                if cells[at].strip() and (at >= len(self.headers) or not self.headers[at]):
                    found[f"column {letters(at)}"] = cells[at]

    def header(self, *names: str) -> str:
        """The header among ``names``, in small letters without spaces, that the table has; empty when it has none."""
        return next((header for header in self.headers if plain(header) in names), "")


def _unlike(headers: list[str]) -> list[str]:
    """Headers of which no two are alike: the second ``note`` is ``note 2``."""
    seen: dict[str, int] = {}
    found = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        found.append(header if seen[header] == 1 or not header else f"{header} {seen[header]}")
    return found
