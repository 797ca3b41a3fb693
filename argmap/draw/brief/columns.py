"""Rows of a brief in columns: each group in one or more columns, as low together as possible. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.brief.content import RowColumn, ShownRow
from argmap.draw.brief.flow import DISC, LINE, TEXT, Line, LineToken, disc, flowed, painted, without_lonely_words
from argmap.draw.display_list import DisplayItem, Rect, ShapeGroup, Text, VectorPath, line
from argmap.draw.measure import FontMetrics
from argmap.escape import one_line
from argmap.views.brief import BriefRow
from argmap.vocabulary import RELATIONS, capital

INDENT, MOST_INDENTS = 13.0, 7
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
HEAD_LINE, HEAD_PAD = 13.0, 4.0
SHARES = (0.5, 0.54, 0.46, 0.58, 0.42, 0.62, 0.38)
"""Shares of the width that the first of two columns may have, the best first."""
HEADING = 2
"""The level of the title of a column in the outline; its rows are below it."""
WORTH = 0.97
"""An arrangement that is less regular is preferred if the height is this share of the other's or less."""


class PlacedBlock(NamedTuple):
    """A row with its lines, and its top relative to that of its column."""

    block: ShownRow
    lines: tuple[Line, ...]
    y: float

    @property
    def height(self) -> float:
        """The height of the row."""
        return len(self.lines) * LINE + 2 * self.pad

    @property
    def pad(self) -> float:
        """The space above and below its lines."""
        return _pad(self.block.level)


def _pad(level: int) -> float:
    """The space above and below the lines of a row."""
    return PAD if level else TOP_PAD


class PlacedColumn(NamedTuple):
    """Rows in a column of its own width, ``height`` with its title, which is in ``head`` lines."""

    column: RowColumn
    head: tuple[str, ...]
    blocks: tuple[PlacedBlock, ...]
    width: float
    height: float


class Setting(NamedTuple):
    """How rows are set: in which font, and with how many times the least space between them."""

    font: FontMetrics
    air: float = 1.0


class Columns(NamedTuple):
    """Columns side by side."""

    columns: tuple[PlacedColumn, ...]
    height: float
    setting: Setting


