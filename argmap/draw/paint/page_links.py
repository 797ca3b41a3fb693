"""What a page of several says of the others: its number, links to those around it, the list of all of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from argmap.draw.display_list import DisplayItem, Hyperlink, Point, Text
from argmap.draw.measure import truncated, width
from argmap.draw.scene.scene import ContentsLine, PageLink, Scene
from argmap.escape import one_line

SIZE = 11.0
TOP = 42.0
"""The baseline of the number of a page."""

NUMBER_WIDTH = 92.0
"""The room at the top right for the number of a page and the links to others."""

CONTENT_WIDTH = 380.0
"""The least width of a column of the list of pages."""

CONTENTS_LONG, DEEPEST_INDENT = 36, 6
"""Lines of that list after which a further column is begun, and steps that its lines are indented at most."""


def page_links_width(scene: Scene) -> float:
    """How much of the width beside the title :func:`page_links` takes."""
    return NUMBER_WIDTH if scene.of > 1 else 0.0


def contents_width(lines: Sequence[ContentsLine]) -> float:
    """How wide a page should be for its list of pages."""
    return CONTENT_WIDTH * math.ceil(len(lines) / CONTENTS_LONG)


def page_links(scene: Scene, right: float) -> Iterator[DisplayItem]:
    """The page's number and the links to others, one below the other, ending at ``right``."""
    y = TOP
    if scene.of > 1:
        yield Text(right, y, f"Page {scene.number} of {scene.of}", SIZE, "quiet", anchor="end")
    for page in scene.back:
        y += SIZE * 1.4
        label, told = f"< Page {page.number}", "To the page that this one goes on from"
        if page.number == 1:
            label, told = "< Overview", "To the overview of this map"
        yield _link(page, label, told, (right, y))
    if scene.next:
        y += SIZE * 1.4
        yield _link(scene.next, f"Page {scene.next.number} >", "To the next page", (right, y))


def _link(page: PageLink, label: str, told: str, at: Point) -> Hyperlink:
    """A link to another page that ends at a point."""
    return Hyperlink(page.file, told, (Text(*at, label, SIZE, "word-issue", "bold", "end"),))


def contents_list(
    lines: Sequence[ContentsLine], left: float, room: float, y: float
) -> tuple[list[DisplayItem], float]:
    """The list of pages from ``y`` on, in as many columns of equal length as there is room for, and where it ends."""
    number = max(1, min(int(room // CONTENT_WIDTH), len(lines) // 5))
    wide, long = room / number, -(-len(lines) // number)
    numbers = max(16.0, *(width(_pages_of(line_of), SIZE, "bold") for line_of in lines))
    items: list[DisplayItem] = []
    for place, line_of in enumerate(lines):
        x, at = left + wide * (place // long), y + 15 * (place % long + 1)
        start = numbers + 8 + 14 * min(line_of.depth, DEEPEST_INDENT)
        title = truncated(one_line(line_of.title), wide - start - 22, SIZE)
        words = Text(x + start, at, title, SIZE, "ink")
        page = Text(x + numbers, at, _pages_of(line_of), SIZE, "word-issue", "bold", "end")
        items.append(Hyperlink(line_of.page.file, f"To page {line_of.page.number}", (page, words)))
    return items, y + 15 * long


def _pages_of(line_of: ContentsLine) -> str:
    """The number of a page in the list, and of the last of those that are not listed after it."""
    first = line_of.page.number
    return str(first) if line_of.last <= first else f"{first}\u2013{line_of.last}"
