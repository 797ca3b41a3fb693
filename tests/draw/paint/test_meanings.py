"""What colours, pills and marks of a picture mean: one thing each, never by colour alone, and named in the legend."""

from __future__ import annotations

import pytest

from argmap.draw.brief.fitting import picture as brief
from argmap.draw.brief.options import BriefOptions
from argmap.draw.charts import matrix, power_interest
from argmap.draw.display_list import DisplayItem, Picture, Rect, ShapeGroup, Text, flattened
from argmap.draw.drawing import Drawing
from argmap.draw.paint import glyphs
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.scene.changes import diff_scene
from argmap.draw.scene.scene import Scene
from argmap.merge.diff import diff
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Side, Stakeholder, Tension, rebuilt
from argmap.semantics.labels import label
from argmap.semantics.status import status
from argmap.views import selection
from argmap.vocabulary import STATUSES, Status
from tests.draw.small_maps import PLAIN, claim, objects, supports, undercuts

DISPUTE = Map(
    title="Night flights",
    tensions=(
        Tension(
            id="noise", title="Quiet versus trade", sides=(Side(id="quiet", title="Q"), Side(id="jobs", title="J"))
        ),
    ),
    stakeholders=(
        Stakeholder(id="town", name="The town", power="high", interest="high"),
        Stakeholder(id="firms", name="The firms", power="low", interest="high"),
        Stakeholder(id="moon", name="Watchers of the moon", power="low"),
    ),
    claims=(
        claim("close", "The airport should close at night."),
        claim(
            "sleep", "People need their sleep.", supports("sleep", "close"), objects("sleep", "freight"),
            tension="noise", side="quiet", positions=(Position(stakeholder="town", stance="agrees"),),
        ),
        claim("freight", "Freight needs the night.", objects("freight", "sleep"), tension="noise", side="jobs"),
        claim("studies", "Studies find it.", supports("studies", "sleep")),
        claim("old", "The studies are old.", undercuts("old", "studies -> sleep")),
    ),
)  # fmt: skip
INDEX = Index.build(DISPUTE)


def painted(scene: Scene) -> Picture:
    return Drawing(scene).with_fallback("For a test.").picture()


def words(items: tuple[DisplayItem, ...]) -> list[str]:
    return [item.text for item in flattened(items) if isinstance(item, Text)]


def group(picture: Picture, name: str) -> ShapeGroup:
    return next(item for item in picture.items if isinstance(item, ShapeGroup) and item.id == name)


def legend(picture: Picture) -> list[str]:
    found = next(item for item in picture.items if isinstance(item, ShapeGroup) and item.kind == "legend")
    return words(found.items)


def with_status(map: Map) -> Scene:
    index = Index.build(map)
    labels = label(index)
    return build_scene(index, options=SceneOptions(statuses={name: status(labels, name) for name in index.claims}))


def test_in_the_picture_of_a_tension_hue_is_the_side() -> None:
    scene = build_scene(INDEX, selection.tension(INDEX, "noise"))
    looks = {box.text: box.colours for box in scene.boxes}
    assert looks["People need their sleep."] == looks["Q"] != looks["Freight needs the night."] == looks["J"]
    assert looks["Studies find it."] == looks["The studies are old."] == "plain"
    heads = words(group(painted(scene), "claim-sleep").items)
    assert heads[0] == "Q"
    assert "OBJECTS" not in heads
    assert {"Side: Q", "Side: J", "Claim on no side"} <= set(legend(painted(scene)))


def test_in_the_picture_of_a_map_hue_is_the_kind_of_reason() -> None:
    assert {box.colours for box in build_scene(INDEX).boxes} == {
        "claim",
        "several",
        "objects_to",
        "supports",
        "undercuts",
    }


def test_badges_have_the_look_of_their_stance_whoever_it_is() -> None:
    """Colours mean links and sides; a name says who it is."""
    stances = (Position(stakeholder=who, stance="agrees") for who in ("town", "firms", "moon"))
    index = Index.build(rebuilt(DISPUTE, claims=(rebuilt(DISPUTE.claims[0], positions=tuple(stances)),)))
    for picture in (painted(build_scene(index)), brief(index, BriefOptions())):
        looks = [item.look for item in flattened(picture.items) if isinstance(item, Rect)]
        assert looks.count("badge-filled") >= 3
        assert {look for look in looks if "badge" in look} == {"badge-filled"}


