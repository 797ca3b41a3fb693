"""The position matrix: a row for each claim, by tension, and a column for each stakeholder with a position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from argmap.draw.charts.name_key import names_in_full
from argmap.draw.charts.needs import refuse_empty
from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text, VectorPath, line, moved
from argmap.draw.measure import is_right_to_left, truncated, width, wrapped
from argmap.draw.paint import glyphs
from argmap.draw.paint.furniture import framed
from argmap.draw.scene.boxes import GLYPH, HEAD_SIZE, HEAD_SPACING
from argmap.draw.scene.scene import QuoteNote, Scene, SourceMark
from argmap.draw.theme import side_look
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.names import source_line, source_place, tension_name
from argmap.model.types import Stance
from argmap.semantics.stakeholders import Matrix, matrix
from argmap.semantics.wording import stakeholder_named
from argmap.views.main_claims import main_claims
from argmap.views.position_notes import PositionNotes
from argmap.views.sides import side_places
from argmap.views.wording import side_name
from argmap.vocabulary import CAVEAT, STANCE_WORDS, QuotationMarks, capital, counted

CLAIM_COLUMN, SIZE, LEADING = 320.0, 11.0, 14.0
CELL_SIZE, LEAST_OF_CELLS = 9.0, 8.0
"""The size of the words in cells, and the one on paper below which cells have signs instead."""

COLUMN, SIGN_COLUMN = 96.0, 68.0
"""The width of the column of a stakeholder with words in its cells, and the least width of one with signs."""
HEAD_OF_COLUMN, BESIDE_NAME = 9.5, 5.0
"""The size of a name above its column, and the space at both its sides."""


class _Columns(NamedTuple):
    """The stakeholders with a position by id, and the width of the column of each; ``in_signs`` without words in the
    cells."""

    names: tuple[str, ...]
    width: float
    in_signs: bool

    def middle(self, place: int) -> float:
        """The x of the middle of a column."""
        return CLAIM_COLUMN + self.width * (place + 0.5)


def _sign_column(index: Index, names: Iterable[str]) -> float:
    """The width of a column of signs: as narrow as the longest word of the names above allows."""
    words = (word for name in names for word in one_line(index.short_names[name]).split())
    longest = max(width(word, HEAD_OF_COLUMN, "bold") for word in words)
    return min(COLUMN, max(SIGN_COLUMN, longest + 2 * BESIDE_NAME))


def picture(index: Index, quotes: QuotationMarks | None = None, *, in_signs: bool = False) -> Picture:
    """The matrix, with notes on who said what, where and when if ``quotes`` has marks for quotations; ``in_signs``
    with signs instead of words in its cells, and a key to them below.

    Raises MapError if the map records no position.
    """
    refuse_empty("matrix", index)
    table = matrix(index)
    names = tuple(name for name in table.stakeholders if table.stances(name))
    columns = _Columns(names, _sign_column(index, names) if in_signs else COLUMN, in_signs)
    wide = CLAIM_COLUMN + columns.width * len(columns.names)
    head, y = _head(index, columns)
    items: list[DisplayItem] = [head]
    rows = 0
    notes = PositionNotes(index, quotes) if quotes is not None else None
    for title, claims in _groups(index):
        if title:
            heading, y = _heading(title, wide, y)
            items.append(heading)
        not_held: list[tuple[str, _SideLabel | None]] = []
        for claim_id, side in claims:
            if not any(table.position(claim_id, name) for name in columns.names):
                not_held.append((claim_id, side))
                continue
            row, y = _row(index, table, columns, claim_id, side, notes, y)
            items.append(row)
        if not_held:
            row, y = _without_positions(index, not_held, wide, y)
            items.append(row)
        rows += len(claims)
    items.append(VectorPath(line((0, y), (wide, y)), "rule"))
    if in_signs:
        items.append(_key({position.stance for position in table.positions.values()}, y + 24))
        y += 28
    scene = Scene(
        title=index.map.title,
        language=index.map.language or "",
        question=index.map.question or "",
        caption="Stakeholder positions",
        description=f"A table of the positions of {counted(len(columns.names), 'stakeholder')}"
        f" on {counted(rows, 'claim')}.",
        names=names_in_full(index, {who: " ".join(_column_lines(index, who, columns)) for who in names}),
        footnote=f"An empty cell: no position. {CAVEAT}",
        quotes=tuple(QuoteNote(*note) for note in enumerate(notes.texts(), 1)) if notes else (),
        sources=tuple(_source_marks(index, notes.sources)) if notes else (),
    )
    return framed(scene, tuple(items), wide, y)


def _source_marks(index: Index, numbers: Mapping[str, int]) -> Iterator[SourceMark]:
    for name, number in numbers.items():
        source = index.sources[name]
        yield SourceMark(number, name, source_line(source), source.url, ", ".join(source_place(source)))


class _SideLabel(NamedTuple):
    """The label of a side, and the name of its colours."""

    name: str
    look: str


Group = tuple[str, list[tuple[str, _SideLabel | None]]]
"""A title, and claims with the label of their side."""


def _groups(index: Index) -> Iterator[Group]:
    """The main claims, each tension with all claims on its sides, then other claims on which there is a position."""
    places = side_places(index)
    main = [claim for claim in map(index.claims.__getitem__, main_claims(index)) if not claim.tension]
    placed = {claim.id for claim in main}
    if main:
        title = capital("main claim" if len(main) == 1 else "main claims")
        yield title, [(claim.id, None) for claim in main]
    for tension in index.map.tensions:
        names = {
            side.id: _SideLabel(side_name(tension, side), side_look(places[tension.id, side.id]))
            for side in tension.sides
        }
        order = list(names)
        own = [claim for claim in index.claims_in.get(tension.id, ()) if claim.side in names]
        own.sort(key=lambda claim: order.index(claim.side or ""))
        placed |= {claim.id for claim in own}
        if own:
            yield tension_name(tension), [(claim.id, names[claim.side or ""]) for claim in own]
    rest: list[tuple[str, _SideLabel | None]] = [
        (claim.id, None) for claim in index.claims.values() if claim.positions and claim.id not in placed
    ]
    if rest:
        yield ("Other claims" if placed else ""), rest


def _without_positions(
    index: Index, claims: Sequence[tuple[str, _SideLabel | None]], wide: float, y: float
) -> tuple[ShapeGroup, float]:
    """Claims on which nobody has a position, a line each across the table, and the y below them."""
    items: list[DisplayItem] = [VectorPath(line((0, y), (wide, y)), "rule")]
    y += 6
    for claim_id, side in claims:
        y += LEADING + 2
        x = 0.0
        if side:
            name = truncated(one_line(side.name), CLAIM_COLUMN - 30, HEAD_SIZE, "bold")
            items += glyphs.bare_sign(side.look, 3.5, y - 3.6, 3.1)
            items.append(Text(GLYPH, y - 0.5, name, HEAD_SIZE, f"word-{side.look}", "bold", spacing=HEAD_SPACING))
            x = GLYPH + width(name, HEAD_SIZE, "bold") + HEAD_SPACING * len(name) + 8
        text = truncated(one_line(index.claims[claim_id].text), wide - x - NOBODY_WIDTH, SIZE)
        from_right = is_right_to_left(text)
        start = x + width(text, SIZE) if from_right else x
        items.append(Text(start, y, text, SIZE, "quiet", from_right=from_right))
        items.append(Text(wide, y, NOBODY, SIZE - 1.5, "quiet", anchor="end"))
    said = "; ".join(excerpt(index.claims[claim_id].text) for claim_id, _ in claims)
    return ShapeGroup(tuple(items), role="graphics-object", title=NOBODY, description=one_line(said)), y + 9


NOBODY, NOBODY_WIDTH = "No position", 70.0
"""Beside a claim on which there is none, and the width that this takes."""


def _heading(title: str, wide: float, y: float) -> tuple[ShapeGroup, float]:
    """The title of a group of rows, and the y below it."""
    items: list[DisplayItem] = [VectorPath(line((0, y), (wide, y)), "rule")]
    from_right = is_right_to_left(title)
    y += 12
    for text in wrapped(one_line(title), wide, SIZE, "bold"):
        y += LEADING
        items.append(Text(wide if from_right else 0.0, y, text, SIZE, "word-tension", "bold", from_right=from_right))
    return ShapeGroup(tuple(items), role="group", title=one_line(title)), y + 8


def _key(stances: Set[str], y: float) -> ShapeGroup:
    """The signs of stances with their words, on a baseline at ``y``."""
    items: list[DisplayItem] = []
    x = 0.0
    for stance, words in STANCE_WORDS.items():
        if stance in stances:
            items += moved(_cell(stance, "", "", 11.5, -3.5), x, y)
            items.append(Text(x + 28, y, capital(words.verb), SIZE, "quiet"))
            x += 28 + width(capital(words.verb), SIZE) + 22
    return ShapeGroup(tuple(items), role="group", kind="legend", title="Legend")


def _head(index: Index, columns: _Columns) -> tuple[ShapeGroup, float]:
    """The names of the columns, aligned at the bottom, and the height of the row."""
    names = [_column_lines(index, name, columns) for name in columns.names]
    tall = 12.0 * max(map(len, names)) + 10
    items: list[DisplayItem] = []
    for place, lines in enumerate(names):
        x = columns.middle(place)
        for row, text in enumerate(reversed(lines)):
            items.append(Text(x, tall - 8 - 12 * row, text, HEAD_OF_COLUMN, "ink", "bold", "middle"))
    return ShapeGroup(tuple(reversed(items)), role="group", title="Stakeholders"), tall


def _column_lines(index: Index, who: str, columns: _Columns) -> list[str]:
    """A name in at most four lines, each truncated to the column."""
    room = columns.width - 2 * BESIDE_NAME
    lines = wrapped(one_line(index.short_names[who]), room, HEAD_OF_COLUMN, "bold")
    shown = [*lines[:3], " ".join(lines[3:])] if len(lines) > 3 else lines
    return [truncated(text, room, HEAD_OF_COLUMN, "bold") for text in shown]


def _row(
    index: Index,
    table: Matrix,
    columns: _Columns,
    claim_id: str,
    side: _SideLabel | None,
    notes: PositionNotes | None,
    y: float,
) -> tuple[ShapeGroup, float]:
    """A claim, with its side if it is on one, and the positions on it; and the y below the row."""
    wide = CLAIM_COLUMN + columns.width * len(columns.names)
    lines = wrapped(one_line(index.claims[claim_id].text), CLAIM_COLUMN - 16, SIZE)
    items: list[DisplayItem] = [VectorPath(line((0, y), (wide, y)), "rule")]
    top = y
    if side:
        y += LEADING
        name = truncated(one_line(side.name), CLAIM_COLUMN - 30, HEAD_SIZE, "bold")
        items += glyphs.bare_sign(side.look, 3.5, y - 0.1, 3.1)
        items.append(Text(GLYPH, y + 3, name, HEAD_SIZE, f"word-{side.look}", "bold", spacing=HEAD_SPACING))
    from_right = is_right_to_left(index.claims[claim_id].text)
    for row, text in enumerate(lines):
        x = CLAIM_COLUMN - 12 if from_right else 0.0
        items.append(Text(x, y + 16 + LEADING * row, text, SIZE, "ink", from_right=from_right))
    below = y + LEADING * len(lines) + 12
    positions = []
    for place, name in enumerate(columns.names):
        position = table.position(claim_id, name)
        if position is not None:
            mark = notes.mark(position) if notes else ""
            word = "" if columns.in_signs else capital(STANCE_WORDS[position.stance].verb)
            items += _cell(position.stance, word, mark, columns.middle(place), (top + below) / 2)
            positions.append(f"{stakeholder_named(index, name)}: {STANCE_WORDS[position.stance].verb}")
    told = [f"Side: {side.name}", *positions] if side else positions
    text = one_line(index.claims[claim_id].text)
    said = one_line("; ".join(told)) or "No position"
    return ShapeGroup(tuple(items), f"row-{claim_id}", "graphics-object", title=text, description=said), below


def _cell(stance: Stance, word: str, mark: str, x: float, y: float) -> Iterator[DisplayItem]:
    """The sign of a stance, with a word and the mark of a note if there are these, around a point."""
    said = f"{word} {mark}".strip()
    wide = 15 + width(said, CELL_SIZE) + 8 if said else 23.0
    left = x - wide / 2
    held = stance == "agrees"
    yield Rect(left, y - 8, wide, 16, 8, "badge-filled" if held else "badge-outlined")
    yield from glyphs.stance(stance, left + (9 if said else wide / 2), y, "tick-held" if held else "badge-tick")
    if said:
        yield Text(left + 16.5, y + 3.2, said, CELL_SIZE, "badge-word" if held else "badge-name")