def arranged(groups: Sequence[RowColumn], room: float, setting: Setting) -> list[Columns]:
    """Groups in columns, in as many rows of columns as they need."""
    most = max(1, min(MOST_COLUMNS, int((room + BETWEEN) // (LEAST_COLUMN + BETWEEN))))
    return [_lowest(groups[first : first + most], room, most, setting) for first in range(0, len(groups), most)]


def _lowest(groups: Sequence[RowColumn], room: float, most: int, setting: Setting) -> Columns:
    lines = _Lines(setting)
    best: Columns | None = None
    for counts, widths in _arrangements(groups, room, most):
        placed: list[PlacedColumn] = []
        for group, number, width in zip(groups, counts, widths, strict=True):
            placed += _divided(group, number, width, lines)
        found = Columns(tuple(placed), max(one.height for one in placed), setting)
        if best is None or found.height < best.height * WORTH:
            best = found
    assert best is not None
    return best


def _arrangements(groups: Sequence[RowColumn], room: float, most: int) -> Iterator[tuple[list[int], list[float]]]:
    """The number of columns of each group and their widths, the most regular first."""
    number = len(groups)
    equal = (room - BETWEEN * (number - 1)) / number
    yield [1] * number, [equal] * number
    if number == 2:
        for share in SHARES[1:]:
            widths = [(room - BETWEEN) * share, (room - BETWEEN) * (1 - share)]
            if min(widths) >= LEAST_COLUMN:
                yield [1, 1], widths
    if number > 2:
        return
    for total in range(number + 1, most + 1):
        wide = (room - BETWEEN * (total - 1)) / total
        for first in range(1, total) if number == 2 else [total]:
            yield [first, total - first][:number], [wide] * number


class _Lines:
    """The lines of blocks at some width, each made once."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._made: dict[tuple[int, float], tuple[Line, ...]] = {}

    def of(self, block: ShownRow, width: float) -> tuple[Line, ...]:
        """The lines of a block in a column."""
        key = id(block), round(width, 1)
        if key not in self._made:
            self._made[key] = flowed(block.tokens, room_of(block, width), self.setting.font)
        return self._made[key]


def room_of(block: ShownRow, width: float) -> float:
    """How wide the lines of a row in a column may be."""
    return width - left(block) - START - PAD


def left(block: ShownRow) -> float:
    """The indent of a row."""
    return INDENT * min(block.level, MOST_INDENTS)


def _divided(group: RowColumn, number: int, width: float, lines: _Lines) -> list[PlacedColumn]:
    """A group in a number of columns of one width, as low as they can be."""
    setting = lines.setting
    blocks = [PlacedBlock(block, lines.of(block, width), 0.0) for block in group.blocks]
    whole = _broken(blocks, [0], width, setting)
    if number > 1:
        extents = [_extent(one, setting) for one in blocks]
        low, high = _height(whole[0]) / number, _height(whole[0])
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (low, middle) if len(_starts(extents, middle, setting)) <= number else (middle, high)
        whole = _broken(blocks, _starts(extents, high, setting), width, setting)
    titles = [f"{group.title}, continued" if place and group.title else group.title for place in range(len(whole))]
    return [_titled(group, title, some, width, setting) for title, some in zip(titles, whole, strict=True)]


def _titled(
    group: RowColumn, title: str, blocks: Sequence[PlacedBlock], width: float, setting: Setting
) -> PlacedColumn:
    head = setting.font.wrapped(title.upper(), width - 16, TEXT * 0.9, "bold") if title else ()
    start = len(head) * HEAD_LINE + HEAD_PAD if head else 0.0
    return PlacedColumn(group, head, tuple(blocks), width, start + _height(blocks))


def _height(blocks: Sequence[PlacedBlock]) -> float:
    return blocks[-1].y + blocks[-1].height if blocks else 0.0


class _Extent(NamedTuple):
    """What a row takes of the height of a column: its own height, the gap above it and, where it begins a column, the
    height of the line that says what it is below, 0 where there is none."""

    height: float
    gap: float
    above: float


def _extent(one: PlacedBlock, setting: Setting) -> _Extent:
    level = one.block.level
    above = LINE + 2 * _pad(level - 1) if level else 0.0
    return _Extent(one.height, _gap(one.block) * setting.air, above)


def _starts(extents: Sequence[_Extent], tall: float, setting: Setting) -> list[int]:
    """The places of the rows that begin columns of limited height."""
    starts = [0]
    y = 0.0
    for place, (height, gap, above) in enumerate(extents):
        if not place:
            gap = 0.0
        elif y + gap + height > tall:
            starts.append(place)
            y = above
            gap = GAP * setting.air if above else 0.0
        y += gap + height
    return starts


def _broken(
    blocks: Sequence[PlacedBlock], starts: Sequence[int], width: float, setting: Setting
) -> list[list[PlacedBlock]]:
    """Blocks in columns that begin at some of them, where a column that continues below a row begins with the first
    words of that row."""
    columns: list[list[PlacedBlock]] = []
    for start, end in pairwise([*starts, len(blocks)]):
        again = _parent(blocks, start, width, setting) if start else None
        column = [again] if again is not None else []
        y = again.height if again is not None else 0.0
        gap = GAP * setting.air if again is not None else 0.0
        for place, one in enumerate(blocks[start:end]):
            gap = _gap(one.block) * setting.air if place else gap
            column.append(one._replace(y=y + gap))
            y += gap + one.height
        columns.append(column)
    return columns


def _gap(block: ShownRow) -> float:
    is_linked = block.row is not None and block.row.linked
    return GAP if block.level or is_linked else TOP_GAP


def _parent(blocks: Sequence[PlacedBlock], place: int, width: float, setting: Setting) -> PlacedBlock | None:
    """The row that one is below, in a line."""
    level = blocks[place].block.level
    if not level:
        return None
    row = next(one.block.row for one in reversed(blocks[:place]) if one.block.level < level)
    assert row is not None
    room = width - INDENT * min(level - 1, MOST_INDENTS) - START - PAD - 1
    text = setting.font.truncated(f"{row.number} {one_line(row.claim.text)}", room, TEXT)
    block = ShownRow(None, level - 1, (LineToken(text, setting.font.width(text, TEXT), "quiet"),))
    return PlacedBlock(block, flowed(block.tokens, width, setting.font), 0.0)


# Painting


def painted_columns(columns: Columns, x: float, y: float) -> Iterator[DisplayItem]:
    """Columns side by side with their left top corner at ``x`` and ``y``."""
    for column in columns.columns:
        top = y
        if column.head:
            yield _head(column, x, y)
            top += len(column.head) * HEAD_LINE + HEAD_PAD
        yield from _connectors(column, x, top)
        for one in column.blocks:
            yield _painted(one, x, top, column.width, columns.setting)
        x += column.width + BETWEEN


def _head(column: PlacedColumn, x: float, y: float) -> ShapeGroup:
    tall = len(column.head) * HEAD_LINE
    items: list[DisplayItem] = [Rect(x, y, column.width, tall, 3, f"tip-{column.column.look}")]
    for place, row in enumerate(column.head):
        items.append(Text(x + 8, y + 9.7 + place * HEAD_LINE, row, TEXT * 0.9, "badge-word", "bold"))
    return ShapeGroup(tuple(items), role="graphics-object", title=column.column.title, level=HEADING)


def _middle(one: PlacedBlock, top: float) -> float:
    """The y of the sign of a row."""
    return top + one.y + one.pad + LINE / 2


def _connectors(column: PlacedColumn, x: float, top: float) -> Iterator[DisplayItem]:
    """A line down from each row with a stub to each that is below it."""
    above: dict[int, PlacedBlock] = {}
    below: dict[int, list[PlacedBlock]] = {}
    for one in column.blocks:
        level = one.block.level
        for deeper in [key for key in above if key >= level]:
            yield from _connector(above.pop(deeper), below.pop(deeper, ()), x, top)
        if level - 1 in above and level <= MOST_INDENTS:
            below.setdefault(level - 1, []).append(one)
        above[level] = one
    for level, one in above.items():
        yield from _connector(one, below.get(level, ()), x, top)


def _connector(one: PlacedBlock, below: Sequence[PlacedBlock], x: float, top: float) -> Iterator[VectorPath]:
    if not below:
        return
    at = x + left(one.block) + DISC + 2
    ys = [_middle(child, top) for child in below]
    commands = [*line((at, _middle(one, top) + DISC), (at, ys[-1]))]
    for y in ys:
        commands += line((at, y), (at + INDENT - DISC, y))
    yield VectorPath(tuple(commands), "line-missing")


def _painted(one: PlacedBlock, x: float, top: float, width: float, setting: Setting) -> ShapeGroup:
    """A row: its ground, its sign and its lines."""
    block, row = one.block, one.block.row
    indent, y = left(block), top + one.y
    items: list[DisplayItem] = []
    if row is not None and not block.level and row.kind is not None:
        items.append(Rect(x, y, width, one.height, 3, f"tint-{row.kind}"))
    if row is not None:
        items += disc(block.icon, x + indent + DISC + 2, y + one.pad + LINE / 2, linked=block.is_linked)
    room = room_of(block, width)
    lines = without_lonely_words(block.tokens, room, setting.font) if len(one.lines) > 1 else one.lines
    items += painted(lines, x + indent + START, y + one.pad + 9.4, room)
    if row is None:
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
    above = row.number.rpartition(".")[0]
    said = capital(RELATIONS[row.kind].noun)
    return f"{said}, below {above}" if above else said
