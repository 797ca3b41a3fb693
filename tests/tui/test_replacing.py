"""Find and replace in the editor: a form, a preview, one step of undo."""

from __future__ import annotations

import pytest
from textual import events

from argmap.tui.dialogs.choice import Choice
from argmap.tui.dialogs.form import Form
from tests.tui.conftest import SMALL, Driver

QUOTED = SMALL.replace(
    "    sources:\n      - report\n", "    sources:\n      - source: report\n        quote: The street is loud.\n"
)


async def filled(driver: Driver, find: str, put: str) -> None:
    await driver.press("percent_sign", "ctrl+u")
    await driver.paste(find)
    await driver.press("tab")
    await driver.paste(put)
    await driver.press("ctrl+s")


async def test_every_place_is_shown_then_replaced_in_one_step(driving) -> None:
    async with driving(QUOTED) as driver:
        before = driver.editor.state.session.document.text
        await filled(driver, "street", "road")
        screen = "\n".join(driver.screen_lines())
        assert "Replace “street” with “road”: 1 place in 1 text" in screen
        assert "− Close the street." in screen and "+ Close the road." in screen
        assert driver.editor.state.session.document.text == before
        await driver.press("r")
        assert driver.said.startswith("Replaced 1 place in 1 text.")
        after = driver.editor.state.session.document.text
        assert after == before.replace("Close the street.", "Close the road.")
        assert "The street is loud." in after
        await driver.press("u")
        assert driver.editor.state.session.document.text == before


THRICE = SMALL.replace("The air gets", "The street street gets").replace("Walkers stay", "On the street walkers stay")
"""The word four times, in three texts."""


@pytest.mark.parametrize(
    ("keys", "texts", "said"),
    [
        (("y", "n", "enter", "n"), ("Close the road.", "The street road gets", "On the street"), "2 of 4 places"),
        (("n", "a"), ("Close the street.", "The road road gets", "On the road"), "3 of 4 places"),
        (("y", "b", "n", "y", "d"), ("Close the street.", "The road street gets", "On the street"), "1 of 4 places"),
    ],
)
async def test_places_are_chosen_one_by_one_and_undone_in_one_step(driving, keys, texts, said) -> None:
    async with driving(THRICE, size=(80, 24)) as driver:
        before = driver.editor.state.session.document.text
        await filled(driver, "street", "road")
        await driver.press("c", *keys)
        assert driver.said == f"Replaced {said}. u to undo."
        after = driver.editor.state.session.document.text
        assert all(text in after for text in texts)
        await driver.press("u")
        assert driver.editor.state.session.document.text == before


async def test_each_place_is_shown_by_itself(driving) -> None:
    async with driving(THRICE, size=(80, 24)) as driver:
        await filled(driver, "street", "road")
        await driver.press("c", "y", "n")
        screen = "\n".join(driver.screen_lines())
        assert "“street” with “road”: place 3 of 4 (1 chosen)" in screen
        assert "− The street street gets cleaner." in screen and "+ The street road gets cleaner." in screen
        await driver.press("escape")
        assert driver.said == "Replaced nothing."
        await filled(driver, "street", "road")
        await driver.press("c", "d")
        assert driver.said == "Replaced nothing."
        assert not driver.editor.state.session.dirty


async def test_keys_of_places_typed_ahead_are_for_one_after_the_other(driving) -> None:
    async with driving(THRICE) as driver:
        await filled(driver, "street", "road")
        for key in "cnyyn":
            driver.editor.post_message(events.Key(key, key))
        await driver.until(lambda: driver.said == "Replaced 2 of 4 places. u to undo.")
        assert "The road road gets" in driver.editor.state.session.document.text


async def test_nothing_is_replaced_unless_the_preview_is_confirmed(driving) -> None:
    async with driving() as driver:
        for keys in (("escape",), ("n",)):
            await filled(driver, "street", "road")
            await driver.press(*keys)
            assert driver.editor.screen is driver.editor.main
            assert not driver.editor.state.session.dirty


async def test_words_that_no_text_has_are_refused_beside_the_field(driving) -> None:
    async with driving() as driver:
        await filled(driver, "STREET", "road")
        form = driver.editor.screen
        assert isinstance(form, Form) and form.focused.id == "field-find"
        said = "! No matches in texts. Set Whole words or Match case to no to find more."
        assert str(form.query_one("#refusal-find").render()) == said
        await driver.press("tab", "tab", "tab", "right", "ctrl+s")
        assert isinstance(driver.editor.screen, Choice)


async def test_the_words_looked_for_last_are_offered(driving) -> None:
    async with driving() as driver:
        await driver.press("slash")
        await driver.write("walkers")
        await driver.press("percent_sign")
        assert driver.editor.screen.values()["find"] == "walkers"


@pytest.mark.parametrize(
    ("find", "put", "title"),
    [
        (".", "!", "Replace “.” with “!”: "),
        ("street", "", "Replace “street” with nothing: "),
        ("custom.", "trade.", "Replace “custom.” with “trade.”: "),
    ],
)
async def test_the_preview_says_exactly_what_is_replaced(driving, find: str, put: str, title: str) -> None:
    async with driving() as driver:
        await driver.press("percent_sign")
        driver.editor.screen.query_one("#field-words").choose("no")
        await driver.press("ctrl+u")
        await driver.paste(find)
        await driver.press("tab")
        await driver.paste(put)
        await driver.press("ctrl+s")
        assert title in "\n".join(driver.screen_lines())
        await driver.press("r")
        assert driver.editor.state.session.undo_label == f"replace “{find}” in texts"


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ("street", "street", "! Both fields say the same. Nothing would change."),
        ("Close the street", "", "! The text “Close the street” of a claim would become empty."),
    ],
)
async def test_a_refusal_of_the_new_words_stands_below_them(driving, find: str, put: str, said: str) -> None:
    async with driving(SMALL.replace("Close the street.", "Close the street")) as driver:
        await filled(driver, find, put)
        form = driver.editor.screen
        assert isinstance(form, Form) and form.focused.id == "field-put"
        assert str(form.query_one("#refusal-put").render()) == said


async def test_pasted_lines_that_become_one_are_said_to(driving) -> None:
    async with driving() as driver:
        await driver.press("percent_sign", "tab")
        await driver.paste("one line\n")
        assert not any("became one line" in line for line in driver.screen_lines())
        await driver.paste("and\ntwo more")
        assert driver.editor.screen.values()["put"] == "one line and two more"
        assert any("The pasted lines became one line" in line for line in driver.screen_lines())
