"""The screens that are tables: what is in sight, what is said of the row and the cell under the cursor."""

from __future__ import annotations

import pytest

from argmap.excerpt import excerpt
from argmap.tui.actions import VIEWS
from tests.tui.conftest import SMALL

NAMES = [f"Association number {number} of several trades" for number in range(22)]
ENTRIES = "".join(f"  s{number}:\n    name: {name}\n" for number, name in enumerate(NAMES))
CROWD = SMALL.replace("stakeholders:\n", "stakeholders:\n" + ENTRIES).replace(
    "      - report\n", "      - report\n    positions:\n      s7: disagrees\n"
)


async def test_the_matrix_goes_sideways_and_keeps_the_claims_in_sight(driving) -> None:
    async with driving(CROWD, size=(80, 24)) as driver:
        await driver.select("air")
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
            assert f"{excerpt(name, 28)}: {stance}" in lines[-2]
            assert name in "\n".join(lines)
            assert table.region.right == 80
            await driver.press("right")


async def test_the_pane_says_in_full_what_a_row_has_no_room_for(driving) -> None:
    long = SMALL.replace("A report", "A report " + "of many words " * 9 + "END")
    async with driving(long, size=(80, 24)) as driver:
        await driver.press("v", "4")
        await driver.until(lambda: "Cited by:" in "\n".join(driver.screen_lines()))
        assert "END" in "\n".join(driver.screen_lines())
        assert "The air gets cleaner." in "\n".join(driver.screen_lines())
        await driver.press("v", "5")
        await driver.until(lambda: "Side: Walk  1 claim" in "\n".join(driver.screen_lines()))
        main = driver.editor.main
        await driver.press("v", "6")
        await driver.until(lambda: main.state.findings)
        main.table.move_to(next(row for row, one in enumerate(main.table.model.rows) if one.name.isdigit()) + 1)
        await driver.until(lambda: "─ Finding ─" in "\n".join(driver.screen_lines()) and main.state.findings)
        finding = main.state.findings[int(main.table.selected)]
        await driver.until(lambda: finding.message in "\n".join(driver.screen_lines()))


async def test_a_click_on_the_heading_moves_nothing(driving) -> None:
    many = SMALL + "".join(f"  more-{number}:\n    title: Another report\n" for number in range(40))
    async with driving(many, size=(80, 24)) as driver:
        await driver.press("v", "4", "end")
        table = driver.editor.main.table
        assert table.scroll_offset.y
        before = table.cursor
        await driver.pilot.click(table, offset=(3, 1))
        assert table.cursor == before
        await driver.pilot.click(table, offset=(3, 2))
        assert table.cursor == table.scroll_offset.y + 1


