"""A file to import, within bounds: as bytes, as text, as JSON in plain values, and its text made fit for a map; and
why one cannot be imported, in a sentence with its place.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePath
from typing import TypeAlias

from argmap.model.findings import MapError

LARGEST_FILE = 64 * 2**20
"""Bytes. The largest exports of debates known are below 2 MB; spreadsheets of 10,000 rows below 5 MB."""
LONGEST_LINE = 200_000
"""Characters of one line of a text format; a claim is a sentence."""
MOST_THINGS = 200_000
"""Claims, nodes or rows of one file."""
DEEPEST = 100
"""Levels of nesting. Kialo's deepest public debates have fewer than 30."""


class Unreadable(MapError):
    """A file that is not what it should be: where, what is wrong and what to do."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.message = message
        self.line = line
        self.column = column
        super().__init__(message)

    def within(self, file: str) -> Unreadable:
        """The same, its message beginning with the file's name and place."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        found = Unreadable(self.message, self.line, self.column)
        found.args = (f"{file}{place}: {self.message}",)
        return found


def too_deep(line: int | None = None) -> Unreadable:
    """For nesting past :data:`DEEPEST`."""
    return Unreadable(f"Something is nested more than {DEEPEST} levels deep. Divide the file.", line)


def too_many(things: str) -> Unreadable:
    """For more than :data:`MOST_THINGS`."""
    return Unreadable(f"The file has more than {MOST_THINGS:,} {things}. Divide it.")


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no map may have: controls, halves of surrogate pairs, noncharacters."""
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Characters of no width that word processors and web pages leave in copied text; joiners, which scripts and emoji
need, are not among them."""
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SPACES = re.compile(r"[^\S\n]+")
_BLOCK = re.compile(r"[-*•–·] |\d{1,3}[.)] ")

_STRUCTURED = {"{", "[", "<"}
"""What JSON and XML begin with, whose lines may be as long as the file."""


def decoded(data: bytes) -> str:
    """The text of ``data``, in UTF-8 or with the byte order mark of UTF-16, with line ends ``\\n``.

    Other bytes are read as Windows-1252, in which spreadsheets save CSV. Raises Unreadable for bytes that are not
    text, for more than the largest debates have, and for a line too long to be written by hand.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            f"The file has {len(data) // 2**20} MiB; at most {LARGEST_FILE // 2**20} can be imported. Divide it."
        )
    text = _BREAKS.sub("\n", _characters(data))
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise Unreadable(f"This is not a text file: it has a zero byte here. {EXPORT_AGAIN}", line)
    for number, line_text in enumerate(() if text[:1] in _STRUCTURED else text.split("\n"), 1):
        if len(line_text) > LONGEST_LINE:
            raise Unreadable(
                f"The line has {len(line_text):,} characters; at most {LONGEST_LINE:,} can be imported. Divide it.",
                number,
            )
    return text


def _characters(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable("The file begins as UTF-16 and breaks off. Save it as UTF-8.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def is_utf8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8 or has the byte order mark of UTF-16; for other bytes :func:`decoded` guesses the
    encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def clean(text: str) -> str:
    """``text`` as a map may hold it: line ends ``\\n``, no controls, nothing invisible, no blank ends."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return INVISIBLE.sub("", _UNWRITABLE.sub("", _BREAKS.sub("\n", text))).strip()


def line(text: str) -> str:
    """``text`` clean and on one line, with single spaces."""
    return " ".join(clean(text).split())


def flowing(lines: Iterable[str]) -> str:
    """The text of wrapped lines: lines are joined by a space; paragraphs and items of lists begin a new line."""
    parts: list[str] = []
    fresh = True
    for raw in lines:
        text = _SPACES.sub(" ", clean(raw))
        if not text:
            fresh = True
            continue
        if fresh or _BLOCK.match(text):
            parts.append(text)
        else:
            parts[-1] += " " + text
        fresh = False
    return "\n".join(parts)


Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

EXPORT_AGAIN = "Export it again from the program that made it."
_MEND_JSON = {
    "Expecting value": "Write a text in double quotes, a number, or what begins with '{' or '['.",
    "Expecting property name": "Write a name in double quotes, and no comma before '}'.",
    "Expecting ',' delimiter": "Write a comma, or the bracket that ends this.",
    "Expecting ':' delimiter": "Write a colon after the name.",
    "Unterminated string": 'End the text with a double quote; one in the text is written \\".',
    "Extra data": "Delete what follows the end of the first value.",
    "Illegal trailing comma": "Delete the comma.",
}
"""What to do, by how the message of the standard library begins."""


def read_json(text: str) -> Json:
    """The value of a JSON text. Raises Unreadable, with line and column, when it is invalid or nested too deep."""
    try:
        found: Json = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        what = f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}."
        advice = next((said for begin, said in _MEND_JSON.items() if error.msg.startswith(begin)), EXPORT_AGAIN)
        raise Unreadable(f"{what} {advice}", error.lineno, error.colno) from error
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deep for a debate. Divide the file.") from error
    return found


def begins_as_object(text: str) -> bool:
    """Whether a text may be a JSON object."""
    return text.lstrip()[:1] == "{"


def text_of(value: Json) -> str:
    """A value as text; empty for null and for lists and objects."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def items_of(value: Json) -> list[Json]:
    """The items of a list; none for other values."""
    return value if isinstance(value, list) else []


def fields_of(value: Json) -> dict[str, Json]:
    """The fields of an object; none for other values."""
    return value if isinstance(value, dict) else {}


_UTF16 = {b"\xff\xfe", b"\xfe\xff"}


class File:
    """The name that messages give, and the bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters."""
        return PurePath(self.name).suffix.lower()

    @property
    def is_binary(self) -> bool:
        """Whether it is binary, such as the archive of a workbook."""
        return self.data.startswith(b"PK\x03\x04")

    @cached_property
    def text(self) -> str:
        """Its text. Raises Unreadable when it is empty, is not text, or is too large."""
        text = decoded(self.data)
        if not text.strip():
            raise Unreadable(f"The file is empty. {EXPORT_AGAIN}", 1, 1)
        return text

    @property
    def exact_text(self) -> str:
        """Its text with the line ends that it has, which in a sheet may be part of a cell."""
        text = self.text  # which is refused where it is none
        return self.data.decode("utf-8-sig") if is_utf8(self.data) and self.data[:2] not in _UTF16 else text

    @cached_property
    def json(self) -> dict[str, Json]:
        """Its fields when it is a JSON object; none when it is something else."""
        return fields_of(read_json(self.text)) if begins_as_object(self.text) else {}


class Folder(File):
    """A folder and the files in it, in the order of their names."""

    def __init__(self, name: str, parts: tuple[File, ...]) -> None:
        super().__init__(name, b"")
        self.parts = parts

    @property
    def is_binary(self) -> bool:
        """Never: a folder is not binary."""
        return True

    @cached_property
    def text(self) -> str:
        """A folder has no text."""
        return ""
