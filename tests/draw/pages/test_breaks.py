"""A picture that is fitted to a page is broken into pieces where that makes its text clearly larger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given

from argmap.cli.export.command import main
from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text, flattened
from argmap.draw.drawing import Drawing
from argmap.draw.pages.breaks import broken_scenes
from argmap.draw.pages.fitting import text_size
from argmap.draw.paper import PaperName
from argmap.draw.renderer import Renderer
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.continuation import ClaimLabels, claim_labels
from argmap.draw.scene.forest import scene_links, spanning_forest
from argmap.io.graphviz.engines import engine
from argmap.mapfile.canonical import write as yaml_of
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Side, Tension
from argmap.views.brief import brief, shown_numbers
from tests.draw.small_maps import STEPS, claim, objects, supports
from tests.examples import examples
from tests.strategies import maps

NO_LABELS = ClaimLabels({}, {})
TEXT = "A reason that is told in a sentence of a usual length, so that its box is tall."

DEEP = Map(
    title="Eight reasons and a chain",
    claims=(
        claim("top", "The library should stay open until ten.", short="Stay open"),
        *(claim(f"r{n}", TEXT, supports(f"r{n}", "top")) for n in range(8)),
        claim("c0", TEXT, objects("c0", "top")),
        *(claim(f"c{n}", TEXT, supports(f"c{n}", f"c{n - 1}")) for n in range(1, 10)),
    ),
)
TREES = Map(
    title="Many small trees",
    claims=tuple(
        one
        for n in range(16)
        for one in (claim(f"m{n}", TEXT), *(claim(f"r{n}{k}", TEXT, supports(f"r{n}{k}", f"m{n}")) for k in "ab"))
    ),
)


def fitted(map: Map, paper: PaperName) -> tuple[Picture, Picture]:
    """The picture of a map on a page as a whole, and as it is fitted."""
    index = Index.build(map)
    drawing, renderer = Drawing(build_scene(index)), Renderer(engine())
    whole = renderer.fitted(drawing, paper)[1]
    return whole, renderer.fitted(drawing, paper, lambda: claim_labels(index, shown_numbers(brief(index).numbers)))[1]


def groups(items: Iterable[DisplayItem]) -> Iterator[ShapeGroup]:
    for item in items:
        if isinstance(item, ShapeGroup):
            yield item
            yield from groups(item.items)


def words(picture: Picture) -> Counter[str]:
    return Counter(item.text for item in flattened(picture.items) if isinstance(item, Text))


@pytest.mark.parametrize("paper", ["a4", "a4-landscape", "16:9"])
def test_a_map_that_leaves_most_of_its_page_white_is_broken_into_pieces(paper: PaperName) -> None:
    whole, made = fitted(DEEP, paper)
    assert text_size(made, paper) > 1.2 * text_size(whole, paper)
    said = words(made)
    assert said["CONTINUED"] == said["continued >"] + said["goes on below"] > 0
    assert said["9.1.1"] in {0, 2}, "a claim that continues and its second box have its number"
    assert "the main claim" not in said


@pytest.mark.parametrize("paper", ["a4", "a4-landscape", "16:9"])
def test_a_claim_goes_on_below_where_its_second_box_is_below_it_and_not_to_the_right(paper: PaperName) -> None:
    _, made = fitted(DEEP, paper)
    boxes = {item.id: item for item in groups(made.items) if item.id and item.kind.startswith("box")}
    seconds = {name: item for name, item in boxes.items() if "-part-" in name}
    assert seconds
    for name, second in seconds.items():
        first = boxes[name.partition("-part-")[0]]
        (ground, *_) = (item for item in first.items if isinstance(item, Rect))
        is_below = second.at[1] >= first.at[1] + ground.height and second.at[0] < first.at[0] + ground.width
        said = {item.text for item in flattened(first.items) if isinstance(item, Text)}
        assert ("goes on below" in said) is is_below
        assert ("continued >" in said) is not is_below


def test_a_second_box_has_the_short_label_and_the_number_of_its_claim() -> None:
    index = Index.build(DEEP)
    labels = claim_labels(index, shown_numbers(brief(index).numbers))
    again = [box for made in broken_scenes(build_scene(index), labels) for box in made.boxes if box.continues]
    assert {(box.number, box.text) for box in again if box.continues == "top"} == {("", "Stay open")}
    assert all(box.number and box.compact for box in again if box.continues != "top")


def test_small_trees_stand_in_columns_unbroken() -> None:
    whole, made = fitted(TREES, "a4")
    assert text_size(made, "a4") > 1.5 * text_size(whole, "a4")
    assert not words(made)["CONTINUED"]


@pytest.mark.parametrize("map", [STEPS, Map(title="m", claims=DEEP.claims[:4])], ids=lambda map: map.title)
def test_a_picture_with_large_text_is_not_broken(map: Map) -> None:
    whole, made = fitted(map, "a4")
    assert made == whole


@examples(60)
@given(maps())
def test_pieces_have_every_box_and_every_arrow_once(map: Map) -> None:
    scene = build_scene(Index.build(map))
    for pieces in broken_scenes(scene, NO_LABELS):
        again = {box.id: box for box in pieces.boxes if box.continues}
        assert [box.id for box in pieces.boxes if not box.continues] == [box.id for box in scene.boxes]
        assert [arrow.id for arrow in pieces.arrows] == [arrow.id for arrow in scene.arrows]
        for before, arrow in zip(scene.arrows, pieces.arrows, strict=True):
            box = again.get(arrow.target)
            assert before.target == (box.continues if box is not None else arrow.target)
        assert {arrow.target for arrow in pieces.arrows} >= again.keys()
        assert {box.id for box in pieces.boxes if box.goes_on} == {box.continues for box in again.values()}
        order = spanning_forest(pieces, list(scene_links(pieces))).preorder()
        assert sorted(order) == sorted(box.id for box in pieces.boxes)


def test_pieces_follow_the_tree_that_they_continue() -> None:
    """Also where a claim of the tree comes before its root in the map, as a side of a tension does."""
    map = Map(
        title="m",
        claims=(
            claim("c2", "Two.", supports("c2", "c1")),
            claim("c3", "Three.", supports("c3", "c2")),
            claim("c4", "Four.", supports("c4", "c3")),
            claim("c1", "One.", supports("c1", "top")),
            claim("top", "The main claim."),
            *(claim(f"r{n}", "Another.", supports(f"r{n}", "top")) for n in range(3)),
        ),
    )
    scene = build_scene(Index.build(map))
    scene = scene._replace(boxes=tuple(sorted(scene.boxes, key=lambda box: box.id)))
    made = list(broken_scenes(scene, NO_LABELS))
    assert len(made) > 1
    for pieces in made:
        roots = spanning_forest(pieces, list(scene_links(pieces))).roots
        assert roots[0] == ("top",)


def test_a_circle_of_pieces_loses_none() -> None:
    """A claim that bears on one far below it, too, which continues: each is in the piece of another."""
    chain = [claim(f"c{n}", f"{n}.", supports(f"c{n}", f"c{n - 1}")) for n in range(1, 9)]
    chain[1] = claim("c2", "2.", supports("c2", "c1"), supports("c2", "c6"))
    more = [claim(f"r{n}", "More.", supports(f"r{n}", "c0")) for n in range(4)]
    scene = build_scene(Index.build(Map(title="m", claims=(claim("c0", "0."), *chain, *more))))
    made = list(broken_scenes(scene, NO_LABELS))
    assert len(made) > 1
    for pieces in made:
        order = spanning_forest(pieces, list(scene_links(pieces))).preorder()
        assert sorted(order) == sorted(box.id for box in pieces.boxes)


def test_a_web_page_and_other_languages_have_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map.yaml").write_text(yaml_of(DEEP), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["map.yaml", "--fit", "a4", "-o", "map.svg", "-o", "map.html"]) == 0
    goes_on = re.compile("continued &gt;|goes on below")
    assert goes_on.search((tmp_path / "map.svg").read_text(encoding="utf-8"))
    assert not goes_on.search((tmp_path / "map.html").read_text(encoding="utf-8"))


def of_sides(number: int) -> Map:
    """A tension whose sides are stated by a claim with a reason each."""
    sides = tuple(Side(id=f"s{n}", title=f"Site {n}") for n in range(number))
    stating: list[Claim] = []
    for n in range(number):
        stating.append(claim(f"m{n}", f"Site {n} has the most room.", tension="site", side=f"s{n}"))
        stating.append(claim(f"r{n}", f"It is near, and {n} trams go there.", supports(f"r{n}", f"m{n}")))
    tension = Tension(id="site", title="Sites", question="Which site is best?", sides=sides)
    return Map(title="Sides", tensions=(tension,), claims=tuple(stating))


def test_many_sides_of_a_tension_stand_in_columns_where_that_makes_text_larger() -> None:
    whole, made = fitted(of_sides(24), "16:9")
    assert text_size(made, "16:9") >= 1.1 * text_size(whole, "16:9")
    said = words(made)
    assert said["continued >"] == said["CONTINUED"] == 1
    assert said["Sites"] == 2, "the second box has the title of the tension"
    assert all(said[f"Site {n}"] for n in range(24))


def test_the_second_box_of_a_tension_says_that_it_continues_one() -> None:
    scenes = list(broken_scenes(build_scene(Index.build(of_sides(8))), NO_LABELS))
    again = [box for scene in scenes for box in scene.boxes if box.continues]
    assert {(box.kind, box.text, box.description) for box in again} == {
        ("tension", "Sites", "Continues a tension, which is shown in full before.")
    }
    arrows = {
        arrow.id: arrow.target
        for arrow in scenes[1].arrows
        if arrow.kind == "side" and " -> tension site" in arrow.id
    }
    moved = [name for name, target in arrows.items() if target == "tension site part 2"]
    assert moved == [f"tension site side s{n} -> tension site" for n in range(4, 8)], "the later half of the sides"


@pytest.mark.parametrize(("number", "most"), [(2, 2), (3, 3), (1, 0)])
def test_one_side_is_enough_for_a_column(number: int, most: int) -> None:
    scenes = broken_scenes(build_scene(Index.build(of_sides(number))), NO_LABELS)
    again = [sum(bool(box.continues) for box in scene.boxes) for scene in scenes]
    assert max(again) == min(max(0, most - 1), len(build_scene(Index.build(of_sides(number))).boxes) // 4)
