"""Paints the screen of a driven editor as SVG, and reads the text of such a picture."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from argmap.escape import for_xml
from tests.tui.conftest import Driver

FRAME = TerminalTheme((13, 17, 23), (230, 237, 243), [(0, 0, 0)] * 8)
CELL, LINE = 12.2, 24.4
"""Width and height of a character's place, in the picture's units."""

DOCUMENT = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" viewBox="0 0 {wide:g} {tall:g}" \
role="img" aria-labelledby="title">
<title id="title">{title}</title>
<g font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" font-size="20.2" fill="{ink}">
<rect width="{wide:g}" height="{tall:g}" rx="8" fill="{ground}"/>
{shapes}
</g>
</svg>
"""
"""Painted by attributes, which every reader of SVG honours. A letter of most of the fonts is 0.6 of its size wide."""


def painted(driver: Driver, title: str) -> str:
    """The screen as SVG, with nothing loaded from outside."""
    width, height = driver.editor.size
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    lines = console.render_lines(driver.editor.screen._compositor.render_update(full=True), pad=False)
    return DOCUMENT.format(
        title=for_xml(title),
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
