"""Undercuts stand beside the premise of the step that they deny."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.layout.graph import Edge, LayoutGraph
from argmap.draw.layout.layers import Frame
from argmap.draw.layout.placement import place_undercuts
from argmap.draw.scene.scene import Arrow

STEP = Arrow("premise -> target", "supports", ("premise",), "target", junction=True)
UNDERCUT = Arrow("undercut -> step", "undercuts", ("undercut",), STEP.id)


@st.composite
def layers(draw: st.DrawFn) -> dict[str, Frame]:
    """A layer of boxes, among them a premise and an undercut of its link, and their target."""
    others = [f"other {number}" for number in range(draw(st.integers(0, 8)))]
    frames = {"target": Frame(0, 0, 100, 50)}
    bottom = 0.0
    for name in draw(st.permutations(["premise", "undercut", *others])):
        top = bottom + draw(st.integers(9, 120))
        bottom = top + draw(st.integers(30, 150))
        frames[name] = Frame(200, top, 300, bottom)
    return frames


def graph_of(frames: Mapping[str, Frame], *more: Edge) -> LayoutGraph:
    return LayoutGraph(
        {name: (100, frame.bottom - frame.top) for name, frame in frames.items()},
        (Edge("premise", "target", STEP), Edge("undercut", "target", UNDERCUT), *more),
    )


def from_the_top(frames: Mapping[str, Frame]) -> list[tuple[str, Frame]]:
    return sorted(((name, frame) for name, frame in frames.items() if name != "target"), key=lambda item: item[1].top)


@given(layers())
def test_the_undercut_is_beside_the_premise_and_all_others_keep_their_order(frames: dict[str, Frame]) -> None:
    after = from_the_top(place_undercuts(graph_of(frames), frames))
    names = [name for name, _ in after]
    assert abs(names.index("premise") - names.index("undercut")) == 1
    assert [name for name in names if name != "undercut"] == [
        name for name, _ in from_the_top(frames) if name != "undercut"
    ]


@given(layers())
def test_the_layer_grows_no_taller_and_its_boxes_keep_their_sizes_and_distance(frames: dict[str, Frame]) -> None:
    before, found = from_the_top(frames), place_undercuts(graph_of(frames), frames)
    after = from_the_top(found)

    def least(layer: list[tuple[str, Frame]]) -> float:
        return min(below.top - above.bottom for (_, above), (_, below) in pairwise(layer))

    assert least(after) >= least(before)
    assert before[0][1].top <= after[0][1].top and after[-1][1].bottom <= before[-1][1].bottom
    assert all(found[name].bottom - found[name].top == frame.bottom - frame.top for name, frame in frames.items())
    assert found["premise"] == frames["premise"] and found["target"] == frames["target"]


@given(layers())
def test_an_undercut_that_other_claims_bear_on_stays_with_them(frames: dict[str, Frame]) -> None:
    frames["reason"] = Frame(400, 0, 500, 50)
    reason = Edge("reason", "undercut", Arrow("reason -> undercut", "supports", ("reason",), "undercut"))
    assert place_undercuts(graph_of(frames, reason), frames) == frames
