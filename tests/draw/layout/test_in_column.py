"""A part of a map in the column of a README: text that can be read there, and a tension above its sides for that."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from argmap.draw.display_list import DisplayItem, Text, flattened
from argmap.draw.drawing import Drawing
from argmap.draw.layout.layers import Frame
from argmap.draw.layout.strategy import size_bound
from argmap.draw.pages.fitting import COLUMN, LEAST_IN_COLUMN, SIDES_ABOVE, WIDEST, box_widths
from argmap.draw.renderer import Renderer
from argmap.draw.routing.router import routed_layout
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.builder import build_scene, side_id, tension_box_id
from argmap.draw.scene.forest import with_tension_above
from argmap.draw.scene.scene import Scene
from argmap.io.graphviz.engines import engine
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.views import selection
from tests.draw.drawn import positions

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = Index.build(read((ROOT / "maps" / "uk_openai.yaml").read_bytes(), "uk_openai.yaml").map)
RENDERER = Renderer(engine())

WIDE = ("foreign-reliance", "ai-oversight")
"""The tensions whose pictures are too wide with boxes of the usual width; the other one's is not."""


def scene_of(tension: str) -> Scene:
    return build_scene(SAMPLE, selection.tension(SAMPLE, tension))


@pytest.mark.parametrize("name", SAMPLE.tensions)
def test_the_text_of_a_tension_can_be_read_in_a_readme(name: str) -> None:
    made = RENDERER.in_column(Drawing(scene_of(name)))
    assert TEXT_SIZE * COLUMN / made.width >= LEAST_IN_COLUMN


def test_so_can_the_text_around_a_claim() -> None:
    parts = (selection.focus(SAMPLE, claim) for claim in SAMPLE.claims)
    drawings = [Drawing(build_scene(SAMPLE, part)) for part in parts]
    wide = [drawing for drawing in drawings if size_bound(drawing.graph).width > WIDEST]
    assert wide
    assert all(RENDERER.in_column(drawing).width <= WIDEST for drawing in wide)


def test_a_picture_that_fits_is_as_it_is() -> None:
    drawing = Drawing(scene_of("training-copyright"))
    assert RENDERER.in_column(drawing) == RENDERER.picture(drawing)


@pytest.mark.parametrize("name", WIDE)
def test_a_narrow_picture_has_the_same_words(name: str) -> None:
    drawing = Drawing(scene_of(name))
    narrow, usual = RENDERER.in_column(drawing), RENDERER.picture(drawing)
    assert narrow.width < usual.width
    assert words(narrow.items) == words(usual.items)


def words(items: tuple[DisplayItem, ...]) -> list[str]:
    found = (item.text for item in flattened(items) if isinstance(item, Text))
    return sorted(word for text in found for word in text.split())


@pytest.mark.parametrize("name", SAMPLE.tensions)
def test_a_tension_stands_above_its_sides_which_keep_their_order(name: str) -> None:
    frames = stacked(scene_of(name))
    tension = frames[tension_box_id(name)]
    sides = [frames[side_id(name, side.id)] for side in SAMPLE.tensions[name].sides]
    assert {round(frame.left) for frame in sides} == {round(tension.left)}
    assert tension.bottom < min(frame.top for frame in sides)
    assert [frame.top for frame in sides] == sorted(frame.top for frame in sides)
    assert not any(overlap(one, other) for one, other in combinations(frames.values(), 2))


def stacked(scene: Scene) -> dict[str, Frame]:
    widths = box_widths(180.0)._replace(tension=SIDES_ABOVE, side=SIDES_ABOVE)
    drawing = Drawing(with_tension_above(scene), widths)
    return dict(routed_layout(drawing.graph, positions(drawing)).frames)


def overlap(one: Frame, other: Frame) -> bool:
    beside = one.right <= other.left or other.right <= one.left
    return not beside and not (one.bottom <= other.top or other.bottom <= one.top)


def test_only_a_tension_that_all_is_about_stands_above_its_sides() -> None:
    whole = build_scene(SAMPLE)
    overview = build_scene(SAMPLE, selection.whole(SAMPLE)._replace(overview=True))
    assert with_tension_above(whole) is whole
    assert with_tension_above(overview) is overview
