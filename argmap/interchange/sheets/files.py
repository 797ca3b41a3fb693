"""Files of spreadsheets as drafts: CSV with comma, semicolon or tab between the cells, and workbooks.

Formulas of a workbook come in as their text; nothing is computed, fetched or unpacked past a bound.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from argmap.interchange.draft import Draft
from argmap.interchange.file import LONGEST_LINE, MOST_THINGS, File, Folder, Unreadable, too_many
from argmap.interchange.ledger import Ledger
from argmap.interchange.sheets.reader import has_claims, no_texts, read_claims
from argmap.interchange.sheets.table import COLUMNS, MOST_COLUMNS, Table, plain, unguarded
from argmap.interchange.sheets.whole import is_whole, read_whole

_DELIMITERS = ",;\t|"


def delimiter_of(text: str) -> str:
    """The sign between the cells of a CSV text, found in its first line."""
    first = text.lstrip("\n").partition("\n")[0]
    bare = "".join(first.split('"')[::2])  # what is in quotation marks divides nothing
    return max(_DELIMITERS, key=bare.count)


def read_csv(text: str, name: str) -> Table:
    """The table of a CSV text, whose line ends may be any. Raises Unreadable where a quotation mark is not closed."""
    return Table(name, _csv_rows(text))


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_THINGS:
                raise too_many("rows")
            if len(cells) > MOST_COLUMNS:
                raise Unreadable(
                    f"The row has {len(cells)} cells; at most {MOST_COLUMNS} can be imported. Delete columns.",
                    reader.line_num,
                )
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error as error:
        why = str(error)
        says = "a quotation mark is not closed" if "unexpected end" in why else why
        raise Unreadable(f"Row {number + 1} cannot be read as CSV: {says}.", reader.line_num) from error


MOST_UNPACKED = 128 * 2**20
"""Bytes of all parts of a workbook; 10,000 rows of a map have 6 MB."""
MOST_PARTS = 2_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
MISSING = "Workbooks are read by the package openpyxl, which is not here. Install it with: pip install 'argmap[xlsx]'"


def is_workbook(data: bytes) -> bool:
    """Whether ``data`` is an XLSX file."""
    return data.startswith(b"PK\x03\x04") and b"xl/" in data


def read_xlsx(data: bytes) -> list[Table]:
    """The sheets of a workbook that have cells. Raises Unreadable when the file is not a workbook, unpacks to too
    much, or openpyxl is not installed."""
    _refuse_bombs(data)
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise Unreadable(MISSING) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, on parts that have nothing to do with texts
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            tables = [Table(sheet.title, _xlsx_rows(sheet)) for sheet in book.worksheets]
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
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # each compression has errors of its own
        raise Unreadable("The workbook is damaged, or is locked with a password.") from error


def _refuse_declarations(part: bytes) -> None:
    """Refuse a part that declares entities, or that is in an encoding in which declarations could not be seen."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Unreadable(
            "The workbook declares entities, which can make a small file fill the memory. Save it again."
        )
    if b"\0" in part:
        raise Unreadable("The workbook is not in UTF-8, which spreadsheet programs write. Save it again.")


def _xlsx_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_THINGS + 1, values_only=True), 1):
        if number > MOST_THINGS:
            raise too_many("rows")
        if len(cells) > MOST_COLUMNS and any(cell is not None for cell in cells[MOST_COLUMNS:]):
            raise Unreadable(f"Row {number} of '{sheet.title}' has more than {MOST_COLUMNS} cells. Delete columns.")
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


def is_csv(file: File) -> bool:
    """Whether the first line of a file has several cells, one of which is the header of a column of claims."""
    first = file.text.lstrip("\n").partition("\n")[0]
    headers = [plain(cell.strip().strip('"')) for cell in first.split(delimiter_of(first))]
    return len(headers) > 1 and not COLUMNS["text"].isdisjoint(headers)


def read_csv_file(file: File, ledger: Ledger) -> Draft:
    """The draft of a sheet of claims. Raises Unreadable when the file is not one."""
    return _draft([read_csv(file.exact_text, "")], ledger)


def is_csv_folder(file: File) -> bool:
    """Whether a file is a folder of the sheets of a map."""
    return isinstance(file, Folder)


def read_csv_folder(file: File, ledger: Ledger) -> Draft:
    """The draft of a folder of CSV files, each a sheet by its name. Raises Unreadable, naming the file."""
    assert isinstance(file, Folder)
    tables = []
    for part in file.parts:
        name = PurePath(part.name).name
        try:
            tables.append(read_csv(part.exact_text, PurePath(name).stem))
        except Unreadable as unreadable:
            raise Unreadable(f"In {name}: {unreadable.message}", unreadable.line) from unreadable
    return _draft(tables, ledger)


def is_xlsx(file: File) -> bool:
    """Whether a file is a workbook."""
    return is_workbook(file.data)


def read_xlsx_file(file: File, ledger: Ledger) -> Draft:
    """The draft of a workbook. Raises Unreadable when the file is not one or has no claims."""
    return _draft(read_xlsx(file.data), ledger)


def _draft(tables: list[Table], ledger: Ledger) -> Draft:
    if is_whole(tables):
        return read_whole(tables, ledger)
    draft = Draft()
    sheets = [table for table in tables if has_claims(table)]
    if not sheets:
        raise no_texts(tables[0] if tables else Table("", iter(())))
    for table in tables:
        if table in sheets:
            table.name = table.name if len(tables) > 1 else ""
            read_claims(draft, table, ledger)
        else:
            ledger.extra("sheet", table.name, f"{len(table.rows)} rows", "it has no column of claims")
    if not draft.claims:
        sheet = sheets[0]
        where = f"Sheet '{sheet.name}', row {sheet.first + 1}" if sheet.name else "The sheet"
        raise Unreadable(
            f"{where} has no claim below the headers. Write one there.", None if sheet.name else sheet.first + 1
        )
    return draft
