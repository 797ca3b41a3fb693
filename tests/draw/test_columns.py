"""Lines pass a column where they wish, as far as its boxes and other lines let them."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.columns import PASS_APART, PASS_FROM_BOX, Columns, Frame

UPPER, LOWER = Frame(0, 0, 100, 50), Frame(0, 150, 100, 200)
COLUMN = Columns({"upper": UPPER, "lower": LOWER})


@pytest.mark.parametrize(
    ("gap", "wishes", "heights"),
    [
        (1, [100], [100]),
        (1, [20], [50 + PASS_FROM_BOX]),
        (1, [170], [150 - PASS_FROM_BOX]),
        (1, [100, 100], [100, 100 + PASS_APART]),
        (1, [170, 170], [150 - PASS_FROM_BOX - PASS_APART, 150 - PASS_FROM_BOX]),
        (0, [-80, 20], [-80, -PASS_FROM_BOX]),
        (2, [120, 300], [200 + PASS_FROM_BOX, 300]),
    ],
)
def test_lines_pass_where_they_wish_if_they_may(gap: int, wishes: list[float], heights: list[float]) -> None:
    assert COLUMN.heights(0, gap, wishes) == heights


@given(st.integers(0, 2), st.lists(st.floats(-300, 500), min_size=1, max_size=20).map(sorted))
def test_lines_keep_their_order_and_off_boxes(gap: int, wishes: list[float]) -> None:
    found = COLUMN.heights(0, gap, wishes)
    assert all(one < other for one, other in pairwise(found))
    top, bottom = [(-inf, 0), (50, 150), (200, inf)][gap]
    assert all(top < height < bottom for height in found)
