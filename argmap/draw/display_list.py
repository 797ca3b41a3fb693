"""Display lists: a picture as rectangles, paths, texts and links in painting order, in groups with descriptions.

Lengths are points (1/72 inch); y grows downwards from the top left corner. Shapes name their look, to which a theme
gives colours. Writers turn a picture into a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from argmap.draw.measure import Weight

Point = tuple[float, float]
ORIGIN: Point = (0.0, 0.0)
Anchor = Literal["start", "middle", "end"]
PathCommand = tuple[Literal["M", "L", "C", "Z"], tuple[Point, ...]]
"""A command of a path, as in SVG: move, line, cubic Bezier curve (two control points and the end), close."""


class Rect(NamedTuple):
    """A rectangle whose corners have a ``radius``."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    look: str


class VectorPath(NamedTuple):
    """A line or an area, given by its path commands."""

    commands: tuple[PathCommand, ...]
    look: str


class Text(NamedTuple):
    """One line of text with its baseline at ``y``.

    ``from_right`` says that its script is written from right to left and that ``x`` is its right end. ``spacing`` is
    added after each letter; ``struck`` text is crossed out. One that ``follows`` goes on where the text before it in
    its group ends: in an unknown font that is somewhere before ``x``.
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
    follows: bool = False


class ShapeGroup(NamedTuple):
    """The shapes of one thing, with its accessible ``title`` and ``description``.

    Coordinates of ``items`` are relative to ``at``. ``id``, ``role`` (WAI-ARIA), ``kind`` (class names) and ``facts``
    (name and value) become attributes of the group. ``level`` is how deep the thing is in the outline, from 1, where
    that is known.
    """

    items: tuple[DisplayItem, ...]
    id: str = ""
    role: str = ""
    kind: str = ""
    title: str = ""
    description: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    at: Point = ORIGIN
    level: int = 0

    def placed(self, at: Point, level: int) -> ShapeGroup:
        """The group at another place of the picture and the outline; faster than ``_replace``."""
        return ShapeGroup(*self[:-2], at, level)

    @property
    def words(self) -> tuple[object, ...]:
        """All fields but the shapes, the position and the level."""
        return self[1:-2]


class Hyperlink(NamedTuple):
    """Shapes that link to ``url``; ``title`` says what is there."""

    url: str
    title: str
    items: tuple[DisplayItem, ...]


DisplayItem = Rect | VectorPath | Text | ShapeGroup | Hyperlink


class Picture(NamedTuple):
    """A picture of ``width`` by ``height`` points.

    ``page`` is the size in points of the paper that it is scaled to, if there is one. ``warning`` is a sentence for
    the user where the picture differs from what was asked for. ``language`` is that of its texts, a BCP 47 tag, or
    empty.
    """

    width: float
    height: float
    title: str
    description: str
    items: tuple[DisplayItem, ...]
    page: Point | None = None
    warning: str = ""
    language: str = ""


def flattened(items: tuple[DisplayItem, ...]) -> Iterator[Rect | VectorPath | Text]:
    """The shapes in groups and links of ``items``, in painting order, with the coordinates of their own group."""
    for item in items:
        if isinstance(item, (ShapeGroup, Hyperlink)):
            yield from flattened(item.items)
        else:
            yield item


def looks_in(items: Iterable[DisplayItem]) -> set[str]:
    """The names of the looks in ``items``."""
    looks: set[str] = set()
    waiting = [*items]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (ShapeGroup, Hyperlink)):
            waiting += item.items
        else:
            looks.add(item.look)
    return looks


def moved(items: Iterable[DisplayItem], dx: float, dy: float) -> Iterator[DisplayItem]:
    """``items`` shifted right by ``dx`` and down by ``dy``."""
    for item in items:
        if isinstance(item, VectorPath):
            # Lists, as generators take twice as long, and most of a large picture is paths.
            commands = [(op, tuple([(x + dx, y + dy) for x, y in points])) for op, points in item.commands]
            yield VectorPath(tuple(commands), item.look)
        elif isinstance(item, (Rect, Text)):
            yield type(item)(item.x + dx, item.y + dy, *item[2:])
        elif isinstance(item, ShapeGroup):
            yield item.placed((item.at[0] + dx, item.at[1] + dy), item.level)
        else:
            yield item._replace(items=tuple(moved(item.items, dx, dy)))


def line(*points: Point) -> tuple[PathCommand, ...]:
    """The path commands of a polyline."""
    start, *rest = points
    return (("M", (start,)), *[("L", (point,)) for point in rest])


def circle(x: float, y: float, radius: float, look: str) -> Rect:
    """A circle around a point, as a rectangle with round corners."""
    return Rect(x - radius, y - radius, 2 * radius, 2 * radius, radius, look)
