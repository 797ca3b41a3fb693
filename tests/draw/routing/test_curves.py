"""Curves as the steps of an outline."""

from __future__ import annotations

import pytest

from argmap.draw.routing.curves import steps

STRAIGHT = [
    ((0, 0), (3, 0), (6, 0), (9, 0)),
    ((9, 4), (6, 4), (3, 4), (0, 4)),
    ((2, 0), (2, 3), (2, 6), (2, 9)),
]
BENT = [
    ((0, 0), (3, 0), (6, 0), (9, 1)),
    ((0, 0), (3, 1), (6, 0), (9, 0)),
    ((0, 0), (3, 0), (6, 1), (9, 0)),
    ((0, 0), (0, 3), (0, 6), (1, 9)),
    ((0, 0), (1, 3), (0, 6), (0, 9)),
    ((0, 0), (0, 3), (1, 6), (0, 9)),
    ((0, 0), (3, 3), (6, 6), (9, 9)),
]


@pytest.mark.parametrize("curve", STRAIGHT)
def test_what_is_horizontal_or_vertical_is_a_line(curve: tuple[tuple[float, float], ...]) -> None:
    assert steps(curve) == (("M", curve[:1]), ("L", curve[3:]))


@pytest.mark.parametrize("curve", BENT)
def test_what_is_bent_or_slanting_is_a_curve(curve: tuple[tuple[float, float], ...]) -> None:
    assert steps(curve) == (("M", curve[:1]), ("C", curve[1:]))
