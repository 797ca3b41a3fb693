"""Rows of a brief in columns: each group in one or more columns, as low together as possible. Lengths are points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.brief.content import RowColumn, ShownRow
from argmap.draw.brief.flow import (
    DISC,
    LINE,
    TEXT,
    Line,
    LineToken,
    disc,
    flowed,
    height,
    painted,
    without_lonely_words,
)
from argmap.draw.brief.options import SMALL
from argmap.draw.display_list import DisplayItem, Rect, ShapeGroup, Text, VectorPath, line
from argmap.draw.measure import FontMetrics
from argmap.escape import one_line
from argmap.views.brief import BriefRow, number_above
from argmap.vocabulary import RELATIONS, capital

INDENT, LEAST_INDENT = 13.0, 6.5
"""The step from a level to the next, and the least one in a column of many levels."""
MOST_INDENTED = 0.3
"""The share of the width of a column that indents may take."""
START = 2 * DISC + 7
"""From the left of a row to its text; the sign is before it."""
PAD, TOP_PAD = 0.8, 2.4
"""Space above and below the lines of a row, and of one at the top."""
GAP, TOP_GAP = 1.0, 4.0
"""The least space between rows, and before one at the top."""
BETWEEN = 16.0
"""Space between columns."""
LEAST_COLUMN, MOST_COLUMNS = 225.0, 5
"""Width of the narrowest column, and the most columns side by side."""
LEAST_MEASURE = 139.0
"""The least width of the lines of any row where columns stand side by side: about 28 characters."""
HEAD_LINE, HEAD_PAD = 13.0, 4.0
SHARES = (0.5, 0.54, 0.46, 0.58, 0.42, 0.62, 0.38)
"""Shares of the width that the first of two columns may have, the best first."""
HEADING = 2
"""The level of the title of a column in the outline; its rows are below it."""
WORTH = 0.97
"""An arrangement that is less regular is preferred if the height is this share of the other's or less."""


AGAIN = 2 * LINE
"""The height that repeating a row is worth."""


class PlacedBlock(NamedTuple):
    """A row with its lines, and its top relative to that of its column; ``again`` where a column goes on below it."""

    block: ShownRow
    lines: tuple[Line, ...]
    y: float
    again: bool = False

    @property
    def tokens(self) -> tuple[LineToken, ...]:
        """What it says."""
        return self.block.again if self.again else self.block.tokens

    @property
    def height(self) -> float:
        """The height of the row."""
        return height(self.lines) + 2 * self.pad

    @property
    def pad(self) -> float:
        """The space above and below its lines."""
        return _pad(self.block.level)


def _pad(level: int) -> float:
    """The space above and below the lines of a row."""
    return PAD if level else TOP_PAD


class Shape(NamedTuple):
    """The width of a column and how its rows are indented: each level by a ``step``, down to ``deepest``."""

    width: float
    step: float
    deepest: int

    def left(self, block: ShownRow) -> float:
        """The indent of a row."""
        return self.step * min(block.level, self.deepest)

    def room(self, block: ShownRow) -> float:
        """How wide the lines of a row may be."""
        return self.width - self.left(block) - START - PAD


def shape(blocks: Sequence[ShownRow], width: float) -> Shape:
    """A column for some rows, whose text keeps most of its width however deep it is."""
    levels = max([block.level for block in blocks], default=0)
    step = min(INDENT, max(LEAST_INDENT, MOST_INDENTED * width / max(levels, 1)))
    return Shape(width, step, max(1, int(MOST_INDENTED * width / step + 0.01)))


class PlacedColumn(NamedTuple):
    """Rows in a column, ``height`` with its title, which is in ``head`` lines."""

    column: RowColumn
    head: tuple[str, ...]
    blocks: tuple[PlacedBlock, ...]
    shape: Shape
    height: float


class Setting(NamedTuple):
    """How rows are set: in which font, with how many times the least space between them, and with other texts of a
    ``small`` size."""

    font: FontMetrics
    air: float = 1.0
    small: float = SMALL

    @property
    def head(self) -> float:
        """The size of the titles of columns."""
        return max(TEXT * 0.9, self.small)


class Columns(NamedTuple):
    """Columns side by side."""

    columns: tuple[PlacedColumn, ...]
    height: float
    setting: Setting


