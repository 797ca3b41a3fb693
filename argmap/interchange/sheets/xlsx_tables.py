"""A workbook as tables. Formulas come in as their text; nothing is computed, fetched or unpacked past a bound."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from argmap.interchange.sheets.table import MOST_COLUMNS, Table
from argmap.interchange.unreadable import MOST_THINGS, Unreadable, too_many

MOST_UNPACKED = 128 * 2**20
"""Bytes of all parts of a workbook; 10,000 rows of a map have 6 MB."""
MOST_PARTS = 2_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MISSING = "Workbooks are read by the package openpyxl, which is not here. Install it with: pip install 'argmap[xlsx]'"


def is_workbook(data: bytes) -> bool:
    """Whether ``data`` is an XLSX file."""
    return data.startswith(b"PK\x03\x04") and b"xl/" in data


def read_xlsx(data: bytes) -> list[Table]:
    """The sheets of a workbook that hold anything.

    Raises Unreadable when it is none, is made to fill the memory, or openpyxl is not installed.
    """
    _refuse_bombs(data)
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise Unreadable(MISSING) from error
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        tables = [Table(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("The workbook is damaged. Open it in a spreadsheet program and save it again.") from error
    return [table for table in tables if table.headers]


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or size > MOST_UNPACKED:
                raise Unreadable(
                    f"The workbook unpacks to {size // 2**20} MiB in {len(parts)} parts; "
                    f"at most {MOST_UNPACKED // 2**20} MiB in {MOST_PARTS} can be imported."
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_declarations(archive.read(part))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable("The workbook is damaged, or is locked with a password.") from error


def _refuse_declarations(part: bytes) -> None:
    """Refuse a part that declares entities, or that is in an encoding in which declarations could not be seen."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Unreadable(
            "The workbook declares entities, which can make a small file fill the memory. Save it again."
        )
    if b"\0" in part:
        raise Unreadable("The workbook is not in UTF-8, which spreadsheet programs write. Save it again.")


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_THINGS + 1, values_only=True), 1):
        if number > MOST_THINGS:
            raise too_many("rows")
        if len(cells) > MOST_COLUMNS and any(cell is not None for cell in cells[MOST_COLUMNS:]):
            raise Unreadable(f"Row {number} of '{sheet.title}' has more than {MOST_COLUMNS} cells.")
        yield number, [_text(cell) for cell in cells[:MOST_COLUMNS]]


def _text(value: Any) -> str:
    """A cell as text: dates in ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    return str(value)
