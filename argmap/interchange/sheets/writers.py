"""Tables as CSV and as a workbook, the same bytes for the same map."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from argmap.interchange.sheets.cells import guarded
from argmap.interchange.sheets.tables_of import Sheet, sheet_of_claims, sheets_of
from argmap.interchange.zip_archives import undated
from argmap.model.findings import MapError
from argmap.model.types import Map

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MISSING = (
    "Workbooks are written by the package openpyxl, which is not here. Install it with: pip install 'argmap[xlsx]'"
)
MOST_OF_A_CELL = 32_767
"""Characters that a cell of a workbook takes (Microsoft, "Excel specifications and limits")."""
_ESCAPED = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"text": 70, "quote": 60, "note": 40, "title": 40, "value": 70, "url": 40, "side text": 40}


def write_csv(map: Map) -> bytes:
    """The sheet of claims as CSV."""
    return _csv(sheet_of_claims(map))


def write_csv_files(map: Map) -> dict[str, bytes]:
    """All sheets as CSV, by the names of their files."""
    return {f"{sheet.name}.csv": _csv(sheet) for sheet in sheets_of(map)}


def _csv(sheet: Sheet) -> bytes:
    """A sheet in UTF-8, with the byte order mark by which spreadsheet programs know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(map(guarded, sheet.headers))
    writer.writerows(map(guarded, row) for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(map: Map) -> bytes:
    """All sheets as a workbook; every cell is text, which no spreadsheet program runs.

    Raises MapError when openpyxl is not installed, or a text is longer than a cell can hold.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MapError(MISSING) from error
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets_of(map):
        _fill(book.create_sheet(sheet.name), sheet)
    data = io.BytesIO()
    book.save(data)
    return undated(data.getvalue())


def _fill(target: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate([sheet.headers, *sheet.rows], 1):
        for column, text in enumerate(row, 1):
            if not text:
                continue
            if len(text) > MOST_OF_A_CELL:
                raise MapError(
                    f"A text of the sheet '{sheet.name}' has {len(text):,} characters; a cell of a workbook takes "
                    f"{MOST_OF_A_CELL:,}. Export to CSV instead."
                )
            cell = target.cell(number, column)
            cell.value = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
            cell.data_type = "s"
            cell.quotePrefix = text[:1] in "=+-@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for column, name in enumerate(sheet.headers, 1):
        target.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 22)
    target.freeze_panes = "A2"
