"""The README of the router shows what the router does now, and names what is there."""

from __future__ import annotations

import re

from tests.draw.routing.pipeline_figure import FIGURE, figure

README = FIGURE.with_name("README.md")


def test_the_figure_is_current() -> None:
    """If not: ``python tests/draw/routing/pipeline_figure.py``."""
    assert FIGURE.read_text(encoding="utf-8") == figure()


def test_every_file_has_its_place_in_the_explanation() -> None:
    files = {file.name for file in FIGURE.parent.glob("*.py")} - {"__init__.py"}
    linked = set(re.findall(r"\]\(([\w/.]+\.py)\)", README.read_text(encoding="utf-8")))
    assert files <= linked
    assert all((FIGURE.parent / name).exists() for name in linked)
