"""From pictures to a description of a tagged PDF, from which a typesetter makes the file.

Its parts are in the order of reading, which is that of the picture: headings and paragraphs of placed lines, figures
with alternative texts, and shapes without a meaning of their own. Each thing of the map is a heading, by which screen
readers and bookmarks go from one to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, VectorPath, moved
from argmap.draw.links import is_safe, resolved
from argmap.draw.theme import Look, ThemeName, looks_of, palettes
from argmap.excerpt import TOLD_AGAIN, excerpt

DEEPEST = 6
"""The deepest level of headings in PDF 1.7."""

Part = list[Any]
"""Shapes ``["shapes", shape...]``, a figure ``["figure", text, part...]``, lines ``["paragraph", line...]`` or
``["heading", level, bookmark, line...]``. ``argmap/io/typst/picture.typ`` reads them.
"""


LARGEST = 14_400.0
"""The points of a side of a page that all readers of PDF show (ISO 32000-1, annex C.2): 200 inches."""


class PlacedText(NamedTuple):
    """A line of text with the address that it links to, if any."""

    text: Text
    url: str


def description(pictures: Sequence[Picture], theme: ThemeName = "light", files: Sequence[str] = ()) -> str:
    """The description of a PDF with a page for each picture, as JSON.

    ``files`` are the addresses of the pictures in links between them, which become links between pages. Lengths are
    points of the picture, which ``scale`` turns into points on paper.
    """
    palette, _ = palettes("light" if theme == "auto" else theme)
    writer = _DescriptionWriter(looks_of(palette), {name: place for place, name in enumerate(files, 1)})
    first = pictures[0]
    document = {
        "title": first.title,
        "about": first.description,
        "language": first.language,
        "pages": [writer.page(picture) for picture in pictures],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


class _DescriptionWriter:
    def __init__(self, looks: Mapping[str, Look], pages: Mapping[str, int]) -> None:
        self._looks = looks
        self._pages = pages
        self._level = 0

    def page(self, picture: Picture) -> dict[str, object]:
        """A page: its title is a heading, and so is each thing that is named on it."""
        self._level = 0
        scale = (picture.page or (picture.width, 0))[0] / picture.width
        scale = min(scale, LARGEST / max(picture.width, picture.height))
        parts = [part for item in _blocks(picture.items) for part in self._block(item)]
        return {"width": picture.width, "height": picture.height, "scale": scale, "parts": _merged(parts)}

    def _block(self, item: ShapeGroup | Rect | VectorPath | list[PlacedText]) -> Iterator[Part]:
        if isinstance(item, ShapeGroup):
            yield from self._group(item)
        elif isinstance(item, list):
            yield self._lines(item, 1 if self._level == 0 else 0, " ".join(one.text.text for one in item))
        else:
            yield ["shapes", self._shape(item)]

    def _group(self, group: ShapeGroup) -> Iterator[Part]:
        """A thing with a name as a heading, with its badges after it; a group of such things as these."""
        if group.role != "graphics-object":
            for block in _blocks(moved(group.items, *group.at)):
                yield from self._block(block)
            return
        shapes, lines, named = _taken_apart(moved(group.items, *group.at))
        says = ". ".join(filter(None, [group.title, group.description])) if not lines else group.description
        if shapes:
            told = says if not group.kind.startswith("box") else ""  # the lines and badges of a box say it
            yield self._figure(told, [["shapes", *map(self._shape, shapes)]])
        if lines:
            yield self._lines(lines, 1 + (group.level or 1), group.title)
        yield from map(self._small_thing, named)

    def _small_thing(self, group: ShapeGroup) -> Part:
        """A badge, for example: one figure, whose title says what it means."""
        shapes, lines, _ = _taken_apart(moved(group.items, *group.at))
        parts = [["shapes", *map(self._shape, shapes)]] if shapes else []
        if lines:
            parts.append(self._lines(lines))
        return self._figure(group.title, parts)

    @staticmethod
    def _figure(alternative: str, parts: list[Part]) -> Part:
        return ["figure", alternative, *parts] if alternative else parts[0]

    def _lines(self, lines: Sequence[PlacedText], level: int = 0, bookmark: str = "") -> Part:
        """Lines as a paragraph, or as a heading that is not more than one level below the last."""
        last = len(lines) - 1
        written = [self._line(line, place < last) for place, line in enumerate(lines)]
        if not level or not bookmark.strip():
            return ["paragraph", *written]
        self._level = min(level, self._level + 1, DEEPEST)
        return ["heading", self._level, excerpt(bookmark, TOLD_AGAIN), *written]

    def _line(self, line: PlacedText, goes_on: bool) -> Part:
        x, y, text, size, look, weight, anchor, from_right, spacing, struck, _ = line.text
        end = "end" if from_right and anchor == "start" else anchor
        fill = self._looks[look].fill or "#000000"
        place = [round(x, 2), round(y, 2), size]
        style = [fill, weight, end, from_right, spacing, struck]
        return [*place, text + " " if goes_on else text, *style, self._address(line.url)]

    def _address(self, url: str) -> str | int | None:
        """A web address, or the number of a page."""
        if url in self._pages:
            return self._pages[url]
        return resolved(url) if is_safe(url) and ":" in url else None

    def _shape(self, item: Rect | VectorPath) -> Part:
        look = self._looks[item.look]
        style = [look.fill, look.stroke, look.width, look.dash, look.round]
        if isinstance(item, Rect):
            x, y, width, height, radius, _ = item
            numbers = (x, y, width, height, min(radius, width / 2, height / 2))
            return ["rect", *style, *(round(number, 2) for number in numbers)]
        steps = [[op, *([round(x, 2), round(y, 2)] for x, y in points)] for op, points in item.commands]
        return ["path", *style, steps]


def _merged(parts: Iterable[Part]) -> Iterator[Part] | list[Part]:
    """Shapes that follow each other as one part."""
    merged: list[Part] = []
    for kind, group in groupby(parts, lambda part: part[0] == "shapes"):
        same = list(group)
        merged += [["shapes", *(shape for part in same for shape in part[1:])]] if kind else same
    return merged


def _blocks(items: Iterable[DisplayItem]) -> Iterator[ShapeGroup | Rect | VectorPath | list[PlacedText]]:
    """Groups and shapes, and the texts between them as paragraphs."""
    lines: list[PlacedText] = []
    for item in items:
        if isinstance(item, (Rect, VectorPath)):
            yield item
            continue
        if isinstance(item, Hyperlink):
            yield from (inner for inner in item.items if isinstance(inner, (Rect, VectorPath)))
        texts = _texts(item)
        if lines and not (texts and _continues(lines[-1].text, texts[0].text)):
            yield lines
            lines = []
        if texts:
            lines += texts
        elif isinstance(item, ShapeGroup):
            yield item
    if lines:
        yield lines


def _texts(item: DisplayItem) -> tuple[PlacedText, ...]:
    """The texts and links among shapes, as lines."""
    if isinstance(item, Text):
        return (PlacedText(item, ""),)
    if isinstance(item, Hyperlink):
        return tuple(PlacedText(inner, item.url) for inner in item.items if isinstance(inner, Text))
    return ()


LEADING = 1.7
"""How far apart the baselines of a paragraph are at most, in sizes of its text."""


def _continues(before: Text, text: Text) -> bool:
    """Whether a text goes on with the one before it: on the same line, or below it in the same style."""
    down = text.y - before.y
    if abs(down) < 1 and text.x > before.x:
        return True
    same = (text.size, text.look, text.weight, text.from_right) == (
        before.size,
        before.look,
        before.weight,
        before.from_right,
    )
    return same and 0 < down <= LEADING * text.size


def _taken_apart(
    items: Iterable[DisplayItem],
) -> tuple[list[Rect | VectorPath], list[PlacedText], list[ShapeGroup]]:
    """The shapes, the texts, and the groups that have a title, of a thing and of its groups that have none."""
    shapes: list[Rect | VectorPath] = []
    lines: list[PlacedText] = []
    named: list[ShapeGroup] = []
    for item in items:
        if isinstance(item, ShapeGroup) and item.title:
            named.append(item)
        elif isinstance(item, ShapeGroup):
            inner = _taken_apart(moved(item.items, *item.at))
            shapes += inner[0]
            lines += inner[1]
            named += inner[2]
        elif isinstance(item, (Rect, VectorPath)):
            shapes.append(item)
        else:
            shapes += (inner for inner in getattr(item, "items", ()) if isinstance(inner, (Rect, VectorPath)))
            lines += _texts(item)
    return shapes, lines, named
