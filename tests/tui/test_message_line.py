"""The message line: every word of a message is on the screen, and nothing moves for it."""

from __future__ import annotations

import pytest

from argmap.tui.views.bars import MessageLine

LONG = "No claim is deleted: it is the only one that says why, and three others rest on it. Take them away first."


@pytest.mark.parametrize(("size", "panes"), [((160, 50), 2), ((80, 24), 2), ((40, 10), 1)])
async def test_a_long_message_is_shown_whole(driving, size, panes) -> None:
    async with driving(size=size) as driver:
        await driver.select("#cars")
        await driver.until(lambda: "\n".join(driver.screen_lines()).count("Cars or quiet") == panes)
        await driver.until(lambda: "suggestions" in driver.screen_lines()[0])
        before = driver.screen_lines()
        driver.editor.main.say(LONG)
        await driver.until(lambda: LONG.split()[-1] in "".join(driver.screen_lines()))
        shown = driver.screen_lines()
        lines = driver.editor.main.message.size.height
        words = " ".join(line.strip() for line in shown[-1 - lines : -1]).split()
        assert words == LONG.split()
        assert shown[: -1 - lines] == before[: -1 - lines]
        assert shown[-1] == before[-1]
        await driver.press("down")
        assert driver.editor.main.message.size.height == 1


async def test_a_message_without_end_leaves_the_panes_in_sight(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        driver.editor.main.say("word " * 500)
        await driver.until(lambda: driver.editor.main.message.size.height == MessageLine.MOST_LINES)
        assert any("Close the street" in line for line in driver.screen_lines())


async def test_help_wraps_beside_the_keys_not_under_them(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("question_mark")
        lines = [line.strip("│ ").rstrip() for line in driver.screen_lines()]
        first = next(number for number, line in enumerate(lines) if line.startswith("a "))
        indent = driver.screen_lines()[first].index("Add a claim that supports")
        assert driver.screen_lines()[first + 1][2:indent].strip() == ""
        assert driver.screen_lines()[first + 1][indent] != " "


async def test_a_paste_where_no_text_is_open_is_told(driving) -> None:
    async with driving() as driver:
        before = driver.editor.state.session
        await driver.paste("One.\nTwo.\n")
        assert driver.said.startswith("Nothing pasted: no text is open. Press a to add a reason or e ")
        assert driver.editor.state.session is before


@pytest.mark.parametrize("key", ["a", "e", "slash", "s", "ctrl+p"])
async def test_where_the_cursor_is_gives_way_to_what_is_asked(driving, key: str) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.until(lambda: any("row 1 of 5" in line for line in driver.screen_lines()))
        await driver.press(key)
        await driver.until(lambda: not any("row 1 of 5" in line for line in driver.screen_lines()))
        await driver.press("escape")
        await driver.until(lambda: any("row 1 of 5" in line for line in driver.screen_lines()))


async def test_what_esc_clears_is_not_told_while_it_cancels(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("slash", *"the", "enter", "down")
        await driver.until(lambda: any("find “the” (Esc clear)" in line for line in driver.screen_lines()))
        await driver.press("e")
        await driver.until(lambda: not any("Esc clear" in line for line in driver.screen_lines()))
