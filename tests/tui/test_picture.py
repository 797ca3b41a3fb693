"""The README's picture of the editor shows what the editor shows; ``ARGMAP_GOLDEN=write`` paints it anew."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from argmap.escape import for_xml
from tests.tui.conftest import Driver, Open

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "pictures" / "editor.svg"
SIZE = (120, 36)
"""Columns and lines."""

CLAIM = "reliance-weakens"
FRAME = TerminalTheme((13, 17, 23), (230, 237, 243), [(0, 0, 0)] * 8)
CELL, LINE = 12.2, 24.4
"""Width and height of a character's place, in the picture's units."""

DOCUMENT = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" viewBox="0 0 {wide:g} {tall:g}" \
role="img" aria-labelledby="title">
<title id="title">The editor with the sample map: the outline, the diagram around a claim, and the claim</title>
<g font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" font-size="20.2" fill="{ink}">
<rect width="{wide:g}" height="{tall:g}" rx="8" fill="{ground}"/>
{shapes}
</g>
</svg>
"""
"""Painted by attributes, which every reader of SVG honours. A letter of most of the fonts is 0.6 of its size wide."""


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
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    lines = console.render_lines(driver.editor.screen._compositor.render_update(full=True), pad=False)
    return DOCUMENT.format(
        wide=width * CELL,
        tall=height * LINE,
        ink=FRAME.foreground_color.hex,
        ground=FRAME.background_color.hex,
        shapes="\n".join(shape for row, line in enumerate(lines) for shape in shapes_of(line, row)),
    )


def shapes_of(line: list[Segment], row: int) -> Iterator[str]:
    """The grounds of a line's cells, and then its words, each where its first cell is."""
    words, grounds, column = list[str](), list[tuple[str, int]](), 0
    for text, style, _ in Segment.filter_control(line):
        style = style or Style()
        front, back = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
        grounds.append((hexadecimal(back) or FRAME.background_color.hex, cell_len(text)))
        colour = hexadecimal(front)
        look = f' fill="{colour}"' if colour else ""
        look += ' font-weight="bold"' if style.bold else ""
        look += ' font-style="italic"' if style.italic else ""
        look += ' text-decoration="underline"' if style.underline else ""
        for found in re.finditer(r"\S+(?: \S+)*", text):
            x = (column + cell_len(text[: found.start()])) * CELL
            words.append(f'<text x="{x:g}" y="{row * LINE + 18.5:g}"{look}>{for_xml(found[0])}</text>')
        column += cell_len(text)
    column = 0
    for colour, cells in groupby(grounds, lambda ground: ground[0]):
        width = sum(length for _, length in cells)
        place = f'x="{column * CELL:g}" y="{row * LINE:g}" width="{width * CELL:g}" height="{LINE + 0.25:g}"'
        yield f'<rect {place} fill="{colour}" shape-rendering="crispEdges"/>'
        column += width
    yield from words


def hexadecimal(colour: Color | None) -> str | None:
    return None if colour is None or colour.is_default else colour.get_truecolor(FRAME).hex


def written(svg: str) -> str:
    """The text of the picture."""
    return unescape("".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg)))


def without_spaces(text: str) -> str:
    return "".join(text.split())
