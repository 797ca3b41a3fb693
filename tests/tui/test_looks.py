"""What a designer looks at first: frames, alignment, and that nothing is cut where it could be said."""

from __future__ import annotations

import pytest

from tests.tui.conftest import SMALL


@pytest.mark.parametrize(("size", "title"), [((80, 24), "─ Outline ─"), ((160, 50), "┌─ Outline ─")])
async def test_titles_stand_apart_from_their_line(driving, size: tuple[int, int], title: str) -> None:
    async with driving(size=size) as driver:
        assert any(line.startswith(title) for line in driver.screen_lines())


async def test_a_dialog_leaves_no_scraps_of_text_beside_it(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("A")
        inside = [line for line in driver.screen_lines() if "disputes" in line or "bloc" in line]
        assert len(inside) == 2
        assert all(line[0] == line[-1] == "│" for line in inside)


async def test_the_fields_of_a_form_begin_in_one_column_with_their_first_words(driving) -> None:
    summary = "First words. " + "And so on. " * 80
    async with driving(SMALL.replace("title: Small", f"title: Small\nsummary: {summary}")) as driver:
        await driver.press("M")
        lines = driver.screen_lines()
        columns = {next(line.index(word) for line in lines if word in line) for word in ("Small", "First words.")}
        assert len(columns) == 1
        await driver.press("tab", "tab")
        await driver.paste("END")
        assert (driver.editor.screen.values()["summary"]).endswith("on.END")


async def test_a_small_form_shows_its_keys(driving) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.select("close")
        await driver.press("f4")
        assert "Esc goes back" in "\n".join(driver.screen_lines())
        await driver.press("escape", "e")
        assert "Esc goes back" in driver.screen_lines()[-1]


async def test_a_long_choice_ends_in_an_ellipsis(driving) -> None:
    async with driving(SMALL.replace("walk: Walk", "walk: " + "Walk " * 40), size=(80, 24)) as driver:
        await driver.select("close")
        await driver.press("f4")
        assert any("… ›" in line for line in driver.screen_lines())
