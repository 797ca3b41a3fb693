"""Both versions of a map in one drawing, with what changed marked."""

from __future__ import annotations

from hypothesis import given

from argmap.draw.drawing import Drawing
from argmap.draw.scene.changes import diff_scene
from argmap.draw.scene.scene import Scene
from argmap.draw.writers import svg
from argmap.merge.diff import diff
from argmap.model.index import Index
from argmap.model.types import Map, Position, rebuilt
from tests.draw.small_maps import HELD, PLAIN, claim, objects, supports
from tests.examples import examples
from tests.strategies import maps


def scene_of(before: Map, after: Map, whole: bool = False) -> Scene:
    return diff_scene(Index.build(before), Index.build(after), diff(before, after), whole)


def test_an_added_claim_and_its_step() -> None:
    after = rebuilt(PLAIN, claims=(*PLAIN.claims, claim("quiet", "Streets get quieter.", supports("quiet", "build"))))
    scene = scene_of(PLAIN, after)
    assert scene.box["quiet"].change == "added"
    assert scene.arrow["quiet -> build"].change == "added"
    assert "surveys" not in scene.box
    assert "1 added, 0 removed, 0 changed" in scene.caption


def test_a_removed_claim_stands_where_it_stood() -> None:
    scene = scene_of(PLAIN, rebuilt(PLAIN, claims=PLAIN.claims[:3]), whole=True)
    assert scene.box["surveys"].change == "removed"
    assert scene.arrow["surveys -> trade"].change == "removed"
    assert [box.id for box in scene.boxes] == ["build", "safer", "trade", "surveys"]


def test_a_changed_text_shows_the_former() -> None:
    claims = (PLAIN.claims[0], claim("safer", "Lanes save lives.", supports("safer", "build")), *PLAIN.claims[2:])
    box = scene_of(PLAIN, rebuilt(PLAIN, claims=claims)).box["safer"]
    assert (box.change, box.was) == ("changed", "Protected lanes make cycling safer.")


def test_a_step_that_turned_is_changed() -> None:
    claims = (PLAIN.claims[0], claim("safer", "Protected lanes make cycling safer.", objects("safer", "build")))
    scene = scene_of(PLAIN, rebuilt(PLAIN, claims=(*claims, *PLAIN.claims[2:])))
    assert scene.arrow["safer -> build"].change == "changed"
    assert scene.arrow["safer -> build"].kind == "objects_to"


def test_positions_say_in_words_what_became_of_them() -> None:
    first, *rest = HELD.claims
    positions = (
        Position(stakeholder="dft", stance="disagrees", source="paper"),
        Position(stakeholder="riders", stance="mixed"),
    )
    box = scene_of(HELD, rebuilt(HELD, claims=(rebuilt(first, positions=positions), *rest))).box["at-once"]
    assert {badge.stakeholder: badge.label for badge in box.badges} == {
        "dft": "agrees → disagrees: DFT",
        "riders": "Riders",
        "shops": "removed: HSTA",
    }


def test_equal_maps_say_so() -> None:
    assert "No claim changed" in scene_of(PLAIN, PLAIN).caption


@given(maps(), maps())
@examples(40)
def test_any_two_maps_can_be_drawn(before: Map, after: Map) -> None:
    for whole in (False, True):
        scene = scene_of(before, after, whole)
        assert svg.write(Drawing(scene).with_fallback("For a test.").picture())
        if whole:
            assert {claim.id for claim in after.claims} <= {box.id for box in scene.boxes}


def test_a_claim_with_another_id_says_what_it_and_its_positions_were() -> None:
    first, *rest = HELD.claims
    held = tuple(rebuilt(one, stance="mixed") if one.stakeholder == "dft" else one for one in first.positions)
    moved = rebuilt(first, id="now", text="Work should begin at once, and not later.", positions=held)
    links = [rebuilt(one, reasons=tuple(rebuilt(link, target="now") for link in one.reasons)) for one in rest]
    box = scene_of(HELD, rebuilt(HELD, claims=(moved, *links))).box["now"]
    assert (box.change, box.was) == ("changed", first.text)
    assert "agrees → mixed: DFT" in [badge.label for badge in box.badges]
