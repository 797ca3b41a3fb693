"""Keys that come while those before them are still being dealt with go where slow hands would have sent them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events

from argmap.io.preferences import Preferences
from argmap.tui.app import Editor
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.dialogs.form import Form
from argmap.tui.dialogs.picker import Picker
from argmap.tui.keys import in_turn
from argmap.tui.run import prepare
from tests.small_maps import HELD
from tests.tui.conftest import running

KEYS = "sfoot\twords x\rmore\t\rnew study\t2024\x13\x13"
"""A list, the form that it leads to, and a list within that; then save."""

NAMED = {"\t": "tab", "\r": "enter", " ": "space", "\x13": "ctrl+s"}


def press(editor: Editor, keys: str) -> None:
    for key in keys:
        editor.post_message(events.Key(NAMED.get(key, key), key))


def position(editor: Editor) -> tuple[object, ...]:
    held = next(one for one in editor.state.index.claims["close"].positions if one.stakeholder == "walkers")
    return held.stance, held.source, held.quote, held.date


@pytest.mark.parametrize(("early", "passes"), [(0, 8), (6, 1), (10, 8)])
async def test_keys_that_come_one_by_one_while_others_wait_go_where_they_belong(
    tmp_path: Path, early: int, passes: int
) -> None:
    """Some before the first screen is shown, the others with a few passes of the event loop between them."""
    (tmp_path / "map.yaml").write_text(HELD, encoding="utf-8")
    editor = prepare(tmp_path / "map.yaml", Preferences())
    press(editor, KEYS[:early])
    async with running(editor, begun=not early) as driver:
        for key in KEYS[early:]:
            press(editor, key)
            for _ in range(passes):
                await asyncio.sleep(0)
        await driver.until(lambda: driver.said == "Saved map.yaml.")
        assert position(editor) == ("agrees", "new-study", "words x\nmore", "2024")


async def test_a_key_that_comes_just_as_a_dialog_closes_waits_for_its_answer(
    driving: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there before Textual has called what the dialog leads to, and would be a command of the map."""
    async with driving(HELD) as driver:
        dismiss = Picker.dismiss

        def dismissed(picker: Picker, result: str | None = None) -> object:
            press(driver.editor, "r")
            return dismiss(picker, result)

        monkeypatch.setattr(Picker, "dismiss", dismissed)
        press(driver.editor, "sfoot\t")
        await driver.pilot.pause()
        press(driver.editor, "\x13\x13")
        await driver.until(lambda: driver.said == "Saved map.yaml.")
        assert position(driver.editor) == ("agrees", None, "r", None)


async def test_a_key_typed_ahead_into_a_field_goes_behind_its_text(driving: Any) -> None:
    async with driving(HELD.replace("shops: disagrees", "shops: {stance: disagrees, quote: We lose}")) as driver:
        press(driver.editor, "S\t custom\x13\x13")
        await driver.until(lambda: driver.said == "Saved map.yaml.")
        assert driver.editor.state.index.claims["close"].positions[0].quote == "We lose custom"


async def test_a_key_waits_however_long_the_one_before_takes(driving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_turn, "TURN", 0.001)
    taken, goes_on = [], asyncio.Event()

    class Slow(Dialog[str]):
        async def on_key(self, event: events.Key) -> None:
            taken.append(event.key)
            await goes_on.wait()
            self.dismiss()

    async with driving() as driver:
        driver.editor.push_screen(Slow("Slow"))
        press(driver.editor, "bs")
        await driver.until(lambda: taken)
        for _ in range(100):
            await asyncio.sleep(0.0001)
        assert taken == ["b"]
        goes_on.set()
        await driver.until(lambda: isinstance(driver.editor.screen, Picker))


async def test_a_key_that_means_nothing_to_a_list_does_nothing_in_the_form_after_it(driving: Any) -> None:
    """Tab comes back to the app, where Textual would move the focus, behind the keys that have arrived meanwhile."""
    async with driving() as driver:
        press(driver.editor, "TSpeed\t\r limits")
        await driver.until(lambda: isinstance(driver.editor.screen, Form) and not driver.editor.waiting)
        await driver.pilot.pause()
        assert driver.editor.screen.values()["title"] == "Speed limits"


@pytest.mark.parametrize(("keys", "pane"), [("v2\t", "claim"), ("dd\t", "claim"), ("\tdd", "claim")])
async def test_tab_typed_ahead_goes_to_the_pane_that_is_shown_then(driving: Any, keys: str, pane: str) -> None:
    async with driving() as driver:
        press(driver.editor, keys)
        await driver.until(lambda: not driver.editor.waiting)
        await driver.pilot.pause()
        assert driver.editor.focused.id == pane
