"""What a file of SVG is made of: its shapes and texts with their places, in painting order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from argmap.draw.theme import Look

SVG = "{http://www.w3.org/2000/svg}"

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


class Shape(NamedTuple):
    """A shape or text of a picture: where, its attributes with those of its groups, and its words."""

    kind: str
    area: Area
    given: Mapping[str, str]
    words: str = ""

    def within(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.area
        return left <= x <= right and top <= y <= bottom


def shapes(file: Path) -> list[Shape]:
    """What a picture is made of, in painting order."""
    root = ElementTree.parse(file).getroot()
    wide, unit = re.fullmatch(r"([\d.]+)(pt)?", root.attrib["width"]).groups()  # type: ignore[union-attr]
    points = float(wide) * (1.0 if unit else 0.75) / float(root.attrib["viewBox"].split()[2])
    return [
        shape._replace(area=tuple(points * side for side in shape.area))  # type: ignore[arg-type]
        for shape in _shapes(root, {}, 0.0, 0.0)
    ]


def _shapes(element: ElementTree.Element, given: Mapping[str, str], x: float, y: float) -> Iterator[Shape]:
    own = dict(element.attrib)
    if moved := re.fullmatch(r"translate\((.*),(.*)\)", own.pop("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    given = {**given, **own}
    kind = element.tag.removeprefix(SVG)
    if kind == "rect":
        left, top = x + float(given.get("x", 0)), y + float(given.get("y", 0))
        yield Shape(kind, (left, top, left + float(own["width"]), top + float(own["height"])), given)
    elif kind == "text":
        words, size = element.text or "", float(given["font-size"])
        reach = 0.4 * size * len(words.strip("\u202b\u202c"))  # less than any font needs
        left = x + float(given["x"]) - {"end": reach, "middle": reach / 2}.get(given.get("text-anchor", ""), 0.0)
        bottom = y + float(given["y"])
        yield Shape(kind, (left, bottom - 0.75 * size, left + reach, bottom), given, words)
    elif kind == "path":
        found = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", given["d"])[:2]
        across, down = ([x + float(point[0]) for point in found], [y + float(point[1]) for point in found])
        yield Shape(kind, (min(across) - 1, min(down) - 1, max(across) + 1, max(down) + 1), given)
    for inner in element:
        yield from _shapes(inner, given, x, y)


def paint_of(shape: Shape, name: str, looks: Mapping[str, Look] | None = None) -> str | None:
    """The ``fill`` or ``stroke`` of a shape by its attributes, or in the colours of ``looks``."""
    value = getattr(looks[shape.given["class"]], name) if looks else shape.given.get(name)
    return None if value in {None, "none"} else str(value)


def ground_of(found: Sequence[Shape], place: int, looks: Mapping[str, Look] | None = None) -> str:
    """The fill of the box that the middle of a shape lies on: of those painted before it, the last."""
    left, top, right, bottom = found[place].area
    return next(
        fill
        for other in reversed(found[:place])
        if other.kind == "rect" and other.within((left + right) / 2, (top + bottom) / 2)
        for fill in [paint_of(other, "fill", looks)]
        if fill
    )
