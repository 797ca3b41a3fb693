"""Where a cursor is in a map file, in the value of which field or among the fields of which collection; and what
fields are for.

It goes by the indents of the lines around the cursor and by brackets on its line, without a parser: while a line is
being written the text is rarely YAML. Fields are described in the words of the JSON Schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from lsprotocol.types import Position

from argmap.io.project import SCHEMA_FILE
from argmap.lsp.positions import EditedText
from argmap.mapfile.fields import MAP
from argmap.mapfile.record import Field, Record


def description(record: str, field: str) -> str:
    """The description of a field of a record; empty where the format has no such field."""
    found: str = _fields(record).get(field, {}).get("description", "")
    return found


def example(record: str, field: str) -> str:
    """An example of a field's value as it is written in YAML; empty where a value alone would not show it."""
    for value in _fields(record).get(field, {}).get("examples", ()):
        if isinstance(value, str):
            return value
        if value is True:
            return "true"
    return ""


def _fields(record: str) -> dict[str, Any]:
    schema = _schema()
    found = schema if record == "map" else schema["definitions"].get(record, {})
    long = next((one for one in found.get("oneOf", ()) if "properties" in one), found)
    properties: dict[str, Any] = long.get("properties", {})
    return properties


@cache
def _schema() -> dict[str, Any]:
    text = files("argmap").joinpath("schema", SCHEMA_FILE).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


ITEM = "-"
"""The step of a path into an item of a list."""

_DASH = re.compile(r"- *")
_NAME = re.compile(r"""(?:"([^"]*)"|'([^']*)'|([^\s:#'"\[\]{},][^:#\[\]{},]*?))\s*:(?:\s+|$)""")
_NEAR = 200
"""Lines away from the cursor that are looked at. An entry of a section is shorter."""

LineOf = Callable[[int], "str | None"]
"""The text of the line with a number from 0; None behind the last."""


@dataclass(frozen=True)
class Cursor:
    """The place of a cursor.

    ``path`` leads to the collection around it: names of fields, ids, and ``-`` for an item of a list. ``name`` is the
    field whose value is being written, None where a name is. ``typed`` is the part that is written already, from the
    offset ``start`` on. ``beside`` are the other fields of the collection, with their values as written.
    """

    path: tuple[str, ...]
    name: str | None
    typed: str
    start: int
    beside: Mapping[str, str] = field(default_factory=dict)
    in_flow: bool = False

    @property
    def record(self) -> Record | None:
        """The record that the cursor is in a field of; None where the collection is no record."""
        found = _resolved(self.path)
        return found if isinstance(found, Record) else None

    @property
    def field(self) -> Field | None:
        """The field whose value, item or entry is being written."""
        around = _resolved(self.path)
        if isinstance(around, Field):
            return around
        if around is None or self.name is None:
            return None
        return around.by_name.get(self.name)


def _resolved(path: tuple[str, ...]) -> Record | Field | None:
    """The record at the end of a path, or a field whose items or entries are there."""
    at: Record | Field | None = MAP
    for step in path:
        if at is None:
            return None
        if isinstance(at, Record):
            at = at.by_name.get(step)
        elif at.kind == "texts" and step == ITEM:
            return at
        else:
            at = at.of if at.kind == "entries" or step == ITEM else None
    return at


def cursor_at(text: EditedText, position: Position) -> Cursor | None:
    """The cursor at a position. None in a comment."""
    number, line_of, line_start = position.line, text.line_if_any, text.line_start(position.line)
    before = text.text[line_start : text.offset(position)]
    if re.match(r"\s*#", before) or re.search(r"""^[^"']*\s#""", before):
        return None
    items, content, _ = _parts(before)
    at = len(before) if content is None else content
    named = _NAME.match(before, at)
    path = _path_above(text, number, items[0] if items else at, is_item=bool(items))
    path += [ITEM] * len(items)
    beside = _beside(line_of, number, at)
    if named is None:
        return Cursor(tuple(path), None, before[at:], line_start + at, beside)
    name = next(filter(None, named.groups()), "")
    return _in_value(before, named.end(), tuple(path), name, line_start, beside)


