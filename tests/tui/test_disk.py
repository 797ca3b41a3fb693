"""What happens to the file on disk while it is open: changed, changed again, changed back, broken, gone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from argmap.io.preferences import Preferences
from argmap.mapfile.read.read import read
from argmap.session.session import Session
from argmap.tui.files.git import changes_since_commit
from argmap.tui.run import prepare
from tests.tui.conftest import SMALL, Driver, running

SHARED = "map.yaml is also open in another editor. What it saves can be merged here."

THEIRS = SMALL.replace("lose custom", "lose trade")
LATER = SMALL.replace("lose custom", "lose money")


def notice(driver: Driver) -> bool:
    return any("changed on disk. Press R or" in line for line in driver.screen_lines())


def no_threads() -> bool:
    """Whether every thread that was to show something is done."""
    return not any(thread.name.endswith("(_quietly)") for thread in enumerate_threads())


async def look(driver: Driver) -> None:
    """Look at the file now, without waiting for the timer."""
    watch = driver.editor.disk_watch
    watch.look()
    await driver.until(lambda: not watch.is_looking)
    await driver.pilot.pause()


async def edited(driver: Driver) -> None:
    await driver.select("close")
    await driver.press("e")
    await driver.write(" Soon.")


async def test_a_file_that_is_changed_back_is_no_longer_told_of(driving) -> None:
    async with driving() as driver:
        driver.editor.state.file.write_text(THEIRS)
        await look(driver)
        assert notice(driver)
        driver.editor.state.file.write_text(SMALL)
        await look(driver)
        assert not notice(driver)


SAID = {"m": "Merged their changes with yours. ^s to save.", "r": "Reloaded. u to undo."}


@pytest.mark.parametrize("answer", SAID)
async def test_a_file_that_changes_again_while_it_is_asked_about_is_told_of_again(driving, answer: str) -> None:
    async with driving() as driver:
        file = driver.editor.state.file
        file.write_text(THEIRS)
        await driver.press("R")
        file.write_text(LATER)
        await look(driver)
        await driver.press(answer)
        assert "lose trade" in driver.editor.state.session.document.text
        assert driver.said == SAID[answer]
        await look(driver)
        assert notice(driver)
        await driver.press("R", answer)
        assert "lose money" in driver.editor.state.session.document.text
        await look(driver)
        assert not notice(driver)


@pytest.mark.parametrize("is_edited", [True, False], ids=["edited", "as it was"])
async def test_a_file_that_is_gone_is_told_of_and_written_again(driving, is_edited: bool) -> None:
    async with driving() as driver:
        file = driver.editor.state.file
        if is_edited:
            await edited(driver)
        file.unlink()
        await look(driver)
        shown = "\n".join(driver.screen_lines())
        assert "was deleted or moved. Press R or click to save it again." in shown
        await driver.press("R", "escape", "R", "s")
        await driver.until(lambda: driver.said == "Saved map.yaml.")
        assert ("Soon" in file.read_text()) == is_edited
        await look(driver)
        assert not any("was deleted" in line for line in driver.screen_lines())
        await edited(driver)
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said == "Saved map.yaml." and not driver.editor.state.session.dirty)


async def test_saving_over_a_file_that_is_gone_asks_first(driving) -> None:
    async with driving() as driver:
        await edited(driver)
        driver.editor.state.file.unlink()
        await driver.press("ctrl+s")
        await driver.until(lambda: any("was deleted or moved." in line for line in driver.screen_lines()))
        assert not driver.editor.state.file.exists()
        await driver.press("s")
        await driver.until(lambda: driver.said == "Saved map.yaml.")


@pytest.mark.parametrize("key", ["R", "ctrl+s"])
async def test_a_file_that_somebody_broke_is_left_alone_and_the_key_of_a_copy_named(driving, key: str) -> None:
    async with driving() as driver:
        await edited(driver)
        driver.editor.state.file.write_text("claims: [")
        await driver.press(key)
        await driver.until(lambda: driver.said.startswith("Cannot read the file on disk: "))
        assert driver.said.endswith("Press ^o to save yours as a copy.")
        assert driver.editor.state.file.read_text() == "claims: ["
        await driver.press("alt+s", "enter")
        await driver.until(lambda: driver.said.startswith("Saved a copy"))


async def test_a_file_that_somebody_made_meanwhile_is_merged_with_the_new_one(driving) -> None:
    async with driving(None) as driver:
        await driver.press("e", "tab")
        await driver.paste("Map of trams")
        await driver.press("ctrl+s")
        await driver.write("Trams run all night.")
        driver.editor.state.file.write_text(SMALL)
        await driver.press("ctrl+s")
        await driver.until(lambda: any("Merge: keep their changes" in line for line in driver.screen_lines()))
        await driver.press("m", "o")
        assert driver.editor.screen is driver.editor.main
        assert len(driver.claims) == 5
        assert driver.editor.state.map.title == "Map of trams"
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said == "Saved map.yaml.")
        assert read(driver.editor.state.file.read_bytes(), "map.yaml").map == driver.editor.state.map


async def test_the_key_says_so_where_there_is_no_file_yet(driving) -> None:
    async with driving(None) as driver:
        await driver.press("e", "escape", "R")
        assert driver.said == "The file does not exist yet. Press ^s to save."


async def test_the_key_says_so_where_the_file_has_not_changed(driving) -> None:
    async with driving() as driver:
        await driver.press("R")
        assert driver.said == "The file has not changed on disk."


async def test_what_needs_no_decision_after_a_merge_is_said(driving) -> None:
    async with driving() as driver:
        await edited(driver)
        driver.editor.state.file.write_text(
            SMALL.replace("    side: walk\n", "    side: walk\n    positions:\n      shops: disagrees\n")
        )
        await driver.press("R", "m")
        assert driver.said == (
            "Merged their changes with yours. ^s to save. You reworded the claim “Close the street. Soon”; "
            "what they recorded was for the old wording: the position of “The shops”."
        )


async def test_a_change_of_formatting_alone_is_told_as_that(driving) -> None:
    async with driving() as driver:
        driver.editor.state.file.write_text(SMALL.replace("claims:", "\nclaims:"))
        await driver.press("R", "d")
        assert driver.said == "Changes on disk. Esc to go back, R to merge or reload."
        await driver.until(lambda: any("Only formatting changed." in line for line in driver.screen_lines()))


def test_where_there_is_no_commit_to_compare_with_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL)
    now = Session.open(read(SMALL.encode(), "map.yaml")).present
    known = changes_since_commit(file, now.map, now)
    told = "Where the file is kept in a git repository, the changes since the last commit are shown here."
    assert (known.lines, known.empty) == ((), f"No unsaved changes. {told}")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert changes_since_commit(file, now.map, now).empty == (
        "No unsaved changes. Once the file is committed with git, the changes since then are shown here."
    )


@pytest.mark.parametrize("size", [(80, 24), (50, 16), (40, 10)])
async def test_a_notice_tells_its_key_in_windows_of_every_size(driving, size: tuple[int, int]) -> None:
    async with driving(size=size) as driver:
        driver.editor.state.file.write_text(THEIRS)
        await look(driver)
        assert any(
            re.search(r"changed on disk\. (Press )?R .*to merge or reload\.", line, re.IGNORECASE)
            for line in driver.screen_lines()
        )
        driver.editor.state.file.unlink()
        await look(driver)
        assert any(
            re.search(r"deleted or moved\. (Press )?R .*to save it again\.", line, re.IGNORECASE)
            for line in driver.screen_lines()
        )


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((82, 24), SHARED),
        ((80, 24), SHARED),
        ((60, 16), "map.yaml is also open in another editor."),
        ((40, 16), "Also open in another editor."),
        ((40, 10), ""),
    ],
)
async def test_what_needs_no_answer_is_told_whole_where_there_is_room(
    driving, size: tuple[int, int], said: str
) -> None:
    async with driving(size=size) as driver:
        driver.editor.state.notice_others(True)
        await driver.pilot.pause()
        assert [line.strip() for line in driver.screen_lines() if "open in another" in line] == (
            [said] if said else []
        )


async def test_saving_what_has_not_changed_says_so(driving) -> None:
    async with driving() as driver:
        await driver.press("ctrl+s")
        assert driver.said == "No changes to save."


async def test_what_was_changed_on_disk_is_shown_in_passing(driving) -> None:
    """The screen of changes is for what changed since the last commit, or since the map was opened."""
    async with driving() as driver:
        driver.editor.state.file.write_text(THEIRS)
        await driver.press("R", "d")
        assert driver.editor.state.view == "changes"
        await driver.until(lambda: any("“custom” → “trade”" in line for line in driver.screen_lines()))
        await driver.press("escape", "alt+7")
        await driver.until(lambda: driver.editor.state.changes is not None)
        assert not any("trade" in words for words, _ in driver.editor.state.changes.lines)
        assert not driver.editor.state.changes.in_passing


async def test_a_comparison_with_the_commit_that_comes_late_replaces_nothing_shown_meanwhile(
    driving, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argmap.tui.files import git

    held, compared = Event(), git.changes_since_commit
    monkeypatch.setattr(git, "changes_since_commit", lambda *args: (held.wait(10), compared(*args))[1])
    async with driving() as driver:
        driver.editor.state.file.write_text(THEIRS)
        await driver.press("alt+7", "R", "d")
        shown = driver.editor.state.changes
        held.set()
        await driver.until(no_threads)
        assert driver.editor.state.changes is shown


async def test_a_look_that_began_before_a_save_says_nothing_of_the_file_that_this_wrote(
    driving, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argmap.io import files

    async with driving() as driver:
        await look(driver)
        held, looks, digest = Event(), [], files.current_digest

        def slow_first(path: Path) -> str | None:
            looks.append(path)
            assert len(looks) > 1 or held.wait(60)  # what looks after that, such as the save, is not held
            return digest(path)

        monkeypatch.setattr(files, "current_digest", slow_first)
        driver.editor.state.file.touch()
        driver.editor.disk_watch.look()
        await driver.until(lambda: looks)
        await edited(driver)
        await driver.press("ctrl+s")
        await driver.until(lambda: not driver.editor.state.session.dirty)
        held.set()
        await driver.until(no_threads)
        assert not notice(driver)


async def test_only_one_look_waits_for_a_disk_that_does_not_answer(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    from argmap.io import files

    async with driving() as driver:
        await look(driver)
        held, looks = Event(), []
        monkeypatch.setattr(files, "current_digest", lambda path: (looks.append(path), held.wait(60))[0])
        driver.editor.state.file.write_text(THEIRS)
        driver.editor.disk_watch.look()
        await driver.until(lambda: looks)
        driver.editor.disk_watch.look()
        driver.editor.disk_watch.look_anew()
        await driver.pilot.pause()
        assert len(looks) == 1
        held.set()
        await driver.until(no_threads)


async def test_two_editors_of_a_file_say_so_until_one_ends(driving) -> None:
    async with driving() as first:
        file = first.editor.state.file
        assert not any(SHARED in line for line in first.screen_lines())
        async with running(prepare(file, Preferences())) as second:
            await second.until(lambda: any(SHARED in line for line in second.screen_lines()))
            await look(first)
            assert any(SHARED in line for line in first.screen_lines())
            file.write_text(THEIRS)
            await look(first)
            assert notice(first)
        file.write_text(SMALL)
        await look(first)
        assert not any(SHARED in line or notice(first) for line in first.screen_lines())