def test_a_position_without_a_source_has_a_sign_and_the_legend_says_what_it_means() -> None:
    town, firms = (Position(stakeholder=who, stance="agrees") for who in ("town", "firms"))
    positions = (town, rebuilt(firms, source="paper"))
    index = Index.build(rebuilt(DISPUTE, claims=(rebuilt(DISPUTE.claims[0], positions=positions),)))
    for picture in (painted(build_scene(index)), brief(index, BriefOptions())):
        assert {"The town*", "The firms"} <= set(words(picture.items))
        assert {"No source", "* no source"} & set(legend(picture))
    sourced = Index.build(rebuilt(DISPUTE, claims=(rebuilt(DISPUTE.claims[0], positions=positions[1:]),)))
    for picture in (painted(build_scene(sourced)), brief(sourced, BriefOptions())):
        assert "no source" not in " ".join(legend(picture)).lower()


def test_the_short_name_of_a_stakeholder_is_spelt_out_below() -> None:
    critics = Stakeholder(id="town", name="Those who want to sleep", short="Sleepers")
    index = Index.build(rebuilt(DISPUTE, stakeholders=(critics, *DISPUTE.stakeholders[1:])))
    shown = words(painted(build_scene(index)).items)
    assert shown[shown.index("Sleepers") + 1] == "Those who want to sleep"
    assert "The firms" not in shown, "its badge has its name"
    assert "Stakeholder: Sleepers (Those who want to sleep)." in " ".join(words(brief(index, BriefOptions()).items))


def test_a_link_to_what_is_not_shown_is_named_by_its_text() -> None:
    box = build_scene(INDEX, selection.tension(INDEX, "noise")).box["sleep"]
    assert box.not_shown == ("Supports “The airport should close at night”, not shown",)
    assert not any(box.not_shown for box in build_scene(INDEX).boxes)


def test_the_focus_has_a_second_outline_and_is_in_the_legend() -> None:
    picture = painted(build_scene(INDEX, selection.focus(INDEX, "sleep")))
    rings = [item for item in flattened(group(picture, "claim-sleep").items) if getattr(item, "look", "") == "ring"]
    assert len(rings) == 1
    assert "ring" not in {getattr(item, "look", "") for item in flattened(group(picture, "claim-close").items)}
    assert "The claim in focus" in legend(picture)
    assert "The claim in focus" not in legend(painted(build_scene(INDEX)))


def test_each_status_that_occurs_is_in_the_legend_with_its_meaning() -> None:
    scene = with_status(DISPUTE)
    used: set[Status] = {box.status for box in scene.boxes if box.status}
    assert len(used) > 2
    shown = legend(painted(scene))
    for name, said in STATUSES.items():
        assert (said.meaning in shown) == (name in used)
    assert scene.caption == "Status of each claim"


@pytest.mark.parametrize("name", STATUSES)
def test_a_status_has_a_strip_across_its_box_with_its_sign_and_its_word(name: Status) -> None:
    index = Index.build(PLAIN)
    scene = build_scene(index, options=SceneOptions(statuses=dict.fromkeys(index.claims, name)))
    picture = painted(scene)
    box = group(picture, "claim-safer")
    strip = next(item for item in box.items if isinstance(item, ShapeGroup) and isinstance(item.items[0], Rect))
    assert strip.items[0].look.startswith("strip-")
    assert strip.items[0].width > 0.9 * box.items[0].width
    assert words(strip.items) == [STATUSES[name].label]
    assert len(strip.items) > 2, "a sign between the strip and the word"
    main = group(picture, "claim-build")
    (large,) = [
        item for item in flattened(main.items) if isinstance(item, Text) and item.text == STATUSES[name].label
    ]
    assert large.size == TEXT_SIZE, "as large as the text of the main claim"
    assert STATUSES[name].label.lower() in main.title.lower()


def test_no_text_is_grey_for_its_status() -> None:
    index = Index.build(PLAIN)
    for name in STATUSES:
        scene = build_scene(index, options=SceneOptions(statuses=dict.fromkeys(index.claims, name)))
        texts = [item for item in flattened(painted(scene).items) if isinstance(item, Text)]
        claims = {word for one in PLAIN.claims for word in one.text.split()}
        assert {item.look for item in texts if set(item.text.split()) <= claims} == {"ink"}


