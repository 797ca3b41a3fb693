"""Long lines pass layers where they cross few others, run level and find room."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.layout.graph import Edge
from argmap.draw.layout.layers import LINE_CLEARANCE, Frame, Layers
from argmap.draw.routing.gap_assignment import MOST_COUNTED, CrossingCounter, assign_gaps
from argmap.draw.routing.global_routes import GlobalRoute
from argmap.draw.routing.ports import Ports
from argmap.draw.scene.scene import Arrow

SLOTS = st.integers(0, 6)


@given(st.lists(st.tuples(SLOTS, SLOTS), max_size=12), st.tuples(SLOTS, SLOTS))
def test_lines_cross_that_change_their_order(lines: list[tuple[int, int]], further: tuple[int, int]) -> None:
    counter = CrossingCounter([7, 7], [0, len(lines), 0])
    for number, (right, left) in enumerate(lines):
        counter.add(1, right, left, number)
    right, left = further
    crossed = [(there - right) * (then - left) < 0 for there, then in lines]
    assert (counter.right_masks[1][right] & counter.left_masks[1][left]).bit_count() == sum(crossed)


def test_lines_of_one_net_are_one_where_they_run_together() -> None:
    counter = CrossingCounter([3, 3], [0, 2, 0])
    counter.add(1, 0, 2, "bundle")
    counter.add(1, 0, 2, "bundle")
    assert (counter.right_masks[1][2] & counter.left_masks[1][0]).bit_count() == 1


def test_too_many_lines_are_not_counted() -> None:
    counter = CrossingCounter([300, 3], [0, MOST_COUNTED // 299, 0])
    counter.add(1, 0, 299, "line")
    assert not counter.counted[1]
    assert (counter.right_masks[1][2] & counter.left_masks[1][0]).bit_count() == 0


def layer(at: int, *tops: float) -> dict[str, Frame]:
    """The boxes of a layer, 40 points high, from the top."""
    return {f"{at}-{number}": Frame(at * 200.0, top, at * 200.0 + 100, top + 40) for number, top in enumerate(tops)}


def to_the_left(tail: str, head: str, kind: str = "supports") -> GlobalRoute:
    """The route of a line from a box to one in a layer further left."""
    arrow = Arrow(f"{tail} {kind} {head}", kind, (tail,), head)  # type: ignore[arg-type]
    return GlobalRoute(Edge(tail, head, arrow), "left", int(tail[0]), int(head[0]) + 1, "right")


def gaps(routes: Sequence[GlobalRoute], frames: dict[str, Frame]) -> list[tuple[int, ...]]:
    found = assign_gaps(routes, frames, Layers(frames))
    return [tuple(node.gap for node in found[one]) for one in routes]


def test_a_line_keeps_to_its_height_where_there_is_room() -> None:
    frames = layer(0, 0, 300) | layer(1, 0, 100, 300) | layer(2, 60, 200) | layer(3, 160)
    level = to_the_left("3-0", "0-1")
    assert gaps([level], frames) == [(1, 2)]
    assert Ports([level], frames, Layers(frames)).passage_ys(level) == (180.0, 180.0)


def test_a_line_goes_round_boxes_that_stand_close() -> None:
    frames = layer(0, 0) | layer(1, 0, 50, 100) | layer(2, 60)
    assert gaps([to_the_left("2-0", "0-0")], frames) in ([(0,)], [(3,)])


def test_a_line_goes_further_to_cross_no_others() -> None:
    frames = layer(0, 110) | layer(1, 110) | layer(2, 0, 50, 100)
    long, others = to_the_left("2-2", "0-0"), [to_the_left("2-0", "1-0"), to_the_left("2-1", "1-0")]
    assert gaps([long], frames) == [(0,)]
    assert gaps([long, *others], frames) == [(1,), (), ()]


def test_a_gap_takes_no_more_lines_than_it_has_room_for() -> None:
    top, bottom = 40.0, 100.0
    frames = layer(0, 0) | layer(1, top - 40, bottom) | layer(2, *range(0, 1000, 100))
    routes = [
        to_the_left(name, "0-0", kind) for name in frames if name[0] == "2" for kind in ("supports", "objects_to")
    ]
    found = [Ports(routes, frames, Layers(frames)).passage_ys(one)[0] for one in routes]
    inside = sorted({height for height in found if top < height < bottom})
    assert 1 < len(inside) <= 1 + (bottom - top - 24) / LINE_CLEARANCE


def test_a_line_goes_on_as_high_as_it_left_its_box() -> None:
    frames = layer(0, 0, 300) | layer(1, 0, 300) | layer(2, 160)
    upper, lower = to_the_left("2-0", "0-0"), to_the_left("2-0", "0-1")
    ports = Ports([upper, lower], frames, Layers(frames))
    assert ports.exit_y(upper) < ports.exit_y(lower)
    for line in (upper, lower):
        assert ports.passage_ys(line) == (ports.exit_y(line),)


@pytest.mark.parametrize("upside_down", [False, True])
def test_a_line_is_level_in_a_gap_whose_edge_it_touches(upside_down: bool) -> None:
    """From 400 level past a box that is just far enough away, then up: less of a bend than up at once."""
    frames = layer(0, 330) | layer(1, 367, 419, 471) | layer(2, 348) | layer(3, 380)
    way = (0, 1)
    if upside_down:
        frames, way = {name: frame.flipped() for name, frame in frames.items()}, (3, 0)
    assert gaps([to_the_left("3-0", "0-0")], frames) == [way[::-1]]