def arranged(groups: Sequence[RowColumn], room: float, setting: Setting) -> list[Columns]:
    """Groups in columns, in as many rows of columns as they need."""
    most = max(1, min(MOST_COLUMNS, int((room + BETWEEN) // (LEAST_COLUMN + BETWEEN))))
    if len(groups) == 2 and any(_is_readable(groups, widths) for widths in _widths_of_two(room)):
        most = max(most, 2)
    return [_lowest(groups[first : first + most], room, most, setting) for first in range(0, len(groups), most)]


def _widths_of_two(room: float) -> Iterator[list[float]]:
    """The widths that two columns may have, the best first."""
    return ([(room - BETWEEN) * share, (room - BETWEEN) * (1 - share)] for share in SHARES)


def _is_readable(groups: Sequence[RowColumn], widths: Sequence[float]) -> bool:
    """Whether the lines of all rows in columns of some widths are long enough."""
    made = [shape(group.blocks, width) for group, width in zip(groups, widths, strict=True)]
    deepest = (max(group.blocks, key=lambda block: block.level) for group in groups)
    return all(one.room(block) >= LEAST_MEASURE for one, block in zip(made, deepest, strict=True))


def _lowest(groups: Sequence[RowColumn], room: float, most: int, setting: Setting) -> Columns:
    lines = _Lines(setting)
    best: Columns | None = None
    for counts, widths in _arrangements(groups, room, most):
        placed: list[PlacedColumn] = []
        for group, number, width in zip(groups, counts, widths, strict=True):
            placed += _divided(group, number, width, lines)
        found = Columns(tuple(placed), max(one.height for one in placed), setting)
        if best is None or _cost(found) < _cost(best) * WORTH:
            best = found
    assert best is not None
    return best


def _cost(columns: Columns) -> float:
    """The height of columns, and some for each row that is repeated."""
    return columns.height + AGAIN * math.fsum(one.again for column in columns.columns for one in column.blocks)


def _arrangements(groups: Sequence[RowColumn], room: float, most: int) -> Iterator[tuple[list[int], list[float]]]:
    """The number of columns of each group and their widths, the most regular first."""
    number = len(groups)
    if number == 2:
        for widths in _widths_of_two(room):
            if _is_readable(groups, widths):
                yield [1, 1], widths
    else:
        yield [1] * number, [(room - BETWEEN * (number - 1)) / number] * number
    if number > 2:
        return
    for total in range(number + 1, most + 1):
        wide = (room - BETWEEN * (total - 1)) / total
        for first in range(1, total) if number == 2 else [total]:
            yield [first, total - first][:number], [wide] * number


class _Lines:
    """The lines of blocks in a column of some shape, each made once."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._made: dict[tuple[int, bool, float], tuple[Line, ...]] = {}

    def of(self, block: ShownRow, room: float, *, again: bool = False) -> tuple[Line, ...]:
        """The lines of a block, or of the words it has where a column goes on below it."""
        key = id(block), again, round(room, 1)
        if key not in self._made:
            self._made[key] = flowed(block.again if again else block.tokens, room, self.setting.font)
        return self._made[key]


def _divided(group: RowColumn, number: int, width: float, lines: _Lines) -> list[PlacedColumn]:
    """A group in a number of columns of one width, as low as they can be."""
    setting, made = lines.setting, shape(group.blocks, width)
    blocks = [PlacedBlock(block, lines.of(block, made.room(block)), 0.0) for block in group.blocks]
    above = _rows_above(blocks, made, lines) if number > 1 else []
    whole = _broken(blocks, above, [0], setting)
    if number > 1:
        extents = list(_extents(blocks, above, setting))
        low, high = _height(whole[0]) / number, _height(whole[0])
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (low, middle) if len(_starts(extents, middle)) <= number else (middle, high)
        whole = _broken(blocks, above, _best_starts(extents, high, number), setting)
    titles = [f"{group.title}, continued" if place and group.title else group.title for place in range(len(whole))]
    return [_titled(group, title, some, made, setting) for title, some in zip(titles, whole, strict=True)]


def _rows_above(blocks: Sequence[PlacedBlock], made: Shape, lines: _Lines) -> list[PlacedBlock | None]:
    """For each row the one that it is below, as it is where a column goes on."""
    rows = {one.block.number: one.block for one in blocks}
    found: list[PlacedBlock | None] = []
    for one in blocks:
        above = rows.get(one.block.above) if one.block.level else None
        again = above and PlacedBlock(above, lines.of(above, made.room(above), again=True), 0.0, again=True)
        found.append(again)
    return found


def _titled(
    group: RowColumn, title: str, blocks: Sequence[PlacedBlock], made: Shape, setting: Setting
) -> PlacedColumn:
    shown = title if group.look == "tension" else title.upper()  # the name of a side is as it is written
    head = setting.font.wrapped(shown, made.width - 16, setting.head, "bold") if title else ()
    start = len(head) * HEAD_LINE + HEAD_PAD if head else 0.0
    return PlacedColumn(group, head, tuple(blocks), made, start + _height(blocks))


def _height(blocks: Sequence[PlacedBlock]) -> float:
    return blocks[-1].y + blocks[-1].height if blocks else 0.0


class _Extent(NamedTuple):
    """What a row takes of the height of a column.

    That is its own height, the gap above it and, where it begins a column, the height of the row that is repeated
    above it with the gap below that. ``may_begin`` is False for rows that stay with the one before them.
    """

    height: float
    gap: float
    again: float
    level: int
    may_begin: bool


def _extents(
    blocks: Sequence[PlacedBlock], above: Sequence[PlacedBlock | None], setting: Setting
) -> Iterator[_Extent]:
    before = -1
    for one, row in zip(blocks, above, strict=True):
        block, gap = one.block, _gap(one.block) * setting.air
        again = row.height + gap if row is not None else 0.0
        stays = block.is_linked or block.row is None  # a line that counts others is no column of its own
        yield _Extent(one.height, gap, again, block.level, not stays and block.level <= before)
        before = block.level


def _starts(extents: Sequence[_Extent], tall: float, slack: float = 0.0) -> list[int]:
    """The places of the rows that begin columns of limited height; in the last ``slack`` of a column the row that is
    least deep begins the next."""
    starts = [0]
    ends: list[float] = []
    found: list[int] = []
    y, place = 0.0, 0
    while place < len(extents):
        extent, begins = extents[place], place == starts[-1]
        if extent.may_begin and not begins:
            found.append(place)
        y += extent.height + (extent.again if begins else extent.gap)
        if y > tall and found:
            least = ends[place - 1] - slack * tall
            near = [at for at in found if ends[at - 1] >= least] or found[-1:]
            place = min(near, key=lambda at: (extents[at].level, -at))
            starts.append(place)
            del ends[place:]
            found, y = [], 0.0
            continue
        ends.append(y)
        place += 1
    return starts


SLACKS = (0.16, 0.08, 0.04)
"""Shares of the height of a column that may be left for a better place to end it."""
TALLER = 1.02
"""How much taller columns may be for it."""


def _best_starts(extents: Sequence[_Extent], tall: float, number: int) -> list[int]:
    """Where columns begin: at rows that are not deep, where that costs little height."""
    found = (_starts(extents, tall * TALLER, slack) for slack in SLACKS)
    return next((starts for starts in found if len(starts) <= number), _starts(extents, tall))


def _broken(
    blocks: Sequence[PlacedBlock], above: Sequence[PlacedBlock | None], starts: Sequence[int], setting: Setting
) -> list[list[PlacedBlock]]:
    """Blocks in columns that begin at some of them. One that goes on below a row begins with that row again."""
    columns: list[list[PlacedBlock]] = []
    for start, end in pairwise([*starts, len(blocks)]):
        again = above[start] if start else None
        column = [again] if again is not None else []
        y = again.height if again is not None else 0.0
        for place, one in enumerate(blocks[start:end]):
            gap = _gap(one.block) * setting.air if place or again is not None else 0.0
            column.append(one._replace(y=y + gap))
            y += gap + one.height
        columns.append(column)
    return columns


def _gap(block: ShownRow) -> float:
    if block.is_linked:
        return 0.0
    return GAP if block.level else TOP_GAP


# Painting


def painted_columns(columns: Columns, x: float, y: float) -> Iterator[DisplayItem]:
    """Columns side by side with their left top corner at ``x`` and ``y``."""
    for column in columns.columns:
        top = y
        if column.head:
            yield _head(column, x, y, columns.setting.head)
            top += len(column.head) * HEAD_LINE + HEAD_PAD
        yield from _grounds(column, x, top)
        yield from _connectors(column, x, top)
        yield from _bars(column, x, top)
        for one in column.blocks:
            yield _painted(one, x, top, column.shape, columns.setting)
        x += column.shape.width + BETWEEN


def _head(column: PlacedColumn, x: float, y: float, size: float) -> ShapeGroup:
    tall = len(column.head) * HEAD_LINE
    items: list[DisplayItem] = [Rect(x, y, column.shape.width, tall, 3, f"tip-{column.column.look}")]
    for place, row in enumerate(column.head):
        items.append(Text(x + 8, y + 9.7 + place * HEAD_LINE, row, size, "badge-word", "bold"))
    return ShapeGroup(tuple(items), role="graphics-object", title=column.column.title, level=HEADING)


def _grounds(column: PlacedColumn, x: float, top: float) -> Iterator[Rect]:
    """The grounds of rows at the top, one for all premises of a link."""
    for some in _linked(column.blocks):
        block = some[0].block
        if not block.level and block.row is not None and block.row.kind is not None:
            tall = some[-1].y + some[-1].height - some[0].y
            yield Rect(x, top + some[0].y, column.shape.width, tall, 3, f"tint-{block.row.kind}")


def _bars(column: PlacedColumn, x: float, top: float) -> Iterator[VectorPath]:
    """A thick line between the signs of the premises of a link."""
    for some in _linked(column.blocks):
        if len(some) > 1:
            at = x + column.shape.left(some[0].block) + DISC + 2
            kind = some[0].block.icon
            ends = line((at, _middle(some[0], top)), (at, _middle(some[-1], top)))
            yield VectorPath(ends, "line-missing" if kind == "other" else f"stop-{kind}")


def _linked(blocks: Sequence[PlacedBlock]) -> list[list[PlacedBlock]]:
    """Rows, those that are premises of one link together."""
    found: list[list[PlacedBlock]] = []
    for one in blocks:
        if one.block.is_linked and found and not one.again:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _middle(one: PlacedBlock, top: float) -> float:
    """The y of the sign of a row."""
    return top + one.y + one.pad + LINE / 2


def _connectors(column: PlacedColumn, x: float, top: float) -> Iterator[DisplayItem]:
    """A line down from each row with a stub to each link below it. Rows deeper than any indent have one from the row
    right above them.
    """
    below: dict[str, list[PlacedBlock]] = {}
    for one in column.blocks:
        if 0 < one.block.level <= column.shape.deepest and not one.block.is_linked:
            below.setdefault(one.block.above, []).append(one)
    for one in column.blocks:
        if one.block.number in below:
            yield _connector(one, below[one.block.number], x + column.shape.left(one.block), top, column.shape.step)
    for one, following in pairwise(column.blocks):
        if following.block.level > column.shape.deepest and following.block.above == one.block.number:
            at = x + column.shape.left(one.block) + DISC + 2
            ends = line((at, _middle(one, top) + DISC), (at, _middle(following, top) - DISC))
            yield VectorPath(ends, "line-missing")


def _connector(one: PlacedBlock, below: Sequence[PlacedBlock], x: float, top: float, step: float) -> VectorPath:
    at = x + DISC + 2
    ys = [_middle(child, top) for child in below]
    commands = [*line((at, _middle(one, top) + DISC), (at, ys[-1]))]
    for y in ys:
        commands += line((at, y), (at + step - DISC, y))
    return VectorPath(tuple(commands), "line-missing")


def _painted(one: PlacedBlock, x: float, top: float, made: Shape, setting: Setting) -> ShapeGroup:
    """A row: its sign and its lines."""
    block, row = one.block, one.block.row
    indent, y, room = made.left(block), top + one.y, made.room(block)
    items: list[DisplayItem] = []
    if row is not None:
        items += disc(block.icon, x + indent + DISC + 2, y + one.pad + LINE / 2, linked=block.is_linked)
    lines = without_lonely_words(one.tokens, room, setting.font) if len(one.lines) > 1 else one.lines
    items += painted(lines, x + indent + START, y + one.pad + 9.4, room)
    if row is None or one.again:
        return ShapeGroup(tuple(items))
    return ShapeGroup(
        tuple(items),
        role="graphics-object",
        kind=f"row {row.kind or 'claim'}",
        title=one_line(f"{row.number}: {row.claim.text}"),
        description=_described(row),
        level=HEADING + 1 + block.level,
    )


def _described(row: BriefRow) -> str:
    if row.kind is None:
        return ""
    above = row.continues.number if row.continues is not None else number_above(row.number)
    said = capital(RELATIONS[row.kind].noun)
    return f"{said}, below {above}" if above else said