def test_a_change_keeps_the_colours_of_its_kind_and_adds_marks() -> None:
    first, second, *rest = PLAIN.claims
    turned = rebuilt(second, reasons=(objects("safer", "build"),))
    after = rebuilt(PLAIN, claims=(first, turned, *rest[:1], claim("new", "A new one.", supports("new", "build"))))
    scene = diff_scene(Index.build(PLAIN), Index.build(after), diff(PLAIN, after))
    picture = painted(scene)
    looks = {
        box.change: [getattr(item, "look", "") for item in flattened(group(picture, f"claim-{box.id}").items)]
        for box in scene.boxes
    }
    assert "box-supports" in looks["added"] and "mark-added" in looks["added"]
    assert "box-objects_to" in looks["removed"] and "hatch" in looks["removed"]
    assert "box-objects_to" in looks["changed"] and "tab-change" in looks["changed"]
    assert not {look for look in looks[None] if look.startswith(("mark-", "tab-", "hatch"))}


def test_the_word_for_the_change_of_a_link_is_over_all_lines() -> None:
    linked = rebuilt(PLAIN.claims[3], reasons=(objects("surveys", "trade"), supports("surveys", "safer")))
    after = rebuilt(PLAIN, claims=(*PLAIN.claims[:3], linked))
    scene = diff_scene(Index.build(PLAIN), Index.build(after), diff(PLAIN, after))
    picture = painted(scene)
    kinds = [getattr(item, "kind", "") for item in picture.items]
    last_arrow = max(place for place, kind in enumerate(kinds) if kind.startswith("arrow"))
    labels = [place for place, item in enumerate(picture.items) if words((item,)) == ["ADDED"]]
    assert labels and min(labels) > last_arrow


def test_the_matrix_has_all_claims_on_sides_by_tension() -> None:
    shown = words(matrix.picture(INDEX).items)
    assert shown.index("Quiet versus trade") < shown.index("Q") < shown.index("J")
    assert "Freight needs the night." in shown, "though there is no position on it"


def test_the_grid_names_who_is_not_placed_and_tells_who_has_a_position() -> None:
    picture = power_interest.picture(INDEX)
    said = " ".join(words(picture.items))
    assert "Not placed (power or interest not given): Watchers of the moon." in said
    looks = {item.look for item in flattened(picture.items) if isinstance(item, Rect)}
    assert {"badge-filled", "badge-outlined"} <= looks
    assert {"Has a position on this map", "No position on this map yet"} <= set(legend(picture))


def test_no_id_is_read_in_a_picture() -> None:
    """Sides without a short label are named by their title."""
    sides = {side.id for tension in DISPUTE.tensions for side in tension.sides}
    ids = {*INDEX.claims, *INDEX.stakeholders, *INDEX.tensions, *INDEX.reasons, *sides}
    assert ids.isdisjoint(word.lower() for word in words(brief(INDEX, BriefOptions()).items))
    for chosen in (None, selection.tension(INDEX, "noise"), selection.focus(INDEX, "sleep")):
        picture = painted(build_scene(INDEX, chosen))
        read = [*words(picture.items)]
        read += [item.title for item in picture.items if isinstance(item, ShapeGroup)]
        assert ids.isdisjoint(text.lower() for text in read)
        assert not [text for text in read if " -> " in text]


def test_no_sign_of_a_status_without_a_what_if_is_that_of_a_stance() -> None:
    def drawn(items: tuple[DisplayItem, ...]) -> list[tuple[object, ...]]:
        return [item[:-1] for item in items]

    stances = [drawn(glyphs.stance(name, 0, 0, "tick")) for name in ("agrees", "disagrees", "mixed")]
    assert not any(
        drawn(glyphs.status_sign(one, 0, 0)) in stances for one in set(STATUSES) - {"accepted", "rejected"}
    )


@pytest.mark.parametrize(("number", "marks"), [(6, ["", ""]), (7, ["1", "7"])])
def test_sides_too_many_for_a_colour_each_have_a_number(number: int, marks: list[str]) -> None:
    sides = tuple(Side(id=f"s{n}", title=f"Site {n}") for n in range(number))
    claims = tuple(Claim(id=f"c{n}", text=f"Claim {n}.", tension="site", side=f"s{n}") for n in range(number))
    map = Map(title="Sites", tensions=(Tension(id="site", title="Sites", sides=sides),), claims=claims)
    scene = build_scene(Index.build(map))
    boxes = [box for box in scene.boxes if box.kind == "side"]
    assert [boxes[0].number, boxes[-1].number] == marks
    heads = [scene.box["c0"].title, scene.box[f"c{number - 1}"].title]
    assert heads == [f"{mark} Site {n}".strip() for mark, n in zip(marks, (0, number - 1), strict=True)]
    said = words(painted(scene).items)
    by_number = "A side of a tension, by its number, and the claims on it"
    assert (by_number in legend(painted(scene))) is bool(marks[0])
    assert said.count(str(number)) == (1 if marks[1] else 0)
