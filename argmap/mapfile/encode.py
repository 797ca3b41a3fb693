"""What a part of a map looks like in a file, before layout: texts, lists and names with values.

A record with nothing but its short field is spelled in its short form. Fields come in canonical order.
"""

from __future__ import annotations

from typing import TypeAlias

from argmap.mapfile.document import Part
from argmap.mapfile.fields import CLAIM, FORMAT, MAP, SECTIONS, SOURCE, STAKEHOLDER, Record
from argmap.model.types import KINDS, Citation, Claim, Map, Position, Reason, Stakeholder, Tension

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Fields: TypeAlias = "dict[str, Value]"


def spell(part: Part) -> Fields:
    """The fields of one entry of a section."""
    if isinstance(part, Claim):
        return _claim(part)
    if isinstance(part, Tension):
        given: dict[str, Value | None] = {"title": part.title, "question": part.question}
        given["sides"] = {side.id: side.title for side in part.sides}
        return _given(given)
    record = STAKEHOLDER if isinstance(part, Stakeholder) else SOURCE
    return _given({field.name: getattr(part, field.name) for field in record.fields})


def spell_map(map: Map) -> Fields:
    """The fields of a whole map."""
    fields: dict[str, Value | None] = {"argmap": str(FORMAT), "title": map.title}
    fields |= {"question": map.question, "summary": map.summary}
    fields |= {section: spell_section(getattr(map, section)) for section in SECTIONS}
    given = _given(fields) | ({} if map.claims else {"claims": {}})
    return {name: given[name] for name in MAP.by_name if name in given}


def spell_section(parts: tuple[Part, ...]) -> Fields:
    """The entries of a section by id."""
    return {part.id: spell(part) for part in parts}


def _claim(claim: Claim) -> Fields:
    given: dict[str, Value | None] = {
        "text": claim.text,
        "tension": claim.tension,
        "side": claim.side,
        **{kind: [_reason(reason) for reason in claim.of_kind(kind)] for kind in KINDS},
        "positions": {position.stakeholder: _position(position) for position in claim.positions},
        "sources": [_citation(citation) for citation in claim.sources],
        "assumed": "true" if claim.assumed else None,
        "tags": list(claim.tags),
        "note": claim.note,
    }
    fields = _given(given)
    return {name: fields[name] for name in CLAIM.by_name if name in fields}


def _reason(reason: Reason) -> Value:
    name = "reason" if reason.kind == "undercuts" else "claim"
    return _short_or_long(
        {
            name: reason.target,
            "with": list(reason.linked),
            "note": reason.note,
            "sources": [_citation(citation) for citation in reason.sources],
        }
    )


def _position(position: Position) -> Value:
    return _short_or_long(
        {"stance": position.stance, "source": position.source, "quote": position.quote, "date": position.date}
    )


def _citation(citation: Citation) -> Value:
    return _short_or_long({"source": citation.source, "locator": citation.locator, "quote": citation.quote})


def _short_or_long(fields: dict[str, Value | None]) -> Value:
    given = _given(fields)
    return next(iter(given.values())) if len(given) == 1 else given


def _given(fields: dict[str, Value | None]) -> Fields:
    return {name: value for name, value in fields.items() if value is not None and value not in ([], {})}


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
    """How many fields two items of a list say alike, and how many both have."""
    if not isinstance(one, dict) or not isinstance(two, dict):
        return int(one == two), 0
    both = [name for name in one if name in two]
    return sum(alike(one[name], two[name]) for name in both), len(both)


def item_name(value: Value) -> str:
    """What an item of a list is told from its neighbours by: its text, or its record's first field."""
    while not isinstance(value, str):
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value
