"""Edges keep off the boxes that they do not belong to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.draw.curves import along, bracket, elbow, heading, shortened, smooth, with_ends
from argmap.draw.drawing import Drawing
from argmap.draw.obstacles import Frame
from argmap.draw.placed import placed
from argmap.draw.routes import frames, routed
from argmap.draw.staging import stage
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from argmap.world.layout import lay_out
from tests.draw.small_maps import ALL


def crossed_boxes(map: Map) -> list[tuple[str, str]]:
    """(arrow, box) for each arrow that runs through a box that is neither premise nor target."""
    drawing = Drawing(stage(Index.build(map)))
    where = placed(lay_out(drawing.dot))
    places = frames(drawing.graph, where)
    routes = routed(drawing.graph, where, places, upright=False)
    found = []
    for name, route in routes.items():
        edges = [edge for edge in drawing.graph.edges if edge.arrow.id == name]
        own = {end for edge in edges for end in (edge.tail, edge.head)}
        for curve in (*route.tails, *((route.last,) if route.last else ())):
            found += [(name, box) for box, frame in places.items() if box not in own and runs_through(curve, frame)]
    return found


def runs_through(curve: tuple[tuple[float, float], ...], frame: Frame) -> bool:
    return any(
        frame.left + 1 < x < frame.right - 1 and frame.top + 1 < y < frame.bottom - 1 for x, y in along(curve, 30)
    )


@pytest.mark.parametrize("name", ALL)
def test_no_edge_runs_through_a_box_of_the_small_maps(name: str) -> None:
    assert crossed_boxes(ALL[name]) == []


@st.composite
def webs(draw: st.DrawFn) -> Map:
    """Maps in which claims bear on one or two earlier ones."""
    size = draw(st.integers(5, 25))
    claims = []
    for number in range(size):
        targets = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        kinds = draw(st.lists(st.sampled_from(["supports", "objects_to"]), min_size=2, max_size=2))
        reasons = [
            Reason(premise=f"c{number}", kind=kind, target=f"c{target}")  # type: ignore[arg-type]
            for target, kind in zip(targets, kinds, strict=False)
        ]
        text = "A claim that says something. " * draw(st.integers(1, 4))
        claims.append(
            Claim(id=f"c{number}", text=text, reasons=tuple(sorted(reasons, key=lambda r: r.kind, reverse=True)))
        )
    return Map(title="A web", claims=tuple(claims))


@given(webs())
@settings(max_examples=40)
def test_hardly_any_edge_runs_through_a_box(map: Map) -> None:
    reasons = sum(len(claim.reasons) for claim in map.claims)
    assert len({name for name, _ in crossed_boxes(map)}) <= reasons * 0.05


POINTS = st.tuples(st.floats(0, 500), st.floats(0, 500))


@given(POINTS, POINTS)
def test_curves_begin_and_end_where_they_should(start: tuple[float, float], end: tuple[float, float]) -> None:
    start = (start[0] + 600, start[1])
    for curve in (
        smooth(start, end),
        bracket(start, end, end[0] + 20),
        elbow(start, end),
        with_ends(smooth(start, end) + smooth(start, end)[1:], start, end),
    ):
        assert curve[0] == start
        assert curve[-1] == end
        assert len(curve) % 3 == 1


@given(POINTS, POINTS)
def test_a_bracket_arrives_level_from_the_right(start: tuple[float, float], end: tuple[float, float]) -> None:
    curve = bracket((start[0] + 600, start[1]), end, end[0] + 20)
    assert heading(curve) == pytest.approx((-1.0, 0.0), abs=1e-6)
    assert shortened(curve, 8.0)[-1] == pytest.approx((end[0] + 8.0, end[1]), abs=1e-6)
