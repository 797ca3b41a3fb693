"""Keys that come while those before them are still being dealt with go where slow hands would have sent them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
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
from tests.examples import slow_but
from tests.small_maps import HELD
from tests.tui.conftest import running

KEYS = "sfoot\twords x\rmore\t\rnew study\t2024\x13\x13"
"""A list, the form that it leads to, and a list within that; then save."""

NAMED = {"\x1b": "escape", "\t": "tab", "\r": "enter", " ": "space", "\x13": "ctrl+s"}


def press(editor: Editor, keys: str) -> None:
    for key in keys:
        editor.post_message(events.Key(NAMED.get(key, key), key))


DEEDS = [
    *("aText.\r", "xNo.\r", "n", "/st\r", "e more\r", "sfoo\r", "sshops\t words\tA\r\x13", "S\tq\x13", "N", "cs\r"),
    *("S\t\tnew one\t2024\r", "tTension\tQ?\tOne\rTwo\x13", "TSpeed\t\r", "c\tp. 3\x13", "%street\troad\x13"),
    *("\x1b", "u", "U", "h", "l", "j", "k", "\t", "i", "b", "v1", "v2", "v3", "v4", "v5", "a", "\r", "y", "c", "d"),
]
"""Keys whose effects do not wait for a thread."""


def seen(editor: Editor) -> object:
    """What keys have led to."""
    main, focused = editor.main, editor.focused
    return (
        editor.state.session.document.text,
        [(type(one).__name__, getattr(one, "heading", "")) for one in editor.screen_stack],
        (
            type(focused).__name__,
            focused.id if focused else "",
            getattr(focused, "text", getattr(focused, "value", "")),
        ),
        (main.entry.is_open, editor.state.view, main.selected.key if main.selected else "", main.table.selected),
    )


@pytest.mark.parametrize("seed", slow_but(range(40)))
async def test_keys_in_one_breath_lead_to_what_they_lead_to_one_by_one(driving: Any, seed: int) -> None:
    """With some passes of the event loop between two, or none."""
    random = Random(seed)
    keys = "".join(random.choices(DEEDS, k=7))
    async with driving() as slow:
        for key in keys:
            press(slow.editor, key)
            await slow.pilot.pause()
        expected = seen(slow.editor)
        slow.editor.worker.close(forget=True)
    async with driving() as ahead:
        for key in keys:
            press(ahead.editor, key)
            for _ in range(random.choice([0, 0, 1, 2, 5, 9])):
                await asyncio.sleep(0)
        await ahead.until(lambda: not ahead.editor.message_queue_size)  # some keys may not even wait yet
        await ahead.pilot.pause()
        assert seen(ahead.editor) == expected, keys


def position(editor: Editor) -> tuple[object, ...]:
    held = next(one for one in editor.state.index.claims["close"].positions if one.stakeholder == "walkers")
    return held.stance, held.source, held.quote, held.date


@pytest.mark.parametrize("arrival", slow_but([(0, 8), (6, 1), (10, 8)], (6, 1)))
async def test_keys_that_come_one_by_one_while_others_wait_go_where_they_belong(
    tmp_path: Path, arrival: tuple[int, int]
) -> None:
    """Some before the first screen is shown, the others with a few passes of the event loop between them."""
    early, passes = arrival
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


async def test_what_never_comes_to_rest_does_not_lock_the_keyboard(
    driving: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn, "PATIENCE", 0.05)
    async with driving() as driver:
        driver.editor.main.is_laid_out = False
        press(driver.editor, "s")
        await driver.until(lambda: isinstance(driver.editor.screen, Picker))


async def test_a_key_that_means_nothing_to_a_list_does_nothing_in_the_form_after_it(driving: Any) -> None:
    """Tab comes back to the app, where Textual would move the focus, behind the keys that have arrived meanwhile."""
    async with driving() as driver:
        press(driver.editor, "TSpeed\t\r limits")
        await driver.until(lambda: isinstance(driver.editor.screen, Form) and not driver.editor.waiting)
        await driver.pilot.pause()
        assert driver.editor.screen.values()["title"] == "Speed limits"


@pytest.mark.parametrize("keys", slow_but(["v2\t", "dd\t", "\tdd"], "v2\t"))
async def test_tab_typed_ahead_goes_to_the_pane_that_is_shown_then(driving: Any, keys: str) -> None:
    async with driving() as driver:
        press(driver.editor, keys)
        await driver.until(lambda: not driver.editor.waiting)
        await driver.pilot.pause()
        assert driver.editor.focused.id == "claim"
