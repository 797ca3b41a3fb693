"""What a part of a map looks like in a file, before layout: texts, lists and names with values.

A record with nothing but its short field is spelled in its short form. Fields come in canonical order.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from argmap.mapfile.document import Part
from argmap.mapfile.fields import CLAIM, FORMAT, MAP, SECTIONS, SOURCE, STAKEHOLDER, TENSION
from argmap.mapfile.record import Record
from argmap.model.types import KINDS, Claim, Map, Position, Stakeholder, Tension

AnyPart: TypeAlias = Any
"""A part of a map, of the type that its record describes."""

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Fields: TypeAlias = "dict[str, Value]"


def spell(part: Part, *, short: bool = True) -> Fields:
    """The fields of one entry of a section; with ``short``, records in it are in their short form where they can."""
    record = CLAIM if isinstance(part, Claim) else TENSION if isinstance(part, Tension) else None
    return _fields(part, record or (STAKEHOLDER if isinstance(part, Stakeholder) else SOURCE), short)


def spell_map(map: Map, *, short: bool = True) -> Fields:
    """The fields of a whole map, as :func:`spell` gives those of an entry."""
    fields: Fields = {}
    for name in MAP.by_name:
        value: Any = str(FORMAT) if name == "argmap" else getattr(map, name)
        if name in SECTIONS and (value or name == "claims"):
            fields[name] = spell_section(value, short=short)
        elif name not in SECTIONS and value is not None:
            fields[name] = value
    return fields


def spell_section(parts: tuple[Part, ...], *, short: bool = True) -> Fields:
    """The entries of a section by id."""
    return {part.id: spell(part, short=short) for part in parts}


def _fields(part: AnyPart, record: Record, short: bool) -> Fields:
    """The value of each field that a part gives; fields that it leaves out are missing."""
    given: Fields = {}
    for field in record.fields:
        value = part.of_kind(field.name) if field.name in KINDS else getattr(part, field.attribute)
        if value is None or value is False or value == ():
            continue
        if field.kind == "list":
            value = [_item(item, field.of, short) for item in value]
        elif field.kind == "entries":
            value = {_key(item): _item(item, field.of, short) for item in value}
        elif field.kind == "texts":
            value = list(value)
        given[field.name] = "true" if value is True else value
    return given


def _key(part: AnyPart) -> str:
    """The key of a position or side among those of its claim or tension."""
    return str(part.stakeholder if isinstance(part, Position) else part.id)


def _item(part: AnyPart, record: Record | None, short: bool) -> Value:
    assert record is not None
    given = _fields(part, record, short)
    return next(iter(given.values())) if short and len(given) == 1 else given


def long_form(value: Value, record: Record) -> Fields:
    """The fields of a record, also when it is spelled in its short form."""
    if isinstance(value, dict):
        return value
    assert record.short is not None
    return {record.short: value}


def alike(one: Value | None, two: Value | None) -> bool:
    """Whether two values are equal, the order of names included."""
    if not isinstance(one, dict) or not isinstance(two, dict):
        return one == two
    return list(one) == list(two) and all(alike(one[name], two[name]) for name in one)


def in_common(one: Value, two: Value) -> tuple[int, int]:
    """The number of fields in which two items of a list agree, and the number that both have."""
    if not isinstance(one, dict) or not isinstance(two, dict):
        return int(one == two), 0
    both = [name for name in one if name in two]
    return sum(alike(one[name], two[name]) for name in both), len(both)


def item_name(value: Value) -> str:
    """What distinguishes an item of a list from its neighbours: its text, or its record's first field."""
    while not isinstance(value, str):
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value
