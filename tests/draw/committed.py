"""The pictures that the repository holds."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PICTURES = sorted(
    file
    for folder in ("exports", "docs", "tests/draw/golden")
    for file in (ROOT / folder).rglob("*.svg")
    if 'class="argmap"' in file.read_text(encoding="utf-8").partition(">")[0]
)
"""Every picture of a map: exports, the gallery, those that pages of ``docs`` show, and the hostile ones of tests.
Those of the editor show the cells of a terminal.
"""

EACH = pytest.mark.parametrize("file", PICTURES, ids=[f"{file.parent.name}-{file.stem}" for file in PICTURES])
