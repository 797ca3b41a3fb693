"""Which part of a map each lens shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap.draw.drawing import Drawing
from argmap.draw.scene.builder import build_scene
from argmap.draw.writers import mermaid, svg
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Reason, Side, Stakeholder, Tension, rebuilt
from argmap.model.validation import validated
from argmap.views import selection as lenses
from argmap.views.selection import Selection
from tests.draw.drawn import picture
from tests.draw.small_maps import HELD, claim, objects, supports, undercuts


def by(id: str, stance: str) -> Position:
    return validated(Position, {"stakeholder": id, "stance": stance})


MAP = Map(
    title="A dam",
    stakeholders=(Stakeholder(id="town", name="The town"), Stakeholder(id="anglers")),
    claims=(
        claim("build", "Build the dam.", positions=(by("town", "agrees"), by("anglers", "disagrees"))),
        claim("power", "It gives power.", supports("power", "build"), positions=(by("town", "agrees"),)),
        claim("fish", "Fish cannot pass.", objects("fish", "build"), positions=(by("anglers", "agrees"),)),
        claim("ladder", "A ladder lets them pass.", objects("ladder", "fish"), positions=(by("town", "agrees"),)),
        claim("silt", "It will silt up.", objects("silt", "build")),
        claim("dredge", "Silt can be dredged.", objects("dredge", "silt")),
        claim("enough", "There is power enough.", undercuts("enough", "power -> build")),
        claim("apart", "The weir needs repair.", tags=("weir",)),
        claim("weir", "Repair costs little.", supports("weir", "apart")),
    ),
)


@pytest.mark.parametrize(
    ("lens", "shown"),
    [
        (lambda index: lenses.focus(index, "fish", 0), "fish"),
        (lambda index: lenses.focus(index, "fish", 1), "build fish ladder"),
        (lambda index: lenses.focus(index, "silt", 2), "build dredge silt"),
        (lambda index: lenses.tagged(index, "weir"), "apart"),
        (
            lambda index: lenses.stakeholder(index, "anglers"),
            "build fish ladder power silt",
        ),
        (lambda index: lenses.within(index, 0), "apart build"),
        (lambda index: lenses.within(index, 1), "apart build fish power silt weir"),
    ],
    ids=["focus alone", "focus", "two steps", "tag", "stakeholder", "main claims", "and one step"],
)
def test_what_is_shown(lens: Callable[[Index], Selection], shown: str) -> None:
    assert sorted(lens(Index.build(MAP)).claims) == shown.split()


def test_what_a_stakeholder_holds_rejects_and_has_not_answered() -> None:
    index = Index.build(MAP)
    town, anglers = lenses.stakeholder(index, "town"), lenses.stakeholder(index, "anglers")
    assert town.unanswered == {"silt", "enough"}  # it answers the fish itself; others answered the silt
    assert town.caption == "Positions of The town: agrees with 3; 2 unanswered objections"
    assert anglers.unanswered == {"ladder"}
    assert anglers.caption.startswith("Positions of anglers: agrees with 1, disagrees with 1")


def test_an_objection_not_answered_says_so_in_every_picture() -> None:
    index = Index.build(MAP)
    selection = lenses.stakeholder(index, "town")
    scene = build_scene(index, selection)
    assert ">UNANSWERED<" in svg.write(picture(MAP, selection))
    assert "Not answered by this stakeholder." in scene.box["silt"].description
    assert "OBJECTS, UNANSWERED" in mermaid.write(scene)
    assert "OBJECTS, UNANSWERED" in Drawing(scene).digraph().source
    assert "Not answered" not in scene.box["fish"].description


def test_what_bears_on_a_step_that_is_not_shown_stays_away() -> None:
    seen = lenses.around(Index.build(MAP), ["fish"], "Near")
    assert seen.claims == {"build", "fish", "ladder"}
    dam = Map(
        title="Two ends",
        claims=(
            claim("end", "One end."),
            claim("other", "The other end."),
            claim("both", "It speaks for both.", supports("both", "end"), supports("both", "other")),
            claim("denial", "Not for the other.", undercuts("denial", "both -> other")),
            claim("proof", "As was measured.", supports("proof", "denial")),
        ),
    )
    walk = lenses.ArgumentWalk(Index.build(dam))
    end, other = walk.about("end"), walk.about("other")
    assert end is not None and other is not None
    assert end.claims == {"end", "both"}
    assert other.claims == {"other", "both", "denial", "proof"}
    assert walk.about("other", most=4) == other
    assert walk.about("other", most=3) is None


def test_claims_that_are_reasons_for_each_other_alone_are_main_claims() -> None:
    circle: tuple[Claim, ...] = (
        claim("a", "First.", supports("a", "b")),
        claim("b", "Second.", Reason(premise="b", kind="supports", target="a")),
    )
    assert lenses.within(Index.build(Map(title="Round", claims=circle)), 0).claims == {"a", "b"}


def test_a_tension_has_boxes_only_where_its_claims_argue_for_nothing_but_each_other() -> None:
    alone = {box.kind for box in build_scene(Index.build(HELD)).boxes}
    assert {"tension", "side"} <= alone
    first, *others = HELD.claims
    tied = rebuilt(first, reasons=(supports("at-once", "go"),))
    map = rebuilt(HELD, claims=(claim("go", "The work should be done."), tied, *others))
    scene = build_scene(Index.build(map))
    assert not {"tension", "side"} & {box.kind for box in scene.boxes}
    assert {box.side for box in scene.boxes} == {"", "Move at once", "Look first"}
    assert [note.title for note in scene.tensions] == ["Speed versus scrutiny"]


def test_arguments_about_main_claims_are_told_once_where_they_are_argued_with_each_other() -> None:
    claims = (
        claim("one", "One.", objects("one", "two")),
        claim("two", "Two.", objects("two", "one")),
        claim("three", "Three."),
        claim("under-three", "Under three.", supports("under-three", "three")),
        claim("four", "Four.", objects("four", "five")),
        claim("five", "Five.", objects("five", "four")),
    )
    assert list(lenses.ArgumentWalk(Index.build(Map(title="M", claims=claims))).separate()) == [
        "one",
        "three",
        "four",
    ]


def test_a_part_is_in_the_language_of_its_map() -> None:
    french = rebuilt(MAP, language="fr", question="Faut-il un barrage ?")
    part = lenses.cut(Index.build(french), lenses.focus(Index.build(french), "power", 0))
    assert (part.title, part.question, part.language) == ("A dam", "Faut-il un barrage ?", "fr")
    assert part.stakeholders == MAP.stakeholders
    assert [one.id for one in part.claims] == ["power"]


def test_claims_of_a_part_take_sides_only_in_the_tensions_that_it_has() -> None:
    sides = (Side(id="yes", title="Yes"), Side(id="no", title="No"))
    one, two = (Tension(id=id, title=id, sides=sides) for id in ("one", "two"))
    claims = (claim("a", "A.", tension="one", side="yes"), claim("b", "B.", tension="two", side="no"))
    index = Index.build(Map(title="Both", tensions=(one, two), claims=claims))
    part = lenses.cut(index, Selection(frozenset({"a", "b"}), frozenset({"one"})))
    assert [tension.id for tension in part.tensions] == ["one"]
    assert [(one.tension, one.side) for one in part.claims] == [("one", "yes"), (None, None)]
