"""Conflicts of a merge with what changed on disk: open until someone decides them, and undone like any edit."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.edit.claims import add_objection
from argmap.edit.text import set_text
from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in, with_markers
from argmap.merge.resolution import picks
from argmap.model.findings import MapError
from argmap.model.types import Map
from argmap.session.session import OpenConflicts, Session
from tests.examples import examples
from tests.small_maps import THREE
from tests.strategies import maps

BASE = THREE.replace("lose custom.", "lose custom. # heard often")


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def merged() -> tuple[Session, OpenConflicts]:
    """Two conflicts: the texts of ``air`` and ``custom``."""
    session = Session.open(document(BASE))
    session = session.apply(lambda map: set_text(map, "air", "The air gets cleaner, slowly."), "edit text")
    session = session.apply(lambda map: set_text(map, "custom", "Shops lose money."), "edit text")
    theirs = BASE.replace("gets cleaner", "gets clean").replace("lose custom", "lose trade")
    merge = session.merge_outside(document(theirs))
    undecided = OpenConflicts()
    undecided.add(merge.session.present, merge.merged.conflicts)
    return merge.session, undecided


def test_a_decision_changes_the_map_and_closes_its_conflict() -> None:
    session, undecided = merged()
    first, second = undecided.at(session.present)
    decided = undecided.decide(session, first, "theirs")
    assert decided.map.claims[1].text == "The air gets clean."
    assert undecided.at(decided.present) == (second,)


def test_undo_opens_a_conflict_again_and_redo_closes_it() -> None:
    session, undecided = merged()
    both = undecided.at(session.present)
    decided = undecided.decide(session, both[0], "ours")
    assert decided.undo().map == session.map
    assert undecided.at(decided.undo().present) == both
    assert undecided.at(decided.undo().redo().present) == both[1:]
    assert undecided.at(session.undo().present) == ()


def test_an_edit_of_what_a_conflict_is_about_decides_it() -> None:
    session, undecided = merged()
    edited = session.apply(lambda map: set_text(map, "air", "Clean air."), "edit text")
    assert [one.path[1] for one in undecided.at(edited.present)] == ["custom"]
    beside = session.apply(lambda map: add_objection(map, "air", "new", "Not here."), "add objection")
    assert len(undecided.at(beside.present)) == 2


def written_down() -> tuple[Session, OpenConflicts]:
    """As :func:`merged`, both conflicts in the text as comments."""
    session, undecided = merged()
    conflicts = undecided.at(session.present)
    written = session.replace_document(with_markers(session.document, conflicts), "write down")
    undecided.only(written.present, conflicts)
    return written, undecided


@pytest.mark.parametrize("text", ["Clean air.", "The air gets clean."])
def test_an_edit_that_decides_a_conflict_takes_its_comment_out_in_one_step(text: str) -> None:
    session, undecided = written_down()
    after = undecided.edited(session, session.apply(lambda map: set_text(map, "air", text), "edit text"))
    assert after.map.claims[1].text == text
    assert [mark.conflict.path[1] for mark in markers_in(after.document) if mark.conflict] == ["custom"]
    assert [one.path[1] for one in undecided.at(after.present)] == ["custom"]
    assert after.undo_label == "edit text"
    assert after.undo().document.data == session.document.data
    assert len(undecided.at(after.undo().present)) == 2


def test_an_edit_beside_a_conflict_leaves_its_comment() -> None:
    session, undecided = written_down()
    beside = session.apply(lambda map: set_text(map, "close", "Close it."), "edit text")
    assert undecided.edited(session, beside) is beside


def test_another_wording_takes_the_place_of_both() -> None:
    session, undecided = merged()
    decided = undecided.decide(session, undecided.at(session.present)[1], "ours", "Shops lose.")
    assert decided.map.claims[2].text == "Shops lose."
    assert "# heard often" in decided.document.text


def test_a_second_merge_adds_its_conflicts_to_the_first() -> None:
    session, undecided = merged()
    theirs = session.document.text.replace("Close the street", "Close the road")
    session = session.apply(lambda map: set_text(map, "close", "Close it."), "edit text")
    merge = session.merge_outside(document(theirs))
    undecided.add(merge.session.present, merge.merged.conflicts)
    assert "close" in {one.path[1] for one in undecided.at(merge.session.present)}


def test_conflicts_written_down_leave_the_text_as_they_are_decided() -> None:
    written, undecided = written_down()
    conflicts = undecided.at(written.present)
    assert len(markers_in(written.document)) == 2
    one = undecided.decide(written, conflicts[0], "theirs")
    assert len(markers_in(one.document)) == 1
    none = undecided.decide(one, undecided.at(one.present)[0], "both")
    assert "CONFLICT" not in none.document.text
    assert "#   theirs" not in none.document.text
    assert "# heard often" in none.document.text
    assert undecided.at(none.present) == ()


def test_a_decision_for_another_kind_of_link_has_its_place_among_that_kind() -> None:
    """As the file has them: supports first."""
    start = "argmap: 1\ntitle: T\nclaims:\n  a:\n    text: A.\n{}  b:\n    text: B.\n  c:\n    text: C.\n"
    ours = document(start.format("    supports:\n      - b\n      - c\n"))
    merge = Session.open(document(start.format(""))).replace_document(ours, "edit")
    outside = merge.merge_outside(document(start.format("    objects_to:\n      - b\n")))
    undecided = OpenConflicts()
    undecided.only(outside.session.present, outside.merged.conflicts)
    decided = undecided.decide(outside.session, outside.merged.conflicts[0], "theirs")
    assert [(one.kind, one.target) for one in decided.map.claims[0].reasons] == [
        ("supports", "c"),
        ("objects_to", "b"),
    ]
    assert read(decided.document.data, "map.yaml").map == decided.map


@examples(40)
@given(maps(), maps(), maps())
def test_deciding_all_in_any_way_ends_without_conflicts_or_comments(base: Map, ours: Map, theirs: Map) -> None:
    session = Session.open(document(write(base))).replace_document(document(write(ours)), "edit")
    try:
        merge = session.merge_outside(document(write(theirs)))
        marked = with_markers(merge.session.document, merge.merged.conflicts)
    except MapError:
        return  # how such a text is laid out is not the matter here
    session, undecided = merge.session.replace_document(marked, "write down"), OpenConflicts()
    undecided.only(session.present, merge.merged.conflicts)
    turn = 0
    while conflicts := undecided.at(session.present):
        ways = picks(conflicts[0])
        session = undecided.decide(session, conflicts[0], ways[turn % len(ways)])
        assert len(undecided.at(session.present)) < len(conflicts)
        turn += 1
    assert not markers_in(session.document)
