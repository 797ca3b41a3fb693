"""The README's picture of the editor shows what the editor shows; ``ARGMAP_GOLDEN=write`` paints it anew."""

from __future__ import annotations

import io
import os
import re
from html import unescape
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from tests.tui.conftest import Driver, Open

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "editor.svg"
SIZE = (120, 36)
"""Columns and lines."""

CLAIM = "reliance-weakens"
FRAME = TerminalTheme((13, 17, 23), (230, 237, 243), [(0, 0, 0)] * 8)
DOCUMENT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {terminal_width} {terminal_height}" role="img" \
aria-labelledby="title">
<title id="title">The editor with the sample map: the outline, the diagram around a claim, and the claim</title>
<style>
.{unique_id}-matrix {{ font-family: "Fira Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect width="{terminal_width}" height="{terminal_height}" rx="8" fill="#0d1117"/>
<g clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


async def test_the_picture_shows_what_the_editor_shows(driving: Open) -> None:
    sample = ROOT / "maps" / "uk_openai.yaml"
    async with driving(sample.read_text(encoding="utf-8"), SIZE, name=sample.name) as driver:
        main = driver.editor.main
        await driver.press("2")
        await driver.select(CLAIM)
        await driver.until(lambda: "note" in driver.screen_lines()[0])
        await driver.until(lambda: main.claim_pane.words.startswith("Relying"))
        if os.environ.get("ARGMAP_GOLDEN") == "write":
            PICTURE.write_text(painted(driver), encoding="utf-8")
        shown = "".join(driver.screen_lines())
    assert without_spaces(written(PICTURE.read_text(encoding="utf-8"))) == without_spaces(shown)


def painted(driver: Driver) -> str:
    """The screen as SVG, with nothing loaded from outside."""
    width, height = SIZE
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
    )
    console.print(driver.editor.screen._compositor.render_update(full=True))
    return console.export_svg(theme=FRAME, code_format=DOCUMENT, unique_id="editor")


def written(svg: str) -> str:
    """The text of the picture."""
    return unescape("".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg)))


def without_spaces(text: str) -> str:
    return "".join(text.split())
