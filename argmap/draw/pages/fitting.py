"""Paper: fitting a picture to a page, and saying how large its text then is. Lengths are points."""

from __future__ import annotations

import math
from dataclasses import replace

from argmap.draw.display_list import Picture, Point, Rect, moved
from argmap.draw.drawing import Drawing
from argmap.draw.layout.cost import SizeBound, size_bound
from argmap.draw.layout.graph import CLOSE_GAPS, Direction
from argmap.draw.pages.pagination import PageSpace
from argmap.draw.paper import LEAST_TEXT, PAPERS, PaperName
from argmap.draw.scene.boxes import TEXT_SIZE, BoxWidths

EDGE = 12.0
"""Points at the edge of a page that printers leave blank."""

LARGEST_SCALE = 1.3
"""A small map is not blown up beyond this."""

ENGINES_ROUND = 1.001
"""How much smaller than its bounds a drawing may come out: engines round the sizes of boxes."""

AROUND = (56.0, 170.0)
"""About how much wider and taller a picture is than its drawing, where legend and sources take a usual room."""

LAYOUTS: tuple[tuple[float, Direction], ...] = (
    (220.0, "RL"),
    (190.0, "RL"),
    (260.0, "RL"),
    (330.0, "RL"),
    (190.0, "BT"),
    (300.0, "BT"),
)
"""Widths of claims and directions to try for a page, the usual one first."""


def box_widths(claim_width: float) -> BoxWidths:
    """The widths of boxes when claims are so wide."""
    return BoxWidths(claim_width, min(190.0, claim_width), min(164.0, claim_width))


def variants(drawing: Drawing) -> tuple[Drawing, ...]:
    """A drawing in each width and direction to try for a page, the usual one first."""
    return tuple(
        replace(drawing, box_widths=box_widths(width), direction=direction, gaps=CLOSE_GAPS)
        for width, direction in LAYOUTS
    )


def _scale(size: Point, page: Point) -> float:
    """Points on the page for a point of a picture of that size."""
    fits = min((page[0] - 2 * EDGE) / size[0], (page[1] - 2 * EDGE) / size[1])
    return min(fits, LARGEST_SCALE)


def text_size(picture: Picture, paper: PaperName) -> float:
    """The size of claims' text, in points, when a picture is printed on a paper the better way round.

    A picture that fills its page has the size at which it stands there.
    """
    if picture.page is not None:
        return TEXT_SIZE * picture.page[0] / picture.width
    return text_size_of((picture.width, picture.height), paper)


def text_size_of(size: Point, paper: PaperName) -> float:
    """The same for a picture of that width and height."""
    return TEXT_SIZE * max(_scale(size, page) for page in _ways_round(paper))


def max_text_size(drawing: Drawing, around: Point, paper: PaperName) -> float:
    """A size in points that the text of a drawing cannot pass on a paper, wherever an engine puts its boxes.

    ``around`` is what :func:`argmap.draw.paint.furniture.least_around` says of its scene.
    """
    bounds = size_bound(drawing.graph)
    return ENGINES_ROUND * TEXT_SIZE * max(_most(page, bounds, around) for page in _ways_round(paper))


def _most(page: Point, bounds: SizeBound, around: Point) -> float:
    """The largest scale of a drawing within ``bounds`` on a page, with that much around it, beside and below.

    Of the points ``s`` of the picture that one of the page stands for, the area asks that
    (width * s - beside) * (height * s - below) be as large as it is.
    """
    width, height = page[0] - 2 * EDGE, page[1] - 2 * EDGE
    beside, below = around[0] - bounds.gaps[0], around[1] - bounds.gaps[1]
    half = (width * below + height * beside) / (2 * width * height)
    inside = half * half - (beside * below - bounds.area) / (width * height)
    sides = (bounds.width + around[0]) / width, (bounds.height + around[1]) / height
    return 1 / max(1 / LARGEST_SCALE, half + math.sqrt(max(0.0, inside)), *sides)


def on_paper(picture: Picture, paper: PaperName) -> Picture:
    """A picture in the middle of a page of its own, turned the better way round."""
    size = picture.width, picture.height
    page = max(_ways_round(paper), key=lambda way: _scale(size, way))
    scale = _scale(size, page)
    width, height = page[0] / scale, page[1] / scale
    ground, *items = picture.items
    shifted = moved(items, (width - picture.width) / 2, min(EDGE / scale, (height - picture.height) / 2))
    look = ground.look if isinstance(ground, Rect) else "paper"
    return picture._replace(
        width=width, height=height, items=(Rect(0, 0, width, height, 0, look), *shifted), page=page
    )


def _ways_round(paper: PaperName) -> tuple[Point, ...]:
    width, height = PAPERS[paper]
    return ((width, height),) if paper == "16:9" else ((width, height), (height, width))


def room(paper: PaperName) -> PageSpace:
    """About the room for boxes on a page with the smallest text that can be read, in columns as narrow as may be."""
    points = TEXT_SIZE / LEAST_TEXT[paper]
    beside, below = AROUND
    width = min(width for width, _ in LAYOUTS)
    across, down = CLOSE_GAPS
    ways = tuple(
        ((wide - 2 * EDGE) * points - beside + across, (tall - 2 * EDGE) * points - below + down)
        for wide, tall in _ways_round(paper)
    )
    return PageSpace(ways, width + across, down)
