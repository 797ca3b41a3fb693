"""Fitting a picture to a page, and the size that its text then has. Lengths are points."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from argmap.draw.display_list import Picture, Point, Rect, Text, flattened, moved
from argmap.draw.drawing import Drawing, PlacedDrawing
from argmap.draw.layout.graph import CLOSE_GAPS, RANK_GAP, Direction
from argmap.draw.layout.placement import connected_components
from argmap.draw.layout.strategy import SizeBound, size_bound
from argmap.draw.pages.pagination import MOST_BESIDE, PageSpace
from argmap.draw.paper import (
    ABOVE_ON_SLIDE,
    COLUMN,
    FIXED,
    LEAST_IN_COLUMN,
    PAGE_TEXT,
    PAPERS,
    SLIDES,
    PaperName,
)
from argmap.draw.scene.boxes import CLAIM_WIDTH, SIDE_WIDTH, TENSION_WIDTH, TEXT_SIZE, BoxWidths
from argmap.draw.scene.forest import with_tension_above

EDGE = 12.0
"""Margin of a page, which printers may leave blank."""

LARGEST_SCALE = 1.3
"""Maximum enlargement of a small map."""

ENGINES_ROUND = 1.001
"""Factor by which a drawing may be smaller than its lower bound, as engines round the sizes of boxes."""

LAYOUTS: tuple[tuple[float, Direction], ...] = (
    (220.0, "RL"),
    (190.0, "RL"),
    (260.0, "RL"),
    (330.0, "RL"),
    (190.0, "BT"),
    (300.0, "BT"),
)
"""The widths of claims and the directions that are tried for a page, the preferred first."""


PAGE_GAPS = (60.0, 8.0)
"""The least gaps between layers, and between the boxes of a layer, on a page of a series."""

PAGE_WIDTHS = (420.0, 340.0, 300.0, 260.0, 230.0, 200.0, 175.0)
"""The widths of claims that are tried on a page of a series, the widest first."""

WIDE_BOXES = (520.0, 640.0)
"""The widths of claims that are tried where a page that cannot be divided is too full with any of those."""

MEASURED = 230.0
"""The width of claims for which their heights are estimated."""

WIDER = (50.0, 20.0)
"""By how much the gaps between layers, and between the boxes of a layer, may grow on a page with space left."""

AROUND_PAGE = (40.0, 130.0)
"""A small width and height of what surrounds the diagram on a page of a series: what is too full is divided again."""


def box_widths(claim_width: float, text: float = TEXT_SIZE) -> BoxWidths:
    """The widths of boxes where claims have this width and this size of text."""
    scale = text / TEXT_SIZE
    return BoxWidths(claim_width, min(TENSION_WIDTH * scale, claim_width), min(SIDE_WIDTH * scale, claim_width), text)


def variants(drawing: Drawing) -> tuple[Drawing, ...]:
    """A drawing in each of :data:`LAYOUTS`; on the one page of a series in those with main claims at the left."""
    return tuple(
        replace(drawing, box_widths=box_widths(width), direction=direction, gaps=CLOSE_GAPS)
        for width, direction in LAYOUTS
        if direction == "RL" or not drawing.scene.in_series
    )


MOST_BROKEN = 100
"""Drawings with more boxes are not broken into pieces to be fitted to a page."""

WORTH_BREAKS = 1.1
"""How much larger text must be for a drawing to be broken into pieces."""

IN_PIECES = (220.0, 190.0, 260.0)
"""The widths of claims that are tried for a drawing in pieces."""


def variants_in_pieces(drawing: Drawing) -> Iterator[Drawing]:
    """A drawing in pieces, in each of the widths that are tried for it."""
    for width in IN_PIECES:
        yield replace(drawing, box_widths=box_widths(width), direction="RL", gaps=CLOSE_GAPS)


WIDEST = COLUMN * TEXT_SIZE / LEAST_IN_COLUMN
"""The width of the widest picture whose text has that size in a column."""

NARROWER = (
    (CLAIM_WIDTH, RANK_GAP),
    (220.0, 68.0),
    (200.0, 60.0),
    (190.0, 60.0),
    (180.0, 60.0),
    (170.0, 60.0),
    (160.0, 56.0),
)
"""The widths of claims, with the gaps between layers, that are tried for a column, the preferred first."""

BEFORE_ABOVE = 2
"""How many narrower widths are tried before a tension is put above its sides, which saves a layer."""

SIDES_ABOVE = 150.0
"""The greatest width of a tension above its sides, and of these."""


def variants_in_column(drawing: Drawing) -> Iterator[Drawing]:
    """A drawing as it is and in narrower forms, as far as they could fit into a column, and at last the narrowest."""
    if _could_fit(drawing):
        yield drawing
    above = with_tension_above(drawing.scene)
    forms = [_narrower(drawing, *widths) for widths in NARROWER[1:]]
    if above is not drawing.scene:
        stacked = replace(drawing, scene=above)
        forms[BEFORE_ABOVE:] = [_narrower(stacked, *widths, SIDES_ABOVE) for widths in NARROWER]
    *wider, narrowest = forms
    yield from filter(_could_fit, wider)
    yield narrowest


def _could_fit(drawing: Drawing) -> bool:
    return size_bound(drawing.graph).width <= WIDEST


def _narrower(drawing: Drawing, width: float, gap: float, side: float = SIDE_WIDTH) -> Drawing:
    widths = box_widths(width)
    if side < SIDE_WIDTH:
        widths = widths._replace(tension=min(side, widths.tension), side=min(side, widths.side))
    return replace(drawing, box_widths=widths, gaps=(gap, drawing.gaps[1]))


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


def least_size(picture: Picture, paper: PaperName) -> float:
    """The size of the smallest words of a picture on paper, in points. A sign of one character is none."""
    sizes = (item.size for item in flattened(picture.items) if isinstance(item, Text) and len(item.text) > 1)
    return text_size(picture, paper) * min(sizes, default=TEXT_SIZE) / TEXT_SIZE


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


def on_paper(picture: Picture, paper: PaperName) -> Picture:
    """A picture centred at the top of a page in the better orientation; of a slide, about in its middle."""
    size = picture.width, picture.height
    page = max(_ways_round(paper), key=lambda way: _scale(size, way))
    scale = _scale(size, page)
    width, height = page[0] / scale, page[1] / scale
    ground, *items = picture.items
    free = height - picture.height
    above = free * ABOVE_ON_SLIDE if paper in SLIDES else min(EDGE / scale, free / 2)
    shifted = moved(items, (width - picture.width) / 2, above)
    look = ground.look if isinstance(ground, Rect) else "paper"
    return picture._replace(
        width=width, height=height, items=(Rect(0, 0, width, height, 0, look), *shifted), page=page
    )


def paper_scale(picture: Picture, paper: PaperName) -> float:
    """The points on paper of a point of a picture, in the better orientation."""
    return max(_scale((picture.width, picture.height), way) for way in _ways_round(paper))


def _ways_round(paper: PaperName) -> tuple[Point, ...]:
    width, height = PAPERS[paper]
    return ((width, height),) if paper in FIXED else ((width, height), (height, width))


def times_larger(page: Point, paper: PaperName) -> float:
    """How many times larger a picture that fills a page is at least on paper, the same way round."""
    return max(min(wide / page[0], tall / page[1]) for wide, tall in _ways_round(paper))


def page_size(paper: PaperName, text: float | None = None) -> Point:
    """Width and height of a page of a series in the points of its drawing, where claims have text of ``text`` points;
    of the usual size, if none is given.
    """
    scale = (text or PAGE_TEXT[paper]) / TEXT_SIZE
    wide, tall = PAPERS[paper]
    return wide / scale, tall / scale


def variants_of_page(drawing: Drawing, room: Point, page_widths: Sequence[float] = PAGE_WIDTHS) -> Iterator[Drawing]:
    """A drawing in each of the widths of claims that could fit into a room, in their order.

    To measure the boxes of a drawing takes long, so how wide it is follows from how wide it is with narrow boxes.
    """
    least_wide = min(page_widths) * drawing.box_widths.text / TEXT_SIZE
    widths = [wide for wide in page_widths if wide >= least_wide]
    made = {wide: _on_page(drawing, wide) for wide in widths[:-3:-1]}
    (narrow, least), (wider, more) = ((wide, size_bound(variant.graph).width) for wide, variant in made.items())
    growth = (more - least) / (wider - narrow)
    for wide in widths:
        if least + growth * (wide - narrow) <= room[0] * ENGINES_ROUND:
            variant = made.get(wide) or _on_page(drawing, wide)
            bound = size_bound(variant.graph)
            across, down = bound.gaps
            area = (room[0] + across) * (room[1] + down) * ENGINES_ROUND
            if bound.width <= room[0] * ENGINES_ROUND and bound.height <= room[1] and bound.area <= area:
                yield variant


def _on_page(drawing: Drawing, wide: float) -> Drawing:
    return replace(drawing, box_widths=box_widths(wide, drawing.box_widths.text), gaps=PAGE_GAPS)


def fits(placed: PlacedDrawing, room: Point) -> bool:
    """Whether a diagram fits into a room."""
    wide, tall = placed.diagram_size
    return wide <= room[0] and tall <= room[1]


def roomier(placed: PlacedDrawing, room: Point) -> Drawing:
    """A drawing with gaps that take up some of the room that is left, where it fits with close gaps."""
    drawing = placed.drawing
    columns, rows = _columns_and_rows(placed)
    wide, tall = placed.diagram_size
    across, down = drawing.gaps
    across += min(WIDER[0], max(0.0, room[0] - wide) / max(1, columns - 1) * 0.9)
    down += min(WIDER[1], max(0.0, room[1] - tall) / max(1, rows - 1) * 0.9)
    return replace(drawing, gaps=(round(across), round(down)))


def _columns_and_rows(placed: PlacedDrawing) -> tuple[int, int]:
    """The number of columns of boxes, and of boxes in the tallest."""
    columns = Counter(round(frame.left) for frame in placed.frames.values())
    return len(columns), max(columns.values(), default=1)


MOST_COLUMNS, MOST_COLUMNS_OF_ONE = MOST_BESIDE, 6
"""Columns of parts that are not connected, at most, on a page of a series, and of a single one."""


def in_columns(placed: PlacedDrawing, most: int = MOST_COLUMNS) -> Iterator[PlacedDrawing]:
    """A drawing with its unconnected parts in one column, and in several."""
    parts = sum(1 for _ in connected_components(placed.drawing.graph))
    for columns in range(1, min(most, parts) + 1):
        yield replace(placed, drawing=replace(placed.drawing, columns=columns)) if columns > 1 else placed


def space(paper: PaperName) -> PageSpace:
    """An estimate of the space for boxes on a page of a series."""
    wide, tall = page_size(paper)
    across, down = PAGE_GAPS
    room = wide - AROUND_PAGE[0] + across, tall - AROUND_PAGE[1] + down
    return PageSpace(room, min(PAGE_WIDTHS), MEASURED, across, down)
