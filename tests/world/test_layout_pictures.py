"""Faults: whatever the map and the engine, there is a picture or a sentence, and never a wait past the deadline."""

from __future__ import annotations

import random
import threading
import xml.etree.ElementTree as ElementTree

import pytest

from argmap.draw import svg
from argmap.draw.drawing import Drawing
from argmap.draw.staging import stage
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from argmap.world.layout import LayoutRefused
from argmap.world.layout_pictures import Engine


def web(claims: int, reasons: int, seed: int = 3) -> Map:
    """A dense map: each reason between two claims at random, so with many circles."""
    chance = random.Random(seed)
    pairs = {(chance.randrange(claims), chance.randrange(claims)) for _ in range(reasons)}
    by_premise: dict[int, list[Reason]] = {}
    for premise, target in sorted(pairs):
        reason = Reason(premise=f"c{premise}", kind="supports", target=f"c{target}")
        by_premise.setdefault(premise, []).append(reason)
    made = (Claim(id=f"c{n}", text=f"Claim {n}.", reasons=tuple(by_premise.get(n, ()))) for n in range(claims))
    return Map(title="A web", claims=tuple(made))


def test_a_dense_map_is_drawn_simply_and_says_so() -> None:
    drawing = Drawing(stage(Index.build(web(500, 1000))))
    picture = Engine(deadline=1.0).picture(drawing)
    text = svg.write(picture)
    assert "simple layout" in text
    assert text.count('class="box ') == 500
    ElementTree.fromstring(text)


def test_thousands_of_claims_are_drawn() -> None:
    claims = tuple(
        Claim(
            id=f"c{n}",
            text="A claim.",
            reasons=(Reason(premise=f"c{n}", kind="supports", target=f"c{n // 4}"),) if n else (),
        )
        for n in range(3_000)
    )
    drawing = Drawing(stage(Index.build(Map(title="t", claims=claims))))
    picture = Engine(deadline=0.5).picture(drawing)
    assert svg.write(picture).count('class="box ') == 3_000


def test_cancelling_is_not_answered_with_a_picture() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(LayoutRefused):
        Engine(cancelled=stop).picture(Drawing(stage(Index.build(web(300, 900)))))


def test_boxes_of_the_simple_layout_do_not_overlap() -> None:
    from argmap.draw import simple

    graph = Drawing(stage(Index.build(web(60, 90)))).graph
    placed = simple.place(graph)
    frames = [(*placed.centres[name], *size) for name, size in graph.sizes.items()]
    for place, (x, y, width, height) in enumerate(frames):
        for other_x, other_y, other_width, other_height in frames[place + 1 :]:
            apart = abs(x - other_x) >= (width + other_width) / 2 - 0.01
            assert apart or abs(y - other_y) >= (height + other_height) / 2 - 0.01
