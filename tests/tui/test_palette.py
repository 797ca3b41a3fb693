"""The palette: commands by other words too, and everything in the map by what a user remembers of it."""

from __future__ import annotations

import pytest

from argmap.tui.commands.palette import MOST_FOUND
from argmap.tui.commands.synonyms import SYNONYMS
from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.picker import HEADING, Picker, PickerItem, grouped
from tests.tui.conftest import SMALL, Driver

RICH = (
    SMALL.replace("    title: A report\n", "    title: A report\n    author: Ada Lovelace\n    date: 2024\n")
    .replace("    name: The shops\n", "    name: The shops\n    kind: traders\n    interests: Rents and parking.\n")
    .replace("    text: The air gets cleaner.\n", "    text: The air gets cleaner.\n    note: Measured in May.\n")
)


def listed(driver: Driver) -> list[PickerItem]:
    picker = driver.editor.screen
    assert isinstance(picker, Picker)
    return picker._shown(picker.query_one("#query").value)


async def typed(driver: Driver, words: str) -> list[PickerItem]:
    await driver.press("ctrl+p")
    await driver.paste(words)
    return listed(driver)


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("search", "filter"),
        ("graph", "diagram"),
        ("evidence", "add-citation"),
        ("reorder", "move-up"),
        ("indent", "move-in"),
        ("preview", "brief"),
        ("fix", "next-finding"),
        ("Undo", "undo"),
    ],
)
async def test_a_command_is_found_by_other_words_for_it(driving, words: str, action: str) -> None:
    async with driving() as driver:
        assert f"command:{action}" in [item.value for item in await typed(driver, words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("graph", "command:diagram"),
        ("search", "command:filter"),
        ("who", "command:set-position"),
        ("fix", "command:next-finding"),
        ("keyboard", "command:help"),
        ("new person", "add:stakeholder"),
        ("dilemma", "add:tension"),
        ("indent", "command:move-in"),
        ("colour", "command:theme"),
    ],
)
async def test_the_command_that_is_meant_comes_first(driving, words: str, first: str) -> None:
    async with driving() as driver:
        assert next(item.value for item in await typed(driver, words) if not item.is_heading) == first


@pytest.mark.parametrize("prefix", ["command:", "add:", "sources:", "stakeholders:", "tensions:", "command:delete"])
async def test_what_marks_results_is_not_searched(driving, prefix: str) -> None:
    async with driving() as driver:
        assert await typed(driver, prefix) == []


def test_synonyms_are_of_actions_that_exist() -> None:
    assert set(SYNONYMS) <= {action.name for action in TABLE}


@pytest.mark.parametrize(
    ("words", "view", "selected"),
    [
        ("cleaner", "map", "air"),
        ("measured may", "map", "air"),
        ("lovelace", "sources", "report"),
        ("parking", "stakeholders", "shops"),
        ("quiet", "tensions", "cars"),
    ],
)
async def test_things_are_found_by_what_is_remembered_and_gone_to(
    driving, words: str, view: str, selected: str
) -> None:
    async with driving(RICH) as driver:
        found = await typed(driver, words)
        section = {"map": "claims"}.get(view, view)
        place = [item.value for item in found if not item.is_heading].index(f"{section}:{selected}")
        await driver.press(*["down"] * place, "enter")
        main = driver.editor.main
        if view == "map":
            assert driver.editor.state.view == "map" and driver.selected == selected
        else:
            assert (driver.editor.state.view, main.table.selected) == (view, selected)


def test_what_is_found_by_its_note_alone_comes_after_what_is_called_so() -> None:
    commands = [PickerItem("delete", "Delete this", note="keeps its reasons"), PickerItem("turn", "Reasons: turn")]
    picker = Picker("Palette", commands, find=lambda words: [PickerItem("office", "Reasons office")])
    assert [item.value for item in picker._shown("reasons")] == ["turn", "office", "delete"]


async def test_claims_with_a_word_that_begins_so_come_first_and_many_are_counted(driving) -> None:
    texts = ["It is a scar.", "It bears note: of cars", "Cars are loud."]
    claims = "".join(
        f"  c-{n}:\n    text: {text.replace(' note:', chr(10) + '    note:')}\n" for n, text in enumerate(texts)
    )
    more = "".join(f"  m-{n}:\n    text: Many a matter {n}.\n" for n in range(MOST_FOUND + 1))
    async with driving(SMALL.replace("claims:\n", f"claims:\n{claims}{more}")) as driver:
        found = [item.value for item in await typed(driver, "car") if item.value.startswith("claims:c-")]
        assert found == ["claims:c-2", "claims:c-0", "claims:c-1"]
        await driver.press("escape")
        found = [item.text for item in await typed(driver, "many matter")]
        assert f"Claims, {MOST_FOUND} of {MOST_FOUND + 1}" in found
        assert sum(text.startswith("Many a matter") for text in found) == MOST_FOUND


async def test_new_things_of_each_kind_are_offered_on_every_tab(driving) -> None:
    async with driving() as driver:
        for tab in "1234567":
            await driver.press("v", tab)
            offered = {item.value for item in await typed(driver, "add")}
            assert {"add:source", "add:tension", "add:stakeholder"} <= offered
            assert offered & {"add:claim", "command:add-claim"}
            await driver.press("escape")


async def test_the_commands_run_last_come_first(driving) -> None:
    async with driving() as driver:
        await typed(driver, "show or hide the status")
        await driver.press("enter", "ctrl+p")
        first, second, *_ = listed(driver)
        assert (first.text, second.value) == ("Used last", "command:status")


async def test_the_names_of_groups_are_never_marked(driving) -> None:
    async with driving() as driver:
        await driver.press("ctrl+p")
        rows = driver.editor.screen.query_one("_Items")
        for key in ("up", "down", "down", "pagedown", "pagedown", "pageup", "up", "pageup", "pageup", "up"):
            await driver.press(key)
            assert not rows.items[rows.cursor].is_heading
        assert rows.items[rows.cursor] == next(item for item in rows.items if not item.is_heading)


async def test_what_is_found_nowhere_is_said(driving) -> None:
    async with driving() as driver:
        assert await typed(driver, "zzzz") == []
        assert any("No matches for 'zzzz'." in line for line in driver.screen_lines())
        await driver.press("enter")
        assert isinstance(driver.editor.screen, Picker)


def test_items_of_a_group_stand_below_its_name() -> None:
    items = [PickerItem("a", "A", group="One"), PickerItem("b", "B", group="Two"), PickerItem("c", "C", group="One")]
    assert [item.value for item in grouped(items)] == [f"{HEADING}One", "a", "c", f"{HEADING}Two", "b"]
