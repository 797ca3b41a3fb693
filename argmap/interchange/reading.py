"""Importing a file: its format found, its content read, a map made, and an account of what became of each thing."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from argmap.interchange.build import build
from argmap.interchange.draft import Draft
from argmap.interchange.file import File
from argmap.interchange.formats import BY_NAME, Format, format_of
from argmap.interchange.ledger import Ledger
from argmap.interchange.merging import merged, replaced
from argmap.interchange.prose import INVISIBLE, is_utf8
from argmap.interchange.unreadable import Unreadable
from argmap.model.types import Map


class Imported(NamedTuple):
    """What came of importing a file."""

    map: Map
    ledger: Ledger
    format: Format


def import_file(file: File, format_name: str | None = None, into: Map | None = None) -> Imported:
    """The map that ``file`` holds, or ``into`` with what it holds, and its loss ledger. The format is found from the
    content when none is named.

    Raises Unreadable, with the file's name and place, when the file cannot be read as what it is.
    """
    ledger = Ledger()
    try:
        format = BY_NAME[format_name] if format_name else format_of(file)
        found = format.read(file, ledger)
        if isinstance(found, Draft) and not found.exact:
            _account_for_characters(file, ledger)
        made = _map_of(found, ledger, title_of(file.name), into)
    except Unreadable as unreadable:
        raise unreadable.within(file.name) from unreadable
    except RecursionError as error:
        raise Unreadable("Something is nested too deep. Divide the file.").within(file.name) from error
    return Imported(made, ledger, format)


def _map_of(found: Draft | Map, ledger: Ledger, name: str, into: Map | None) -> Map:
    if isinstance(found, Draft) and not found.exact and into is not None:
        return merged(into, found, ledger)
    made = build(found, ledger, name) if isinstance(found, Draft) else found
    return replaced(into, made) if into is not None else made


def title_of(name: str) -> str:
    """A title for a map from a file's name."""
    words = PurePath(name).stem.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or "Imported map"


def _account_for_characters(file: File, ledger: Ledger) -> None:
    if file.is_binary:
        return
    text = file.text
    if not is_utf8(file.data):
        ledger.read("text encoding")
        ledger.changed("text encoding", "whole file", "", "it is not UTF-8, and was read as Windows-1252")
    if INVISIBLE.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), 1):
        for found in INVISIBLE.finditer(line):
            place = f"line {number}, column {found.start() + 1}"
            ledger.extra(
                "invisible character", place, f"U+{ord(found[0]):04X}", "it has no width, and texts are without it"
            )
