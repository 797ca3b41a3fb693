"""The JSON Schema (draft-07) of the map file, made from the models of the format.

``python -m argmap.mapfile.schema`` writes it anew, and the table of fields with it. The schema describes the file as
YAML readers other than ours see it, so text that they may take for a number, a date or a truth value is allowed where
text is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from argmap.mapfile import models
from argmap.mapfile.table import table_text

Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Says no more of a field than its description, and nothing of defaults, which are what is not given."""

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
    """``made`` without the titles of records, which are called what the file calls them."""
    if isinstance(made, dict):
        return {
            name: value.lower().removesuffix("record") if name == "$ref" else _tidied(value)
            for name, value in made.items()
            if not (name == "title" and isinstance(value, str) and "properties" in made and "$schema" not in made)
        }
    return [_tidied(value) for value in made] if isinstance(made, list) else made


def main() -> None:
    """Write the schema and the table anew."""
    here = Path(__file__).parent
    (here.parent / "schema/map-1.schema.json").write_text(schema_text(), "utf-8")
    (here / "fields.py").write_text(table_text(), "utf-8")


if __name__ == "__main__":
    main()
