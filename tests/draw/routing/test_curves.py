"""Curves as the steps of an outline."""

from __future__ import annotations

import pytest

from argmap.draw.routing.curves import along, steps

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


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_points_along_curves_are_their_start_and_as_many_as_asked_for(parts: int) -> None:
    there_and_on = ((0, 0), (2, 0), (4, 0), (6, 0), (6, 2), (6, 4), (6, 6))
    across = [(6 * step / parts, 0) for step in range(parts + 1)]
    down = [(6, 6 * step / parts) for step in range(1, parts + 1)]
    assert [pytest.approx(point) for point in along(there_and_on, parts)] == [*across, *down]
