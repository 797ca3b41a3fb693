"""Lines pass a layer where they should, as far as its boxes and other lines allow."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.layout.layers import BOX_CLEARANCE, LINE_CLEARANCE, Frame, Layers, aligned_frames

UPPER, LOWER = Frame(0, 0, 100, 50), Frame(0, 150, 100, 200)
LAYER = Layers({"upper": UPPER, "lower": LOWER})


@pytest.mark.parametrize(
    ("gap", "wishes", "heights"),
    [
        (1, [100], [100]),
        (1, [20], [50 + BOX_CLEARANCE]),
        (1, [170], [150 - BOX_CLEARANCE]),
        (1, [100, 100], [100, 100 + LINE_CLEARANCE]),
        (1, [170, 170], [150 - BOX_CLEARANCE - LINE_CLEARANCE, 150 - BOX_CLEARANCE]),
        (0, [-80, 20], [-80, -BOX_CLEARANCE]),
        (2, [120, 300], [200 + BOX_CLEARANCE, 300]),
    ],
)
def test_lines_pass_where_they_wish_if_they_may(gap: int, wishes: list[float], heights: list[float]) -> None:
    assert LAYER.gap_ys(0, gap, wishes) == heights


@given(st.integers(0, 2), st.lists(st.floats(-300, 500), min_size=1, max_size=20).map(sorted))
def test_lines_keep_their_order_and_off_boxes(gap: int, wishes: list[float]) -> None:
    found = LAYER.gap_ys(0, gap, wishes)
    assert all(one < other for one, other in pairwise(found))
    top, bottom = [(-inf, 0), (50, 150), (200, inf)][gap]
    assert all(top < height < bottom for height in found)


def test_boxes_of_a_layer_are_aligned_at_their_left_edges() -> None:
    sizes = {"narrow": (100.0, 40.0), "wide": (200.0, 60.0), "next": (50.0, 20.0)}
    frames = aligned_frames(sizes, {"narrow": (150.0, 20.0), "wide": (150.001, 100.0), "next": (400.0, 50.0)})
    assert frames["narrow"] == (frames["wide"].left, 0, frames["wide"].left + 100, 40)
    assert frames["next"] == (375, 40, 425, 60)
    assert Layers(frames).of == {"narrow": 0, "wide": 0, "next": 1}
