"""The reader: the copy of a source is read and searched, and a passage becomes a quote with its location."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.evidence.copy_text import CopyBuilder
from argmap.tui.dialogs.form import Form
from argmap.tui.dialogs.picker import Picker
from argmap.tui.dialogs.reader import CopyView, Reader
from tests.tui.conftest import Driver

MAP = """\
argmap: 1
title: A bridge
claims:
  closed:
    text: The bridge should be closed.
    positions:
      vos:
        stance: agrees
        source: minutes
        quote: we must close it
    sources:
      - source: minutes
        quote: the deck will hold
stakeholders:
  vos:
    name: Piet Vos
sources:
  minutes:
    title: Minutes
    copy: minutes.txt
"""
COPY = (
    "1. Vos said: we must close it.\n\n2. The engineer said that the deck \x1b[31mwill not hold\x1b[0m.\n\n"
    + "word " * 4000
)


@pytest.fixture(autouse=True)
def copy(tmp_path: Path) -> Path:
    file = tmp_path / "minutes.txt"
    file.write_text(COPY.replace("\x1b", "\u202e"), encoding="utf-8")
    return file


async def reading(driver: Driver) -> Reader:
    await driver.until(lambda: isinstance(driver.editor.screen, Reader))
    await driver.pilot.pause()
    reader = driver.editor.screen
    assert isinstance(reader, Reader)
    await driver.until(lambda: reader.query_one(CopyView).size.width)
    return reader


async def test_a_passage_becomes_the_quote_of_a_citation_with_its_location(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("Q")
        reader = await reading(driver)
        await driver.press("slash")
        await driver.paste("engineer said")
        await driver.press("enter", "left", "space", "right", "right", "right", "right", "right")
        assert reader.query_one(CopyView).passage is not None
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.editor.screen, Picker))
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.editor.screen, Form))
        await driver.press("ctrl+s")
        await driver.until(lambda: len(driver.editor.state.index.claims["closed"].sources) == 2)
        cited = driver.editor.state.index.claims["closed"].sources[1]
        assert (cited.locator, cited.quote) == ("para 2", "The engineer said that the deck")


async def test_a_passage_becomes_the_quote_of_a_position(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("Q")
        await reading(driver)
        await driver.press("home", "right", "space", "right", "enter")
        await driver.until(lambda: isinstance(driver.editor.screen, Picker))
        await driver.press("down", "enter")
        await driver.until(lambda: driver.editor.state.index.claims["closed"].positions[0].quote == "Vos said:")
        assert driver.editor.state.index.claims["closed"].positions[0].source == "minutes"


async def test_from_the_table_of_sources_the_claim_is_picked(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("v", "4", "Q")
        await reading(driver)
        await driver.press("space", "right", "enter")
        await driver.until(lambda: isinstance(driver.editor.screen, Picker))
        assert "Quote it for which claim?" in "\n".join(driver.screen_lines())


async def test_what_is_quoted_is_marked_with_its_claim(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("Q")
        reader = await reading(driver)
        view = reader.query_one(CopyView)
        await driver.until(lambda: view.quoted_here is not None)
        assert view.copy_text.text[view.quoted_here.start : view.quoted_here.end] == "we must close it"
        assert any("Quoted for “The bridge should be closed”" in line for line in driver.screen_lines())


async def test_the_mouse_selects_from_press_to_release(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("Q")
        reader = await reading(driver)
        view = reader.query_one(CopyView)
        await driver.press("home")
        await driver.pilot.pause()
        await driver.pilot.mouse_down(view, offset=(4, 0))
        await driver.pilot.hover(view, offset=(14, 0))
        await driver.pilot.mouse_up(view, offset=(14, 0))
        assert view.passage is not None
        assert view.copy_text.text[slice(*view.passage)] == "Vos said: we"


async def test_nothing_is_chosen_without_a_selection_and_escape_drops_it(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("Q")
        reader = await reading(driver)
        await driver.press("enter")
        assert driver.editor.screen is reader
        assert any("Select a passage first" in line for line in driver.screen_lines())
        await driver.press("space", "down", "escape")
        assert driver.editor.screen is reader
        assert reader.query_one(CopyView).passage is None
        await driver.press("escape")
        assert driver.editor.screen is not reader


async def test_controls_in_a_copy_are_made_visible(driving) -> None:
    async with driving(MAP) as driver:
        await driver.press("Q")
        await reading(driver)
        assert "\u202e" not in "\n".join(driver.screen_lines())
        assert "will" in "\n".join(driver.screen_lines())


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (40, 12)])
async def test_every_word_can_be_reached_and_lines_fit(driving, size: tuple[int, int]) -> None:
    async with driving(MAP, size=size) as driver:
        await driver.press("Q")
        reader = await reading(driver)
        view = reader.query_one(CopyView)
        await driver.press("home", "pagedown", "down", "up", "end")
        assert view.cursor == len(view.starts) - 1
        await driver.press("j", "l", "k", "h")
        assert view.line_of(view.cursor) == view.line_of(len(view.starts) - 1) - 1
        assert all(
            sum(view.width_of(word) + 1 for word in range(line.first, line.after)) <= view.size.width + 1
            for line in view.lines
        )


def test_pages_have_their_numbers_between_the_lines() -> None:
    made = CopyBuilder("pdf")
    made.page("iv")
    made.block("One two")
    made.page("v")
    made.block("three", goes_on=True)
    view = CopyView(made.built(), ())
    view.wrap()
    assert [line.head for line in view.lines] == ["p. iv", "", "p. v", ""]


async def test_a_copy_that_is_not_there_is_a_sentence(driving, copy: Path) -> None:
    copy.unlink()
    async with driving(MAP) as driver:
        await driver.press("Q")
        await driver.until(lambda: "cannot be read here. The copy is not at hand." in driver.said)


async def test_a_map_without_copies_says_how_to_add_one(driving) -> None:
    async with driving(MAP.replace("    copy: minutes.txt\n", "")) as driver:
        await driver.press("Q")
        assert "No source has a copy yet." in driver.said
        await driver.press("v", "4", "Q")
        assert "This source has no copy." in driver.said


async def test_the_pane_marks_each_quote(driving) -> None:
    async with driving(MAP, size=(100, 30)) as driver:
        await driver.until(lambda: driver.editor.state.quotation_marks)
        await driver.until(lambda: any("✗ not in the copy" in line for line in driver.screen_lines()))
        shown = "\n".join(driver.screen_lines())
        assert "“we must close it” ✓ found in the copy" in shown
        assert "“the deck will hold” ✗ not in the copy" in shown
