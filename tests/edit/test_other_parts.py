"""Positions, citations, stakeholders, sources and tensions."""

from __future__ import annotations

from argmap.edit import rename, sources, stakeholders, tensions, text
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension, rebuilt

MAP = Map(
    title="Trains",
    tensions=(
        Tension(id="speed", sides=(Side(id="fast", title="Fast"), Side(id="cheap", title="Cheap"))),
        Tension(id="power", sides=(Side(id="fast", title="The same id in another tension"),)),
    ),
    stakeholders=(Stakeholder(id="ministry"), Stakeholder(id="railway", name="Railway", part_of="ministry")),
    claims=(
        Claim(
            id="build",
            text="Build.",
            tension="speed",
            side="fast",
            positions=(Position(stakeholder="railway", stance="agrees", source="report", quote="Yes"),),
            sources=(Citation(source="report", locator="p. 3"), Citation(source="news")),
        ),
        Claim(
            id="quick",
            text="Quick.",
            tension="power",
            side="fast",
            reasons=(Reason(premise="quick", kind="supports", target="build", sources=(Citation(source="report"),)),),
        ),
    ),
    sources=(Source(id="report", title="A report"), Source(id="news")),
)
BUILD, QUICK = MAP.claims


def test_a_stance_changes_and_the_rest_of_the_position_stays() -> None:
    new = stakeholders.set_stance(MAP, "build", "railway", "mixed")
    assert new.claims[0].positions == (rebuilt(BUILD.positions[0], stance="mixed"),)


def test_a_new_position_comes_last_and_blank_fields_are_left_out() -> None:
    new = stakeholders.set_position(
        MAP, "build", Position(stakeholder="ministry", stance="mixed", quote=" ", date="")
    )
    assert new.claims[0].positions == (*BUILD.positions, Position(stakeholder="ministry", stance="mixed"))


def test_a_position_is_replaced_in_its_place_and_cleared() -> None:
    both = stakeholders.set_stance(MAP, "build", "ministry", "disagrees")
    again = stakeholders.set_position(both, "build", Position(stakeholder="railway", stance="disagrees", date="2025"))
    assert [held.stakeholder for held in again.claims[0].positions] == ["railway", "ministry"]
    assert stakeholders.clear_position(both, "build", "ministry") == MAP


def test_citations_of_a_claim_and_of_a_reason() -> None:
    added = sources.add_citation(MAP, "quick -> build", Citation(source="news", locator=" "))
    assert added.claims[1].reasons[0].sources == (Citation(source="report"), Citation(source="news"))
    edited = sources.edit_citation(MAP, "build", 0, Citation(source="report", locator="p. 4"))
    assert [cited.locator for cited in edited.claims[0].sources] == ["p. 4", None]
    assert sources.remove_citation(MAP, "build", 0).claims[0].sources == (Citation(source="news"),)


def test_removing_a_source_takes_every_citation_of_it() -> None:
    new = sources.remove_source(MAP, "report")
    assert new.claims[0].sources == (Citation(source="news"),)
    assert new.claims[0].positions == (Position(stakeholder="railway", stance="agrees", quote="Yes"),)
    assert new.claims[1].reasons[0].sources == ()
    assert [source.id for source in new.sources] == ["news"]


def test_removing_a_stakeholder_takes_its_positions_and_frees_its_parts() -> None:
    assert stakeholders.remove_stakeholder(MAP, "railway").claims[0].positions == ()
    assert stakeholders.remove_stakeholder(MAP, "ministry").stakeholders == (
        Stakeholder(id="railway", name="Railway"),
    )


def test_removing_a_tension_or_side_leaves_the_claims() -> None:
    without = tensions.remove_tension(MAP, "speed").claims
    assert (without[0].tension, without[0].side, without[1]) == (None, None, QUICK)
    speed = MAP.tensions[0]
    sideless = tensions.edit_tension(MAP, rebuilt(speed, sides=speed.sides[1:])).claims
    assert (sideless[0].tension, sideless[0].side, sideless[1]) == ("speed", None, QUICK)


def test_a_claim_leaves_its_tension() -> None:
    new = tensions.set_tension(MAP, "build", None, "fast")
    assert (new.claims[0].tension, new.claims[0].side) == (None, None)


def test_a_side_is_renamed_in_its_own_tension_only() -> None:
    new = rename.rename_side(MAP, "speed", "fast", "swift")
    assert [claim.side for claim in new.claims] == ["swift", "fast"]
    assert [side.id for tension in new.tensions for side in tension.sides] == ["swift", "cheap", "fast"]


def test_stakeholders_sources_and_tensions_are_renamed_everywhere() -> None:
    assert rename.rename(MAP, "railway", "rail").claims[0].positions[0].stakeholder == "rail"
    assert rename.rename(MAP, "ministry", "state").stakeholders[1].part_of == "state"
    renamed = rename.rename(MAP, "report", "paper")
    assert [cited.source for cited in renamed.claims[0].sources] == ["paper", "news"]
    assert renamed.claims[0].positions[0].source == renamed.claims[1].reasons[0].sources[0].source == "paper"
    assert rename.rename(MAP, "speed", "pace").claims[0].tension == "pace"


def test_a_tag_is_renamed_on_every_claim_and_is_there_once() -> None:
    tagged = text.set_tags(text.set_tags(MAP, "build", ["a", "b"]), MAP.claims[1].id, ["c", "a"])
    renamed = text.rename_tag(tagged, "a", "b")
    assert [claim.tags for claim in renamed.claims[:2]] == [("b",), ("c", "b")]


def test_blank_words_are_left_out_and_tags_are_tidied() -> None:
    assert text.set_note(text.set_note(MAP, "build", "Note"), "build", " \n") == MAP
    assert text.set_note(MAP, "quick -> build", "Why").claims[1].reasons[0].note == "Why"
    assert text.set_tags(MAP, "build", [" a ", "b", "", "a"]).claims[0].tags == ("a", "b")
    assert text.set_question(text.set_summary(MAP, "S"), "Q") == rebuilt(MAP, question="Q", summary="S")


def test_an_edit_that_changes_nothing_gives_the_same_map() -> None:
    assert text.set_text(MAP, "build", "Build.") is MAP
    assert tensions.set_tension(MAP, "build", "speed", "fast") is MAP
    assert rename.rename(MAP, "build", "build") is MAP


def test_a_side_that_keeps_its_id_changes_nothing() -> None:
    assert rename.rename_side(MAP, "speed", "fast", "fast") is MAP
