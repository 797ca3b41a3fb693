"""The JSON Schema (draft-07) of the map file, made from the table of its shape.

It describes the file as YAML readers other than ours see it, so text that they may take for a number, a date or a
truth value is allowed where text is.
"""

from __future__ import annotations

import json
from typing import Any

from argmap.mapfile.fields import FORMAT, MAP, RECORDS, Field, Record
from argmap.model.ids import MAX_LENGTH, YAML_WORDS

Schema = dict[str, Any]

ID_PATTERN = f"^(?!(?:{'|'.join(sorted(YAML_WORDS))})$)[a-z][a-z0-9-]{{0,{MAX_LENGTH - 1}}}$"
_TEXT_TYPES = ["string", "number", "boolean", "null"]


def schema_text() -> str:
    """The schema as JSON text, the same for every run."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """The schema of a whole map file."""
    top = _record(MAP)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"argmap map, format {FORMAT}",
        **top,
        "definitions": {record.name: _definition(record) for record in RECORDS if record is not MAP},
    }


def _definition(record: Record) -> Schema:
    long = _record(record)
    if record.short is None:
        return long | {"type": ["object", "null"]} if not long.get("required") else long
    short = _field(record.by_name[record.short])
    return {"description": record.about, "oneOf": [short, long]}


def _record(record: Record) -> Schema:
    made: Schema = {
        "description": record.about,
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _field(field) for field in record.fields},
    }
    needed = [field.name for field in record.fields if field.required]
    return made | ({"required": needed} if needed else {})


def _field(field: Field) -> Schema:
    made: Schema = {"description": field.about, **_value(field)}
    return made | ({"examples": [_example(field)]} if field.example else {})


def _value(field: Field) -> Schema:
    if field.kind == "number":
        return {"enum": [FORMAT, str(FORMAT)]}
    if field.kind == "choice":
        return {"enum": [*field.choices, *([] if field.required else [None])]}
    if field.kind == "flag":
        return {"enum": [True, False, "true", "false", None]}
    if field.kind == "link":
        return {
            "type": ["string", "null"],
            "pattern": "^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:|[dD][oO][iI]:).",
        }
    if field.kind in {"texts", "list"}:
        items: Schema = {"type": _TEXT_TYPES} if field.of is None else {"$ref": f"#/definitions/{field.of.name}"}
        return {"type": ["array", "null"], "items": items}
    if field.kind == "entries":
        entry: Schema = {"type": _TEXT_TYPES} if field.of is None else {"$ref": f"#/definitions/{field.of.name}"}
        names = {"pattern": ID_PATTERN}
        return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": entry}
    return {"type": _TEXT_TYPES if not field.required else _TEXT_TYPES[:-1]} | (
        {"minLength": 1} if field.required else {}
    )


def _example(field: Field) -> Any:
    if field.kind == "texts":
        return [field.example]
    if field.kind == "entries":
        return {"home": field.example}
    return True if field.kind == "flag" else FORMAT if field.kind == "number" else field.example
