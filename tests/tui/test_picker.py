"""A dialog that picks one of many items: what is listed for what was typed, and what each key does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from argmap.tui.dialogs.picker import MORE, NEW, TURN, Picker, PickerItem, matching
from argmap.tui.widgets.plain_text import PlainText
from tests.tui.conftest import Driver

FRUIT = (
    PickerItem("apple", "Red apples", "from the tree", "Sweet"),
    PickerItem("pear", "Pears", "as red as they come", "Sweet"),
    PickerItem("lemon", "Lemons", "red never", "Tart", also="lime"),
    PickerItem("reddest", "Currants", "", "Tart", by_value=False),
)
PLAIN = tuple(PickerItem(f"item-{number}", f"Item {number}") for number in range(60))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["apple", "pear", "lemon", "reddest"]),
        ("red", ["apple", "pear", "lemon"]),
        ("apples red", ["apple"]),
        ("re tr", ["apple"]),
        ("LIME", ["lemon"]),
        ("reddest", []),
        ("p", ["pear", "apple"]),
        ("come red", ["pear"]),
        ("l", ["lemon", "apple"]),
    ],
)
def test_items_have_every_word_and_those_called_so_come_first(query: str, found: list[str]) -> None:
    assert [item.value for item in matching(FRUIT, query)] == found


def test_words_that_begin_so_come_before_words_that_have_it_within() -> None:
    items = (PickerItem("snail", "Snails", "slimes"), PickerItem("lemon", "Lemons", "limes"))
    assert [item.value for item in matching(items, "lime")] == ["lemon", "snail"]


VARIANTS = {"yes": "agrees", "no": "disagrees", "both": "mixed"}


@pytest.mark.parametrize(
    ("given", "keys", "chosen"),
    [
        ({}, ["enter"], "apple"),
        ({}, ["down", "enter"], "pear"),
        ({}, ["down", "down", "enter"], "lemon"),
        ({}, ["ctrl+n", "ctrl+n", "ctrl+p", "enter"], "pear"),
        ({}, ["down", "down", "up", "enter"], "pear"),
        ({}, ["up", "enter"], "apple"),
        ({}, ["down", "down", "down", "down", "down", "enter"], "reddest"),
        ({}, ["l", "i", "m", "enter"], "lemon"),
        ({}, ["left", "right", "tab", "escape"], None),
        ({"new": "fruit"}, ["p", "l", "u", "m", "enter"], f"{NEW}plum"),
        ({"new": "fruit"}, [*"pears", "enter"], "pear"),
        ({"new": "fruit"}, [*"pear", "down", "enter"], f"{NEW}pear"),
        ({"at": "lemon"}, ["enter"], "lemon"),
        ({"at": "lemon"}, ["up", "enter"], "pear"),
        ({"at": "gone"}, ["enter"], "apple"),
        ({"at": "lemon", "typed": "r"}, ["enter"], "apple"),
        ({"more": "quote"}, ["down", "tab"], f"{MORE}pear"),
        ({"more": "quote"}, ["down", "enter"], "pear"),
        ({"variants": VARIANTS}, ["enter"], f"apple{TURN}yes"),
        ({"variants": VARIANTS}, ["right", "enter"], f"apple{TURN}no"),
        ({"variants": VARIANTS}, ["left", "enter"], f"apple{TURN}both"),
        ({"variants": VARIANTS}, ["right", "right", "right", "down", "enter"], f"pear{TURN}yes"),
        ({"variants": VARIANTS, "present": {"pear": "no"}}, ["down", "right", "enter"], f"pear{TURN}both"),
        ({"items": PLAIN}, ["pagedown", "pageup", "enter"], "item-0"),
        ({"items": PLAIN}, ["pagedown", "pagedown", "pagedown", "pagedown", "enter"], "item-59"),
        ({"find": lambda words: [PickerItem("found", f"{words}!")]}, [*"fig", "enter"], "found"),
    ],
)
async def test_keys_choose_an_item(driving, given: dict[str, Any], keys: list[str], chosen: str | None) -> None:
    async with driving() as driver:
        results: list[str | None] = []
        picker = Picker("Which?", **{"items": FRUIT, **given})
        await driver.editor.push_screen(picker, results.append)
        await driver.press(*keys)
        await driver.until(lambda: results == [chosen])


async def shown(driver: Driver, picker: Picker, *keys: str) -> str:
    """The screen after some keys in a picker."""
    await driver.editor.push_screen(picker)
    await driver.press(*keys)
    await driver.pilot.pause()
    return "\n".join(driver.screen_lines())


def test_keys_that_choose_are_told() -> None:
    assert Picker("Which?", FRUIT).hint == "Type to search   ↑↓ move   Enter choose   Esc cancel"
    told = Picker("Which?", FRUIT, new="fruit", more="quote", variants=VARIANTS, turns="stance").hint
    assert told == "Type to search or add   ←→ stance   Enter choose   Tab quote   Esc cancel"


async def test_of_nothing_to_pick_from_is_said_how_to_add(driving) -> None:
    async with driving() as driver:
        said = "None yet. Type a name and press Enter to add a new fruit."
        assert said in await shown(driver, Picker("Which?", (), new="new fruit"))
        assert said not in await shown(driver, Picker("Which?", FRUIT, new="new fruit"))
        assert "None yet" not in await shown(driver, Picker("Which?", ()))


async def test_what_is_typed_is_offered_as_new_and_finding_nothing_is_told(driving) -> None:
    async with driving() as driver:
        assert "plum" in await shown(driver, Picker("Which?", FRUIT, new="new fruit"), *"plum")
        assert not driver.editor.screen.query_one("#problem", PlainText).display
        await shown(driver, Picker("Which?", FRUIT), *"plum")
        assert driver.editor.screen.query_one("#problem", PlainText).display
        await driver.press("ctrl+u")
        assert not driver.editor.screen.query_one("#problem", PlainText).display


async def test_the_variant_of_the_marked_item_stands_beside_it(driving) -> None:
    async with driving() as driver:
        lines = (await shown(driver, Picker("Which?", FRUIT, variants=VARIANTS), "down", "right")).splitlines()
        assert [line for line in lines if "‹ disagrees ›" in line and "▌Pears" in line]
        assert sum("›" in line for line in lines if "▌" in line or "apples" in line) == 1


async def test_an_item_is_marked_by_a_click_and_chosen_by_two(driving) -> None:
    async with driving() as driver:
        results: list[str | None] = []
        await driver.editor.push_screen(Picker("Which?", FRUIT), results.append)
        for heading in (0, 3, 9):
            await driver.pilot.click("_Items", offset=(3, heading))
            assert "▌Red apples" in "\n".join(driver.screen_lines())
        await driver.click_on("Lemons")
        assert "▌Lemons" in "\n".join(driver.screen_lines())
        await driver.click_on("Currants", times=2)
        await driver.until(lambda: results == ["reddest"])


async def test_a_heading_that_came_into_view_by_scrolling_is_not_marked_by_a_click(driving) -> None:
    last = PickerItem("last", "Last", group="Last ones")
    async with driving(size=(80, 24)) as driver:
        picker = Picker("Which?", [*(replace(item, group="All") for item in PLAIN), last])
        await driver.editor.push_screen(picker, lambda _: None)
        await driver.press(*["pagedown"] * 9)
        assert picker.rows.marked.value == "last" and picker.rows.scroll_offset.y
        await driver.press("up")
        bottom = picker.rows.size.height - 1
        await driver.pilot.click("_Items", offset=(3, bottom - 1))
        assert picker.rows.marked.value == "item-59"
        await driver.pilot.click("_Items", offset=(3, bottom))
        assert picker.rows.marked.value == "last"


async def test_the_terminals_cursor_is_at_the_marked_item_after_a_move_and_where_one_types_after_a_letter(
    driving,
) -> None:
    async with driving(size=(80, 24)) as driver:
        picker = Picker("Which?", FRUIT)
        await driver.editor.push_screen(picker, lambda _: None)
        for key, is_in_list in (("down", True), ("p", False), ("pagedown", True), ("backspace", False)):
            await driver.press(key)
            _, y = driver.editor.cursor_position
            assert ("▌" in driver.screen_lines()[y]) is is_in_list


async def test_a_long_item_is_whole_when_it_is_marked(driving) -> None:
    long = " ".join(f"word-{number}" for number in range(20))
    async with driving() as driver:
        told = await shown(driver, Picker("Which?", [PickerItem("a", "Short"), PickerItem("b", long, "its note")]))
        assert "word-19" not in told and "its note" in told
        told = await shown(driver, Picker("Which?", [PickerItem("b", long, "its note"), PickerItem("a", "Short")]))
        assert "word-19" in told and told.count("▌") >= 2 and "its note" in told


async def test_what_cannot_be_chosen_now_says_why_and_is_dim(driving: Any) -> None:
    plums = PickerItem("plum", "Plums", "in autumn", "Sweet", refused="Plums are not ripe yet.")
    items = (*FRUIT[:2], plums, FRUIT[2])
    async with driving() as driver:
        chosen: list[str | None] = []
        picker = Picker("Fruit", items)
        await driver.editor.push_screen(picker, chosen.append)
        rows, problem = picker.rows, picker.query_one("#problem", PlainText)
        await driver.press("down", "down", "enter")
        assert (rows.marked.value, chosen) == ("plum", [])
        assert (str(problem.render()), problem.display) == ("Plums are not ripe yet.", True)
        place = rows.cursor
        assert {style for _, style in rows.draw(place, 40)} == {rows.look("dim")} != {rows.look("plain")}
        assert rows.draw(place - 1, 40)[0][1] == rows.look("plain")
        assert rows.draw_selected(place, 8)[-1][0][1] == rows.look("dim")
        await driver.press("up")
        assert not problem.display
        await driver.press("down", "down", "enter")
        assert chosen == ["lemon"]


async def test_in_the_smallest_window_the_list_comes_before_the_title(driving) -> None:
    async with driving(size=(20, 5)) as driver:
        await driver.select("close")
        await driver.press("s", "n")
        title, field, *rows = driver.screen_lines()
        assert title.startswith("Whose position")
        assert field.strip() == "n"
        assert any("new stakehol" in row or "‹" in row for row in rows)
