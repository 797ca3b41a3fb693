"""A file to import, seen as bytes, as text, or as a JSON object."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePath

from argmap.interchange.json_values import Json, begins_as_object, fields_of, read_json
from argmap.interchange.prose import decoded, is_utf8
from argmap.interchange.unreadable import Unreadable

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
