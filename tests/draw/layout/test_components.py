"""Parts of a map that no line joins stand in order, apart from each other and lined up."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.layout.graph import RANK_GAP, ROW_GAP
from argmap.draw.layout.layers import Frame
from argmap.draw.routing.router import routed_layout
from argmap.model.types import Claim, Map
from tests.draw.drawn import drawing, positions
from tests.draw.small_maps import PLAIN, claim, supports
from tests.examples import examples


def chain(name: str, length: int) -> tuple[Claim, ...]:
    """A claim with a chain of so many reasons."""
    names = [f"{name}{place}" for place in range(length + 1)]
    steps = [claim(new, f"Step {new}.", supports(new, old)) for old, new in pairwise(names)]
    return claim(names[0], f"Contention {name}."), *steps


def frames_of(map: Map) -> dict[str, Frame]:
    drawn = drawing(map)
    return {**routed_layout(drawn.graph, positions(drawn)).frames}


COMPONENTS = Map(
    title="Four islands", claims=(*chain("a", 1), *chain("b", 3), *chain("c", 0), *chain("d", 2), *chain("e", 0))
)


@examples(40)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=12), st.integers(2, 4))
def test_components_in_columns_fill_them_in_reading_order(lengths: list[int], columns: int) -> None:
    map = Map(title="Islands", claims=tuple(one for n, long in enumerate(lengths) for one in chain(f"m{n}x", long)))
    drawn = drawing(map)
    placed = positions(drawn)
    frames = routed_layout(drawn.graph._replace(columns=columns), placed).frames
    for one, other in combinations(frames.values(), 2):
        apart_across = one.right <= other.left or other.right <= one.left
        assert apart_across or one.bottom <= other.top or other.bottom <= one.top
    mains = [frames[f"m{n}x0"] for n in range(len(lengths))]
    for one, other in pairwise(mains):
        assert (one.left == other.left and one.bottom < other.top) or (one.left < other.left and other.top < 99)
    assert len({frame.left for frame in mains}) <= columns
    upright = routed_layout(drawn.graph, placed)
    tallest = max(frame.bottom - frame.top for frame in mains)
    assert max(frame.bottom for frame in frames.values()) <= upright.height / 2 + 2 * tallest


def test_components_are_in_reading_order_with_their_main_claims_in_one_layer() -> None:
    frames = frames_of(COMPONENTS)
    assert frames["a0"].left == frames["b0"].left == frames["d0"].left == 0
    assert frames["a0"].bottom < frames["b0"].top
    assert frames["b0"].bottom < frames["d0"].top
    assert frames["a1"].left == frames["b1"].left == frames["d1"].left


def test_what_stands_alone_comes_last_in_rows() -> None:
    frames = frames_of(COMPONENTS)
    assert frames["d0"].bottom < frames["c0"].top == frames["e0"].top
    assert frames["c0"].left == frames["a0"].left
    assert frames["e0"].left == frames["a1"].left


def test_a_list_of_claims_stands_in_layers() -> None:
    frames = frames_of(Map(title="A list", claims=tuple(claim(f"c{at}", f"Claim {at}.") for at in range(23))))
    assert len({frame.left for frame in frames.values()}) == 3
    assert frames["c1"].left >= frames["c0"].right + RANK_GAP / 2
    assert frames["c3"].top == frames["c0"].bottom + ROW_GAP


def test_a_drawing_in_one_piece_stays_where_the_engine_put_it() -> None:
    drawn = drawing(PLAIN)
    where = positions(drawn)
    frames = routed_layout(drawn.graph, where).frames
    assert len({round(frame.middle - where[name][1], 6) for name, frame in frames.items()}) == 1


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8))
@examples(20)
def test_no_two_boxes_lie_on_each_other(lengths: list[int]) -> None:
    map = Map(
        title="Islands", claims=tuple(step for at, long in enumerate(lengths) for step in chain(f"i{at}x", long))
    )
    for one, other in combinations(frames_of(map).values(), 2):
        apart_across = max(other.left - one.right, one.left - other.right)
        assert max(apart_across, other.top - one.bottom, one.top - other.bottom) > ROW_GAP - 1


JOINED = Map(
    title="Joined",
    claims=(
        claim("one", "A main claim."),
        claim("island", "Another one."),
        claim("shore", "A reason.", supports("shore", "island")),
        claim("two", "A third one."),
        claim("both", "It bears on two.", supports("both", "two"), supports("both", "one")),
        claim("deep", "It is deep.", supports("deep", "both")),
    ),
)


def test_trees_that_a_line_joins_stand_together_though_the_engine_put_others_between() -> None:
    drawn = drawing(JOINED)
    placed = positions(drawn)
    ys = {name: placed[name][1] for name in ("one", "island", "two")}
    upper, island, lower = sorted(ys, key=ys.__getitem__)
    assert island == "island"
    frames = routed_layout(drawn.graph, placed).frames
    assert abs(frames[lower].top - frames[upper].bottom - ROW_GAP) < 0.01
    moved = {name: round(frames[name].top - placed[name][1] + drawn.graph.sizes[name][1] / 2, 1) for name in placed}
    assert moved["one"] == moved["both"] == moved["deep"] != moved["two"], "a tree moves as one"
    assert frames["island"].top > max(
        frame.bottom for name, frame in frames.items() if name not in ("island", "shore")
    )
