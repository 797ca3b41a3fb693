"""The description of a record of a map file for reading and writing: its fields, in canonical order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

FieldKind = Literal["number", "text", "id", "link", "choice", "flag", "texts", "list", "entries"]
"""``texts`` is a list of plain text or ids; ``list`` one of records that have a short form; ``entries`` are
named: id and record."""


class Field(NamedTuple):
    """One field of a record and what it takes."""

    name: str
    kind: FieldKind
    required: bool = False
    choices: tuple[str, ...] = ()
    limit: int | None = None
    """The most characters that it takes."""
    pattern: str | None = None
    """The regular expression that its text matches from the beginning."""
    of: Record | None = None
    """The record that each item or entry of the field is."""
    renamed: str | None = None
    """The attribute of the map's types that it is, where that has another name."""

    @property
    def attribute(self) -> str:
        """The attribute of the map's types that holds the field."""
        return self.renamed or self.name


@dataclass(frozen=True)
class Record:
    """A set of fields. ``short`` names the field whose value alone may replace the whole record."""

    name: str
    fields: tuple[Field, ...]
    short: str | None = None

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def order(self) -> dict[str, int]:
        """The canonical place of each field, from 0."""
        return {field.name: place for place, field in enumerate(self.fields)}

    @property
    def short_field(self) -> Field:
        """The field whose value may replace the record, which has one."""
        assert self.short is not None
        return self.by_name[self.short]
