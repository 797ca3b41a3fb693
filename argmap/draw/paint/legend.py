"""The legend: a sample of each kind of box, line and badge that a diagram shows, and of no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.draw.display_list import DisplayItem, Rect, ShapeGroup, Text, VectorPath, line
from argmap.draw.measure import width
from argmap.draw.paint import glyphs, marks
from argmap.draw.routing.curves import rounded, steps
from argmap.draw.scene.boxes import (
    BADGE_HEIGHT,
    BADGE_SIZE,
    GLYPH,
    HEAD_SIZE,
    HEAD_SPACING,
    PILL_PAD,
    HeadWord,
    badge_places,
    badge_width,
    head_width,
)
from argmap.draw.scene.scene import CHANGES, ArrowKind, Scene
from argmap.escape import one_line
from argmap.model.types import Kind
from argmap.vocabulary import ON_BOXES, RELATIONS, STANCE_WORDS, STATUSES, STEP, capital

WORD_SIZE = 9.5


class Sample(NamedTuple):
    """A sample with its word, on a baseline that begins at (0, 0)."""

    items: tuple[DisplayItem, ...]
    width: float


ARROW_WORDS: Mapping[Kind, str] = {
    kind: capital(f"{words.on_box} {STEP}" if kind == "undercuts" else words.on_box)
    for kind, words in RELATIONS.items()
}
OTHER_BOXES = {
    "several": "More than one role",
    "plain": "Claim on no side",
    "tension": "Tension",
    "missing": "Missing claim",
}


def samples(scene: Scene) -> Iterator[Sample]:
    """A sample of each kind of thing in a scene."""
    colours = {box.colours for box in scene.boxes}
    drawn = {arrow.kind for arrow in scene.arrows}
    if "claim" in colours:
        yield from _claim_samples(scene)
    for arrow_kind, word in ARROW_WORDS.items():
        if arrow_kind in drawn:
            yield _arrow_sample(arrow_kind, word, arrow_kind in colours)
        elif arrow_kind in colours:
            yield _box_sample(arrow_kind, word)
    yield from (_box_sample(kind, word) for kind, word in OTHER_BOXES.items() if kind in colours)
    yield from _side_samples(scene)
    linked = [arrow.kind for arrow in scene.arrows if arrow.junction and len(arrow.premises) > 1]
    if linked:
        yield _linked_sample(linked[0])
    yield from _stances(scene)
    yield from _marks(scene)


def _claim_samples(scene: Scene) -> Iterator[Sample]:
    """A main claim, and a claim without links; the heads of their boxes say which it is."""
    found = {box.is_main for box in scene.boxes if box.colours == "claim"}
    for is_main in sorted(found, reverse=True):
        yield _box_sample("claim", capital(ON_BOXES["main" if is_main else "claim"]))


def _side_samples(scene: Scene) -> Iterator[Sample]:
    sides = [box for box in scene.boxes if box.kind == "side"]
    if len({box.look for box in sides}) < len(sides):
        yield _box_sample(sides[0].look, "A side of a tension, and the claims on it")
        return
    for box in sides:
        yield _box_sample(box.look, f"Side: {one_line(box.title)}")


def _marks(scene: Scene) -> Iterator[Sample]:
    """The focus, changes, and each status with its meaning."""
    if any(box.in_focus for box in scene.boxes):
        ring = marks.ring(24, 14, 5)._replace(x=2.5, y=-8.0, width=19, height=9, radius=2.5)
        yield _entry((Rect(0, -10.5, 24, 14, 5, "box-plain"), ring), 24, "The claim in focus")
    for change in CHANGES:
        if any(change in {box.change, *(badge.change for badge in box.badges)} for box in scene.boxes):
            frame = ShapeGroup(tuple(marks.change_marks(change, 24, 14, 5)), at=(0, -10.5))
            yield _entry((Rect(0, -10.5, 24, 14, 5, "box-plain"), frame), 24, change.capitalize())
    used = {box.status for box in scene.boxes}
    for status, words in STATUSES.items():
        if status in used:
            word = HeadWord(PILL_PAD, 0, words.label.upper(), status, sign=True, pill=True)
            wide = 2 * PILL_PAD + GLYPH + head_width(word.text)
            yield _entry((marks.pill(word, HEAD_SIZE, "bold", HEAD_SPACING),), wide, words.meaning)


def _word(x: float, text: str) -> Text:
    return Text(x, 0, text, WORD_SIZE, "quiet")


def _entry(items: tuple[DisplayItem, ...], taken: float, word: str) -> Sample:
    return Sample((*items, _word(taken + 6, word)), taken + 6 + width(word, WORD_SIZE))


def _box_sample(kind: str, word: str, look: str = "box") -> Sample:
    return _entry((Rect(0, -9.5, 20, 12, 4, f"{look}-{kind}"),), 20, word)


def _arrow_sample(kind: ArrowKind, word: str, boxed: bool) -> Sample:
    """A line with its end and sign; with ``boxed``, also the box of a claim that is a reason of this kind alone."""
    start = 24 if boxed else 0
    shapes: list[DisplayItem] = [Rect(0, -9.5, 20, 12, 4, f"box-{kind}")] if boxed else []
    shapes.append(VectorPath(line((start + 38, -3.5), (start + glyphs.TIP_LENGTH[kind], -3.5)), f"line-{kind}"))
    shapes += glyphs.tip(kind, (start, -3.5))
    shapes += glyphs.sign(kind, start + 28, -3.5, 5.0)
    return _entry(tuple(shapes), start + 40, word)


def _linked_sample(kind: ArrowKind) -> Sample:
    shapes: list[DisplayItem] = [
        VectorPath(line((46, -5.5), (glyphs.TIP_LENGTH[kind], -5.5)), f"line-{kind}"),
        VectorPath(steps(rounded([(46, 4.5), (21, 4.5), (21, -0.5)])), f"line-{kind}"),
        *glyphs.tip(kind, (0, -5.5)),
        *glyphs.sign(kind, 21, -5.5, 5.0),
    ]
    return _entry(tuple(shapes), 46, "Linked premises")


def _stances(scene: Scene) -> Iterator[Sample]:
    used = {badge.stance for box in scene.boxes for badge in box.badges}
    for stance in STANCE_WORDS:
        if stance in used:
            word = stance.capitalize()
            wide = badge_width(word)
            held = stance == "agrees"
            sign, start = badge_places(word)
            middle = sign, -3.5
            icon = {"agrees": glyphs.tick(*middle, "tick-held"), "disagrees": glyphs.cross(*middle, "tick-5")}
            shape = Rect(
                0, -3.5 - BADGE_HEIGHT / 2, wide, BADGE_HEIGHT, BADGE_HEIGHT / 2, "held-5" if held else "open-5"
            )
            look = "badge-word" if held else "name-5"
            label = Text(start, -0.3, word, BADGE_SIZE, look)
            yield Sample((shape, *icon.get(stance, glyphs.half(*middle, 5)), label), wide)
