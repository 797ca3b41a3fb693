"""Faults: whatever the map and the engine, there is a picture or a sentence, and never a wait past the deadline."""

from __future__ import annotations

import random
import sys
import threading
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from argmap.draw.drawing import Drawing
from argmap.draw.layout import strategy
from argmap.draw.layout.fallback import tree_layout
from argmap.draw.layout.graph import Direction, Edge, LayoutGraph, layout_dot
from argmap.draw.layout.strategy import LayoutError, edge_segments, expected_seconds, too_slow
from argmap.draw.renderer import Renderer
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.scene import Arrow
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine, lay_out
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from tests.bench.large_maps import large_map
from tests.io.graphviz.dot_command import stand_in_for_dot


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


def test_a_map_that_takes_too_long_is_drawn_simply_and_says_so() -> None:
    def lay_out_late(dot: str, seconds: float) -> bytes:
        raise too_slow(seconds)

    drawing = Drawing(build_scene(Index.build(web(500, 1000))))
    picture = Renderer(lay_out_late, 1.0).picture(drawing)
    text = svg.write(picture)
    assert "Simple layout" in text
    assert text.count('class="box ') == 500
    ElementTree.fromstring(text)


def test_edges_over_several_layers_count_once_for_each_and_loose_ones_make_no_layer() -> None:
    to = Arrow("reason", "supports", ("b",), "a")
    sizes = dict.fromkeys("abcd", (10.0, 10.0))
    chain = [Edge("b", "a", to), Edge("c", "b", to), Edge("c", "a", to)]
    assert edge_segments(LayoutGraph(sizes, tuple(chain))) == 4
    assert edge_segments(LayoutGraph(sizes, (*chain, Edge("d", "c", to, loose=True)))) == 4


def test_thousands_of_claims_are_drawn() -> None:
    claims = tuple(
        Claim(
            id=f"c{n}",
            text="A claim.",
            reasons=(Reason(premise=f"c{n}", kind="supports", target=f"c{n // 4}"),) if n else (),
        )
        for n in range(3_000)
    )
    drawing = Drawing(build_scene(Index.build(Map(title="t", claims=claims))))
    picture = Renderer(engine(), 0.5).picture(drawing)
    assert svg.write(picture).count('class="box ') == 3_000


def test_a_layout_that_would_take_far_too_long_is_not_begun() -> None:
    def lay_out_never(dot: str, seconds: float) -> bytes:
        raise AssertionError("begun")

    drawing = Drawing(build_scene(Index.build(large_map(1_000, 1.5))))
    assert expected_seconds(drawing.graph) > 0.03
    assert "too large to lay out" in Renderer(lay_out_never, 0.01).picture(drawing).warning


def test_large_maps_are_straightened_within_bounds() -> None:
    """Only those: the places of others do not change by it."""
    ask = [layout_dot(Drawing(build_scene(Index.build(large_map(number)))).graph) for number in (990, 1_600)]
    assert "nslimit" not in ask[0]
    assert "nslimit=2.5000" in ask[1]
    assert b'"bb"' in lay_out(ask[1])


def test_without_an_engine_a_map_is_drawn_simply_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    picture = Renderer(engine()).picture(Drawing(build_scene(Index.build(web(9, 9)))))
    assert picture.warning.startswith("Simple layout used. The embedded layout engine cannot start: ")
    assert svg.write(picture).count('class="box ') == 9


def test_an_engine_asked_for_by_name_that_is_missing_is_not_answered_with_a_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LayoutError, match="'dot'"):
        Renderer(engine("system")).picture(Drawing(build_scene(Index.build(web(9, 9)))))


def test_a_better_layout_that_was_given_up_is_told() -> None:
    asked: list[str] = []

    def lay_out_once(dot: str, seconds: float) -> bytes:
        asked.append(dot)
        if len(asked) > 1:
            raise too_slow(1.0)
        return lay_out(dot)

    told: list[str] = []
    drawing = Drawing(build_scene(Index.build(web(9, 20))))
    assert not Renderer(lay_out_once, cut_short=lambda: told.append("hurried")).fitted(drawing, "a4")[1].warning
    assert set(told) == {"hurried"}


