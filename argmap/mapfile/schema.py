"""The files that are generated from the models of the format: the JSON Schema (draft-07), and the table of records
and fields.

``python -m argmap.mapfile.schema`` writes both. Reading, writing and forms go by the table. The schema describes the
file as other YAML readers see it, so numbers, dates and truth values are allowed where text is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from argmap.mapfile import models
from argmap.mapfile.record import Field, FieldKind, Record


def records() -> tuple[Record, ...]:
    """The records of the format, as :mod:`argmap.mapfile.fields` has them."""
    made: dict[type[models.FileRecord], Record] = {}
    return tuple(_record(model, made) for model in models.RECORDS)


def _record(model: type[models.FileRecord], made: dict[type[models.FileRecord], Record]) -> Record:
    if model not in made:
        fields = tuple(_field(name, info, made) for name, info in model.model_fields.items())
        made[model] = Record(model.called(), fields, model.short_form)
    return made[model]


def _field(attribute: str, info: FieldInfo, made: dict[type[models.FileRecord], Record]) -> Field:
    kind, of = _takes(info)
    return Field(
        name=info.alias or attribute,
        kind=kind,
        required=info.is_required(),
        choices=_choices(info) if kind == "choice" else (),
        limit=_constraint(info, "max_length"),
        pattern=_constraint(info, "pattern"),
        of=_record(of, made) if of is not None else None,
        renamed=attribute if attribute.rstrip("_") != (info.alias or attribute) else None,
    )


def _constraint(info: FieldInfo, name: str) -> Any:
    return next((value for one in info.metadata if (value := getattr(one, name, None)) is not None), None)


def _takes(info: FieldInfo) -> tuple[FieldKind, type[models.FileRecord] | None]:
    marked = [one.kind for one in info.metadata if isinstance(one, models.Takes)]
    inner = get_args(info.annotation)
    if marked:
        return marked[0], None
    if get_origin(info.annotation) is dict:
        return "entries", inner[1]
    if get_origin(info.annotation) is tuple:
        of = inner[0] if isinstance(inner[0], type) else None
        return ("list", of) if of is not None and issubclass(of, models.FileRecord) else ("texts", None)
    return ("choice", None) if _choices(info) else ("text", None)


def _choices(info: FieldInfo) -> tuple[str, ...]:
    annotation = info.annotation
    options = [annotation, *get_args(annotation)]
    found = next((get_args(one) for one in options if get_origin(one) is Literal), ())
    return tuple(one for one in found if isinstance(one, str))


def table_text() -> str:
    """The table as a Python module."""
    found = records()
    lines = [_HEAD]
    for record in reversed(found):
        fields = "".join(f"        {_printed(field)},\n" for field in record.fields)
        lines.append(
            f"{record.name.upper()} = Record(\n"
            f"    {record.name!r},\n    (\n{fields}    ),\n    short={record.short!r},\n)\n"
        )
    lines.append(f"RECORDS = ({', '.join(record.name.upper() for record in found)})")
    return "\n".join(lines).replace("'", '"') + _FOOT


_PLAIN = Field("", "text")


def _printed(field: Field) -> str:
    given = {name: value for name, value in field._asdict().items() if value != getattr(_PLAIN, name)}
    said = [f"{name}={_in_python(value)}" for name, value in given.items() if name not in {"name", "kind"}]
    return f"Field({', '.join([repr(field.name), repr(field.kind), *said])})"


def _in_python(value: object) -> str:
    return value.name.upper() if isinstance(value, Record) else repr(value)


_HEAD = '''"""The records and fields of a map file, in canonical order: the table that reading and writing go by.

Written by ``python -m argmap.mapfile.schema`` from :mod:`argmap.mapfile.models`; change the models, not this file.
"""

from __future__ import annotations

from argmap.mapfile.record import Field, Record
'''

_FOOT = f'''
FORMAT = {models.FORMAT}
SECTIONS = tuple(field.name for field in MAP.fields if field.kind == "entries")
PROSE = tuple(field.name for field in MAP.fields if field.kind == "text")
"""The texts at the top of a map."""
'''


Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Writes only the description of a field, without defaults, which the format expresses by leaving fields out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def tuple_schema(self, schema: Any) -> Schema:
        return super().tuple_schema(schema) | {"type": ["array", "null"]}

    def dict_schema(self, schema: Any) -> Schema:
        entry = self.generate_inner(schema["values_schema"])
        names = {"pattern": models.ID}
        return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": entry}

    def default_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])


def schema_text() -> str:
    """The schema as JSON text, the same for every run."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """The schema of a whole map file."""
    made = models.MapRecord.model_json_schema(schema_generator=_Generator, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    made = _tidied(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            **made,
            "title": f"argmap map, format {models.FORMAT}",
            "definitions": {record.called(): definitions[record.__name__] for record in models.RECORDS[1:]},
        }
    )
    assert isinstance(made, dict)
    return made


def _tidied(made: Any) -> Any:
    """``made`` without the titles of records, which repeat their names in the file."""
    if isinstance(made, dict):
        return {
            name: value.lower().removesuffix("record") if name == "$ref" else _tidied(value)
            for name, value in made.items()
            if not (name == "title" and isinstance(value, str) and "properties" in made and "$schema" not in made)
        }
    return [_tidied(value) for value in made] if isinstance(made, list) else made


def main() -> None:
    """Write the schema and the table."""
    here = Path(__file__).parent
    (here.parent / "schema/map-1.schema.json").write_text(schema_text(), "utf-8")
    (here / "fields.py").write_text(table_text(), "utf-8")


if __name__ == "__main__":
    main()
