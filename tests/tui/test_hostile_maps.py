"""Nothing of a map acts on the terminal: hostile maps on every screen of the editor and after every action."""

from __future__ import annotations

import re

import pytest

from argmap.escape import BIDI_CONTROLS
from argmap.tui.actions import VIEWS
from argmap.tui.commands.table import TABLE
from tests.escape.hostile import PAYLOADS, hostile_map
from tests.examples import slow_but
from tests.tui.conftest import Driver
from tests.tui.test_every_action import ELSEWHERE, back_to, is_seen_elsewhere

ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def judge(driver: Driver, where: str) -> None:
    seen = "\n".join(driver.screen_lines())
    assert not ACTING.search(seen), f"{where}: {ACTING.search(seen)}"
    assert not BIDI_CONTROLS & set(seen), where


@pytest.mark.parametrize("turn", slow_but(range(0, len(PAYLOADS), 4), *range(0, len(PAYLOADS), 8)))
async def test_no_screen_shows_what_would_act(driving, turn: int) -> None:
    async with driving(hostile_map(turn).decode(), size=(140, 45)) as driver:
        main = driver.editor.main
        for view, _ in VIEWS:
            main.state.go_to(view)
            for _ in range(6):
                await driver.press("down")
                judge(driver, view)


@pytest.mark.parametrize("view", slow_but([view for view, _ in VIEWS], "map"))
async def test_no_action_shows_what_would_act(driving, view: str) -> None:
    """Actions of all screens on the map and on one table; the others on each screen where they are."""
    async with driving(hostile_map(4).decode(), size=(140, 45)) as driver:
        main = driver.editor.main
        await back_to(driver, view)
        for action in TABLE:
            if view in action.where and not is_seen_elsewhere(action, view) and action.name not in ELSEWHERE:
                main.keys.pressed = action.keys[0]
                main.do(main.keymap.named(action.name))
                await driver.pilot.pause()
                judge(driver, action.name)
                await back_to(driver, view)
