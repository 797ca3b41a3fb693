"""The JSON Schema that text editors use agrees with the reader wherever the shape of a file decides."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap.mapfile.fields import MAP, RECORDS, SIDE
from argmap.mapfile.models import MapRecord
from argmap.mapfile.record import Record
from argmap.mapfile.schema import main, schema, schema_text, table_text
from argmap.model.types import Map
from tests.examples import examples
from tests.mapfile.layouts import laid_out
from tests.strategies import maps

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "argmap/schema/map-1.schema.json"
SOUND = sorted(
    path
    for folder in ("maps", "docs/gallery", "tests/maps", "argmap")
    for path in (ROOT / folder).glob("**/*.yaml" if folder == "argmap" else "*.yaml")
)
SHAPE_CODES = {"AM012", "AM013", "AM014", "AM015", "AM016", "AM019", "AM020", "AM021", "AM022"}
"""What a schema can see: not characters, not syntax, not that an id or a name stands twice."""
BROKEN = [
    name
    for name, code in re.findall(
        r"^\| `(.+)` \| +\d+ \| +\d+ \| (AM\d+) \|", (ROOT / "tests/maps/broken/README.md").read_text("utf-8"), re.M
    )
    if code in SHAPE_CODES
]


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as text editors do: names are text; numbers, truth values and nulls are not, dates are."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "merge", "value"))]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def validator() -> Any:
    """What checks a file against the committed schema."""
    import jsonschema

    return jsonschema.Draft7Validator(json.loads(COMMITTED.read_text("utf-8")))


def complaints(data: bytes) -> list[str]:
    """What the committed schema finds wrong with a file, in which the models that it is made from find as much."""
    loaded: Any = yaml.load(data.decode("utf-8-sig"), EditorLoader)
    try:
        MapRecord.model_validate(loaded)
    except ValidationError:
        assert not validator().is_valid(loaded)
    else:
        assert validator().is_valid(loaded)
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator().iter_errors(loaded)]


def test_the_committed_schema_and_table_are_current() -> None:
    assert COMMITTED.read_text("utf-8") == schema_text()
    assert (ROOT / "argmap/mapfile/fields.py").read_text("utf-8") == table_text()


@pytest.mark.needs("jsonschema")
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_every_field_is_described_with_an_example_that_fits(record: Record) -> None:
    import jsonschema

    made = schema()
    jsonschema.Draft7Validator.check_schema(made)
    described = made if record is MAP else made["definitions"][record.name]
    fields = described.get("properties") or described["oneOf"][1]["properties"]
    assert list(fields) == [field.name for field in record.fields]
    for field in record.fields:
        said = fields[field.name]
        assert said["description"].endswith(".")
        assert field.of not in (None, SIDE) or said["examples"]
        validator = jsonschema.Draft7Validator({**said, "definitions": made["definitions"]})
        assert all(validator.is_valid(example) for example in said.get("examples", ()))


@pytest.mark.needs("jsonschema")
@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_a_map_that_is_read_fits_the_schema(path: Path) -> None:
    assert complaints(path.read_bytes()) == []


@pytest.mark.needs("jsonschema")
@examples(50)
@given(maps(), st.integers(0, 2**32).map(Random))
def test_a_generated_map_in_any_layout_fits_the_schema(map: Map, random: Random) -> None:
    assert complaints(laid_out(map, random)) == []


@pytest.mark.needs("jsonschema")
@pytest.mark.parametrize("name", BROKEN)
def test_what_the_reader_refuses_for_its_shape_does_not_fit_the_schema(name: str) -> None:
    assert complaints((ROOT / "tests/maps/broken" / name).read_bytes())


def test_the_command_writes_both_files_as_they_are_committed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("mapfile", "schema"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr("argmap.mapfile.schema.__file__", str(tmp_path / "mapfile/schema.py"))
    main()
    assert (tmp_path / "schema/map-1.schema.json").read_bytes() == COMMITTED.read_bytes()
    assert (tmp_path / "mapfile/fields.py").read_bytes() == (ROOT / "argmap/mapfile/fields.py").read_bytes()
