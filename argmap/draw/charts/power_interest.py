"""The power-interest grid of stakeholders (Mendelow 1981): four fields with a badge for each stakeholder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.draw.charts.name_key import names_in_full
from argmap.draw.charts.needs import refuse_empty
from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text
from argmap.draw.measure import truncated, width
from argmap.draw.paint.furniture import framed
from argmap.draw.scene.boxes import BADGE_GAP, BADGE_HEIGHT, BADGE_SIZE
from argmap.draw.scene.scene import Scene
from argmap.escape import one_line
from argmap.model.index import Index
from argmap.model.types import Level
from argmap.semantics.stakeholders import Grid, grid
from argmap.semantics.wording import listed, stakeholder_named
from argmap.vocabulary import CAVEAT, GRID_FIELDS, GRID_JUDGED

FIELD_WIDTH = 330.0

WITH_POSITION, WITHOUT, NAME_WITHOUT = "badge-filled", "badge-outlined", "badge-name"
"""The looks of the badges of stakeholders with and without a position on the map, and of the words on the latter."""

MOST_LEFT_OUT = 40
"""Maximum number of stakeholders without a place that are named below the picture; more are counted."""


class _PlacedStakeholder(NamedTuple):
    """The badge of a stakeholder, and whether it has a position on a claim."""

    id: str
    x: float
    y: float
    label: str
    speaks: bool


def picture(index: Index) -> Picture:
    """The grid. Raises MapError if no stakeholder has both power and interest."""
    refuse_empty("grid", index)
    placed = grid(index)
    items: list[DisplayItem] = []
    shown: dict[str, str] = {}
    y = 0.0
    levels: tuple[Level, Level] = ("low", "high")
    for power in reversed(levels):
        fields = [_field(index, placed.cells[power, interest]) for interest in levels]
        for inside, _ in fields:
            shown |= {one.id: one.label for one in inside}
        tall = max(110.0, *(height for _, height in fields))
        for place, (inside, _) in enumerate(fields):
            items.append(_framed_field(inside, GRID_FIELDS[power, levels[place]], place * FIELD_WIDTH, y, tall))
        y += tall
    legend = _legend(index, placed, y + 30)
    left_out = _left_out([_name(index, who) for who in placed.unplaced])
    scene = Scene(
        title=index.map.title,
        language=index.map.language or "",
        question=index.map.question or "",
        caption="Stakeholders by power and interest",
        description=f"A grid of stakeholders by power and interest.{left_out}",
        names=names_in_full(index, shown),
        footnote=f"{GRID_JUDGED}.{left_out} {CAVEAT}",
    )
    return framed(scene, (*items, legend), 2 * FIELD_WIDTH, y + 34)


def _left_out(names: Sequence[str]) -> str:
    return f" Not placed (power or interest not given): {listed(names, MOST_LEFT_OUT)}." if names else ""


def _name(index: Index, who: str) -> str:
    return one_line(stakeholder_named(index, who))


def _legend(index: Index, placed: Grid, y: float) -> ShapeGroup:
    """What a filled and an outlined badge mean."""
    x, items = 0.0, list[DisplayItem]()
    speaking = {bool(index.positions_of.get(who)) for members in placed.cells.values() for who in members}
    samples = ((True, WITH_POSITION, "Has a position on this map"), (False, WITHOUT, "No position on this map yet"))
    for look, word in ((look, word) for speaks, look, word in samples if speaks in speaking):
        items.append(Rect(x, y - 9.5, 24, 12, 6, look))
        items.append(Text(x + 30, y, word, 9.5, "quiet"))
        x += 30 + width(word, 9.5) + 22
    return ShapeGroup(tuple(items), role="group", kind="legend", title="Legend")


def _framed_field(inside: list[_PlacedStakeholder], title: str, left: float, y: float, tall: float) -> ShapeGroup:
    items: list[DisplayItem] = [Rect(left, y, FIELD_WIDTH, tall, 0, "cell")]
    items.append(Text(left + 12, y + 20, title, 11.0, "quiet", "bold"))
    for _, dx, dy, label, speaks in inside:
        wide = width(label, BADGE_SIZE) + 18
        look, word = (WITH_POSITION, "badge-word") if speaks else (WITHOUT, NAME_WITHOUT)
        items.append(Rect(left + 12 + dx, y + 32 + dy, wide, BADGE_HEIGHT, BADGE_HEIGHT / 2, look))
        middle = left + 12 + dx + wide / 2
        items.append(Text(middle, y + 32 + dy + 11.2, label, BADGE_SIZE, word, anchor="middle"))
    if not inside:
        items.append(Text(left + 12, y + 42, "None", 9.5, "quiet"))
    names = "; ".join(one.label + ("" if one.speaks else " (no position yet)") for one in inside) or "none"
    return ShapeGroup(tuple(items), role="graphics-object", title=f"{title}: {names}")


def _field(index: Index, members: tuple[str, ...]) -> tuple[list[_PlacedStakeholder], float]:
    """Badges relative to the corner of their field, and the height of the field."""
    placed: list[_PlacedStakeholder] = []
    x, y, room = 0.0, 0.0, FIELD_WIDTH - 24
    for name in members:
        label = _name(index, name)
        if width(label, BADGE_SIZE) > room - 20:
            label = truncated(one_line(index.short_names[name]), room - 20, BADGE_SIZE)
        wide = width(label, BADGE_SIZE) + 18
        if x and x + wide > room:
            x, y = 0.0, y + BADGE_HEIGHT + BADGE_GAP + 2
        placed.append(_PlacedStakeholder(name, x, y, label, bool(index.positions_of.get(name))))
        x += wide + BADGE_GAP
    return placed, y + BADGE_HEIGHT + 48
