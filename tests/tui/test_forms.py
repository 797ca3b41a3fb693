"""Forms: what they take, refuse and take away."""

from __future__ import annotations

from tests.tui.conftest import SMALL

DATED_IN_WORDS = SMALL.replace("  report:\n", "  lost:\n    title: Lost\n    date: then\n  report:\n")


async def test_a_position_cites_a_new_source_and_is_taken_away_in_its_form(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("S", "enter", "tab", "enter")
        await driver.paste("The hearing")
        await driver.press("enter", "ctrl+s")
        [position] = driver.editor.state.index.claims["close"].positions
        assert (position.stance, position.source) == ("agrees", "hearing")
        await driver.press("S", "enter", "ctrl+r")
        assert driver.editor.state.index.claims["close"].positions == ()


async def test_a_form_takes_dates_as_people_write_them_and_refuses_what_is_none(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("S", "enter", "tab", "tab", "tab")
        await driver.paste("last week")
        await driver.press("ctrl+s")
        assert any("'last week' is no date. Write it as 2025, 2025-07 or" in line for line in driver.screen_lines())
        await driver.press("ctrl+u")
        await driver.paste("21 July 2025")
        await driver.press("ctrl+s")
        [position] = driver.editor.state.index.claims["close"].positions
        assert position.date == "2025-07-21"


async def test_a_date_that_the_file_had_does_not_keep_the_form_from_closing(driving) -> None:
    async with driving(DATED_IN_WORDS) as driver:
        await driver.press("v", "3")
        driver.editor.main.table.go_to("lost")
        await driver.press("enter")
        await driver.paste(" Letter")
        await driver.press("ctrl+s")
        assert driver.editor.state.index.sources["lost"].title == "Lost Letter"


async def test_a_form_is_kept_by_mouse(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("f4")
        await driver.paste(" Soon.")
        lines = driver.screen_lines()
        y = next(y for y, line in enumerate(lines) if "^s keep" in line)
        await driver.pilot.click(offset=(lines[y].index("^s keep") + 3, y))
        assert driver.editor.state.index.claims["close"].text == "Close the street. Soon."
