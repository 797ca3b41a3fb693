"""Files of spreadsheets as drafts."""

from __future__ import annotations

from pathlib import PurePath

from argmap.interchange.draft import Draft
from argmap.interchange.file import File, Folder
from argmap.interchange.ledger import Ledger
from argmap.interchange.sheets.csv_tables import delimiter_of, read_csv
from argmap.interchange.sheets.reader import NO_TEXTS, has_claims, read_claims
from argmap.interchange.sheets.table import Table
from argmap.interchange.sheets.whole import is_whole, read_whole
from argmap.interchange.sheets.words import COLUMNS, plain
from argmap.interchange.sheets.xlsx_tables import is_workbook, read_xlsx
from argmap.interchange.unreadable import Unreadable


def is_csv(file: File) -> bool:
    """Whether the first line of a file has several cells, one of which is the header of a column of claims."""
    first = file.text.lstrip("\n").partition("\n")[0]
    headers = [plain(cell.strip().strip('"')) for cell in first.split(delimiter_of(first))]
    return len(headers) > 1 and not COLUMNS["text"].isdisjoint(headers)


def read_csv_file(file: File, ledger: Ledger) -> Draft:
    """The draft of a sheet of claims. Raises Unreadable when it is none."""
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
    """The draft of a workbook. Raises Unreadable when it is none, or holds no claims."""
    return _draft(read_xlsx(file.data), ledger)


def _draft(tables: list[Table], ledger: Ledger) -> Draft:
    if is_whole(tables):
        return read_whole(tables, ledger)
    draft = Draft()
    sheets = [table for table in tables if has_claims(table)]
    if not sheets:
        raise Unreadable(NO_TEXTS)
    for table in tables:
        if table in sheets:
            table.name = table.name if len(tables) > 1 else ""
            read_claims(draft, table, ledger)
        else:
            ledger.extra("sheet", table.name, f"{len(table.rows)} rows", "it has no column of claims")
    if not draft.claims:
        raise Unreadable("The sheet has headers and no claims below them.")
    return draft
