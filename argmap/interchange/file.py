"""A file to import, seen as bytes, as text, or as JSON in plain values, with bounds."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import PurePath
from typing import TypeAlias

from argmap.interchange.prose import decoded, is_utf8
from argmap.interchange.unreadable import Unreadable

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def read_json(text: str) -> Json:
    """The value of a JSON text. Raises Unreadable, with line and column, when it is none or is nested too deep."""
    try:
        found: Json = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}.", error.lineno, error.colno
        ) from error
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deep for a debate.") from error
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
        """Whether it is no text: an archive, such as a workbook is."""
        return self.data.startswith(b"PK\x03\x04")

    @cached_property
    def text(self) -> str:
        """Its text. Raises Unreadable when it is empty, holds none, or is too large."""
        text = decoded(self.data)
        if not text.strip():
            raise Unreadable("The file is empty.")
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
        """It is no text."""
        return True

    @cached_property
    def text(self) -> str:
        """It has none."""
        return ""
