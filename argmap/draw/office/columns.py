"""Columns of rows on a slide, each under a heading: how they fit, and drawing them. Lengths are points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from argmap.draw.office.canvas import LINE, MARGIN, TALL, WIDE, Canvas
from argmap.draw.office.rows import SHARES, BriefBlock, Fit, fitting, flowed, laid_out, paged, rows_height

GAP = 18.0
LEAST = 12.0
"""The least size of the text of rows: what can be read from a chair."""
BELOW_BAND = 4.0


class Head(NamedTuple):
    """The heading of a column, and its ground."""

    title: str
    colour: str


class FittedColumns(NamedTuple):
    """How columns fit below their headings, which are ``band`` high, into a room ``tall``."""

    fit: Fit
    band: float
    tall: float

    def shown(self, columns: Sequence[Sequence[BriefBlock]]) -> list[list[BriefBlock]]:
        """The rows of each column that are shown."""
        fit = self.fit
        return [
            flowed(blocks, wide, self.tall - self.band, fit.size, fit.levels)
            for blocks, wide in zip(columns, fit.rooms, strict=False)
        ]

    def numbers(self, columns: Sequence[Sequence[BriefBlock]]) -> Iterator[str]:
        """The numbers of the claims that are shown."""
        yield from (block.row.number for blocks in self.shown(columns) for block in blocks if block.row is not None)


def fitted_columns(
    heads: Sequence[Head], columns: Sequence[Sequence[BriefBlock]], tall: float, most: float
) -> FittedColumns:
    """How columns fit into a height, with text of ``most`` points at most."""
    number = len(columns)
    band = bands_height(heads, column_room(number) * min(SHARES) * 2)
    return FittedColumns(fitting(columns, columns_room(number), tall - band, (LEAST, most)), band, tall)


def equal_columns(heads: Sequence[Head], size: float, tall: float) -> FittedColumns:
    """Columns as wide as each other, with text of one size."""
    room = column_room(len(heads))
    return FittedColumns(Fit((room,) * len(heads), size, 0), bands_height(heads, room), tall)


SHARES_OF_HEIGHT = tuple(place / 20 for place in range(8, 21))
"""Shares of the height of a slide that columns may fill, so that the last is not much shorter than the others."""


def paged_in_columns(
    trees: Sequence[list[BriefBlock]], most: int, tall: float, size: float
) -> list[list[list[BriefBlock]]]:
    """Trees of rows divided into slides of at most ``most`` columns: into the fewest slides, then the fewest columns,
    which if there are several are about as long as each other.
    """
    found = [_paged_in_columns(trees, number, tall, size) for number in range(1, most + 1)]
    fewest = min(map(len, found))
    number = 1 + [len(slides) for slides in found].index(fewest)
    if number == 1:
        return found[0]

    def slides(share: float) -> list[list[list[BriefBlock]]]:
        return _paged_in_columns(trees, number, tall * share, size)

    least = bisect_left(SHARES_OF_HEIGHT, -fewest, key=lambda share: -len(slides(share)))
    return slides(SHARES_OF_HEIGHT[least])


def _paged_in_columns(
    trees: Sequence[list[BriefBlock]], number: int, tall: float, size: float
) -> list[list[list[BriefBlock]]]:
    columns = list(paged(trees, column_room(number), tall, size))
    return [columns[first : first + number] for first in range(0, len(columns), number)]


def halves(trees: Sequence[list[BriefBlock]], tall: float) -> list[int]:
    """The trees that may begin a second column, by their places: with each number of levels, one by which the columns
    are about as tall as each other, and the first no taller than a room.
    """
    deepest = max((block.level for tree in trees for block in tree), default=0)
    found: dict[int, None] = {}
    for levels in range(deepest, -1, -1):
        kept = ([block for block in tree if block.level <= levels] for tree in trees)
        ends = [*accumulate(rows_height([blocks], column_room(2), LEAST) for blocks in kept)]
        places = [place for place in range(1, len(trees)) if place == 1 or ends[place - 1] <= tall]
        if places:
            _, place = min((round(max(ends[place - 1], ends[-1] - ends[place - 1])), -place) for place in places)
            found[-place] = None
    return [*found]


def columns_room(number: int) -> float:
    """The width of some columns together, without the gaps between them."""
    return WIDE - 2 * MARGIN - GAP * (number - 1)


def column_room(number: int) -> float:
    """The width of each of some columns."""
    return columns_room(number) / max(number, 1)


def least_height(heads: Sequence[Head], columns: Sequence[Sequence[BriefBlock]]) -> float:
    """The height of columns that show their highest rows in the least text; no more than half of a slide."""
    room = column_room(len(columns))
    tops = [[block for block in blocks if not block.level] for blocks in columns]
    return min(bands_height(heads, room) + rows_height(tops, room, LEAST) + LEAST * LINE, TALL / 2)


def bands_height(heads: Sequence[Head], narrowest: float) -> float:
    """The height of headings with the space below them."""
    return max((Canvas.band_height(head.title, narrowest) + BELOW_BAND for head in heads if head.title), default=0)


def draw_columns(
    slide: Canvas, heads: Sequence[Head], columns: Sequence[Sequence[BriefBlock]], top: float, fitted: FittedColumns
) -> list[BriefBlock]:
    """Draw rows in columns under their headings; those that are shown."""
    x, found = MARGIN, []
    for head, blocks, wide in zip(heads, fitted.shown(columns), fitted.fit.rooms, strict=False):
        if head.title:
            slide.band(x, top, wide, fitted.band - BELOW_BAND, head.title, head.colour)
        laid_out(slide, blocks, x, top + fitted.band, wide, fitted.fit.size)
        x += wide + GAP
        found += blocks
    return found
