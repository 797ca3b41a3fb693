"""In no picture that the repository shows is a sign touched, nor do lines run beside each other that could be taken
for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from argmap.draw.drawing import Drawing
from argmap.draw.paint.painter import SIGN_FROM_TAIL, SIGN_RADIUS
from argmap.draw.routing.channels import JUNCTION
from argmap.draw.routing.curves import Spline, along, point_from_start
from argmap.draw.routing.router import Route, routed_layout
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.scene import Arrow
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.views import selection
from tests.draw.drawn import positions

ROOT = Path(__file__).resolve().parents[3]
MAPS = [ROOT / "maps/uk_openai.yaml", *sorted((ROOT / "docs/gallery").glob("*.yaml"))]
VIEWS = [*((file, "") for file in MAPS), (ROOT / "docs/gallery/school-phones.yaml", "school-board")]
"""Whole maps, and what a stakeholder holds, where lines leave and meet the same side of a box."""

EACH = pytest.mark.parametrize(("file", "holder"), VIEWS, ids=[f"{file.stem}{holder}" for file, holder in VIEWS])

NEAR, LONG = 6.0, 8.0
"""Lines as near as this over as many points could be taken for one."""


def drawn(file: Path, holder: str) -> tuple[Mapping[str, Arrow], Mapping[str, Route]]:
    index = Index.build(read(file.read_bytes(), str(file)).map)
    return routed(index, holder)


def routed(index: Index, holder: str = "") -> tuple[Mapping[str, Arrow], Mapping[str, Route]]:
    drawing = Drawing(build_scene(index, selection.stakeholder(index, holder) if holder else None))
    where = positions(drawing)
    return {edge.arrow.id: edge.arrow for edge in drawing.graph.edges}, routed_layout(drawing.graph, where).routes


def curves(route: Route) -> tuple[Spline, ...]:
    return (*route.tails, route.last) if route.last else route.tails


def signs(
    arrows: Mapping[str, Arrow], routes: Mapping[str, Route]
) -> Iterator[tuple[str, tuple[float, float], float]]:
    for name, route in routes.items():
        if arrows[name].kind == "side":
            continue
        if route.junction:
            yield name, route.junction, JUNCTION
        else:
            yield name, point_from_start(route.tails[0], SIGN_FROM_TAIL), SIGN_RADIUS


@EACH
def test_no_sign_is_touched_by_another_or_by_a_line(file: Path, holder: str) -> None:
    arrows, routes = drawn(file, holder)
    found = [*signs(arrows, routes)]
    assert len(found) >= sum(arrow.kind != "side" for arrow in arrows.values()) > 0
    assert_apart(found)
    points = [
        (name, point) for name, route in routes.items() for curve in curves(route) for point in along(curve, 40)
    ]
    for name, at, reach in found:
        assert {other for other, point in points if other != name and dist(point, at) < reach + 1} == set()


def assert_apart(signs: Iterable[tuple[str, tuple[float, float], float]]) -> None:
    for (_, one, reach), (_, other, others_reach) in combinations(signs, 2):
        assert dist(one, other) > reach + others_reach + 1


@pytest.mark.parametrize("steps", [(1, 3, 7, 10), (1, 2, 5, 6, 8, 9)], ids=["four reasons", "six reasons"])
def test_no_sign_touches_another_where_many_lines_leave_small_boxes(steps: tuple[int, ...]) -> None:
    claims = "".join(
        f"  c{n}:\n    text: Yes.\n"
        f"    supports: [{', '.join(f'c{(n + step) % 22}' for step in steps[::2])}]\n"
        f"    objects_to: [{', '.join(f'c{(n + step) % 22}' for step in steps[1::2])}]\n"
        for n in range(22)
    )
    arrows, routes = routed(Index.build(read(f"argmap: 1\ntitle: Dense\nclaims:\n{claims}".encode(), "").map))
    assert len(arrows) == 22 * len(steps)
    assert_apart(signs(arrows, routes))


def straights(routes: Mapping[str, Route]) -> Iterator[tuple[str, bool, float, float, float]]:
    """The straight pieces of all lines: arrow, whether it is level, where, from, to."""
    for name, route in routes.items():
        for curve in curves(route):
            for (x, y), (to_x, to_y) in zip(curve[::3], curve[3::3], strict=False):
                if abs(y - to_y) < 0.01:
                    yield name, True, y, min(x, to_x), max(x, to_x)
                elif abs(x - to_x) < 0.01:
                    yield name, False, x, min(y, to_y), max(y, to_y)


@EACH
def test_no_two_lines_run_beside_each_other_that_are_not_of_one_trunk(file: Path, holder: str) -> None:
    arrows, routes = drawn(file, holder)
    found = []
    for one, other in combinations(straights(routes), 2):
        (name, level, at, start, end), (other_name, other_level, other_at, other_start, other_end) = one, other
        first, second = arrows[name], arrows[other_name]
        of_one = (first.target, first.kind) == (second.target, second.kind)
        if name == other_name or of_one or first.target == second.id or second.target == first.id:
            continue
        if (
            level == other_level
            and abs(at - other_at) < NEAR
            and min(end, other_end) - max(start, other_start) > LONG
        ):
            found.append((name, other_name))
    assert found == []