def _in_value(
    before: str, at: int, path: tuple[str, ...], name: str, line_start: int, beside: Mapping[str, str]
) -> Cursor:
    """The cursor in the value of a field, which may be a list in brackets or fields in braces."""
    opened: list[tuple[str, str | None]] = []  # each bracket that is open, and the field whose value it begins
    named: str | None = name
    begin = at
    for place in range(at, len(before)) if before[at : at + 1] in {"[", "{"} else ():
        char = before[place]
        if char in "[{":
            opened.append((char, named))
        elif char in "]}" and opened:
            opened.pop()
        elif char == ":" and before[place + 1 : place + 2] in {" ", ""}:
            named, begin = before[begin:place].strip(" \"'"), place + 1
        if char in "[{]},":
            named, begin = None, place + 1
    if not opened:
        return Cursor(path, name, before[at:], line_start + at, beside)
    steps = [*path, *(within or ITEM for _, within in opened)]
    if opened[-1][0] == "[" and named is None:
        steps.append(ITEM)
    typed = before[begin:].lstrip(" ")
    return Cursor(tuple(steps), named, typed, line_start + len(before) - len(typed), in_flow=True)


def _path_above(text: EditedText, number: int, limit: int, is_item: bool) -> list[str]:
    """The names and items around a line whose content begins at the column ``limit``."""
    steps: list[str] = []
    nearest = max(number - _NEAR, 0)
    for above in (*range(number - 1, nearest - 1, -1), *_top_level_above(text, nearest)):
        dashes, at, name = _parts(text.line(above))
        if at is None:
            continue
        if name is not None and (at < limit or (at == limit and is_item and not dashes)):
            steps.append(name)
            limit, is_item = at, False
        for dash in reversed(dashes):
            if dash < limit:
                steps.append(ITEM)
                limit, is_item = dash, True
        if limit <= 0 and not is_item:
            break
    return steps[::-1]


def _top_level_above(text: EditedText, number: int) -> list[int]:
    """The number of the last line before a line that begins a top-level field, if there is one."""
    end = text.line_start(number)
    found = max(text.text.rfind(f"\n{name}:", 0, end) for name in MAP.by_name)
    return [text.line_of(found + 1)] if found >= 0 else []


def _parts(line: str) -> tuple[list[int], int | None, str | None]:
    """The columns of the dashes that a line begins with, that of its content, and the name of a field there.

    The column is None for a line that is blank or a comment.
    """
    at = len(line) - len(line.lstrip(" "))
    if at == len(line) or line[at] == "#":
        return [], None, None
    dashes: list[int] = []
    while (dash := _DASH.match(line, at)) is not None and (dash.end() > at + 1 or dash.end() == len(line)):
        dashes.append(at)
        at = dash.end()
    named = _NAME.match(line, at)
    return dashes, at, next(filter(None, named.groups()), "") if named is not None else None


def _beside(line_of: LineOf, number: int, column: int) -> dict[str, str]:
    """The other fields at this column in the same collection, with what is written behind each."""
    own_dashes, _, _ = _parts(line_of(number) or "")
    found: dict[str, str] = {}
    for step in (1, -1) if not own_dashes else (1,):
        for at in range(number + step, number + step * _NEAR, step):
            line = line_of(at) if at >= 0 else None
            if line is None:
                break
            dashes, begins, name = _parts(line)
            if begins is None or begins > column:
                if dashes and dashes[0] < column:
                    break
                continue
            if begins < column or (dashes and step > 0):
                break
            if name is not None:
                found.setdefault(name, _value(line, column))
            if dashes:
                break
    return found


def _value(line: str, column: int) -> str:
    named = _NAME.match(line, column)
    return line[named.end() :].partition(" #")[0].strip().strip("\"'") if named is not None else ""
