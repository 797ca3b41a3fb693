"""A session by example: labels, what is unsaved, changes on disk, and journals that are torn or of another file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit import claims
from argmap.edit import text as words
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import BothChanged
from argmap.model.findings import MapError
from argmap.session.drafts import Draft, DraftSubject
from argmap.session.journal import (
    JournalWriter,
    changed_stretch,
    changes_in,
    common_prefix,
    digest,
    digest_of,
    draft_entry,
    drafts_in,
    packed,
    recover,
    unpacked,
)
from argmap.session.session import Session

TEXT = """\
argmap: 1
title: Trains
claims:
  build: # the question
    text: Build the line.
  quick:
    text: It is quick.
    supports:
      - build
  dear:
    text: It is dear.
    objects_to:
      - build
"""


def document(text: str = TEXT) -> Document:
    return read(text.encode(), "trains.yaml")


def said(claim_id: str, text: str):  # type: ignore[no-untyped-def]
    return lambda map: words.set_text(map, claim_id, text)


def test_labels_tell_what_undo_and_redo_would_do() -> None:
    session = Session.open(document())
    assert (session.undo_label, session.redo_label) == (None, None)
    session = session.apply(said("quick", "Fast."), "edit text").apply(said("dear", "Costly."), "edit again")
    assert (session.undo_label, session.redo_label) == ("edit again", None)
    session = session.undo()
    assert (session.undo_label, session.redo_label) == ("edit text", "edit again")
    session = session.apply(said("dear", "Too much."), "another way")
    assert session.redo_label is None


def test_an_edit_changes_its_lines_alone() -> None:
    session = Session.open(document()).apply(said("quick", "Fast."), "edit text")
    assert session.document.text == TEXT.replace("It is quick.", "Fast.")


def test_there_is_an_end_to_undo_and_to_redo() -> None:
    session = Session.open(document())
    with pytest.raises(MapError, match=r"^Nothing to undo\.$"):
        session.undo()
    with pytest.raises(MapError, match=r"^Nothing to redo\.$"):
        session.redo()


def test_an_edit_that_changes_nothing_is_none() -> None:
    session = Session.open(document())
    assert session.apply(said("quick", "It is quick."), "edit text") is session
    assert session.apply(lambda map: replace(map), "copy") is session


def test_a_refused_edit_leaves_the_session_as_it_is() -> None:
    session = Session.open(document())
    with pytest.raises(MapError):
        session.apply(said("slow", "x"), "edit text")
    assert (session.map, session.undo_label) == (document().map, None)


def test_what_is_unsaved() -> None:
    session = Session.open(document())
    edited = session.apply(said("quick", "Fast."), "edit text")
    assert not session.dirty
    assert edited.dirty
    assert not edited.undo().dirty
    back = edited.apply(said("quick", "It is quick."), "edit back")
    assert back.document.data == session.document.data
    assert not back.dirty
    saved = edited.mark_saved()
    assert not saved.dirty
    assert saved.undo().dirty


def test_bytes_are_worked_out_when_asked_for_and_in_any_order() -> None:
    session = Session.open(document())
    for number in range(2000):
        session = session.apply(said("quick", f"Version {number}."), "edit text")
    assert not session.present.is_settled
    late = session.document.data
    step_by_step = Session.open(document())
    for number in range(3):
        step_by_step = step_by_step.apply(said("quick", f"Version {number}."), "edit text")
        assert "Version" in step_by_step.document.text
    assert late == document(TEXT.replace("It is quick.", "Version 1999.")).data


def test_a_comment_lost_to_a_deletion_comes_back_with_undo() -> None:
    from argmap.edit.claims import delete_branch

    session = Session.open(document()).apply(lambda map: delete_branch(map, "build").map, "delete")
    assert "# the question" not in session.document.text
    assert session.undo().document.text == TEXT


# Changes on disk

THEIRS = TEXT.replace("It is dear.", "It costs a lot.") + "  # their comment\n"


def test_a_change_on_disk_is_merged_into_the_text_on_disk() -> None:
    session = Session.open(document()).apply(said("quick", "Fast."), "edit text")
    outside = session.merge_outside(document(THEIRS))
    assert outside.merged.clean
    assert outside.session.document.text == THEIRS.replace("It is quick.", "Fast.")
    assert outside.session.dirty
    assert outside.session.saved.document.text == THEIRS
    assert outside.session.undo().document.text == session.document.text


def shared(session: Session) -> list[str]:
    """The ids of the claims that are the same objects in what is saved and in what is present."""
    return [claim.id for claim in session.saved.map.claims if session.index.claims.get(claim.id) is claim]


def test_what_was_read_twice_is_compared_by_identity_afterwards() -> None:
    """As after a recovery; and the state before it is as it was, also to undo."""
    before = Session.open(document())
    saved = before.map
    again = Session.open(document()).apply(said("build", "Build a tram."), "edit").document
    recovered = before.replace_document(read(again.data, "map.yaml"), "recover")
    others = [claim.id for claim in saved.claims if claim.id != "build"]
    assert others and shared(recovered) == others
    assert recovered.saved.map == saved and recovered.dirty
    edited = recovered.apply(said("build", "Build the line."), "edit").apply(said(others[0], "Now."), "edit")
    assert edited.dirty and edited.undo().map == saved
    back = recovered.undo()
    assert (back.map, back.document.data, back.dirty) == (saved, before.document.data, False)
    assert back.redo().map == recovered.map


def test_what_is_merged_with_a_change_on_disk_is_compared_by_identity_afterwards() -> None:
    session = Session.open(document()).apply(said("build", "Build it."), "edit")
    theirs = document(THEIRS)
    merged = session.merge_outside(theirs).session
    same = [one.id for one in theirs.map.claims if one == merged.index.claims.get(one.id)]
    assert same and shared(merged) == same
    assert merged.saved.map == theirs.map and merged.dirty


def test_an_edit_of_the_text_leaves_what_is_saved_as_it_is() -> None:
    """Most of its claims are those that are saved, so there is nothing to look for."""
    session = Session.open(document())
    edited = session.apply(said("build", "Build it."), "edit")
    saved = session.saved.map
    assert session.replace_document(edited.document, "unite").saved.map is saved


def test_what_both_changed_is_a_conflict_and_ours_stays() -> None:
    session = Session.open(document()).apply(said("dear", "It is cheap."), "edit text")
    outside = session.merge_outside(document(THEIRS))
    assert len(outside.merged.conflicts) == 1
    assert outside.session.index.claims["dear"].text == "It is cheap."


def test_reloading_takes_theirs_and_undo_brings_ours_back() -> None:
    session = Session.open(document()).apply(said("dear", "It is cheap."), "edit text")
    reloaded = session.reload(document(THEIRS))
    assert (reloaded.document.text, reloaded.dirty) == (THEIRS, False)
    assert reloaded.undo().document.text == session.document.text
    assert reloaded.undo().dirty


# Journals


def journalled(*texts: str) -> tuple[list[Any], Session]:
    """The entries, through JSON, of one edit after another, and the session after them."""
    chain, session, lines = JournalWriter(), Session.open(document()), []
    for text in texts:
        before, session = session, session.apply(said("quick", text), f"say {text}")
        lines.append(json.dumps(chain.entry(before.document, session.document, session.present.label)))
    assert all("\n" not in line for line in lines)
    return [json.loads(line) for line in lines], session


def test_a_journal_brings_everything_back() -> None:
    entries, session = journalled("One.", "Two.\nMore.", "[/] \x85 ‮ é 😀")
    recovery = recover(document(), entries)
    assert recovery.session.document.data == session.document.data
    assert recovery.labels == ("say One.", "say Two.\nMore.", "say [/] \x85 ‮ é 😀")
    assert (recovery.lost, recovery.session.dirty, recovery.session.undo_label) == (0, True, "recover 3 changes")


def test_a_journal_of_the_version_before_the_plain_words_is_recovered() -> None:
    base = packed(TEXT)
    after = TEXT.replace("It is quick.", "Fast.")
    at = TEXT.index("It is quick.")
    label = "take step quick -> jobs away"
    entry = {"label": label, "at": at, "cut": 12, "put": "Fast.", "sum": digest(after), "base": base}
    recovery = recover(document(), [entry])
    assert (recovery.session.document.text, recovery.lost) == (after, 0)
    assert recovery.labels == (label,)


@pytest.mark.parametrize(
    "damage",
    [
        lambda entries: [*entries[:2], {**entries[2], "put": "x"}],
        lambda entries: [*entries[:2], {"label": "y"}],
        lambda entries: [*entries[:2], "not an entry"],
        lambda entries: [*entries[:2], None],
        lambda entries: [entries[0], entries[1], {**entries[2], "at": "x"}],
        lambda entries: [entries[0], entries[1], {**entries[2], "at": float("inf")}],
        lambda entries: [entries[0], entries[1], {**entries[2], "cut": -(10**30)}],
        lambda entries: [entries[0], entries[1], {**entries[2], "put": "\ud800"}],
        lambda entries: [entries[0], entries[1], {**entries[2], "sum": ["x"]}],
    ],
)
def test_what_is_damaged_at_the_end_is_lost_alone(damage) -> None:  # type: ignore[no-untyped-def]
    entries, _ = journalled("One.", "Two.", "Three.")
    recovery = recover(document(), damage(entries))
    assert recovery.session.index.claims["quick"].text == "Two."
    assert (len(recovery.labels), recovery.lost) == (2, 1)


def test_unsaved_work_is_merged_with_a_file_changed_since() -> None:
    entries, _ = journalled("Fast.", "Faster.")
    recovery = recover(document(THEIRS), entries)
    assert recovery.session.document.text == THEIRS.replace("It is quick.", "Faster.")
    assert recovery.session.undo().document.text == THEIRS
    assert recovery.merged is not None
    assert recovery.merged.clean


def test_unsaved_work_on_what_they_changed_too_is_an_open_conflict() -> None:
    entries, _ = journalled("Fast.", "Faster.")
    theirs = TEXT.replace("It is quick.", "It is rapid.")
    recovery = recover(document(theirs), entries)
    (conflict,) = recovery.conflicts
    assert conflict == BothChanged(("claims", "quick"), ("text",), ("It is quick.",), ("Faster.",), ("It is rapid.",))
    assert recovery.session.undo().document.text == theirs


def test_a_short_journal_that_seems_to_fit_another_text_is_merged() -> None:
    """Its one entry replaces the very words that they changed, to words of the same length."""
    entries, _ = journalled("It is ready.")
    theirs = TEXT.replace("It is quick.", "It is rapid.")
    assert len(recover(document(theirs), entries).conflicts) == 1


def test_the_file_as_it_was_saved_amid_the_work_is_nobody_elses_change() -> None:
    entries, session = journalled("Fast.", "Faster.")
    recovery = recover(document(TEXT.replace("It is quick.", "Fast.")), entries)
    assert (recovery.conflicts, recovery.session.document.text) == ((), session.document.text)


def test_unsaved_work_on_a_file_that_is_gone_is_recovered_whole() -> None:
    entries, session = journalled("Fast.")
    empty = document("argmap: 1\ntitle: Trains\nclaims: {}\n")
    recovery = recover(empty, entries, is_gone=True)
    assert (recovery.session.document.text, recovery.conflicts) == (session.document.text, ())


def test_a_journal_brings_open_conflicts_back() -> None:
    """Also beside those of another change of the file; what was decided stays decided."""
    session = Session.open(document()).apply(said("quick", "Fast."), "edit").apply(said("dear", "Cheap."), "edit")
    theirs = document(TEXT.replace("It is quick.", "It is rapid.").replace("It is dear.", "It costs a lot."))
    outside = session.merge_outside(theirs)
    both, chain = outside.merged.conflicts, JournalWriter(theirs)
    merged = outside.session
    entries = [chain.entry(session.document, merged.document, "merge", both)]
    after = merged.apply(said("build", "Build it."), "edit")
    entries.append(chain.entry(merged.document, after.document, "edit", both))
    assert "conflicts" not in entries[1]
    entries = json.loads(json.dumps(entries))
    assert recover(theirs, entries).conflicts == both
    changed = document(theirs.text.replace("Build the line.", "Build a line."))
    assert [one.path[1] for one in recover(changed, entries).conflicts] == ["quick", "dear", "build"]
    decided = after.apply(said("quick", "It is rapid."), "decide")
    entries.append(json.loads(json.dumps(chain.entry(after.document, decided.document, "decide", both[1:]))))
    assert recover(theirs, entries).conflicts == both[1:]
    entries.append(json.loads(json.dumps(chain.entry(decided.document, session.document, "undo", ()))))
    assert recover(theirs, entries).conflicts == ()


def test_a_journal_that_does_not_fit_and_holds_no_base_is_refused() -> None:
    entries, _ = journalled("Fast.")
    for base in ({}, {"base": "not packed"}, {"base": packed("no: map")}, {"base": 7}):
        entry = {key: value for key, value in entries[0].items() if key != "base"} | base
        with pytest.raises(
            MapError, match=r"^Cannot recover: the unsaved changes belong to another version of 'trains\.yaml'\.$"
        ):
            recover(document(THEIRS), [entry])
    with pytest.raises(MapError):
        recover(document(), [])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda values: st.lists(values, max_size=2) | st.dictionaries(st.text(), values, max_size=2),
    max_leaves=4,
)


@given(
    place=st.integers(0, 2),
    field=st.sampled_from(["label", "at", "cut", "put", "sum", "base", "conflicts", ""]),
    value=ANYTHING,
)
def test_whatever_an_entry_holds_the_entries_before_it_are_recovered(place: int, field: str, value: object) -> None:
    entries: list[Any] = journalled("One.", "Two.", "Three.")[0]
    entries[place] = {**entries[place], field: value} if field else value
    try:
        recovery = recover(document(), entries)
    except MapError:
        assert place == 0
    else:
        assert len(recovery.labels) >= place


SUBJECTS = [DraftSubject("text", ("quick",), ()), DraftSubject("citation", ("a -> b", "s"), ("2",))]


def _through_json(entries: list[Any]) -> list[Any]:
    return json.loads(json.dumps(entries))


def test_drafts_between_changes_spoil_neither() -> None:
    changes, session = journalled("One.", "Two.")
    old, new = Draft("Text", {"text": "ol"}), Draft("Text", {"text": "old\n[/] 😀"})
    other = Draft("C", {"a": "", "b": "x"})
    typed = [draft_entry(SUBJECTS[0], old), draft_entry(SUBJECTS[1], other), draft_entry(SUBJECTS[0], new)]
    entries = _through_json([typed[0], changes[0], *typed[1:], changes[1]])
    assert drafts_in(entries) == {SUBJECTS[1]: other, SUBJECTS[0]: new}
    assert list(changes_in(entries)) == changes
    recovery = recover(document(), entries)
    assert (recovery.session.document.data, recovery.lost) == (session.document.data, 0)
    assert drafts_in([*entries, *_through_json([draft_entry(SUBJECTS[0], None)])]) == {SUBJECTS[1]: other}


@given(field=st.sampled_from(["kind", "ids", "rest", "heading", "values", ""]), value=ANYTHING)
def test_whatever_the_entry_of_a_draft_holds_the_others_are_there(field: str, value: object) -> None:
    entries: list[Any] = [draft_entry(one, Draft("H", {"text": "x"})) for one in SUBJECTS]
    entries[0] = {"draft": {**entries[0]["draft"], field: value} if field else value}
    found = drafts_in(entries)
    assert found[SUBJECTS[1]] == Draft("H", {"text": "x"})
    for subject, draft in found.items():
        "".join([*subject.ids, *subject.rest, subject.kind, draft.heading, *draft.values.values()]).encode()
    with pytest.raises(MapError):
        recover(document(), entries)


def test_a_packed_text_that_no_map_can_have_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.session.journal.LARGEST", 1000)
    assert unpacked(packed("a" * 1000)) == "a" * 1000
    assert unpacked(packed("a" * 1001)) is None


def test_a_journal_goes_on_after_a_merge_from_what_is_on_disk() -> None:
    chain, session = JournalWriter(), Session.open(document())
    edited = session.apply(said("quick", "Fast."), "edit text")
    chain.entry(session.document, edited.document, "edit text")
    merged = edited.merge_outside(document(THEIRS)).session
    chain.restart(merged.saved.document)
    entries = [chain.entry(edited.document, merged.document, "merge")]
    after = merged.apply(lambda map: claims.add_support(map, "quick", "tested", "Tested."), "add support")
    entries.append(chain.entry(merged.document, after.document, "add support"))
    assert recover(document(THEIRS), entries).session.document.data == after.document.data


@given(st.text(alphabet="ab😀\n"), st.text(alphabet="ab😀\n"))
def test_a_stretch_turns_one_text_into_the_other(before: str, after: str) -> None:
    start, cut, put = changed_stretch(before, after)
    assert before[:start] + put + before[start + cut :] == after
    shared = common_prefix(before, after)
    assert before[:shared] == after[:shared]
    assert before[shared : shared + 1] != after[shared : shared + 1] or shared == min(len(before), len(after))


@given(st.text())
def test_packing_keeps_a_text(text: str) -> None:
    assert unpacked(packed(text)) == text


def test_a_journalled_text_is_kept_as_blocks_alone() -> None:
    session = Session.open(document())
    before = session.document
    session = session.apply(said("quick", "Fast."), "edit text")
    JournalWriter(before).entry(before, session.document, "edit text")
    assert not {"text", "lines", "starts", "numbers"} & vars(before).keys()
    assert digest_of(session.document) == digest(session.document.text)
