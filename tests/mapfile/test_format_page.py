"""The example on the page of the format is a map, laid out as argmap does it."""

from __future__ import annotations

from pathlib import Path

from argmap.mapfile.canonical import format
from argmap.mapfile.read.read import read

PAGE = (Path(__file__).parents[2] / "docs/reference/format.md").read_text(encoding="utf-8")


def test_the_example_is_a_map_in_canonical_layout() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    document = read(example.encode(), "docs/reference/format.md")
    assert len(document.map.claims) == 3
    assert format(document) == example
