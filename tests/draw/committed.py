"""The pictures that the repository holds."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PICTURES = sorted(
    file
    for folder in ("exports", "docs", "tests/draw/golden")
    for file in (ROOT / folder).rglob("*.svg")
    if file != ROOT / "docs/pictures/editor.svg"
)
"""Every one of a map: exports, the gallery, those that other pages of ``docs`` show, and the hostile ones of tests.
That of the editor shows the cells of a terminal.
"""

EACH = pytest.mark.parametrize("file", PICTURES, ids=[f"{file.parent.name}-{file.stem}" for file in PICTURES])
