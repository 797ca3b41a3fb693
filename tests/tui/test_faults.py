"""What becomes of the work when argmap itself fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.io.fault_log import KEPT, write_fault_log
from argmap.mapfile.read.read import read
from argmap.model.types import rebuilt
from argmap.tui import run
from argmap.tui.crash import ForeignFault, fault_words
from argmap.tui.state import EditorState
from tests.tui.conftest import SMALL


def state() -> EditorState:
    return EditorState(read(SMALL.encode(), "map.yaml"), Path("map.yaml"), "digest")


def test_the_words_say_whether_anything_was_unsaved() -> None:
    one = state()
    assert "All your changes are saved in map.yaml" in fault_words(ValueError(), one, None)
    one.do(lambda map: rebuilt(map, title="Other"), "edit map")
    assert "map.yaml is as you last saved it. Your unsaved changes are kept." in fault_words(ValueError(), one, None)
    one.digest = None
    assert "map.yaml does not exist yet. Your unsaved changes are kept." in fault_words(ValueError(), one, None)


def test_the_words_are_one_safe_line() -> None:
    said = fault_words(ValueError("\x1b[2J\n" + "long " * 400), state(), Path("a\x1bb.log"))
    assert "\x1b" not in said
    assert "\n" not in said
    assert len(said) < 600


def test_a_fault_while_opening_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object) -> None:
        raise KeyError("#t1\x1b")

    monkeypatch.setattr(run, "prepare", fail)
    file = tmp_path / "map.yaml"
    assert run.run(file) == 70
    said = capsys.readouterr().err
    assert "The editor could not open" in said and "KeyError" in said and "The file is unchanged." in said
    assert said.count("\n") == 1 and "\x1b" not in said
    assert not file.exists()


def test_a_log_is_escaped_and_private_and_old_ones_go(tmp_path: Path) -> None:
    paths = [write_fault_log(ValueError(f"\x1b[31m{n}"), "copy", tmp_path) for n in range(2)]
    assert all(paths)
    newest = paths[-1]
    assert newest is not None
    assert "<U+001B>[31m1" in newest.read_text()
    assert newest.stat().st_mode & 0o077 == 0
    for number in range(KEPT + 5):
        (newest.parent / f"2000-01-{number:02}.log").write_text("old")
    write_fault_log(ValueError(), "", tmp_path)
    assert len(list(newest.parent.glob("*.log"))) == KEPT
    assert newest.exists()


def test_a_folder_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "faults").write_text("a file")
    assert write_fault_log(ValueError(), "", tmp_path) is None


def test_what_textual_would_have_printed_is_kept_as_a_note() -> None:
    fault = ForeignFault.from_pictures(["one [/] line"])
    assert "one" in fault.__notes__[0]


async def test_an_edit_that_cannot_be_kept_is_taken_back(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise IndexError

    async with driving() as driver:
        monkeypatch.setattr("argmap.mapfile.patch.patch.revise", fail)
        await driver.select("air")
        await driver.press("t")
        await driver.until(lambda: "Could not write down this edit" in driver.said)
        assert driver.editor.state.index.claims["air"].reasons[0].kind == "supports"
        assert "undone" in driver.said


async def test_a_fault_in_a_thread_ends_the_editor_too(driving) -> None:
    with pytest.raises(ZeroDivisionError):
        async with driving() as driver:
            driver.editor.in_background(lambda: 1 / 0)
            await driver.until(lambda: driver.editor.fault is not None)


async def test_a_fault_in_the_thread_that_reads_keys_ends_the_editor_too(driving) -> None:
    with pytest.raises(ForeignFault):
        async with driving() as driver:
            driver.editor.panic("what Textual would print")
            await driver.until(lambda: driver.editor.fault is not None)
