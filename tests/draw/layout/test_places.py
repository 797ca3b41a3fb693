"""Where boxes stand: beside their shallowest target, in an order in which few lines cross, and still after edits."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from argmap.draw.drawing import Drawing
from argmap.draw.layout.layers import Layers
from argmap.draw.routing.router import RoutedLayout, routed_layout
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.forest import scene_links, spanning_forest
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason, rebuilt
from argmap.views.main_claims import main_claims
from tests.bench.large_maps import large_map
from tests.draw.drawn import drawing, positions
from tests.draw.small_maps import claim, objects, supports, undercuts
from tests.examples import examples
from tests.strategies import maps

ROOT = Path(__file__).resolve().parents[3]
GALLERY = sorted((ROOT / "docs" / "gallery").glob("*.yaml"))
SAMPLE = ROOT / "maps" / "uk_openai.yaml"


def opened(path: Path) -> Map:
    return read(path.read_bytes(), path.name).map


def placed(map: Map) -> tuple[Drawing, RoutedLayout]:
    made = drawing(map)
    return made, routed_layout(made.graph, positions(made))


def with_one_more(map: Map, target: str) -> Map:
    reason = Reason(premise="one-more", kind="supports", target=target)
    more = Claim(id="one-more", text="One more claim, added at the end.", reasons=(reason,))
    return rebuilt(map, claims=(*map.claims, more))


def moved(before: RoutedLayout, after: RoutedLayout) -> int:
    """The boxes that do not move as most of them do."""
    moves = Counter(
        (round(after.frames[name].left - frame.left), round(after.frames[name].top - frame.top))
        for name, frame in before.frames.items()
    )
    return len(before.frames) - max(moves.values())


def line_jumps(drawn: RoutedLayout) -> int:
    """The places at which a line is drawn with a gap."""
    return len({jump.at for route in drawn.routes.values() for jump in route.jumps if jump.horizontal})


def displaced(made: Drawing, drawn: RoutedLayout) -> list[str]:
    """The boxes that are in another layer than that beside their shallowest target."""
    layers = Layers(drawn.frames).of
    forest = spanning_forest(made.scene, list(scene_links(made.scene)))
    return [name for name, layer in layers.items() if layer != forest.depths[name]]


@given(maps())
@examples(60)
def test_each_box_is_beside_the_shallowest_that_it_bears_on(map: Map) -> None:
    scene = build_scene(Index.build(map))
    links = [link for link in scene_links(scene) if not link.arrow.loose]
    depths = spanning_forest(scene, links).depths
    for box in scene.boxes:
        heads = [depths[link.head] for link in links if link.tail == box.id]
        assert depths[box.id] in {0, min(heads, default=-1) + 1}


@given(maps())
@examples(60)
def test_main_claims_are_at_the_left_edge_unless_they_state_a_side(map: Map) -> None:
    scene = build_scene(Index.build(map))
    links = list(scene_links(scene))
    sides = {link.tail for link in links if link.arrow.kind == "side"}
    depths = spanning_forest(scene, links).depths
    assert all(depths[name] == 0 for name in main_claims(Index.build(map)) if name not in sides)


@pytest.mark.parametrize("path", [SAMPLE, *GALLERY], ids=lambda path: path.stem)
def test_no_direct_reason_is_displaced(path: Path) -> None:
    assert displaced(*placed(opened(path))) == []


@pytest.mark.parametrize(("claims", "reasons"), [(50, 1.2), (100, 1.2), (100, 1.5)])
def test_no_direct_reason_is_displaced_on_maps_of_a_hundred_claims(claims: int, reasons: float) -> None:
    assert displaced(*placed(large_map(claims, reasons))) == []


def test_few_lines_of_the_sample_cross() -> None:
    assert line_jumps(placed(opened(SAMPLE))[1]) <= 6


def test_one_more_reason_moves_few_boxes_of_the_sample() -> None:
    map = opened(SAMPLE)
    _, before = placed(map)
    found = sorted(moved(before, placed(with_one_more(map, one.id))[1]) for one in map.claims)
    assert sum(found) / len(found) <= 6
    assert found[len(found) // 2] <= 1


def test_one_more_reason_moves_few_boxes_of_a_large_map() -> None:
    map = large_map(200, 1.2, 1)
    _, before = placed(map)
    found = [moved(before, placed(with_one_more(map, map.claims[place].id))[1]) for place in (0, 60, 100, 170)]
    assert sum(found) / len(found) <= len(before.frames) / 10


def test_one_more_reason_leaves_the_order_of_siblings() -> None:
    map = opened(SAMPLE)
    order = [*drawing(map).graph.sizes]
    assert len(order) == 58
    for one in map.claims:
        after = drawing(with_one_more(map, one.id)).graph.sizes
        assert [name for name in after if name != "one-more"] == order


def order_of(*claims: Claim) -> list[str]:
    return [*drawing(Map(title="t", claims=claims)).graph.sizes]


MAIN = claim("main", "It is so.")
BRANCHES = [
    claim(f"{name}{place}", "A reason.", supports(f"{name}{place}", name if place else "main"))
    if place
    else claim(name, "A reason.", supports(name, "main"))
    for name in "abcd"
    for place in range(3)
]


def test_siblings_stay_in_reading_order_where_no_line_joins_their_branches() -> None:
    assert order_of(MAIN, *BRANCHES) == ["main", *(claim.id for claim in BRANCHES)]


def test_branches_that_are_joined_stand_side_by_side() -> None:
    joined = [claim("e", "This joins them.", supports("e", "a"), supports("e", "d"))]
    order = [name for name in order_of(MAIN, *BRANCHES, *joined) if name in {*"abcd"}]
    assert ("a", "d") in {*pairwise(order), *pairwise(reversed(order))}


def test_what_undercuts_one_claim_and_supports_another_stands_with_what_it_supports() -> None:
    both = claim("both", "Both.", undercuts("both", "a1 -> a"), supports("both", "c"))
    links = list(scene_links(scene := drawing(Map(title="t", claims=(MAIN, *BRANCHES, both))).scene))
    assert spanning_forest(scene, links).parent("both") == "c"


def test_rival_main_claims_stand_in_one_column() -> None:
    rivals = claim("one", "One.", objects("one", "two")), claim("two", "Two.", objects("two", "one"))
    _, drawn = placed(Map(title="t", claims=(*rivals, claim("why", "Why.", supports("why", "two")))))
    assert drawn.frames["one"].left == drawn.frames["two"].left < drawn.frames["why"].left
