"""Values from outside become parts of a map only when they are what the types say."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict
from pathlib import Path

import pytest
from hypothesis import given
from pydantic import ValidationError

from argmap.mapfile.read.read import read
from argmap.model.types import Claim, Map, Part, Position, rebuilt
from argmap.model.validation import validated
from tests.strategies import maps

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    [*(ROOT / "tests" / "maps").glob("*.yaml"), *(ROOT / "docs").rglob("*.yaml"), *(ROOT / "maps").glob("*.yaml")]
)


@given(maps())
def test_a_map_told_as_plain_values_is_the_same_map(map: Map) -> None:
    assert validated(Map, asdict(map)) == map


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_reading_builds_needs_no_further_check(file: Path) -> None:
    map = read(file.read_bytes(), file.name).map
    assert validated(Map, asdict(map)) == map


@pytest.mark.parametrize(
    ("kind", "values", "where"),
    [
        (Claim, {"id": 7, "text": "A claim."}, "id"),
        (Claim, {"id": "a"}, "text"),
        (Claim, {"id": "a", "text": "A claim.", "colour": "red"}, "colour"),
        (Claim, {"id": "a", "text": "A claim.", "tags": "one"}, "tags"),
        (Position, {"stakeholder": "town", "stance": "shrugs"}, "stance"),
        (Map, {"title": "t", "claims": [{"id": "a", "text": None}]}, "claims.0.text"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(kind: type[Part], values: dict[str, object], where: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validated(kind, values)
    (error,) = refused.value.errors()
    assert ".".join(str(step) for step in error["loc"]) == where


def test_parts_are_frozen_and_one_that_is_rebuilt_as_it_was_is_itself() -> None:
    claim = Claim(id="a", text="A claim.")
    with pytest.raises(FrozenInstanceError):
        claim.text = "Another."  # type: ignore[misc]
    assert rebuilt(claim, text="A claim.") is claim
    assert rebuilt(claim, text="Another.") == Claim(id="a", text="Another.")
