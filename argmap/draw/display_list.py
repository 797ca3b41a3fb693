"""A painted picture: rectangles, paths, texts and links with named looks, in groups that say what they are.

Lengths are points (1/72 inch), y downwards from the top left. Writers (SVG, PDF) turn a picture into a file; a theme
gives each look its colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from argmap.draw.measure import Weight

Point = tuple[float, float]
ORIGIN: Point = (0.0, 0.0)
Anchor = Literal["start", "middle", "end"]
PathCommand = tuple[Literal["M", "L", "C", "Z"], tuple[Point, ...]]
"""One step of an outline: move, line, cubic curve (two control points and the end), close."""


class Rect(NamedTuple):
    """A rectangle with corners rounded by ``radius``."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    look: str


class VectorPath(NamedTuple):
    """A line or shape."""

    steps: tuple[PathCommand, ...]
    look: str


class Text(NamedTuple):
    """One line of text; ``y`` is its baseline. ``from_right``: its script is read from the right, its right end is
    ``x``.
    """

    x: float
    y: float
    text: str
    size: float
    look: str
    weight: Weight = "regular"
    anchor: Anchor = "start"
    from_right: bool = False
    spacing: float = 0.0
    struck: bool = False


class ShapeGroup(NamedTuple):
    """Shapes that make up one thing, named for those who cannot see it. ``facts`` are machine-readable attributes.

    Its shapes are placed as seen from ``at``, so that a thing that has moved is still the same but for ``at``.
    """

    items: tuple[DisplayItem, ...]
    id: str = ""
    role: str = ""
    kind: str = ""
    title: str = ""
    description: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    at: Point = ORIGIN

    @property
    def words(self) -> tuple[object, ...]:
        """What it says of itself: all but its shapes and its place."""
        return self[1:-1]


class Hyperlink(NamedTuple):
    """Shapes that lead to ``url`` when followed; ``title`` says where that is."""

    url: str
    title: str
    items: tuple[DisplayItem, ...]


DisplayItem = Rect | VectorPath | Text | ShapeGroup | Hyperlink


class Picture(NamedTuple):
    """A whole picture, ``width`` by ``height`` points.

    ``page`` is its size in points on paper, if it is made for one. ``warning`` is a sentence for the person who asked
    for it, when it is not quite what was asked.
    """

    width: float
    height: float
    title: str
    description: str
    items: tuple[DisplayItem, ...]
    page: Point | None = None
    warning: str = ""


def flattened(items: tuple[DisplayItem, ...]) -> Iterator[Rect | VectorPath | Text]:
    """The shapes of ``items`` in painting order, without groups and links; each as seen from where its group is."""
    for item in items:
        if isinstance(item, (ShapeGroup, Hyperlink)):
            yield from flattened(item.items)
        else:
            yield item


def looks_in(items: Iterable[DisplayItem]) -> set[str]:
    """The looks that ``items`` have."""
    looks: set[str] = set()
    for item in items:
        if isinstance(item, (ShapeGroup, Hyperlink)):
            looks |= looks_in(item.items)
        else:
            looks.add(item.look)
    return looks


def moved(items: Iterable[DisplayItem], dx: float, dy: float) -> Iterator[DisplayItem]:
    """``items`` shifted right by ``dx`` and down by ``dy``."""
    for item in items:
        if isinstance(item, VectorPath):
            # Lists, as generators would take twice as long, and most of a large picture is outlines.
            steps = [(op, tuple([(x + dx, y + dy) for x, y in points])) for op, points in item.steps]
            yield VectorPath(tuple(steps), item.look)
        elif isinstance(item, (Rect, Text)):
            yield type(item)(item.x + dx, item.y + dy, *item[2:])
        elif isinstance(item, ShapeGroup):
            yield item._replace(at=(item.at[0] + dx, item.at[1] + dy))
        else:
            yield item._replace(items=tuple(moved(item.items, dx, dy)))


def line(*points: Point) -> tuple[PathCommand, ...]:
    """The steps of a polyline."""
    start, *rest = points
    return (("M", (start,)), *[("L", (point,)) for point in rest])


def circle(x: float, y: float, radius: float, look: str) -> Rect:
    """A circle around a point."""
    return Rect(x - radius, y - radius, 2 * radius, 2 * radius, radius, look)
