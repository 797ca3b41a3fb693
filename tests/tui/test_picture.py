"""The README's picture of the editor shows what the editor shows; ``ARGMAP_GOLDEN=write`` paints it again."""

from __future__ import annotations

import os
from pathlib import Path

from tests.tui.conftest import Open
from tests.tui.screen_picture import painted, without_spaces, written

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "pictures" / "editor.svg"
SIZE = (120, 36)
"""Columns and lines."""

CLAIM = "reliance-weakens"
TITLE = "The editor with the sample map: the outline, the brief, and the claim"


async def test_the_picture_shows_what_the_editor_shows(driving: Open) -> None:
    sample = ROOT / "maps" / "uk_openai.yaml"
    async with driving(sample.read_text(encoding="utf-8"), SIZE, name=sample.name) as driver:
        main = driver.editor.main
        await driver.press("2")
        await driver.select(CLAIM)
        await driver.until(lambda: "suggestion" in driver.screen_lines()[0])
        await driver.until(lambda: "objects to" in main.claim_pane.words)
        if os.environ.get("ARGMAP_GOLDEN") == "write":
            PICTURE.write_text(painted(driver, TITLE), encoding="utf-8")
        shown = "".join(driver.screen_lines())
    assert without_spaces(written(PICTURE.read_text(encoding="utf-8"))) == without_spaces(shown)
