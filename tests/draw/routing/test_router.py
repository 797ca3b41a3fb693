"""Edges keep off the boxes that they do not belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.drawing import Drawing
from argmap.draw.layout.graphviz_json import placed
from argmap.draw.layout.layers import Frame
from argmap.draw.routing.curves import Spline, along, heading, rounded, shortened
from argmap.draw.routing.line_jumps import Bridge, Way, bridges
from argmap.draw.routing.router import Laid, laid
from argmap.draw.routing.tracks import LANE, Upright, lanes
from argmap.draw.scene.builder import build_scene
from argmap.io.graphviz.engines import lay_out
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from tests.draw.small_maps import ALL, STEPS, claim, objects, supports
from tests.examples import examples


def crossed_boxes(map: Map) -> list[tuple[str, str]]:
    """(arrow, box) for each arrow that runs through a box that is neither premise nor target."""
    drawing = Drawing(build_scene(Index.build(map)))
    where = placed(lay_out(drawing.dot()), drawing.graph.sizes)
    drawn = laid(drawing.graph, where)
    found = []
    for name, route in drawn.routes.items():
        edges = [edge for edge in drawing.graph.edges if edge.arrow.id == name]
        own = {end for edge in edges for end in (edge.tail, edge.head)}
        for curve in (*route.tails, *((route.last,) if route.last else ())):
            found += [
                (name, box) for box, frame in drawn.frames.items() if box not in own and runs_through(curve, frame)
            ]
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
@examples(40)
def test_hardly_any_edge_runs_through_a_box(map: Map) -> None:
    reasons = sum(len(claim.reasons) for claim in map.claims)
    assert len({name for name, _ in crossed_boxes(map)}) <= reasons * 0.05


POINTS = st.tuples(st.floats(0, 500), st.floats(0, 500))


@given(st.lists(POINTS, min_size=2, max_size=6))
def test_a_rounded_way_begins_and_ends_where_it_should(path: list[tuple[float, float]]) -> None:
    curve = rounded(path)
    assert curve[0] == path[0]
    assert dist(curve[-1], path[-1]) <= 0.05
    assert len(curve) % 3 == 1


def test_a_rounded_way_arrives_level_and_keeps_off_its_corners() -> None:
    curve = rounded([(100, 0), (50, 0), (50, 80), (0, 80)])
    assert heading(curve) == pytest.approx((-1.0, 0.0), abs=1e-6)
    assert shortened(curve, 8.0)[-1] == pytest.approx((8.0, 80.0), abs=1e-6)
    assert min(dist(point, (50, 0)) for point in along(curve, 60)) > 2


HEIGHTS = st.lists(st.floats(0, 400), max_size=3).map(tuple)
UPRIGHTS = st.lists(
    st.tuples(HEIGHTS, HEIGHTS).filter(lambda ends: len(ends[0]) + len(ends[1]) > 1), min_size=1, max_size=12
).map(lambda ends: [Upright(number, *sides) for number, sides in enumerate(ends)])


@given(UPRIGHTS)
def test_no_two_uprights_that_overlap_share_a_lane(uprights: list[Upright]) -> None:
    found = lanes(uprights)
    for one, other in combinations(uprights, 2):
        if one.top < other.bottom and other.top < one.bottom:
            assert found[one.key] != found[other.key]


def crossed(order: Sequence[Upright]) -> int:
    """How often lines cross when their uprights stand in this order from left to right: a level part that comes from
    the left crosses the uprights before its own, one that goes to the right those after it."""
    return sum(
        one.top < y < one.bottom
        for place, one in enumerate(order)
        for other, heights in (
            *((other, other.from_left) for other in order[place + 1 :]),
            *((other, other.from_right) for other in order[:place]),
        )
        for y in heights
    )


def test_lanes_are_chosen_so_that_lines_do_not_cross() -> None:
    upper = Upright("upper", from_left=(0.0,), from_right=(50.0,))
    lower = Upright("lower", from_left=(20.0,), from_right=(100.0,))
    assert (crossed([upper, lower]), crossed([lower, upper])) == (2, 0)
    assert lanes([upper, lower]) == {"lower": 0, "upper": 1}
    mirrored = [Upright(one.key, one.from_right, one.from_left) for one in (upper, lower)]
    assert lanes(mirrored) == {"upper": 0, "lower": 1}


TALL = st.tuples(*[st.lists(st.floats(1, 399), max_size=2)] * 2).map(
    lambda sides: ((*sides[0], 0.0), (*sides[1], 400.0))
)


@given(st.lists(TALL, min_size=2, max_size=2))
def test_of_two_lines_the_lanes_are_those_with_the_fewest_crossings(
    ends: list[tuple[tuple[float, ...], ...]],
) -> None:
    pair = [Upright(number, *sides) for number, sides in enumerate(ends)]
    found = lanes(pair)
    assert crossed(sorted(pair, key=lambda one: found[one.key])) == min(map(crossed, permutations(pair)))


@given(st.lists(TALL, min_size=3, max_size=5))
def test_lanes_never_cross_more_lines_than_in_reverse_order(ends: list[tuple[tuple[float, ...], ...]]) -> None:
    group = [Upright(number, *sides) for number, sides in enumerate(ends)]
    found = lanes(group)
    order = sorted(group, key=lambda one: found[one.key])
    assert crossed(order) <= crossed(order[::-1])


@pytest.mark.parametrize("name", ALL)
def test_lines_lie_on_each_other_only_where_they_share_a_trunk(name: str) -> None:
    drawing = Drawing(build_scene(Index.build(ALL[name])))
    where = laid(drawing.graph, placed(lay_out(drawing.dot()), drawing.graph.sizes))
    arrows = {edge.arrow.id: edge.arrow for edge in drawing.graph.edges}
    assert set(where.routes) == set(arrows)
    for (one, first), (other, second) in combinations(where.routes.items(), 2):
        kin = arrows[one].target == arrows[other].target and arrows[one].kind == arrows[other].kind
        if not kin and arrows[one].target != other and arrows[other].target != one:
            assert not shared(first.tails[0], second.tails[0])


def shared(one: Spline, other: Spline) -> bool:
    """Whether two lines lie on each other for more than a crossing."""
    here = {(round(x), round(y)) for x, y in along(one, 30)}
    return len(here & {(round(x), round(y)) for x, y in along(other, 30)}) > 12


def steps_laid() -> Laid:
    drawing = Drawing(build_scene(Index.build(STEPS)))
    return laid(drawing.graph, placed(lay_out(drawing.dot()), drawing.graph.sizes))


@pytest.mark.parametrize(
    ("undercut", "step"),
    [
        ("not-the-point -> funded -> conclusion", "funded -> conclusion"),
        ("few-asked -> opposed -> conclusion", "opposed -> conclusion"),
        ("enough -> few-asked -> opposed -> conclusion", "few-asked -> opposed -> conclusion"),
    ],
)
def test_an_undercut_ends_on_the_line_of_its_step_between_where_premises_meet_and_the_target(
    undercut: str, step: str
) -> None:
    routes = steps_laid().routes
    denying, denied = routes[undercut], routes[step]
    (x, y), at = (denying.last or denying.tails[0])[-1], denied.junction
    assert at is not None
    assert denied.last is not None
    assert abs(y - at[1]) < 1
    assert at[0] - 20 < x < at[0] - 12
    assert denied.last[0][0] > x > max(x for x, there in denied.last if abs(there - y) > 1) + 1


def test_a_line_that_undercuts_and_is_undercut_goes_straight_on() -> None:
    route = steps_laid().routes["few-asked -> opposed -> conclusion"]
    assert route.junction is not None
    assert route.last is not None
    across = [x for x, _ in (*route.tails[0], *route.last)]
    assert across == sorted(across, reverse=True)


def test_lines_of_neighbouring_lanes_bridge_each_other_where_one_has_just_turned() -> None:
    turning = Way("turning", "one", [(200.0, 50.0), (100.0, 50.0), (100.0, 0.0)])
    passing = Way("passing", "other", [(100.0 + LANE, 0.0), (100.0 + LANE, 100.0)])
    found = bridges([turning, passing], [(80.0, 160.0)])
    assert found["passing"] == (Bridge((100.0 + LANE, 50.0), False, "turning"),)


def test_an_upright_finds_its_lane_past_one_that_it_does_not_touch() -> None:
    """Each of these had best be left of the one before, and touches no other."""
    above = Upright("above", from_left=(-346.0,), from_right=(-301.0,))
    going = Upright("going", from_left=(-301.5,), from_right=(-286.0,))
    coming = Upright("coming", from_left=(-286.5,), from_right=(-271.0,))
    below = Upright("below", from_left=(-271.5,), from_right=(-201.5,))
    last = Upright("last", from_left=(-256.5,), from_right=(-186.5,))
    found = lanes([above, going, coming, below, last])
    assert found["last"] < found["below"] < found["coming"] < found["going"] < found["above"]


def test_ends_on_a_side_move_so_that_a_line_among_others_is_level() -> None:
    reasons = [
        claim("for", "A reason.", supports("for", "it")),
        *(claim(f"against{at}", "An objection.", objects(f"against{at}", "it")) for at in range(2)),
    ]
    drawing = Drawing(
        build_scene(Index.build(Map(title="Three", claims=(claim("it", "It is so, and more. " * 5), *reasons))))
    )
    drawn = laid(drawing.graph, placed(lay_out(drawing.dot()), drawing.graph.sizes))
    heights = {y for _, y in drawn.routes["against0 -> it"].tails[0]}
    assert max(heights) - min(heights) < 0.1
    meeting = [route.tails[0][-1][1] for route in drawn.routes.values()]
    assert drawn.frames["it"].top + 10 < min(meeting) < max(meeting) - 10 < drawn.frames["it"].bottom - 20


def test_lines_that_go_both_ways_between_two_boxes_run_level_beside_each_other() -> None:
    text = "It says as much as this, and more. " * 3
    pair = (claim("one", text, supports("one", "other")), claim("other", text, objects("other", "one")))
    top = claim("top", text), claim("why", text, supports("why", "top")), claim("but", text, objects("but", "top"))
    drawing = Drawing(build_scene(Index.build(Map(title="Both ways", claims=(*top, *pair)))))
    routes = laid(drawing.graph, placed(lay_out(drawing.dot()), drawing.graph.sizes)).routes
    there, back = ([y for _, y in routes[name].tails[0]] for name in ("one -> other", "other -> one"))
    assert max(there) - min(there) < 0.1
    assert max(back) - min(back) < 0.1
    assert abs(there[0] - back[0]) > 12
