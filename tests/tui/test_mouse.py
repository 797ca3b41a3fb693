"""The mouse: what is clicked is what is meant, in every size and scrolled or not."""

from __future__ import annotations

import pytest
from textual import events

from tests.tui.conftest import SMALL

LONG = SMALL.partition("sources:\n  report")[0] + "".join(
    f"  c{n}:\n    text: Claim number {n}.\n" for n in range(60)
)
SIZES = ((80, 24), (160, 50), (40, 12))


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_selects_the_row_under_it(driving, size: tuple[int, int]) -> None:
    async with driving(size=size) as driver:
        for words, key in (
            ("− Shops", "custom"),
            ("+ The air", "air"),
            ("Close the str", "close"),
            ("◆ Cars", "#cars"),
        ):
            await driver.click_on(words)
            await driver.until(lambda wanted=key: driver.selected == wanted)


async def test_a_click_selects_what_is_there_after_scrolling(driving) -> None:
    async with driving(LONG, size=(80, 24)) as driver:
        outline = driver.editor.main.outline
        before = driver.selected
        for _ in range(5):
            outline.post_message(events.MouseScrollDown(outline, 5, 5, 0, 1, 0, False, False, False))
        await driver.until(lambda: outline.scroll_offset.y > 5)
        assert driver.selected == before
        await driver.until(lambda: "Claim number 9." in "\n".join(driver.screen_lines()))
        await driver.click_on("Claim number 9.")
        assert driver.selected == "c9"


async def test_two_clicks_edit_and_a_click_on_the_mark_folds(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.click_on("▾ − Shops")
        assert "· − Walkers stay" not in "\n".join(driver.screen_lines())
        await driver.click_on("The air", times=2)
        assert driver.editor.main.entry.is_open
        assert driver.selected == "air"


async def test_a_box_of_the_diagram_is_clicked(driving) -> None:
    async with driving(size=(160, 50)) as driver:
        await driver.select("close")
        await driver.press("d")
        await driver.until(lambda: "┃ Shops lose" in "\n".join(driver.screen_lines()))
        await driver.click_on("┃ Shops lose")
        assert driver.selected == "custom"
        driver.editor.main.update_panes()
        await driver.pilot.pause()
        await driver.click_on("│ Close the")
        assert driver.selected == "close"


async def test_a_claim_of_the_brief_is_clicked(driving) -> None:
    async with driving(size=(160, 50)) as driver:
        await driver.until(lambda: "2.1 − Walkers" in "\n".join(driver.screen_lines()))
        await driver.click_on("2.1 − Walkers")
        assert driver.selected == "longer"


@pytest.mark.parametrize("size", SIZES)
async def test_cells_of_the_matrix_are_clicked(driving, size: tuple[int, int]) -> None:
    async with driving(size=size) as driver:
        await driver.press("v", "2")
        table = driver.editor.main.table
        lines = driver.screen_lines()
        y = next(y for y, line in enumerate(lines) if "Shops lose" in line)
        await driver.pilot.click(offset=(lines[y].index("·"), y))
        assert (table.selected, table.column) == ("custom", 1)
        if size[0] >= 80:
            await driver.click_on("agrees", after="/ find")
            assert driver.editor.state.index.claims["custom"].positions[0].stance == "agrees"
        await driver.pilot.click(offset=(lines[y].index("·"), y), times=2)
        await driver.until(lambda: "The shops on" in "\n".join(driver.screen_lines()))


async def test_keys_screens_and_counts_are_clicked(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.select("close")
        await driver.click_on("objection", after="? help")
        assert driver.editor.main.entry.is_open
        await driver.press("escape")
        await driver.click_on("5 Tensions")
        assert driver.editor.state.view == "tensions"
        await driver.click_on("Cars or quiet", times=2)
        await driver.until(lambda: "Tension “Cars or quiet”" in "\n".join(driver.screen_lines()))


def wheel(x: int, y: int) -> events.MouseScrollDown:
    return events.MouseScrollDown(None, x, y, 0, 1, 0, False, False, False, screen_x=x, screen_y=y)


LINES = SMALL.replace("Close the street.", "Close the street, " * 40).replace(
    "sources:\n  report",
    "".join(f"  c{n}:\n    text: Claim number {n}.\n    objects_to:\n      - close\n" for n in range(40))
    + "sources:\n"
    + "".join(f"  s{n}:\n    title: Source {n}\n" for n in range(40))
    + "  report",
)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("", "#claim"),
        ("d", "#diagram"),
        ("v 4", "#table"),
        ("v 2", "#claim"),
        ("?", "VerticalScroll"),
        ("^p", "_Items"),
        ("A enter", "_Lines"),
        ("v 4 e", "VerticalScroll"),
        ("f4", "#field-text"),
        ("e", "#entry-text"),
    ],
)
async def test_the_wheel_scrolls_what_the_mouse_is_over(driving, keys: str, name: str) -> None:
    async with driving(LINES, size=(80, 7 if keys == "v 4 e" else 24)) as driver:
        await driver.select("close")
        await driver.press(*keys.replace("^p", "ctrl+p").split())
        driver.editor.main.update_panes()
        await driver.pilot.pause()
        over = driver.editor.screen.query(name).first()
        assert over.max_scroll_y
        over.scroll_to(y=0, animate=False, force=True)
        await driver.until(lambda: over.scroll_offset.y == 0)
        x, y = over.content_region.center

        def turned() -> float:
            driver.editor.post_message(wheel(int(x), int(y)))
            return over.scroll_offset.y

        await driver.until(turned)  # what is shown anew a moment later begins at its top again
