"""Leaving: whatever is typed at the same moment is either kept or was never done."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from textual import events

from argmap.mapfile.read.read import read
from argmap.tui.files.disk import save_copy


async def test_an_edit_made_while_save_and_leave_is_saving_keeps_the_editor_open(driving) -> None:
    async with driving() as driver:
        held = Event()
        await driver.select("close")
        await driver.press("e")
        await driver.write(" Soon.")
        driver.editor.worker.run(lambda: held.wait(10))
        await driver.press("q", "s", "e")
        await driver.write(" Or late.")
        held.set()
        await driver.until(lambda: driver.said.startswith("Saved map.yaml"))
        assert driver.said == "Saved map.yaml. You changed the map since, so the editor stays open."
        assert read(driver.editor.state.file.read_bytes(), "map.yaml").map.claims[0].text == "Close the street. Soon."
        assert driver.editor.state.map.claims[0].text == "Close the street. Soon. Or late."
        assert driver.editor.state.session.dirty
        await driver.press("ctrl+s")
        await driver.until(lambda: not driver.editor.state.session.dirty)


async def test_keys_and_clicks_do_nothing_once_the_editor_is_being_left(driving) -> None:
    """A key that came in one packet with the last one."""
    async with driving() as driver:
        await driver.select("close")
        before = driver.editor.state.session.present
        driver.editor.leave(forget=True)
        for key in ("delete", "enter"):
            await driver.editor.on_event(events.Key(key, None))
        assert driver.editor.state.session.present is before


async def test_an_edit_that_comes_after_leaving_is_no_fault(driving) -> None:
    """Such as the last key of an entry bar, on its way to that when a signal ends the editor."""
    async with driving() as driver:
        await driver.select("close")
        await driver.press("e")
        await driver.paste(" Soon.")
        driver.editor.leave(forget=False)
        driver.editor.main.entry.keep()
        assert driver.editor.fault is None


async def test_what_comes_while_the_editor_is_left_is_no_fault(driving) -> None:
    """A dialog that was opened by the last key, a save asked for by the last Enter, the answer of a thread."""
    async with driving() as driver:
        editor, shown = driver.editor, []
        editor.leave(forget=False)
        editor.take_fault(RuntimeError("a dialog that was composed no more"))
        save_copy(editor.main, Path("copy.yaml"))
        editor.unless_ending(shown.append, "a finding")
        editor.from_thread(shown.append, "a finding")
        assert (editor.fault, shown) == (None, [])
