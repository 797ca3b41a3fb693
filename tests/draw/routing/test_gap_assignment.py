"""Long lines pass columns where they cross few others, run level and find room."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.layout.graph import Edge
from argmap.draw.layout.layers import PASS_APART, Columns, Frame
from argmap.draw.routing.crossing_count import MOST_COUNTED, Threads
from argmap.draw.routing.gap_assignment import passes
from argmap.draw.routing.global_routes import Wire
from argmap.draw.routing.ports import Ends
from argmap.draw.scene.scene import Arrow

PLACES = st.integers(0, 6)


@given(st.lists(st.tuples(PLACES, PLACES), max_size=12), st.tuples(PLACES, PLACES))
def test_threads_cross_that_change_their_order(threads: list[tuple[int, int]], further: tuple[int, int]) -> None:
    gutter = Threads([7, 7], [0, len(threads), 0])
    for number, (right, left) in enumerate(threads):
        gutter.add(1, right, left, number)
    right, left = further
    crossed = [(there - right) * (then - left) < 0 for there, then in threads]
    assert (gutter.rights[1][right] & gutter.lefts[1][left]).bit_count() == sum(crossed)


def test_lines_of_one_bundle_are_one_thread_where_they_run_together() -> None:
    gutter = Threads([3, 3], [0, 2, 0])
    gutter.add(1, 0, 2, "bundle")
    gutter.add(1, 0, 2, "bundle")
    assert (gutter.rights[1][2] & gutter.lefts[1][0]).bit_count() == 1


def test_too_many_lines_are_not_counted() -> None:
    gutter = Threads([300, 3], [0, MOST_COUNTED // 299, 0])
    gutter.add(1, 0, 299, "line")
    assert not gutter.counted[1]
    assert (gutter.rights[1][2] & gutter.lefts[1][0]).bit_count() == 0


def column(at: int, *tops: float) -> dict[str, Frame]:
    """Boxes of a column, 40 high, from the top."""
    return {f"{at}-{number}": Frame(at * 200.0, top, at * 200.0 + 100, top + 40) for number, top in enumerate(tops)}


def wire(tail: str, head: str, kind: str = "supports") -> Wire:
    """A line from a box to one in a column further left."""
    arrow = Arrow(f"{tail} {kind} {head}", kind, (tail,), head)  # type: ignore[arg-type]
    return Wire(Edge(tail, head, arrow), "left", int(tail[0]), int(head[0]) + 1, "right")


def gaps(wires: Sequence[Wire], frames: dict[str, Frame]) -> list[tuple[int, ...]]:
    found = passes(wires, frames, Columns(frames))
    return [tuple(there.gap for there in found[wire]) for wire in wires]


def test_a_line_keeps_to_its_height_where_there_is_room() -> None:
    frames = column(0, 0, 300) | column(1, 0, 100, 300) | column(2, 60, 200) | column(3, 160)
    level = wire("3-0", "0-1")
    assert gaps([level], frames) == [(1, 2)]
    assert Ends([level], frames, Columns(frames)).passes(level) == (180.0, 180.0)


def test_a_line_goes_round_boxes_that_stand_close() -> None:
    frames = column(0, 0) | column(1, 0, 50, 100) | column(2, 60)
    assert gaps([wire("2-0", "0-0")], frames) in ([(0,)], [(3,)])


def test_a_line_goes_further_to_cross_no_others() -> None:
    frames = column(0, 110) | column(1, 110) | column(2, 0, 50, 100)
    long, others = wire("2-2", "0-0"), [wire("2-0", "1-0"), wire("2-1", "1-0")]
    assert gaps([long], frames) == [(0,)]
    assert gaps([long, *others], frames) == [(1,), (), ()]


def test_a_gap_takes_no_more_lines_than_it_has_room_for() -> None:
    top, bottom = 40.0, 100.0
    frames = column(0, 0) | column(1, top - 40, bottom) | column(2, *range(0, 1000, 100))
    wires = [wire(name, "0-0", kind) for name in frames if name[0] == "2" for kind in ("supports", "objects_to")]
    found = [Ends(wires, frames, Columns(frames)).passes(wire)[0] for wire in wires]
    inside = sorted({height for height in found if top < height < bottom})
    assert 1 < len(inside) <= 1 + (bottom - top - 24) / PASS_APART


def test_a_line_goes_on_as_high_as_it_left_its_box() -> None:
    frames = column(0, 0, 300) | column(1, 0, 300) | column(2, 160)
    upper, lower = wire("2-0", "0-0"), wire("2-0", "0-1")
    ends = Ends([upper, lower], frames, Columns(frames))
    assert ends.leave(upper) < ends.leave(lower)
    for line in (upper, lower):
        assert ends.passes(line) == (ends.leave(line),)
