"""The first moments of the editor: what is typed before its screen is there."""

from __future__ import annotations

from pathlib import Path

from textual import events

from argmap.tui.opening import prepare
from argmap.world.preferences import Preferences
from tests.tui.conftest import SMALL


async def test_keys_typed_before_the_first_screen_wait_for_it_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL, encoding="utf-8")
    editor = prepare(file, Preferences())
    for key in ("down", "x", "H", "i"):
        editor.post_message(events.Key(key, key if len(key) == 1 else None))
    async with editor.run_test() as pilot:
        await pilot.pause()
        assert editor.main.entry.is_open
        assert editor.main.entry.box.text == "Hi"
    editor.keeper.close(forget=True)
