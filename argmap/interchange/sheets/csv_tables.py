"""CSV as tables: comma, semicolon or tab between the cells, whichever the first line has most of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from argmap.interchange.sheets.cells import unguarded
from argmap.interchange.sheets.table import MOST_COLUMNS, Table
from argmap.interchange.unreadable import LONGEST_LINE, MOST_THINGS, Unreadable, too_many

_DELIMITERS = ",;\t|"


def delimiter_of(text: str) -> str:
    """The sign between the cells of a CSV text, told from its first line."""
    first = text.lstrip("\n").partition("\n")[0]
    bare = "".join(first.split('"')[::2])  # what is in quotation marks divides nothing
    return max(_DELIMITERS, key=bare.count)


def read_csv(text: str, name: str) -> Table:
    """The table of a CSV text, whose line ends may be any. Raises Unreadable where a quotation mark is not closed."""
    return Table(name, _rows(text))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_THINGS:
                raise too_many("rows")
            if len(cells) > MOST_COLUMNS:
                raise Unreadable(
                    f"The row has {len(cells)} cells; at most {MOST_COLUMNS} can be imported.", reader.line_num
                )
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error as error:
        why = str(error)
        says = "a quotation mark is not closed" if "unexpected end" in why else why
        raise Unreadable(f"Row {number + 1} cannot be read as CSV: {says}.", reader.line_num) from error
