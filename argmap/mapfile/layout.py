"""Laying out new text: fields, entries and list items as lines in block style, or on one line in flow style."""

from __future__ import annotations

from argmap.mapfile.encode import Value
from argmap.mapfile.record import Field, FieldKind, Record
from argmap.mapfile.scalars import check_writable, double_quoted, folded, is_prose, literal, one_line
from argmap.mapfile.style import Style


def joined(lines: list[str], style: Style) -> str:
    """Lines as text, each with its line end."""
    return "".join([line + style.eol for line in lines])


def pair(name: str, value: Value, field: Field, column: int, style: Style) -> list[str]:
    """The lines of ``name: value`` at ``column``."""
    start = " " * column + name + ":"
    if isinstance(value, str):
        first, *more = scalar(value, field, column + style.step, style.step)
        return [f"{start} {first}", *more]
    if not value:
        return [start + (" {}" if isinstance(value, dict) else " []")]
    return [start, *nested(value, field, column, style)]


def nested(value: Value, field: Field, column: int, style: Style) -> list[str]:
    """The lines under the name of a field at ``column``: its list, its entries or its record's fields."""
    if isinstance(value, list):
        return [line for item_ in value for line in item(item_, field, column + style.dash, style)]
    assert isinstance(value, dict)
    if field.kind == "entries":
        lines = [entry(name, value[name], field, column + style.step, style) for name in value]
        return [line for some in lines for line in some]
    assert field.of is not None
    return record(value, field.of, column + style.step, style)


ITEM = Field("item", "id")
"""The record of a plain item of a list, which is an id or a tag."""


def entry(name: str, value: Value, field: Field, column: int, style: Style) -> list[str]:
    """The lines of one named entry at ``column``: a record, in its short form when ``value`` is text."""
    assert field.of is not None
    if isinstance(value, str):
        return pair(name, value, field.of.short_field, column, style)
    assert isinstance(value, dict)
    return [" " * column + name + ":", *record(value, field.of, column + style.step, style)]


def record(fields: dict[str, Value], of: Record, column: int, style: Style) -> list[str]:
    """The lines of a record's fields at ``column``."""
    return [line for name in fields for line in pair(name, fields[name], of.by_name[name], column, style)]


def item(value: Value, field: Field, column: int, style: Style) -> list[str]:
    """The lines of one item of a list, its dash at ``column``."""
    dash = " " * column + "-" + " " * style.gap
    if isinstance(value, str):
        first, *more = scalar(value, ITEM, column + 1 + style.gap, 1 + style.gap)
        return [dash + first, *more]
    assert field.of is not None
    assert isinstance(value, dict)
    first, *more = record(value, field.of, column + 1 + style.gap, style)
    return [dash + first.lstrip(" "), *more]


def scalar(text: str, field: Field, column: int, step: int) -> list[str]:
    """A text as it is written after ``name: ``.

    With line breaks it is a literal block, with two or more sentences a folded one, otherwise one line. Further lines
    are at ``column``, ``step`` columns further than the name.
    """
    check_writable(text)
    if field.kind in {"flag", "number"}:
        return [text]
    laid = literal(text, column, step) if "\n" in text else None
    if laid is None and field.kind == "text" and is_prose(text):
        laid = folded(text, column)
    return laid or [one_line(text)]


def in_flow(value: Value, kind: FieldKind = "text", quoted: bool = False) -> str:
    """A value on one line in flow style; ``kind`` is that of its field. ``quoted`` puts names and texts in double
    quotes, as in JSON."""
    if isinstance(value, str):
        check_writable(value)
        if kind in {"flag", "number"}:
            return value
        return double_quoted(value) if quoted else one_line(value, flow=True)
    if isinstance(value, list):
        return "[" + ", ".join([in_flow(each, quoted=quoted) for each in value]) + "]"
    mark = '"' if quoted else ""
    kinds: dict[str, FieldKind] = {"assumed": "flag"}
    pairs = [f"{mark}{name}{mark}: {in_flow(value[name], kinds.get(name, 'text'), quoted)}" for name in value]
    return "{" + ", ".join(pairs) + "}"
