"""The position matrix: a row for each claim with a position on record, a column for each stakeholder."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text, VectorPath, line
from argmap.draw.measure import is_right_to_left, truncated, width, wrapped
from argmap.draw.paint import glyphs
from argmap.draw.paint.furniture import framed
from argmap.draw.scene.scene import Scene
from argmap.escape import one_line
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Stance
from argmap.semantics.position_matrix import Matrix, matrix
from argmap.semantics.wording import stakeholder_named
from argmap.views.names import short_name
from argmap.vocabulary import CAVEAT, STANCE_WORDS, capital, counted

CLAIM_COLUMN, COLUMN, SIZE, LEADING = 320.0, 96.0, 11.0, 14.0
GREY = 5
"""The index of the colour of all cells; the column shows the stakeholder."""


def picture(index: Index) -> Picture:
    """The matrix. Raises Refusal if the map records no position."""
    table = matrix(index, claims=[claim.id for claim in index.claims.values() if claim.positions])
    columns = tuple(name for name in table.stakeholders if table.stances(name))
    if not columns:
        raise Refusal("The map records no position of a stakeholder on a claim, so there is no matrix to draw.")
    rows = [
        (claim_id, wrapped(one_line(index.claims[claim_id].text), CLAIM_COLUMN - 16, SIZE))
        for claim_id in table.claims
    ]
    head, y = _head(index, columns)
    items: list[DisplayItem] = [head]
    for claim_id, lines in rows:
        tall = LEADING * len(lines) + 12
        items.append(_row(index, table, columns, claim_id, lines, y, tall))
        y += tall
    wide = CLAIM_COLUMN + COLUMN * len(columns)
    items.append(VectorPath(line((0, y), (wide, y)), "rule"))
    scene = Scene(
        title=index.map.title,
        question=index.map.question or "",
        caption="Who holds what: positions on record",
        description=f"A table of {counted(len(rows), 'claim')} and {counted(len(columns), 'stakeholder')}"
        " with the positions on record.",
        footnote=f"An empty cell: no position recorded. {CAVEAT}",
    )
    return framed(scene, tuple(items), wide, y)


def _head(index: Index, columns: tuple[str, ...]) -> tuple[ShapeGroup, float]:
    """The names of the columns, aligned at the bottom, and the height of the row."""
    names = [_head_lines(one_line(short_name(index.stakeholders[name]))) for name in columns]
    tall = 12.0 * max(map(len, names)) + 10
    items: list[DisplayItem] = []
    for place, lines in enumerate(names):
        x = CLAIM_COLUMN + COLUMN * (place + 0.5)
        for row, text in enumerate(reversed(lines)):
            items.append(Text(x, tall - 8 - 12 * row, text, 9.5, "ink", "bold", "middle"))
    return ShapeGroup(tuple(reversed(items)), role="group", title="Stakeholders"), tall


def _head_lines(label: str) -> list[str]:
    """A name in at most three lines, each truncated to the column."""
    lines = wrapped(label, COLUMN - 10, 9.5, "bold")
    shown = [*lines[:2], " ".join(lines[2:])] if len(lines) > 2 else lines
    return [truncated(text, COLUMN - 10, 9.5, "bold") for text in shown]


def _row(
    index: Index,
    table: Matrix,
    columns: tuple[str, ...],
    claim_id: str,
    lines: tuple[str, ...],
    y: float,
    tall: float,
) -> ShapeGroup:
    wide = CLAIM_COLUMN + COLUMN * len(columns)
    items: list[DisplayItem] = [VectorPath(line((0, y), (wide, y)), "rule")]
    from_right = is_right_to_left(index.claims[claim_id].text)
    for row, text in enumerate(lines):
        x = CLAIM_COLUMN - 12 if from_right else 0.0
        items.append(Text(x, y + 16 + LEADING * row, text, SIZE, "ink", from_right=from_right))
    positions = []
    for place, name in enumerate(columns):
        position = table.position(claim_id, name)
        if position is not None:
            items += _cell(position.stance, CLAIM_COLUMN + COLUMN * (place + 0.5), y + tall / 2)
            positions.append(f"{stakeholder_named(index, name)} {position.stance}")
    text = one_line(index.claims[claim_id].text)
    return ShapeGroup(
        tuple(items),
        id=f"row-{claim_id}",
        role="graphics-object",
        title=text,
        description=one_line("; ".join(positions)),
    )


def _cell(stance: Stance, x: float, y: float) -> Iterator[DisplayItem]:
    word = capital(STANCE_WORDS[stance].verb)
    wide = 15 + width(word, 9.0) + 8
    left = x - wide / 2
    held = stance == "agrees"
    yield Rect(left, y - 8, wide, 16, 8, f"held-{GREY}" if held else f"open-{GREY}")
    if held:
        yield from glyphs.tick(left + 9, y, "tick-held")
    elif stance == "disagrees":
        yield from glyphs.cross(left + 9, y, f"tick-{GREY}")
    else:
        yield from glyphs.half(left + 9, y, GREY)
    yield Text(left + 16.5, y + 3.2, word, 9.0, "badge-word" if held else f"name-{GREY}")
