"""The screens that are tables: what is in sight, what is said of the row and the cell under the cursor."""

from __future__ import annotations

from tests.tui.conftest import SMALL

NAMES = [f"Association number {number} of several trades" for number in range(22)]
ENTRIES = "".join(f"  s{number}:\n    name: {name}\n" for number, name in enumerate(NAMES))
CROWD = SMALL.replace("stakeholders:\n", "stakeholders:\n" + ENTRIES).replace(
    "      - report\n", "      - report\n    positions:\n      s7: disagrees\n"
)


async def test_the_matrix_goes_sideways_and_keeps_the_claims_in_sight(driving) -> None:
    async with driving(CROWD, size=(80, 24)) as driver:
        await driver.press("v", "2")
        table = driver.editor.main.table
        for number, name in enumerate(NAMES):
            driver.editor.main.update_panes()
            lines = driver.screen_lines()
            above, heading, first = lines[3], lines[4], lines[5]
            assert heading.startswith(" Claim ") and first.startswith("▌The air gets cleaner. ")
            assert "Association" in above and f"number {number} of" in heading
            assert f"column {number + 1} of 23" in lines[-2]
            stance = "disagrees" if number == 7 else "no position"
            assert f"{name[:27]}…: {stance}" in lines[-2]
            assert name in "\n".join(lines)
            assert table.region.right == 80
            await driver.press("right")


async def test_the_pane_says_in_full_what_a_row_has_no_room_for(driving) -> None:
    long = SMALL.replace("A report", "A report " + "of many words " * 9 + "END")
    async with driving(long, size=(80, 24)) as driver:
        await driver.press("v", "3")
        await driver.until(lambda: "END" in "\n".join(driver.screen_lines()))
        assert "cited by" in "\n".join(driver.screen_lines())
        assert "The air gets cleaner." in "\n".join(driver.screen_lines())
        await driver.press("v", "4")
        await driver.until(lambda: "walk: Walk  1 claim" in "\n".join(driver.screen_lines()))
        await driver.press("v", "5")
        await driver.until(lambda: "─ Finding ─" in "\n".join(driver.screen_lines()) and driver.editor.main.claim_id)
        finding = driver.editor.main.checker.found[int(driver.editor.main.table.selected)]
        await driver.until(lambda: finding.message in "\n".join(driver.screen_lines()))


async def test_a_click_on_the_heading_moves_nothing(driving) -> None:
    many = SMALL + "".join(f"  more-{number}:\n    title: Another report\n" for number in range(40))
    async with driving(many, size=(80, 24)) as driver:
        await driver.press("v", "3", "end")
        table = driver.editor.main.table
        assert table.scroll_offset.y
        before = table.cursor
        await driver.pilot.click(table, offset=(3, 1))
        assert table.cursor == before
        await driver.pilot.click(table, offset=(3, 2))
        assert table.cursor == table.scroll_offset.y + 1
