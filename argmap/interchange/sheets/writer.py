"""A map as tables, in CSV and in a workbook: a sheet for each kind of thing, which name each other by ids.

The same map gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from argmap.interchange.sheets.table import guarded, joined
from argmap.interchange.zip_archives import undated
from argmap.model.findings import MapError
from argmap.model.types import Citation, Claim, Map, Part, Position, Reason, Source, Stakeholder, Tension

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


FORMAT = "1"
HOW = {"supports": "supports", "objects_to": "objects to", "undercuts": "undercuts"}


class Sheet(NamedTuple):
    """A sheet: its name, its headers, and its rows of texts."""

    name: str
    headers: list[str]
    rows: list[list[str]]


def sheets_of(map: Map) -> list[Sheet]:
    """All sheets of a map, the claims first."""
    return [
        _claims(map),
        _links(map),
        _positions(map),
        _citations(map),
        _entries("sources", Source, map.sources),
        _entries("stakeholders", Stakeholder, map.stakeholders),
        _tensions(map),
        _whole(map),
    ]


def sheet_of_claims(map: Map) -> Sheet:
    """One sheet that can be read on its own: the claims, what each supports or objects to, and who holds what."""
    headers = [
        "id",
        "text",
        "supports",
        "objects to",
        "undercuts",
        "tension",
        "side",
        "sources",
        "assumed",
        "tags",
        "note",
    ]
    holders = {one.id: one.name or one.id for one in map.stakeholders}
    rows = [[*_row(claim), *_stances(claim, list(holders))] for claim in map.claims]
    return Sheet("claims", [*headers, *holders.values()], rows)


def _row(claim: Claim) -> list[str]:
    links = [
        joined(tuple(one.target for one in claim.of_kind(kind))) for kind in ("supports", "objects_to", "undercuts")
    ]
    sources = joined(tuple(dict.fromkeys(one.source for one in claim.sources)))
    said = [claim.tension or "", claim.side or "", sources, _yes(claim.assumed), joined(claim.tags), claim.note or ""]
    return [claim.id, claim.text, *links, *said]


def _stances(claim: Claim, holders: list[str]) -> list[str]:
    held = {one.stakeholder: one.stance for one in claim.positions}
    return [str(held.get(holder, "")) for holder in holders]


def _yes(flag: bool) -> str:
    return "true" if flag else ""


def fields_of(kind: type[Part], *without: str) -> list[str]:
    """The names of the fields of a kind of part that are texts, which are columns."""
    return [name for name in kind.field_names() if name not in without]


def _texts(part: Part, names: list[str]) -> list[str]:
    return ["" if (value := getattr(part, name)) is None else str(value) for name in names]


def header(name: str) -> str:
    """The header of a field's column."""
    return name.replace("_", " ")


CLAIM = fields_of(Claim, "reasons", "positions", "sources", "assumed", "tags")
LINK = fields_of(Reason, "premise", "kind", "target", "linked", "sources")
POSITION = fields_of(Position, "stakeholder")
CITATION = fields_of(Citation)
TENSION = fields_of(Tension, "sides")


def _claims(map: Map) -> Sheet:
    rows = [[*_texts(claim, CLAIM), _yes(claim.assumed), joined(claim.tags)] for claim in map.claims]
    return Sheet("claims", [*map_headers(CLAIM), "assumed", "tags"], rows)


def map_headers(names: list[str]) -> list[str]:
    """The headers of fields."""
    return [header(name) for name in names]


def _reasons(map: Map) -> Iterator[Reason]:
    return (reason for claim in map.claims for reason in claim.reasons)


def _links(map: Map) -> Sheet:
    rows = [[one.premise, HOW[one.kind], one.target, joined(one.linked), *_texts(one, LINK)] for one in _reasons(map)]
    return Sheet("links", ["from", "how", "to", "with", *map_headers(LINK)], rows)


def _positions(map: Map) -> Sheet:
    rows = [[claim.id, one.stakeholder, *_texts(one, POSITION)] for claim in map.claims for one in claim.positions]
    return Sheet("positions", ["claim", "stakeholder", *map_headers(POSITION)], rows)


def _citations(map: Map) -> Sheet:
    rows = [[claim.id, *_texts(one, CITATION)] for claim in map.claims for one in claim.sources]
    rows += [[reason.address, *_texts(one, CITATION)] for reason in _reasons(map) for one in reason.sources]
    return Sheet("citations", ["of", *map_headers(CITATION)], rows)


def _entries(name: str, kind: type[Part], parts: tuple[Part, ...]) -> Sheet:
    names = fields_of(kind)
    return Sheet(name, map_headers(names), [_texts(part, names) for part in parts])


def _tensions(map: Map) -> Sheet:
    """A row for each side; a tension without sides has one row."""
    rows = []
    for tension in map.tensions:
        own = _texts(tension, TENSION)
        sides = [[side.id, side.title, side.short or ""] for side in tension.sides]
        rows += [[*own, *side] for side in sides or [["", "", ""]]]
    return Sheet("tensions", [*map_headers(TENSION), "side", "side text", "side short"], rows)


def _whole(map: Map) -> Sheet:
    names = fields_of(Map, "tensions", "stakeholders", "claims", "sources")
    rows = [["format", FORMAT], *([name, str(value)] for name in names if (value := getattr(map, name)) is not None)]
    return Sheet("map", ["field", "value"], rows)


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
