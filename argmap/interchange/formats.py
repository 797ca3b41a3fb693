"""The formats that can be imported, in one table, and which of them a file is in, told from its content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from argmap.interchange.argdown.recognition import is_argdown
from argmap.interchange.draft import Draft
from argmap.interchange.json_values import Json, begins_as_object, fields_of, read_json
from argmap.interchange.kialo.lines import is_kialo
from argmap.interchange.ledger import Ledger
from argmap.interchange.prose import decoded
from argmap.interchange.unreadable import Unreadable


class Format(NamedTuple):
    """One format: its name on the command line, what it is called, the endings its files have, whether a text is in
    it, and what reads one."""

    name: str
    title: str
    endings: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[str, Ledger], Draft]


def _kialo(text: str, ledger: Ledger) -> Draft:
    from argmap.interchange.kialo.reader import read_kialo

    return read_kialo(text, ledger)


def _argdown(text: str, ledger: Ledger) -> Draft:
    from argmap.interchange.argdown.reader import read_argdown

    return read_argdown(text, ledger)


def _argdown_json(text: str, ledger: Ledger) -> Draft:
    from argmap.interchange.argdown.json_form import read_argdown_json

    return read_argdown_json(text, ledger)


def _is_argdown_json(text: str) -> bool:
    from argmap.interchange.argdown.json_form import is_argdown_json

    return is_argdown_json(_object(text))


def _object(text: str) -> dict[str, Json]:
    """The fields of a text that is a JSON object; none of other texts."""
    if not begins_as_object(text):
        return {}
    return fields_of(read_json(text))


FORMATS: tuple[Format, ...] = (
    Format("kialo", "Kialo discussion", (".txt",), is_kialo, _kialo),
    Format("argdown-json", "JSON export of Argdown", (".json",), _is_argdown_json, _argdown_json),
    Format("argdown", "Argdown document", (".argdown", ".ad"), is_argdown, _argdown),
)
"""In the order in which they are tried."""
BY_NAME = {format.name: format for format in FORMATS}


class File(NamedTuple):
    """A file to import: the name that messages give, and its bytes."""

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters."""
        return PurePath(self.name).suffix.lower()


def format_of(file: File, text: str) -> Format:
    """The format of a file by its content; where that could be several, the one whose ending it has.

    Raises Unreadable when it is in none.
    """
    likely = [format for format in FORMATS if format.recognises(text)]
    for format in likely:
        if file.ending in format.endings:
            return format
    if likely:
        return likely[0]
    names = ", ".join(format.name for format in FORMATS)
    raise Unreadable(f"The file is in none of the formats that can be imported. If it is, say which: --from {names}.")


def text_of(file: File) -> str:
    """The text of a file. Raises Unreadable when it is empty or holds none."""
    text = decoded(file.data)
    if not text.strip():
        raise Unreadable("The file is empty.")
    return text