async def test_a_table_that_is_come_back_to_is_as_it_was_left(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("v", "6")
        await driver.until(lambda: driver.editor.state.findings)
        await driver.press("end")
        table = driver.editor.main.table
        finding, claim_id = table.selected, driver.editor.main.claim_id
        await driver.press("enter")
        assert driver.selected == claim_id
        await driver.press("v", "6")
        assert table.selected == finding
        await driver.press("v", "2")
        assert table.selected == claim_id


async def test_the_matrix_and_the_map_lead_to_each_other(driving) -> None:
    async with driving(CROWD, size=(80, 24)) as driver:
        await driver.select("longer")
        await driver.press("v", "2", "right")
        assert driver.editor.main.table.selected == "longer"
        await driver.press("x")
        assert driver.said.startswith("Set Association number 1")
        await driver.press("up", "'")
        assert (driver.editor.state.view, driver.selected) == ("map", "custom")


WHO = SMALL.replace(
    "    name: The shops\n",
    """\
    name: The shops
    kind: business
    interests: Trade
    power: high
  baker:
    name: The baker
    part_of: shops
""",
).replace("    tension: cars\n", "    tension: cars\n    positions:\n      shops: disagrees\n      baker: mixed\n")


async def test_stakeholders_have_a_tab_that_shows_and_changes_all_of_them(driving) -> None:
    async with driving(WHO, size=(80, 24)) as driver:
        await driver.press("v", "3")
        main = driver.editor.main
        await driver.until(lambda: "Positions:" in "\n".join(driver.screen_lines()))
        screen = "\n".join(driver.screen_lines())
        for shown in ("The shops", "business", "1 ✗", "1 ±", "high power", "Interests: Trade", "Parts: The baker"):
            assert shown in screen
        assert "✗ disagrees: Close the street." in screen
        await driver.press("enter")
        await driver.until(lambda: "│ Stakeholder “The shops”" in "\n".join(driver.screen_lines()))
        await driver.press("escape", "down", "V")
        assert "The map from one stakeholder's side" in "\n".join(driver.screen_lines())
        await driver.press("escape", "delete")
        assert driver.said.startswith("Deleted stakeholder “The baker”. 1 claim lost a position.")
        await driver.press("u", "up", "f2")
        await driver.press(*["backspace"] * 5, *"trade", "enter")
        assert [one.id for one in driver.editor.state.map.stakeholders] == ["trade", "baker"]
        assert driver.editor.state.map.stakeholders[1].part_of == "trade"
        assert main.table.selected == "trade"


async def test_stakeholders_are_found_by_what_is_known_of_them(driving) -> None:
    async with driving(WHO) as driver:
        for words, found in (("trade", {"shops"}), ("business", {"shops"}), ("the shops", {"shops", "baker"})):
            await driver.press("v", "3", "slash")
            await driver.write(words)
            assert {row.name for row in driver.editor.main.table.model.rows} == found
            await driver.press("escape")


@pytest.mark.parametrize("width", [30, 40, 60, 78, 80, 100, 140])
async def test_each_tab_is_named_or_numbered_and_the_present_one_is_named(driving, width: int) -> None:
    async with driving(size=(width, 24)) as driver:
        for number, (_, title) in enumerate(VIEWS, start=1):
            await driver.press("v", str(number))
            line = driver.screen_lines()[1]
            assert f"▸{number} {title}" in line
            assert all(str(other) in line for other in range(1, len(VIEWS) + 1))


@pytest.mark.parametrize("number", ["3", "4", "5"])
async def test_an_empty_table_says_how_to_fill_it_and_marks_nothing(driving, number: str) -> None:
    async with driving("argmap: 1\ntitle: Empty\nclaims: {}\n", size=(80, 24)) as driver:
        await driver.press("v", number)
        table = driver.editor.main.table
        assert "yet. Press C to add one." in "\n".join(driver.screen_lines())
        assert not table.is_chosen(0)
        assert len({part.style.bgcolor for y in range(3) for part in table.render_line(y)}) == 1


async def test_a_column_of_a_table_is_shown_whole_or_not_at_all(driving) -> None:
    async with driving(WHO) as driver:
        await driver.press("v", "3")
        for width in range(38, 110, 3):
            await driver.pilot.resize_terminal(width, 24)
            heading = next(line for line in driver.screen_lines() if line.lstrip("┃│ ").startswith("Stakeholder "))
            assert "…" not in heading
            assert heading.rstrip("┃│")[-1] == " "


async def test_a_new_row_has_the_cursor(driving) -> None:
    async with driving(CROWD, size=(80, 24)) as driver:
        for number, name in (("3", "Residents"), ("4", "A book"), ("5", "Noise")):
            await driver.press("v", number, "C")
            await driver.paste(name)
            if number == "5":
                await driver.press("tab", "tab")
                await driver.paste("Quiet\nTrade")
            await driver.press("ctrl+s")
            assert driver.editor.main.table.row.cells[0].text == name
        await driver.press("v", "2", "C")
        await driver.paste("Walkers")
        await driver.press("ctrl+s")
        assert driver.editor.main.table.column_name == "walkers"


async def test_a_finding_leads_to_the_source_stakeholder_or_tension_that_it_is_about(driving) -> None:
    lonely = CROWD.replace("  report:\n", "  lost:\n    title: Lost\n  report:\n")
    async with driving(lonely, size=(80, 24)) as driver:
        main = driver.editor.main
        for section in ("sources", "stakeholders"):
            await driver.press("v", "6")
            await driver.until(lambda: main.state.findings)
            main.state.find_in_table("findings", section[:-1])
            place, path = next(
                (place, path)
                for place, row in enumerate(main.table.model.rows)
                if row.name.isdigit() and (path := main.state.findings[int(row.name)].path)[:1] == (section,)
            )
            main.table.move_to(place + 1)
            await driver.press("enter")
            assert (main.state.view, main.table.selected) == (section, path[1])


@pytest.mark.parametrize(
    ("view", "shows"), [("map", "Close the street."), ("matrix", "Close the street."), ("sources", "A report")]
)
async def test_a_search_without_a_match_says_so_and_keeps_everything_in_sight(driving, view: str, shows: str) -> None:
    async with driving(size=(80, 24)) as driver:
        driver.editor.state.go_to(view)
        await driver.press("slash", *"zzzz")
        for key in ("x", "backspace", "enter"):  # what was said stays while nothing matches
            await driver.press(key)
            screen = "\n".join(driver.screen_lines())
            assert shows in screen
            assert f"No matches for 'zzzz{'x' if key == 'x' else ''}'." in screen
            assert "yet" not in screen
        await driver.press(*["backspace"] * 4, "e")
        assert "No matches" not in "\n".join(driver.screen_lines())
        await driver.press("escape")
        assert not driver.editor.main.entry.is_open
        assert shows in "\n".join(driver.screen_lines())


LONG = "A side that is described in more words than any column of a table has room for, to its END"


@pytest.mark.parametrize("tab", ["5", "6"])
async def test_the_row_under_the_cursor_is_shown_in_full_where_its_column_is_narrow(driving, tab: str) -> None:
    async with driving(SMALL.replace("drive: Drive", f"drive: {LONG}"), size=(80, 24)) as driver:
        await driver.press("v", tab)
        table = driver.editor.main.table
        await driver.until(lambda: len(table.model.rows) and table.selected_lines)
        place = next(at for at, row in enumerate(table.model.rows) if LONG[:30] in row.cells[1].text)
        table.move_to(place + table.model.heading)
        lines = table.selected_lines
        assert lines > 1
        top = next(y for y, line in enumerate(driver.screen_lines()) if line.startswith("▌"))
        shown = driver.screen_lines()[top : top + lines]
        assert all(line.startswith("▌") for line in shown)
        assert "has room for" in " ".join(" ".join(shown).replace("▌", " ").split())
        if place + 1 < len(table.model.rows):
            table.move_to(place + 1 + table.model.heading)
            assert driver.screen_lines()[top].startswith(" ") and driver.screen_lines()[top + 1].startswith("▌")


async def test_a_click_below_a_row_of_several_lines_selects_the_next_row(driving) -> None:
    more = "  more:\n    title: Second tension\n    sides: {a: A, b: B}\n"
    text = SMALL.replace("drive: Drive", f"drive: {LONG}").replace("stakeholders:\n", f"{more}stakeholders:\n", 1)
    async with driving(text, size=(80, 24)) as driver:
        await driver.press("v", "5")
        assert driver.editor.main.table.selected_lines > 1
        await driver.click_on("Second tension")
        assert driver.editor.main.table.selected == "more"


async def test_the_cell_under_the_cursor_is_marked_in_its_own_lines_alone(driving) -> None:
    async with driving(SMALL.replace("Close the street.", "Close the street. " + LONG), size=(60, 24)) as driver:
        await driver.press("v", "2")
        table = driver.editor.main.table
        assert table.selected_lines > 1
        marked = [any(style.reverse for _, style in line) for line in table.draw_selected(table.cursor, 60)]
        assert marked == [True, *[False] * (table.selected_lines - 1)]


async def test_a_change_of_a_claim_that_is_gone_leads_to_no_claim(driving) -> None:
    async with driving() as driver:
        await driver.select("longer")
        await driver.press("delete", "v", "7")
        await driver.until(lambda: driver.editor.main.table.model.rows)
        await driver.press("enter")
        assert driver.said == "This claim is no longer in the map."
        assert driver.editor.state.view == "changes"
        await driver.press("u")
        assert driver.said.startswith("Undone: delete “Walkers stay longer”")


async def test_the_rows_of_the_matrix_stay_in_order_while_stances_are_set_and_undone(driving) -> None:
    async with driving() as driver:
        await driver.press("v", "2", "down", "down")
        table = driver.editor.main.table

        def rows() -> list[str]:
            return [table.model.rows[place].name for place in range(len(table.model.rows))]

        before, selected = rows(), table.selected
        for key in ("x", "u", "U"):
            await driver.press(key)
            assert (rows(), table.selected) == (before, selected)
        await driver.press("v", "1", "v", "2")
        assert rows()[0] == selected
