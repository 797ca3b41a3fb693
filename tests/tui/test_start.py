"""The first moments of the editor: what is typed before its screen is there."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual import events

from argmap.io.preferences import Preferences, read_preferences
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.tui.app import NO_TEXT_OPEN, Editor
from argmap.tui.opening import new_file
from argmap.tui.run import prepare, run
from argmap.tui.state import Checks
from argmap.tui.terminal.parser import TerminalParser
from argmap.tui.themes import NAMES
from argmap.tui.views.bars import Header
from tests.tui.conftest import SMALL, until_begun


async def test_keys_typed_before_the_first_screen_wait_for_it_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    editor = prepare(file, Preferences())
    for key in ("down", "x", "H", "i"):
        editor.post_message(events.Key(key, key if len(key) == 1 else None))
    async with editor.run_test() as pilot:
        await until_begun(editor, pilot)
        assert editor.main.entry.is_open
        assert editor.main.entry.box.text == "Hi"
    editor.worker.close(forget=True)


async def test_enter_before_the_terminal_is_set_up_is_enter(tmp_path: Path) -> None:
    """A terminal in its usual mode turns Enter into a line feed, which later is Ctrl+J."""
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    editor = prepare(file, Preferences())
    for key, character in (("x", "x"), ("H", "H"), ("ctrl+j", "\n")):
        editor.post_message(events.Key(key, character))
    async with editor.run_test() as pilot:
        await until_begun(editor, pilot)
        assert [claim.text for claim in editor.state.map.claims][-1] == "H"
    editor.worker.close(forget=True)


async def test_a_paste_without_marks_before_the_first_screen_runs_no_command(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    editor = prepare(file, Preferences())
    for message in TerminalParser().feed("Did they move the bus stop, and quit?\nTomorrow they delete it.\n"):
        editor.post_message(message)
    async with editor.run_test() as pilot:
        await until_begun(editor, pilot)
        assert editor.main.message.message == NO_TEXT_OPEN
        assert editor.state.session.undo_label is None
        assert editor.screen is editor.main
    editor.worker.close(forget=True)


async def test_colours_that_are_remembered_and_known_no_more_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "theme").write_text("mauve\n")
    assert prepare(tmp_path / "new.yaml", read_preferences()).theme in NAMES


def test_a_map_in_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="does not exist"):
        prepare(tmp_path / "nowhere" / "map.yaml", Preferences())


async def test_a_file_that_cannot_be_saved_is_told_of_before_anything_is_written(driving, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    file.chmod(0o444)
    async with driving(None) as driver:
        assert "map.yaml is read-only." in driver.said
        assert "press ^o to save a copy" in driver.said


async def test_a_new_map_may_begin_with_the_file_of_another_tool(
    driving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kialo = tmp_path / "debate.txt"
    kialo.write_text("Discussion Title: Bridge?\n\n1. Close the bridge.\n1.1. Con: It is needed.\n", encoding="utf-8")
    async with driving(None, name="new.yaml") as driver:
        assert "does not exist. Create it?" in "\n".join(driver.screen_lines())
        await driver.press("i")
        await driver.write("missing.txt")
        assert "missing.txt cannot be read" in "\n".join(driver.screen_lines())
        await driver.press(*["backspace"] * len("missing.txt"))
        await driver.write("debate.txt")
        await driver.until(lambda: len(driver.claims) == 2)
        assert "Imported 2 claims from Kialo discussion" in driver.said
        assert not (tmp_path / "new.yaml").exists()
        await driver.press("u")
        assert driver.claims == []


async def test_giving_up_an_import_leads_back_to_the_first_question(driving, tmp_path: Path) -> None:
    async with driving(None, name="new.yaml") as driver:
        await driver.press("i", "escape")
        assert "does not exist. Create it?" in "\n".join(driver.screen_lines())


def test_a_new_map_has_the_ending_of_maps_and_takes_no_name_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.yaml").touch()
    assert new_file("empty") == Path("empty.yaml")
    assert [new_file(name) for name in ("a", "b.yaml", "c.yml")] == [Path("a.yaml"), Path("b.yaml"), Path("c.yml")]
    (tmp_path / "a.yaml").write_text("argmap: 1\n", encoding="utf-8")
    with pytest.raises(MapError, match=r"a\.yaml exists already"):
        new_file("a")
    with pytest.raises(MapError, match="The folder sub does not exist"):
        new_file("sub/a")


async def test_what_is_learnt_before_the_widgets_are_there_is_shown_with_them(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    editor = prepare(file, Preferences())
    editor.main.state.know_git("3 ahead")
    editor.main.state.found(editor.main.state.session.present, Checks((), "nothing to mend", {}, {}))
    async with editor.run_test() as pilot:
        await pilot.pause()
        assert (editor.main.query_one(Header).git, editor.main.query_one(Header).findings) == (
            "3 ahead",
            "nothing to mend",
        )
    editor.worker.close(forget=True)


@pytest.mark.parametrize("blank", [b"", b" \n\t\r\n"])
async def test_a_map_is_started_in_an_empty_file(driving, tmp_path: Path, blank: bytes) -> None:
    file = tmp_path / "island-ferry.yaml"
    file.write_bytes(blank)
    async with driving(None, name=file.name) as driver:
        screen = "\n".join(driver.screen_lines())
        assert "island-ferry.yaml is empty. Start a map in it?" in screen
        assert "Quit and leave the file empty" in screen
        await driver.press("s")
        assert "^s to save, ? for help." in driver.said
        assert file.read_bytes() == blank
        await driver.press("ctrl+s")
        await driver.until(lambda: "Saved" in driver.said)
        await driver.press("ctrl+s")
        assert driver.said == "No changes to save."
    assert read(file.read_bytes(), file.name).map.claims


async def test_an_empty_map_is_saved_into_an_empty_file(driving, tmp_path: Path) -> None:
    file = tmp_path / "island-ferry.yaml"
    file.touch()
    async with driving(None, name=file.name) as driver:
        await driver.press("escape", "ctrl+s")
        await driver.until(lambda: "Saved" in driver.said)
    assert read(file.read_bytes(), file.name).map.title == "Island ferry"


async def test_a_file_that_is_no_longer_empty_is_not_overwritten(driving, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.touch()
    async with driving(None) as driver:
        await driver.press("s")
        file.write_text(SMALL, encoding="utf-8")
        await driver.press("ctrl+s")
        await driver.until(lambda: "changed" in "\n".join(driver.screen_lines()))
    assert file.read_text(encoding="utf-8") == SMALL


async def test_an_empty_file_that_is_left_stays_as_it_is(driving, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_bytes(b"\n")
    async with driving(None) as driver:
        await driver.press("q")
    assert file.read_bytes() == b"\n"


def test_no_garbage_is_sought_in_a_map_that_was_just_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To look through one of 10,000 claims takes as long as twenty keys may."""
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    seen: list[str] = []
    frozen: list[int] = []

    def opened() -> None:
        gc.callbacks.remove(note)
        frozen.append(gc.get_freeze_count())

    def note(phase: str, about: dict[str, int]) -> None:
        seen.append(phase)

    monkeypatch.setattr(Editor, "run", lambda editor: editor.worker.close(forget=True))
    thresholds = gc.get_threshold()
    gc.callbacks.append(note)
    try:
        gc.set_threshold(10)
        seen.clear()
        run(file, opened=opened)
        assert (seen.count("start") <= 2, gc.isenabled()) == (True, True)
        assert frozen[0] > 1000
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
