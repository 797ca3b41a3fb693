"""What each field of the format is for, in the words of its JSON Schema."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from argmap.io.project import SCHEMA_FILE


def description(record: str, field: str) -> str:
    """What a field of a record is for; nothing where the format has no such field."""
    found: str = _fields(record).get(field, {}).get("description", "")
    return found


def example(record: str, field: str) -> str:
    """An example of a field's value as it is written in YAML; nothing where a value alone would not show it."""
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
