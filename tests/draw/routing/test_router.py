"""Edges keep off the boxes that they do not belong to."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, permutations
from math import dist
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.drawing import Drawing
from argmap.draw.layout.layers import Frame
from argmap.draw.routing import tracks
from argmap.draw.routing.curves import Spline, along, heading, rounded, shortened
from argmap.draw.routing.line_jumps import LineJump, OrthogonalLine, line_jumps
from argmap.draw.routing.router import RoutedLayout, routed_layout
from argmap.draw.routing.tracks import TRACK_SPACING, Trunk, assign_tracks
from argmap.draw.scene.builder import build_scene
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from tests.draw.drawn import positions
from tests.draw.small_maps import ALL, STEPS, claim, objects, supports
from tests.examples import examples


def crossed_boxes(map: Map) -> list[tuple[str, str]]:
    """(arrow, box) for each arrow that runs through a box that is neither premise nor target."""
    drawing = Drawing(build_scene(Index.build(map)))
    where = positions(drawing)
    drawn = routed_layout(drawing.graph, where)
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


HEIGHTS = st.lists(
    st.one_of(st.floats(0, 400), st.integers(0, 24).map(lambda n: n * TRACK_SPACING / 2)), max_size=3
).map(tuple)
UPRIGHTS = st.lists(
    st.tuples(HEIGHTS, HEIGHTS).filter(lambda ends: len(ends[0]) + len(ends[1]) > 1), min_size=1, max_size=12
).map(lambda ends: [Trunk(number, *sides) for number, sides in enumerate(ends)])


def are_near(one: Trunk, other: Trunk) -> bool:
    """Whether two trunks overlap, or come closer to each other than tracks."""
    return one.top < other.bottom + TRACK_SPACING and other.top < one.bottom + TRACK_SPACING


@pytest.mark.parametrize("most_compared", [240, 1], ids=["few", "too many to compare"])
@given(UPRIGHTS)
def test_no_two_trunks_that_are_near_share_a_track(most_compared: int, trunks: list[Trunk]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracks, "MOST_COMPARED", most_compared)
        found = assign_tracks(trunks)
    for one, other in combinations(trunks, 2):
        if are_near(one, other):
            assert found[one.key] != found[other.key]


@given(UPRIGHTS)
def test_too_many_lines_to_compare_take_as_few_tracks_as_there_can_be(trunks: list[Trunk]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracks, "MOST_COMPARED", 1)
        found = assign_tracks(trunks)
    at_most = max(sum(one.top <= below.top <= one.bottom + TRACK_SPACING for one in trunks) for below in trunks)
    assert sorted(set(found.values())) == list(range(at_most))


def crossed(order: Sequence[Trunk]) -> int:
    """How often lines cross when their trunks stand in this order from left to right: a branch that comes from
    the left crosses the trunks before its own, one that goes to the right those after it."""
    return sum(
        one.top < y < one.bottom
        for place, one in enumerate(order)
        for other, heights in (
            *((other, other.left_branches) for other in order[place + 1 :]),
            *((other, other.right_branches) for other in order[:place]),
        )
        for y in heights
    )


def test_tracks_are_chosen_so_that_lines_do_not_cross() -> None:
    upper = Trunk("upper", left_branches=(0.0,), right_branches=(50.0,))
    lower = Trunk("lower", left_branches=(20.0,), right_branches=(100.0,))
    assert (crossed([upper, lower]), crossed([lower, upper])) == (2, 0)
    assert assign_tracks([upper, lower]) == {"lower": 0, "upper": 1}
    mirrored = [Trunk(one.key, one.right_branches, one.left_branches) for one in (upper, lower)]
    assert assign_tracks(mirrored) == {"upper": 0, "lower": 1}


TALL = st.tuples(*[st.lists(st.floats(1, 399), max_size=2)] * 2).map(
    lambda sides: ((*sides[0], 0.0), (*sides[1], 400.0))
)


@given(st.lists(TALL, min_size=2, max_size=2))
def test_of_two_lines_the_tracks_are_those_with_the_fewest_crossings(
    ends: list[tuple[tuple[float, ...], ...]],
) -> None:
    pair = [Trunk(number, *sides) for number, sides in enumerate(ends)]
    found = assign_tracks(pair)
    assert crossed(sorted(pair, key=lambda one: found[one.key])) == min(map(crossed, permutations(pair)))


@given(st.lists(TALL, min_size=3, max_size=5))
def test_tracks_never_cross_more_lines_than_in_reverse_order(ends: list[tuple[tuple[float, ...], ...]]) -> None:
    group = [Trunk(number, *sides) for number, sides in enumerate(ends)]
    found = assign_tracks(group)
    order = sorted(group, key=lambda one: found[one.key])
    assert crossed(order) <= crossed(order[::-1])


def random_trunks(random: Random) -> list[Trunk]:
    """Many lines of a channel, some with many ends."""
    ends = [[random.uniform(0, 400) for _ in range(random.randint(2, 6))] for _ in range(random.randint(3, 14))]
    cuts = [random.randint(0, len(heights)) for heights in ends]
    return [
        Trunk(number, tuple(heights[:cut]), tuple(heights[cut:]))
        for number, (heights, cut) in enumerate(zip(ends, cuts, strict=True))
    ]


def test_hardly_any_line_crosses_another_that_need_not() -> None:
    random, needless, needed = Random(1), 0, 0
    for _ in range(300):
        group = random_trunks(random)
        found = assign_tracks(group)
        before: dict[int, set[int]] = {number: set() for number in range(len(group))}
        here = least = 0
        for pair in combinations(group, 2):
            if are_near(*pair):
                one, other = sorted(pair, key=lambda trunk: found[trunk.key])
                ways = crossed([one, other]), crossed([other, one])
                here, least = here + ways[0], least + min(ways)
                if ways[0] != ways[1]:
                    left, right = (one, other) if ways[0] < ways[1] else (other, one)
                    before[int(str(right.key))].add(int(str(left.key)))
        needless, needed = needless + here - least, needed + least
        assert here == least or goes_in_circles(before)
    assert needless <= 0.0075 * needed


def goes_in_circles(before: dict[int, set[int]]) -> bool:
    """Whether no order has everything after what comes before it."""
    try:
        TopologicalSorter(before).prepare()
    except CycleError:
        return True
    return False


@pytest.mark.parametrize("name", ALL)
def test_lines_lie_on_each_other_only_where_they_share_a_trunk(name: str) -> None:
    drawing = Drawing(build_scene(Index.build(ALL[name])))
    where = routed_layout(drawing.graph, positions(drawing))
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


def steps_laid() -> RoutedLayout:
    drawing = Drawing(build_scene(Index.build(STEPS)))
    return routed_layout(drawing.graph, positions(drawing))


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


def test_lines_of_neighbouring_tracks_jump_each_other_where_one_has_just_turned() -> None:
    turning = OrthogonalLine("turning", "one", [(200.0, 50.0), (100.0, 50.0), (100.0, 0.0)])
    passing = OrthogonalLine("passing", "other", [(100.0 + TRACK_SPACING, 0.0), (100.0 + TRACK_SPACING, 100.0)])
    found = line_jumps([turning, passing], [(80.0, 160.0)])
    assert found["passing"] == (LineJump((100.0 + TRACK_SPACING, 50.0), False, "turning"),)


def test_a_trunk_finds_its_track_past_one_that_it_does_not_touch() -> None:
    """Each of these had best be left of the one before, and touches no other."""
    above = Trunk("above", left_branches=(-346.0,), right_branches=(-301.0,))
    going = Trunk("going", left_branches=(-301.5,), right_branches=(-286.0,))
    coming = Trunk("coming", left_branches=(-286.5,), right_branches=(-271.0,))
    below = Trunk("below", left_branches=(-271.5,), right_branches=(-201.5,))
    last = Trunk("last", left_branches=(-256.5,), right_branches=(-186.5,))
    found = assign_tracks([above, going, coming, below, last])
    assert found["last"] < found["below"] < found["coming"] < found["going"] < found["above"]


def test_ends_on_a_side_move_so_that_a_line_among_others_is_level() -> None:
    reasons = [
        claim("for", "A reason.", supports("for", "it")),
        *(claim(f"against{at}", "An objection.", objects(f"against{at}", "it")) for at in range(2)),
    ]
    drawing = Drawing(
        build_scene(Index.build(Map(title="Three", claims=(claim("it", "It is so, and more. " * 5), *reasons))))
    )
    drawn = routed_layout(drawing.graph, positions(drawing))
    heights = {y for _, y in drawn.routes["against0 -> it"].tails[0]}
    assert max(heights) - min(heights) < 0.1
    meeting = [route.tails[0][-1][1] for route in drawn.routes.values()]
    assert drawn.frames["it"].top + 10 < min(meeting) < max(meeting) - 10 < drawn.frames["it"].bottom - 20


def test_lines_that_go_both_ways_between_two_boxes_run_level_beside_each_other() -> None:
    text = "It says as much as this, and more. " * 3
    pair = (
        claim("one", text, supports("one", "other")),
        claim("other", text, objects("other", "one"), supports("other", "top")),
    )
    top = claim("top", text), claim("why", text, supports("why", "top")), claim("but", text, objects("but", "top"))
    drawing = Drawing(build_scene(Index.build(Map(title="Both ways", claims=(*top, *pair)))))
    routes = routed_layout(drawing.graph, positions(drawing)).routes
    there, back = ([y for _, y in routes[name].tails[0]] for name in ("one -> other", "other -> one"))
    assert max(there) - min(there) < 0.1
    assert max(back) - min(back) < 0.1
    assert abs(there[0] - back[0]) > 12
