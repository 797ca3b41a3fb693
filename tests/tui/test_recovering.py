"""Unsaved work of an earlier session: the question can be put off, and undo restores the bytes from before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.edit.text import set_text
from argmap.io.files import load
from argmap.io.journal import Journal
from argmap.io.user_folders import state_folder
from argmap.mapfile.read.read import read
from argmap.session.journal import JournalWriter, digest
from argmap.session.session import Session
from tests.tui.conftest import SMALL, Driver, no_space_for_journals

CHANGED = SMALL.replace("Shops lose custom.", "Shops lose customers.")
UNSAVED = SMALL.replace("The air gets cleaner.", "The air is clean.")


@pytest.fixture
def left_behind(tmp_path: Path) -> Callable[[], None]:
    """Leaves an unsaved edit of ``map.yaml`` behind, as a killed editor does."""

    def leave() -> None:
        file = tmp_path / "map.yaml"
        file.write_text(SMALL, encoding="utf-8")
        loaded = load(file)
        before = Session.open(read(loaded.data, "map.yaml"))
        after = before.apply(lambda map: set_text(map, "air", "The air is clean."), "edit text of 'air'")
        journal = Journal(file, loaded.digest)
        journal.append(JournalWriter().entry(before.document, after.document, "edit text of 'air'"))
        journal.leave()  # its lock is gone, as that of a killed process is

    return leave


async def test_recovered_work_is_taken_back_to_the_bytes_from_before(driving, left_behind) -> None:
    left_behind()
    async with driving(SMALL) as driver:
        session = lambda: driver.editor.state.session  # noqa: E731
        await driver.press("r")
        assert session().document.text == UNSAVED
        await driver.press("u")
        assert session().document.text == SMALL
        assert not session().dirty
        await driver.press("U")
        assert session().document.text == UNSAVED


THEIRS = SMALL.replace("The air gets cleaner.", "The air gets clean.")


async def test_recovering_what_they_changed_too_is_a_conflict(driving, left_behind, tmp_path: Path) -> None:
    left_behind()
    async with driving(THEIRS) as driver:
        assert "The file has changed since." in " ".join("\n".join(driver.screen_lines()).split())
        await driver.press("r")
        shown = "\n".join(driver.screen_lines())
        assert "You and they changed the text of the claim" in shown
        assert "before  The air gets cleaner." in shown
        assert "yours   The air is clean." in shown
        assert "theirs  The air gets clean." in shown
        await driver.press("escape")
        assert "1 conflict. The map uses one version" in "\n".join(driver.screen_lines())
        await driver.press("ctrl+s")
        await driver.until(lambda: "1 unresolved conflict" in "\n".join(driver.screen_lines()))
        assert (tmp_path / "map.yaml").read_text() == THEIRS
        await driver.press("s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        text = (tmp_path / "map.yaml").read_text()
        assert "text: The air is clean." in text
        assert '#   theirs: "The air gets clean."' in text


async def test_recovering_beside_what_they_changed_asks_nothing(driving, left_behind) -> None:
    left_behind()
    async with driving(CHANGED) as driver:
        assert "The file has changed since." in " ".join("\n".join(driver.screen_lines()).split())
        await driver.press("r")
        assert driver.said == "Recovered 1 change. ^s to save."
        assert driver.editor.state.session.document.text == CHANGED.replace("gets cleaner", "is clean")
        assert driver.editor.state.conflicts == ()
        await driver.press("u")
        assert driver.editor.state.session.document.text == CHANGED


async def test_a_journal_stays_until_a_new_one_has_its_work(driving, left_behind, monkeypatch) -> None:
    left_behind()
    async with driving(SMALL) as driver:
        (journal,) = (state_folder() / "journals").glob("*.journal")
        no_space_for_journals(monkeypatch)
        await driver.press("r")
        await driver.until(lambda: "No space left" in driver.said)
        driver.editor.worker.close(forget=False)
        assert journal.exists()


DELETED = SMALL.replace("The air gets cleaner.", "The air gets clean.")


async def test_a_conflict_alone_is_unsaved(driving, tmp_path: Path) -> None:
    """What one deleted and the other changed stays in the map, which is then as it is on disk."""
    file = tmp_path / "map.yaml"
    async with driving(SMALL) as driver:
        await driver.select("air")
        await driver.press("delete")
        await driver.until(lambda: "air" not in driver.editor.state.index.claims)
        file.write_text(DELETED)
        await driver.press("R", "m", "escape")
        assert len(driver.editor.state.conflicts) == 1
        await driver.press("q")
        assert "Save changes to map.yaml?" in "\n".join(driver.screen_lines())
        await driver.press("escape", "ctrl+s")
        assert "1 unresolved conflict" in "\n".join(driver.screen_lines())
        await driver.press("escape")
        driver.editor.end_from_outside(15)
        await driver.until(lambda: driver.editor._is_ending)
    async with driving(DELETED) as driver:
        await driver.press("r")
        assert len(driver.editor.state.conflicts) == 1
        await driver.press("escape", "ctrl+s", "s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "# CONFLICT: ours removed" in file.read_text()


async def test_a_file_written_again_has_the_other_versions(driving, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    async with driving(SMALL) as driver:
        await _conflicting(driver, file)
        file.unlink()
        await driver.press("escape", "R", "s")
        assert "2 unresolved conflicts" in "\n".join(driver.screen_lines())
        await driver.press("s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert file.read_text().count("# CONFLICT: ") == 2


async def test_an_unchanged_file_is_not_said_to_have_changed(driving, left_behind) -> None:
    left_behind()
    async with driving(SMALL) as driver:
        assert "since" not in "\n".join(driver.screen_lines())


async def test_work_on_a_file_that_is_gone_is_recovered_whole(driving, left_behind, tmp_path: Path) -> None:
    left_behind()
    (tmp_path / "map.yaml").unlink()
    async with driving(None) as driver:
        assert "The file was deleted or moved since." in " ".join("\n".join(driver.screen_lines()).split())
        await driver.press("r")
        assert driver.editor.state.session.document.text == UNSAVED


async def test_work_on_a_file_that_is_now_empty_is_recovered_whole(driving, left_behind) -> None:
    left_behind()
    async with driving("") as driver:
        assert "The file has changed since." in " ".join("\n".join(driver.screen_lines()).split())
        await driver.press("r")
        assert driver.editor.state.session.document.text == UNSAVED


@pytest.mark.parametrize("decides", [False, True])
async def test_open_conflicts_are_open_after_a_kill(driving, tmp_path: Path, decides: bool) -> None:
    file = tmp_path / "map.yaml"
    async with driving(SMALL) as driver:
        await _conflicting(driver, file)
        await driver.press(*(["t"] if decides else []), "escape")
        assert len(driver.editor.state.conflicts) == 2 - decides
        driver.editor.worker.close(forget=False)  # as a signal does
    async with driving(file.read_text()) as driver:
        await driver.press("r")
        assert "You and they changed the text of the claim" in "\n".join(driver.screen_lines())
        assert [one.path[1] for one in driver.editor.state.conflicts] == ["air", "custom"][decides:]
        await driver.press(*["t"] * (2 - decides))
        assert driver.editor.state.conflicts == ()
        assert driver.editor.state.map == read(file.read_bytes(), "map.yaml").map
        await driver.press("u", "ctrl+s")
        await driver.until(lambda: "1 unresolved conflict" in "\n".join(driver.screen_lines()))


async def _conflicting(driver, file: Path) -> None:
    """Both change the texts of ``air`` and ``custom``, and the changes are merged."""
    for claim_id in ("air", "custom"):
        await driver.select(claim_id)
        await driver.press("e")
        await driver.write(" We say.")
    file.write_text(SMALL.replace("gets cleaner", "gets clean").replace("lose custom", "lose trade"))
    await driver.press("R", "m")
    await driver.until(lambda: "1 of 2" in "\n".join(driver.screen_lines()))


async def test_the_question_that_was_put_off_is_asked_again(driving, left_behind) -> None:
    left_behind()
    async with driving(SMALL) as driver:
        await driver.press("escape")
        assert driver.said == "Press R to recover later."
        await driver.select("air")
        await driver.press("t", "R", "r")
        assert "1 unsaved change" not in "\n".join(driver.screen_lines())
        assert driver.said.startswith("Save (^s) or undo (u) your new changes first")
        await driver.press("u", "R", "r")
        assert driver.editor.state.session.document.text == UNSAVED


async def test_a_merge_with_a_change_on_disk_is_taken_back_to_the_bytes_from_before(driving, tmp_path) -> None:
    async with driving(SMALL) as driver:
        await changed_on_both_sides(driver, tmp_path / "map.yaml")
        before = driver.editor.state.session.document.text
        await driver.press("R", "m")
        merged = driver.editor.state.session.document.text
        assert "So they say." in merged and "customers" in merged
        await driver.press("u")
        assert driver.editor.state.session.document.text == before
        await driver.press("u")
        assert driver.editor.state.session.document.text == SMALL
        await driver.press("U", "U")
        assert driver.editor.state.session.document.text == merged


async def changed_on_both_sides(driver: Driver, file: Path) -> None:
    """Edit a claim here, and another on disk."""
    await driver.select("air")
    await driver.press("e")
    await driver.write(" So they say.")
    file.write_text(CHANGED, encoding="utf-8")


@pytest.mark.parametrize("way", ["m", "r"])
async def test_saving_after_undoing_what_was_taken_from_disk_asks(driving, tmp_path: Path, way: str) -> None:
    file = tmp_path / "map.yaml"
    async with driving(SMALL) as driver:
        await changed_on_both_sides(driver, file)
        await driver.press("R", way, "u", "t", "ctrl+s")
        assert "Saving leaves out what changed on disk" in "\n".join(driver.screen_lines())
        await driver.press("escape", "u", "U", "u", "u")
        assert file.read_text() == CHANGED
        await driver.press("U", "ctrl+s")
        assert "Saving leaves out what changed on disk" in "\n".join(driver.screen_lines())
        await driver.press("o")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "So they say." in file.read_text() and "customers" not in file.read_text()
        await driver.press("u", "ctrl+s")  # their version was given up, and is asked about once
        await driver.until(lambda: file.read_text() == SMALL)


@pytest.mark.parametrize("way", ["m", "r"])
async def test_an_undone_merge_is_asked_about_after_a_kill(driving, tmp_path: Path, way: str) -> None:
    """The file has what someone else changed, which the recovered work leaves out."""
    file = tmp_path / "map.yaml"
    async with driving(SMALL) as driver:
        await changed_on_both_sides(driver, file)
        await driver.press("R", way, "u")
        driver.editor.worker.close(forget=False)  # as a signal does
    async with driving(CHANGED) as driver:
        await driver.press("r", "t", "ctrl+s")
        shown = " ".join("\n".join(driver.screen_lines()).split())
        assert "Saving leaves out what changed on disk" in shown and "to redo" not in shown
        await driver.press("escape", "u", "u")
        assert driver.editor.state.session.document.text == CHANGED
        assert not driver.editor.state.leaves_out_disk
        await driver.press("U", "ctrl+s", "o")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "So they say." in file.read_text() and "customers" not in file.read_text()
        await driver.press("t")
        driver.editor.worker.close(forget=False)
    async with driving(file.read_text()) as driver:
        await driver.press("r")
        assert not driver.editor.state.leaves_out_disk


async def test_a_merge_that_was_redone_is_not_asked_about_after_a_kill(driving, tmp_path: Path) -> None:
    async with driving(SMALL) as driver:
        await changed_on_both_sides(driver, tmp_path / "map.yaml")
        await driver.press("R", "m", "u", "U")
        driver.editor.worker.close(forget=False)
    async with driving(CHANGED) as driver:
        await driver.press("r")
        assert driver.editor.state.is_unsaved and not driver.editor.state.leaves_out_disk


async def test_what_was_taken_from_disk_and_edited_on_is_saved_at_once(driving, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    async with driving(SMALL) as driver:
        await changed_on_both_sides(driver, file)
        await driver.press("R", "m", "u", "U", "t", "ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "customers" in file.read_text()


async def test_a_question_that_was_answered_elsewhere_is_not_come_back_to(driving, left_behind) -> None:
    """Left by another way than Esc, the work that is shown is asked about with the key; then no more."""
    left_behind()
    async with driving(SMALL) as driver:
        await driver.press("d", "alt+1", "R", "i")
        assert driver.said == "Ignored. Press R to recover it after all."
        await driver.press("alt+7", "escape")
        assert len(driver.editor.screen_stack) == 1


async def test_what_was_ignored_is_offered_only_with_the_key(driving, left_behind, tmp_path: Path) -> None:
    left_behind()
    async with driving(SMALL) as driver:
        await driver.press("i")
    async with driving(SMALL) as driver:
        assert len(driver.editor.screen_stack) == 1
        await driver.press("R", "r")
        assert driver.editor.state.session.document.text == UNSAVED
        await driver.until(lambda: not [*(tmp_path / "state").rglob("*.ignored")])
        await driver.press("u", "R")
        assert driver.said == "The file has not changed on disk."


# The journals of other versions. The first ones had no text that their entries start from.

OLD_ENTRY = {"label": "reword contention 'air'", "cut": len("gets cleaner"), "put": "is clean"}


@pytest.fixture
def left_by_another_version(tmp_path: Path) -> Callable[[int, str], Path]:
    """Leaves the journal of another version behind, in a format and for a text of ``map.yaml``."""

    def leave(number: int, text: str) -> Path:
        journal = Journal(tmp_path / "map.yaml", None)
        journal.append({**OLD_ENTRY, "at": text.index("gets cleaner"), "sum": digest(UNSAVED)})
        journal.leave()
        left = journal.path.read_bytes().replace(b'"argmap-journal":2', b'"argmap-journal":%d' % number)
        journal.path.write_bytes(left)
        return journal.path

    return leave


async def test_the_journal_of_an_earlier_version_is_recovered(driving, left_by_another_version) -> None:
    left_by_another_version(1, SMALL)
    async with driving(SMALL) as driver:
        await driver.press("r")
        assert driver.editor.state.session.document.text == UNSAVED
        assert driver.said == "Recovered 1 change. ^s to save."


async def test_the_journal_of_an_earlier_version_of_the_file_is_refused(driving, left_by_another_version) -> None:
    journal = left_by_another_version(1, SMALL)
    async with driving(CHANGED) as driver:
        await driver.press("r")
        assert driver.said.startswith("Cannot recover: the unsaved changes belong to another version of ")
        assert driver.editor.state.session.document.text == CHANGED
    assert journal.exists()


async def test_a_journal_in_another_format_is_refused(driving, left_by_another_version) -> None:
    journal = left_by_another_version(3, SMALL)
    async with driving(SMALL) as driver:
        await driver.press("r")
        assert driver.said == f"Cannot recover: another version of argmap wrote {journal}. Use that version."
        assert driver.editor.state.session.document.text == SMALL
    assert journal.exists()
