"""The coverage of tensions: a table of how much the map records for each side. It does not show strength."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.draw.charts.needs import refuse_empty
from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text, VectorPath, line
from argmap.draw.measure import Weight, is_right_to_left, wrapped
from argmap.draw.paint.furniture import framed
from argmap.draw.scene.scene import Scene
from argmap.draw.theme import side_look
from argmap.escape import one_line
from argmap.model.names import tension_name
from argmap.model.types import Tension
from argmap.semantics.coverage import SideCoverage, coverage
from argmap.semantics.labels import Labels
from argmap.views.sides import side_places
from argmap.views.wording import NO_SIDE, side_name
from argmap.vocabulary import CAVEAT, COVERAGE_CAVEAT

SIDE_COLUMN, COLUMN, BAR = 250.0, 118.0, 70.0
SIZE, LEADING = 11.0, 14.0
SWATCH = 18.0
"""Width of the colour before the title of a side, with the space after it."""

MEASURES = ("Claims", "Unchallenged supports", "Sources", "Unanswered objections", "Stakeholders who agree")
WIDE = SIDE_COLUMN + COLUMN * len(MEASURES)


class _SideRow(NamedTuple):
    """A side: its title in lines, a count for each of :data:`MEASURES`, and the name of its colours."""

    title: str
    lines: tuple[str, ...]
    counts: tuple[int, ...]
    height: float
    look: str


def picture(labels: Labels, tensions: Sequence[str] = ()) -> Picture:
    """The coverage of the given tensions, or of all. Raises MapError if the map has no tension."""
    index = labels.index
    refuse_empty("coverage", index)
    chosen = [index.tensions[tension] for tension in tensions] or list(index.tensions.values())
    rows = {tension.id: list(_rows(labels, tension)) for tension in chosen}
    most = max((count for sides in rows.values() for row in sides for count in row.counts), default=0)
    items: list[DisplayItem] = []
    y = 0.0
    for tension in chosen:
        block, y = _block(tension, rows[tension.id], most, y)
        items.append(block)
        y += 24
    many = f"{len(chosen)} tensions" if len(chosen) > 1 else "one tension"
    scene = Scene(
        title=index.map.title,
        language=index.map.language or "",
        question=index.map.question or "",
        caption="Coverage of each side",
        description=f"A table of the sides of {many}, with how much the map records for each. {COVERAGE_CAVEAT}",
        footnote=f"{COVERAGE_CAVEAT} {CAVEAT}",
    )
    return framed(scene, tuple(items), WIDE, y - 24)


def _rows(labels: Labels, tension: Tension) -> Iterator[_SideRow]:
    places = side_places(labels.index)
    for side in coverage(labels, tension.id):
        yield _row(tension, side, side_look(places[tension.id, side.side]) if side.side else "plain")


def _row(tension: Tension, side: SideCoverage, look: str) -> _SideRow:
    titles = {item.id: item.title or side_name(tension, item) for item in tension.sides}
    title = one_line(titles[side.side]) if side.side else NO_SIDE
    lines = wrapped(title, SIDE_COLUMN - 24 - SWATCH, SIZE, "bold")
    counts = (side.claims, side.supports, side.sources, side.unanswered, side.stakeholders)
    return _SideRow(title, lines, tuple(map(len, counts)), LEADING * len(lines) + 14, look)


def _block(tension: Tension, rows: Sequence[_SideRow], most: int, y: float) -> tuple[ShapeGroup, float]:
    name = one_line(tension_name(tension))
    items: list[DisplayItem] = []
    heading: list[tuple[str, float, str, Weight]] = [
        (name, 13.0, "word-tension", "bold"),
        (one_line(tension.question or "") if tension.title else "", 10.5, "quiet", "regular"),
    ]
    for text, size, look, weight in heading:
        for row in wrapped(text, WIDE, size, weight) if text else ():
            y += size * 1.4
            items.append(_from_left(text, row, y - 3, size, look, 0.0, WIDE, weight))
    names = [wrapped(measure, COLUMN - 14, 9.5, "bold") for measure in MEASURES]
    y += 10 + 12 * max(map(len, names))
    for place, lines in enumerate(names):
        for above, text in enumerate(reversed(lines)):
            items.append(Text(SIDE_COLUMN + COLUMN * place, y - 12 * above, text, 9.5, "quiet", "bold"))
    y += 8
    for side in rows:
        items.append(_side(side, most, y))
        y += side.height
    items.append(VectorPath(line((0, y), (WIDE, y)), "rule"))
    return ShapeGroup(tuple(items), id=f"coverage-{tension.id}", role="group", title=name), y


def _side(row: _SideRow, most: int, y: float) -> ShapeGroup:
    items: list[DisplayItem] = [VectorPath(line((0, y), (WIDE, y)), "rule")]
    items.append(Rect(0, y + 9.5, 10, 10, 3, f"box-{row.look}"))
    for place, text in enumerate(row.lines):
        at = y + 18 + LEADING * place
        items.append(_from_left(row.title, text, at, SIZE, "ink", SWATCH, SIDE_COLUMN - 24 - SWATCH))
    middle = y + row.height / 2
    for place, count in enumerate(row.counts):
        x = SIDE_COLUMN + COLUMN * place
        long = BAR * count / most if most else 0.0
        if count:
            items.append(Rect(x, middle - 5, max(long, 2.0), 10, 1, f"bar-{row.look}"))
        items.append(Text(x + long + (6 if count else 0), middle + 4, str(count), SIZE, "ink", "bold"))
    counts = "; ".join(f"{measure}: {count}" for measure, count in zip(MEASURES, row.counts, strict=True))
    return ShapeGroup(tuple(items), role="graphics-object", title=row.title, description=counts)


def _from_left(
    whole: str, shown: str, y: float, size: float, look: str, left: float, room: float, weight: Weight = "bold"
) -> Text:
    """A line of a text, at the right end of its room where the text reads from the right."""
    from_right = is_right_to_left(whole)
    return Text(left + room if from_right else left, y, shown, size, look, weight, from_right=from_right)