def test_cancelling_is_not_answered_with_a_picture() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(LayoutError):
        Renderer(engine(cancelled=stop)).picture(Drawing(build_scene(Index.build(web(300, 900)))))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script for a shell")
@pytest.mark.parametrize(
    "answer",
    [
        "hello",
        "\\377\\376",
        "[]",
        "{}",
        '{"objects": []}',
        '{"objects": {"name": "c0", "pos": "1,1"}}',
        '{"objects": [{"name": "c0", "pos": "x"}]}',
        '{"objects": [{"name": "c0", "pos": "1"}]}',
        '{"objects": [{"name": "c0", "pos": "1,nan"}]}',
        '{"objects": [{"name": "c0", "pos": "1,inf"}]}',
        '{"objects": [{"name": ["c0"], "pos": "1,1"}]}',
    ],
)
def test_an_answer_that_is_no_layout_is_drawn_simply_and_says_so(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in_for_dot(tmp_path, monkeypatch, f"cat >/dev/null; printf '{answer}'")
    drawing = Drawing(build_scene(Index.build(Map(title="One", claims=(Claim(id="c0", text="One claim."),)))))
    for picture in (Renderer(engine("system")).picture(drawing), Renderer(engine("system")).fitted(drawing, "a4")[1]):
        assert picture.warning.startswith("Simple layout used. The layout engine gave an answer ")
        assert "Simple layout used" in svg.write(picture)


def test_trying_layouts_for_a_page_takes_no_longer_than_one_layout_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each layout takes four tenths of the time allowed, by a clock that stands still between them."""
    now, allowed = [0.0], []

    def lay_out_slowly(dot: str, seconds: float) -> bytes:
        allowed.append(seconds)
        now[0] += min(seconds, 4.0)
        if seconds < 4.0:
            raise too_slow(seconds)
        return lay_out(dot)

    monkeypatch.setattr(strategy.time, "monotonic", lambda: now[0])
    picture = Renderer(lay_out_slowly, 10.0).fitted(Drawing(build_scene(Index.build(web(20, 30)))), "a4")[1]
    assert allowed == [10.0, 6.0, 2.0]
    assert not picture.warning
    assert (
        "took longer than 3 seconds"
        in Renderer(lay_out_slowly, 3.0).picture(Drawing(build_scene(Index.build(web(9, 9))))).warning
    )


@pytest.mark.parametrize("direction", ["RL", "BT"])
def test_boxes_of_the_simple_layout_do_not_overlap(direction: Direction) -> None:
    graph = Drawing(build_scene(Index.build(web(60, 90)))).graph._replace(direction=direction)
    places = tree_layout(graph)
    frames = [(*places[name], *size) for name, size in graph.sizes.items()]
    assert len(frames) >= 60
    for place, (x, y, width, height) in enumerate(frames):
        for other_x, other_y, other_width, other_height in frames[place + 1 :]:
            apart = abs(x - other_x) >= (width + other_width) / 2 - 0.01
            assert apart or abs(y - other_y) >= (height + other_height) / 2 - 0.01


@pytest.mark.parametrize(("direction", "onward"), [("RL", 0), ("BT", 1)])
def test_the_simple_layout_goes_on_in_its_direction(direction: Direction, onward: int) -> None:
    reasons = (Reason(premise="b", kind="supports", target="a"),)
    map = Map(title="T", claims=(Claim(id="a", text="A."), Claim(id="b", text="B.", reasons=reasons)))
    places = tree_layout(Drawing(build_scene(Index.build(map))).graph._replace(direction=direction))
    (first, second) = places["a"], places["b"]
    assert first[onward] < second[onward]
    assert first[1 - onward] == second[1 - onward]
