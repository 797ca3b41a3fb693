"""The power-interest grid of stakeholders (Mendelow 1981): four fields with a badge for each stakeholder."""

from __future__ import annotations

from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text
from argmap.draw.measure import truncated, width
from argmap.draw.paint.furniture import framed
from argmap.draw.scene.boxes import BADGE_GAP, BADGE_HEIGHT, BADGE_SIZE
from argmap.draw.scene.scene import Scene
from argmap.draw.theme import HUES
from argmap.escape import one_line
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Level
from argmap.semantics.power_interest import grid
from argmap.vocabulary import CAVEAT

FIELD_WIDTH, LEFT = 330.0, 26.0
ADVICE: dict[tuple[Level, Level], str] = {
    ("high", "low"): "Keep satisfied",
    ("high", "high"): "Manage closely",
    ("low", "low"): "Monitor",
    ("low", "high"): "Keep informed",
}
"""The usual name of the field for each power and interest."""


def picture(index: Index) -> Picture:
    """The grid. Raises Refusal if no stakeholder has both power and interest."""
    placed = grid(index)
    if not any(placed.cells.values()):
        raise Refusal("No stakeholder of the map has both 'power' and 'interest', so there is no grid to draw.")
    items: list[DisplayItem] = []
    y = 0.0
    levels: tuple[Level, Level] = ("high", "low")
    for power in levels:
        fields = [_field(index, power, interest, placed.cells[power, interest]) for interest in reversed(levels)]
        tall = max(110.0, *(height for _, height in fields))
        for place, (inside, _) in enumerate(fields):
            x = LEFT + place * FIELD_WIDTH
            items.append(_framed_field(inside, power, ("low", "high")[place], x, y, tall))
        items.append(Text(0, y + 18, f"{power.capitalize()}", 9.5, "quiet", "bold"))
        items.append(Text(0, y + 30, "power", 9.5, "quiet"))
        y += tall
    for place, interest in enumerate(("Low interest", "High interest")):
        items.append(Text(LEFT + 20 + place * FIELD_WIDTH, y + 16, interest, 9.5, "quiet", "bold"))
    given = "Power and interest are as the authors of this map gave them."
    left_out = _left_out(len(placed.unplaced))
    scene = Scene(
        title=index.map.title,
        question=index.map.question or "",
        caption="Stakeholders by power and interest",
        description=f"A grid of stakeholders by power and interest.{left_out}",
        footnote=f"{given}{left_out} {CAVEAT}",
    )
    return framed(scene, tuple(items), LEFT + 20 + 2 * FIELD_WIDTH, y + 20)


def _left_out(count: int) -> str:
    if not count:
        return ""
    who = f"{count} stakeholders are" if count > 1 else "1 stakeholder is"
    return f" {who} not placed: power or interest is not given."


def _framed_field(
    inside: list[tuple[float, float, str, int]], power: str, interest: str, x: float, y: float, tall: float
) -> ShapeGroup:
    left = x + 20
    title = next(words for key, words in ADVICE.items() if key == (power, interest))
    items: list[DisplayItem] = [Rect(left, y, FIELD_WIDTH, tall, 0, "cell")]
    items.append(Text(left + 12, y + 20, title, 11.0, "quiet", "bold"))
    for dx, dy, label, hue in inside:
        wide = width(label, BADGE_SIZE) + 18
        items.append(Rect(left + 12 + dx, y + 32 + dy, wide, BADGE_HEIGHT, BADGE_HEIGHT / 2, f"held-{hue}"))
        middle = left + 12 + dx + wide / 2
        items.append(Text(middle, y + 32 + dy + 11.2, label, BADGE_SIZE, "badge-word", anchor="middle"))
    if not inside:
        items.append(Text(left + 12, y + 42, "Nobody placed here", 9.5, "quiet"))
    names = "; ".join(label for _, _, label, _ in inside) or "nobody"
    return ShapeGroup(tuple(items), role="graphics-object", title=f"{power} power, {interest} interest: {names}")


def _field(
    index: Index, power: Level, interest: Level, members: tuple[str, ...]
) -> tuple[list[tuple[float, float, str, int]], float]:
    """Badges as (x, y, label, hue) relative to the corner of their field, and the height of the field."""
    order = list(index.stakeholders)
    placed: list[tuple[float, float, str, int]] = []
    x, y, room = 0.0, 0.0, FIELD_WIDTH - 24
    for name in members:
        label = truncated(one_line(index.stakeholders[name].name or name), room - 20, BADGE_SIZE)
        wide = width(label, BADGE_SIZE) + 18
        if x and x + wide > room:
            x, y = 0.0, y + BADGE_HEIGHT + BADGE_GAP + 2
        placed.append((x, y, label, order.index(name) % HUES))
        x += wide + BADGE_GAP
    return placed, y + BADGE_HEIGHT + 48
