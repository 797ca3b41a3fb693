"""``docs/reference/python.md`` says what its examples print, and leaves out no name of the public interface."""

from __future__ import annotations

import re
from pathlib import Path

import argmap
from tests.api.documentation import PAGE, page_as_run

TEXT = PAGE.read_text(encoding="utf-8")
RESULTS = {"Difference", "MergeResult", "MapReport", "Place", "__version__"}
"""Public names of what functions return, which nobody writes."""


def test_the_examples_print_what_the_page_says(tmp_path: Path) -> None:
    assert page_as_run(TEXT, tmp_path) == TEXT, "run: python -m tests.documents"
    assert TEXT.count("```python") > 10
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "positions.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_the_page_names_every_public_name_and_edit() -> None:
    edits = {name for name, value in vars(argmap.Map).items() if callable(value) and not name.startswith("_")}
    named = set(re.findall(r"\w+", TEXT))
    assert set(argmap.__all__) - RESULTS <= named
    assert edits - {"of"} <= named
