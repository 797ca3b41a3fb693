"""The page on the format is true: its example reads, and it names every field and every problem."""

from __future__ import annotations

from pathlib import Path

from argmap.mapfile.canonical import format
from argmap.mapfile.models import RECORDS
from argmap.mapfile.read.read import read
from argmap.mapfile.syntax.problems import PROBLEMS

PAGE = (Path(__file__).parents[2] / "docs/reference/format.md").read_text(encoding="utf-8")


def test_the_example_is_a_map_in_canonical_layout() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    document = read(example.encode(), "docs/reference/format.md")
    assert len(document.map.claims) == 3
    assert format(document) == example


def test_every_field_and_problem_is_named() -> None:
    for record in RECORDS:
        for name, field in record.model_fields.items():
            assert f"| `{field.alias or name}` | {field.description}" in PAGE
    assert all(f"| {problem.code} | {problem.name}" in PAGE for problem in PROBLEMS)
