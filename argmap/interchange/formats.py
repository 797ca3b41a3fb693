"""The formats that can be imported, in one table, and recognizing the format of a file by its content."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from argmap.interchange.aif.reader import is_aif, read_aif
from argmap.interchange.argdown.json_form import is_argdown_json, read_argdown_json
from argmap.interchange.argdown.reader import is_argdown, read_argdown
from argmap.interchange.draft import Draft
from argmap.interchange.dsanson import is_dsanson, read_dsanson
from argmap.interchange.file import File, Folder, Unreadable, read_json
from argmap.interchange.kialo import is_kialo, read_kialo
from argmap.interchange.ledger import Ledger
from argmap.interchange.links import KIND_NAMES
from argmap.interchange.outline.freemind import is_freemind, read_freemind
from argmap.interchange.outline.indented import EXAMPLE, is_indented, read_indented
from argmap.interchange.outline.markdown import is_markdown, read_markdown
from argmap.interchange.outline.opml import is_opml, read_opml
from argmap.interchange.sadface import is_sadface, read_sadface
from argmap.interchange.sheets.files import (
    is_csv,
    is_csv_folder,
    is_xlsx,
    read_csv_file,
    read_csv_folder,
    read_xlsx_file,
)
from argmap.mapfile.read.read import read
from argmap.model.types import Map
from argmap.vocabulary import THINGS


def is_map_json(file: File) -> bool:
    """Whether a file is the JSON of a map."""
    return "argmap" in file.json


def read_map_json(file: File, ledger: Ledger) -> Map:
    """The map. Raises MapError, with line and column, for what the format of maps does not have."""
    found = read(file.data, file.name).map
    for section, thing in THINGS.items():
        if number := len(getattr(found, section)):
            ledger.read(thing, number)
    for claim in found.claims:
        for reason in claim.reasons:
            ledger.read(KIND_NAMES[reason.kind])
        if claim.positions:
            ledger.read("position", len(claim.positions))
    return found


class Format(NamedTuple):
    """One format: its name on the command line and in sentences, the endings of its files, the function that
    recognizes its content, and its reader."""

    name: str
    title: str
    endings: tuple[str, ...]
    recognises: Callable[[File], bool]
    read: Callable[[File, Ledger], Draft | Map]


FORMATS: tuple[Format, ...] = (
    Format("xlsx", "XLSX workbook", (".xlsx",), is_xlsx, read_xlsx_file),
    Format("json", "JSON of a map", (".json",), is_map_json, read_map_json),
    Format("sadface", "SADFace document", (".json",), is_sadface, read_sadface),
    Format("aif", "AIF node set", (".json",), is_aif, read_aif),
    Format("argdown-json", "JSON export of Argdown", (".json",), is_argdown_json, read_argdown_json),
    Format("kialo", "Kialo discussion", (".txt",), is_kialo, read_kialo),
    Format("opml", "OPML outline", (".opml", ".xml"), is_opml, read_opml),
    Format("freemind", "FreeMind map", (".mm",), is_freemind, read_freemind),
    Format("argdown", "Argdown document", (".argdown", ".ad"), is_argdown, read_argdown),
    Format("dsanson", "YAML of claims and reasons", (".yaml", ".yml"), is_dsanson, read_dsanson),
    Format("csv", "CSV sheet of claims", (".csv", ".tsv"), is_csv, read_csv_file),
    Format("csv-folder", "folder of CSV sheets", (), is_csv_folder, read_csv_folder),
    Format("indented", "indented outline", (".txt", ".text"), is_indented, read_indented),
    Format("markdown", "Markdown outline", (".md", ".markdown"), is_markdown, read_markdown),
)
"""In the order in which they are tried."""
_MAP = re.compile(r"^argmap:[ \t]*\d+[ \t]*(?:#.*)?$", re.MULTILINE)
BY_NAME = {format.name: format for format in FORMATS}
_TELLING = frozenset(".xlsx .csv .tsv .opml .mm .argdown .ad .md .markdown".split())
"""Endings that only files of one format have."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How files of Excel before 2007 begin, and all files of Office that have a password."""


def _refuse_other_archives(file: File) -> None:
    if file.data.startswith(_COMPOUND_FILE):
        raise Unreadable(
            "The workbook is one of before 2007, or has a password. Save it as .xlsx without a password."
        )
    if file.is_binary and not isinstance(file, Folder) and not is_xlsx(file) and file.ending != ".xlsx":
        raise Unreadable(
            "The file is an archive and no XLSX workbook. Save it as .xlsx, .csv or .md in the program that made it."
        )


def format_of(file: File) -> Format:
    """The format of a file by its content; where that could be several, the one whose ending it has.

    Raises Unreadable when it is in none.
    """
    _refuse_other_archives(file)
    if not file.is_binary and _MAP.search(file.text):
        raise Unreadable("The file is a map already. Open it with 'argmap edit'.")
    if is_xlsx(file) or (file.is_binary and file.ending == ".xlsx"):
        return BY_NAME["xlsx"]
    likely = [format for format in FORMATS if format.recognises(file)]
    for format in likely:
        if file.ending in format.endings:
            return format
    if likely:
        return likely[0]
    named = [format for format in FORMATS if file.ending in format.endings]
    if file.ending in _TELLING:
        return named[0]  # whose reader says what is wrong
    if file.ending == ".json":
        read_json(file.text)
    if file.ending in BY_NAME["indented"].endings:
        raise Unreadable(f"No outline was found: no line is indented below another. {EXAMPLE}", 1, 1)
    names = ", ".join(format.name for format in FORMATS)
    raise Unreadable(f"The file is in none of the formats that can be imported. If it is, say which: --from {names}.")
