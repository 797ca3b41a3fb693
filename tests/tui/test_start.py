"""The first moments of the editor: what is typed before its screen is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from argmap.model.findings import Refusal
from argmap.tui.opening import prepare
from argmap.tui.themes import NAMES
from argmap.world.preferences import Preferences, read_preferences
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


async def test_colours_that_are_remembered_and_known_no_more_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "theme").write_text("mauve\n")
    assert prepare(tmp_path / "new.yaml", read_preferences()).theme in NAMES


def test_a_map_in_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        prepare(tmp_path / "nowhere" / "map.yaml", Preferences())
