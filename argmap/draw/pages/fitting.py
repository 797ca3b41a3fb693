"""Fitting a picture to a page, and the size that its text then has. Lengths are points."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from argmap.draw.display_list import Picture, Point, Rect, Text, flattened, moved
from argmap.draw.drawing import Drawing
from argmap.draw.layout.graph import CLOSE_GAPS, Direction
from argmap.draw.layout.strategy import SizeBound, size_bound
from argmap.draw.pages.pagination import PageSpace
from argmap.draw.paper import FIXED, LEAST_TEXT, PAPERS, PaperName
from argmap.draw.scene.boxes import TEXT_SIZE, BoxWidths

EDGE = 12.0
"""Margin of a page, which printers may leave blank."""

LARGEST_SCALE = 1.3
"""Maximum enlargement of a small map."""

ENGINES_ROUND = 1.001
"""Factor by which a drawing may be smaller than its lower bound, as engines round the sizes of boxes."""

AROUND = (56.0, 170.0)
"""A typical difference in width and height between a picture and its diagram, for legend and sources."""

LAYOUTS: tuple[tuple[float, Direction], ...] = (
    (220.0, "RL"),
    (190.0, "RL"),
    (260.0, "RL"),
    (330.0, "RL"),
    (190.0, "BT"),
    (300.0, "BT"),
)
"""The widths of claims and the directions that are tried for a page, the preferred first."""


def box_widths(claim_width: float) -> BoxWidths:
    """The widths of boxes where claims have this width."""
    return BoxWidths(claim_width, min(190.0, claim_width), min(164.0, claim_width))


def variants(drawing: Drawing) -> tuple[Drawing, ...]:
    """A drawing in each of :data:`LAYOUTS`; the pages of a series in those with main claims at the left."""
    return tuple(
        replace(drawing, box_widths=box_widths(width), direction=direction, gaps=CLOSE_GAPS)
        for width, direction in LAYOUTS
        if direction == "RL" or not drawing.scene.in_series
    )


def _scale(size: Point, page: Point) -> float:
    """The scale of a picture of this size on a page."""
    fits = min((page[0] - 2 * EDGE) / size[0], (page[1] - 2 * EDGE) / size[1])
    return min(fits, LARGEST_SCALE)


def text_size(picture: Picture, paper: PaperName) -> float:
    """The size of claims' text, in points, of a picture on paper in the better orientation, or on its own page."""
    if picture.page is not None:
        return TEXT_SIZE * picture.page[0] / picture.width
    return text_size_of((picture.width, picture.height), paper)


def usual_size(picture: Picture) -> float:
    """The size in which most characters of a picture are drawn, in its own points."""
    characters: Counter[float] = Counter()
    for item in flattened(picture.items):
        if isinstance(item, Text):
            characters[item.size] += len(item.text)
    return max(characters, key=lambda size: (characters[size], size), default=TEXT_SIZE)


def text_size_of(size: Point, paper: PaperName) -> float:
    """The size of claims' text, in points, of a picture of this width and height on paper."""
    return TEXT_SIZE * max(_scale(size, page) for page in _ways_round(paper))


def max_text_size(drawing: Drawing, around: Point, paper: PaperName) -> float:
    """An upper bound of the size of a drawing's text on paper, in points, over all layouts.

    ``around`` is :func:`argmap.draw.paint.furniture.least_around` of its scene.
    """
    bounds = size_bound(drawing.graph)
    return ENGINES_ROUND * TEXT_SIZE * max(_most(page, bounds, around) for page in _ways_round(paper))


def _most(page: Point, bounds: SizeBound, around: Point) -> float:
    """The largest possible scale on a page of a drawing with a lower bound of its size and with ``around`` it.

    With 1/s as the scale, its area requires that (width * s - beside) * (height * s - below) >= area.
    """
    width, height = page[0] - 2 * EDGE, page[1] - 2 * EDGE
    beside, below = around[0] - bounds.gaps[0], around[1] - bounds.gaps[1]
    half = (width * below + height * beside) / (2 * width * height)
    inside = half * half - (beside * below - bounds.area) / (width * height)
    sides = (bounds.width + around[0]) / width, (bounds.height + around[1]) / height
    return 1 / max(1 / LARGEST_SCALE, half + math.sqrt(max(0.0, inside)), *sides)


def on_paper(picture: Picture, paper: PaperName, most: float = math.inf) -> Picture:
    """A picture centred at the top of a page in the better orientation, with text of ``most`` points at most."""
    size = picture.width, picture.height
    page = max(_ways_round(paper), key=lambda way: _scale(size, way))
    scale = min(_scale(size, page), most / TEXT_SIZE)
    width, height = page[0] / scale, page[1] / scale
    ground, *items = picture.items
    shifted = moved(items, (width - picture.width) / 2, min(EDGE / scale, (height - picture.height) / 2))
    look = ground.look if isinstance(ground, Rect) else "paper"
    return picture._replace(
        width=width, height=height, items=(Rect(0, 0, width, height, 0, look), *shifted), page=page
    )


def _ways_round(paper: PaperName) -> tuple[Point, ...]:
    width, height = PAPERS[paper]
    return ((width, height),) if paper in FIXED else ((width, height), (height, width))


def space(paper: PaperName) -> PageSpace:
    """An estimate of the space for boxes on a page with the smallest readable text, in the narrowest columns."""
    points = TEXT_SIZE / LEAST_TEXT[paper]
    beside, below = AROUND
    width = min(width for width, _ in LAYOUTS)
    across, down = CLOSE_GAPS
    ways = tuple(
        ((wide - 2 * EDGE) * points - beside + across, (tall - 2 * EDGE) * points - below + down)
        for wide, tall in _ways_round(paper)
    )
    return PageSpace(ways, width + across, down)
