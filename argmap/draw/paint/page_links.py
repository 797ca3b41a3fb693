"""Navigation on the pages of a series: the page number, links to other pages, and the table of contents."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from argmap.draw.display_list import DisplayItem, Hyperlink, Point, Text
from argmap.draw.measure import truncated, width
from argmap.draw.scene.scene import ContentsLine, PageLink, Scene
from argmap.escape import one_line

SIZE = 11.0
TOP = 42.0
"""The baseline of the page number."""

NUMBER_WIDTH = 92.0
"""The width at the top right for the page number and the links to other pages."""

CONTENT_WIDTH = 380.0
"""The minimum width of a column of the table of contents."""

CONTENTS_LONG, DEEPEST_INDENT = 36, 6
"""Lines of the table of contents for which one column is enough, and the deepest indent of its lines."""


def page_links_width(scene: Scene) -> float:
    """The width that :func:`page_links` takes beside the title."""
    return NUMBER_WIDTH if scene.of > 1 else 0.0


def contents_width(lines: Sequence[ContentsLine]) -> float:
    """The width that a table of contents needs."""
    return CONTENT_WIDTH * math.ceil(len(lines) / CONTENTS_LONG)


def page_links(scene: Scene, right: float) -> Iterator[DisplayItem]:
    """The page number and the links to other pages, one below the other, right-aligned at ``right``."""
    y = TOP
    if scene.of > 1:
        yield Text(right, y, f"Page {scene.number} of {scene.of}", SIZE, "quiet", anchor="end")
    for page in scene.back:
        y += SIZE * 1.4
        label, title = f"< Page {page.number}", "To the page that this one goes on from"
        if page.number == 1:
            label, title = "< Overview", "To the overview of this map"
        yield _link(page, label, title, (right, y))
    if scene.next:
        y += SIZE * 1.4
        yield _link(scene.next, f"Page {scene.next.number} >", "To the next page", (right, y))


def _link(page: PageLink, label: str, title: str, at: Point) -> Hyperlink:
    """A link to another page, right-aligned at a point."""
    return Hyperlink(page.file, title, (Text(*at, label, SIZE, "word-tension", "bold", "end"),))


def contents_list(
    lines: Sequence[ContentsLine], left: float, room: float, y: float
) -> tuple[list[DisplayItem], float]:
    """The table of contents from ``y`` on, in as many columns of equal length as fit, and the y below it."""
    number = max(1, min(int(room // CONTENT_WIDTH), len(lines) // 5))
    wide, long = room / number, -(-len(lines) // number)
    numbers = max(16.0, *(width(_pages_of(line_of), SIZE, "bold") for line_of in lines))
    items: list[DisplayItem] = []
    for place, line_of in enumerate(lines):
        x, at = left + wide * (place // long), y + 15 * (place % long + 1)
        start = numbers + 8 + 14 * min(line_of.depth, DEEPEST_INDENT)
        title = truncated(one_line(line_of.title), wide - start - 22, SIZE)
        words = Text(x + start, at, title, SIZE, "ink")
        page = Text(x + numbers, at, _pages_of(line_of), SIZE, "word-tension", "bold", "end")
        items.append(Hyperlink(line_of.page.file, f"To page {line_of.page.number}", (page, words)))
    return items, y + 15 * long


def _pages_of(line_of: ContentsLine) -> str:
    """The number of a page, or the range of it and the pages that continue it."""
    first = line_of.page.number
    return str(first) if line_of.last <= first else f"{first}\u2013{line_of.last}"
