"""Paper: fitting a picture to a page, and saying how large its text then is. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.draw.anatomy import TEXT_SIZE, Measures
from argmap.draw.dot import CLOSE_GAPS, Direction
from argmap.draw.drawing import Drawing
from argmap.draw.frame import moved
from argmap.draw.paper_sizes import PAPERS, PaperName
from argmap.draw.picture import Picture, Rect

EDGE = 12.0
"""Points at the edge of a page that printers leave blank."""

LARGEST_SCALE = 1.3
"""A small map is not blown up beyond this."""

LAYOUTS: tuple[tuple[float, Direction], ...] = (
    (220.0, "RL"),
    (190.0, "RL"),
    (260.0, "RL"),
    (330.0, "RL"),
    (190.0, "BT"),
    (300.0, "BT"),
)
"""Widths of claims and directions to try for a page, the usual one first."""


def measures(claim_width: float) -> Measures:
    """The widths of boxes when claims are so wide."""
    return Measures(claim_width, min(190.0, claim_width), min(164.0, claim_width))


def variants(drawing: Drawing) -> tuple[Drawing, ...]:
    """A drawing in each width and direction to try for a page, the usual one first."""
    return tuple(
        replace(drawing, measures=measures(width), direction=direction, gaps=CLOSE_GAPS)
        for width, direction in LAYOUTS
    )


def scale_on(picture: Picture, page: tuple[float, float]) -> float:
    """Points on the page for a point of the picture."""
    fits = min((page[0] - 2 * EDGE) / picture.width, (page[1] - 2 * EDGE) / picture.height)
    return min(fits, LARGEST_SCALE)


def text_size(picture: Picture, paper: PaperName) -> float:
    """The size of claims' text, in points, when a picture is printed on a paper the better way round.

    A picture that fills its page has the size at which it stands there.
    """
    if picture.page is not None:
        return TEXT_SIZE * picture.page[0] / picture.width
    return TEXT_SIZE * max(scale_on(picture, page) for page in _ways_round(paper))


def best(pictures: Iterable[Picture], paper: PaperName) -> Picture:
    """The picture whose text is largest on the paper, made to fill its page."""
    return on_paper(max(pictures, key=lambda picture: text_size(picture, paper)), paper)


def on_paper(picture: Picture, paper: PaperName) -> Picture:
    """A picture in the middle of a page of its own, turned the better way round."""
    page = max(_ways_round(paper), key=lambda way: scale_on(picture, way))
    scale = scale_on(picture, page)
    width, height = page[0] / scale, page[1] / scale
    ground, *items = picture.items
    shifted = moved(items, (width - picture.width) / 2, min(EDGE / scale, (height - picture.height) / 2))
    look = ground.look if isinstance(ground, Rect) else "paper"
    return picture._replace(
        width=width, height=height, items=(Rect(0, 0, width, height, 0, look), *shifted), page=page
    )


def _ways_round(paper: PaperName) -> tuple[tuple[float, float], ...]:
    width, height = PAPERS[paper]
    return ((width, height),) if paper == "16:9" else ((width, height), (height, width))
