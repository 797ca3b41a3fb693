"""Saving: each save is of what was there when it was asked for, however many are asked for at once."""

from __future__ import annotations

from threading import Event

from argmap.mapfile.read.read import read
from tests.tui.conftest import SMALL


async def test_a_save_asked_for_while_another_is_under_way_is_made_too(driving) -> None:
    """The file that the first one wrote is nobody else's change."""
    async with driving() as driver:
        held = Event()
        driver.editor.worker.run(lambda: held.wait(10))
        await driver.select("close")
        await driver.press("e")
        await driver.write(" Soon.")
        await driver.press("ctrl+s", "e")
        await driver.write(" Or late.")
        await driver.press("ctrl+s")
        held.set()
        await driver.until(lambda: not driver.editor.state.session.dirty)
        assert driver.said == "Saved map.yaml."
        saved = read(driver.editor.state.file.read_bytes(), "map.yaml").map
        assert saved.claims[0].text == "Close the street. Soon. Or late."


async def test_saving_again_after_a_reload_expects_the_file_that_was_taken(driving) -> None:
    async with driving() as driver:
        file = driver.editor.state.file
        file.write_text(SMALL.replace("lose custom", "lose trade"))
        await driver.press("R", "r")
        await driver.select("close")
        await driver.press("e")
        await driver.write(" Soon.")
        await driver.press("ctrl+s")
        await driver.until(lambda: not driver.editor.state.session.dirty)
        assert "lose trade" in file.read_text() and "Soon." in file.read_text()


async def test_a_question_about_the_file_does_not_come_between_somebody_and_what_he_types(driving) -> None:
    """It would take the next letter for an answer."""
    async with driving() as driver:
        held = Event()
        driver.editor.worker.run(lambda: held.wait(10))
        await driver.select("close")
        await driver.press("e")
        await driver.write(" Soon.")
        driver.editor.state.file.write_text(SMALL.replace("lose custom", "lose trade"))
        await driver.press("ctrl+s", "e")
        assert driver.editor.main.entry.is_open
        held.set()
        await driver.until(lambda: "changed on disk" in "\n".join(driver.screen_lines()))
        await driver.press("r", "m", "d")
        assert driver.editor.main.entry.box.text == "Close the street. Soon.rmd"
        await driver.press("enter", "R")
        assert any("Merge: keep their changes and yours" in line for line in driver.screen_lines())
