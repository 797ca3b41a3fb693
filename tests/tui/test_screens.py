"""Each tab, form and dialog on a small map, word for word; ``ARGMAP_GOLDEN=write`` writes them anew."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.tui.conftest import SMALL, Driver
from tests.tui.test_every_action import back_to

FOLDER = Path(__file__).parent / "screens"

MAP = (
    SMALL.replace("title: Small\n", "title: Small\nquestion: Should the street be closed?\n")
    .replace("    name: The shops\n", "    name: The shops\n    kind: traders\n    power: high\n")
    .replace(
        "    tension: cars\n",
        "    positions: {shops: {stance: disagrees, quote: Never., source: report}}\n    tension: cars\n",
    )
    .replace("    title: A report\n", "    title: A report\n    author: Ada Lovelace\n    date: 2024\n")
    .replace("    text: The air gets cleaner.\n", "    text: The air gets cleaner.\n    note: Measured in May.\n")
)

SCREENS: dict[str, list[str]] = {
    "map": [],
    "matrix": ["v", "2"],
    "stakeholders": ["v", "3"],
    "sources": ["v", "4"],
    "tensions": ["v", "5"],
    "findings": ["v", "6"],
    "changes": ["v", "7"],
    "tabs": ["v"],
    "what is new": ["N"],
    "support": ["a"],
    "edit": ["e"],
    "map form": ["M"],
    "claim form": ["f4"],
    "link form": ["down", "."],
    "position": ["s"],
    "position form": ["S"],
    "citation": ["c"],
    "side": ["T"],
    "move": ["down", "m"],
    "unite": ["="],
    "rename": ["@"],
    "delete": ["delete"],
    "stakeholder form": ["v", "3", "e"],
    "source form": ["v", "4", "e"],
    "tension form": ["v", "5", "e"],
    "replace": ["%"],
    "find": ["/", "c", "u", "s"],
    "jump": ["J"],
    "status": ["b"],
    "what if": ["i"],
    "questions": ["A"],
    "what decides": ["K"],
    "export": ["r"],
    "brief": ["B"],
    "palette": ["ctrl+p"],
    "help": ["?"],
    "leaving": ["down", "t", "q"],
    "marked": ["down", "asterisk", "up"],
}
"""The keys that lead from the outline to a screen."""


LARGE_SCREENS: dict[str, list[str]] = {
    "large map": [],
    "large matrix": ["v", "2"],
    "large findings": ["v", "6"],
    "large help": ["?"],
}
"""The keys that lead from the outline to a screen of a large terminal."""


def shown(driver: Driver) -> str:
    return "".join(f"{line.rstrip()}\n" for line in driver.screen_lines())


async def written(driver: Driver, file: Path) -> None:
    """Keep the screen when it changes no more."""
    before, now = "", shown(driver)
    while now != before:
        await driver.pilot.pause(0.3)
        before, now = now, shown(driver)
    file.write_text(now, encoding="utf-8")


@pytest.mark.parametrize(("size", "screens"), [((100, 30), SCREENS), ((170, 75), LARGE_SCREENS)])
async def test_screens_are_as_they_were(driving, size: tuple[int, int], screens: dict[str, list[str]]) -> None:
    async with driving(MAP, size=size) as driver:
        await driver.until(lambda: driver.editor.state.findings is not None)
        for name, keys in screens.items():
            await back_to(driver, "map")
            await driver.select("close")
            await driver.press(*keys)
            file = FOLDER / f"{name}.txt"
            if os.environ.get("ARGMAP_GOLDEN") == "write":
                await written(driver, file)
            expected = file.read_text(encoding="utf-8")
            with suppress(TimeoutError):  # what the background finds out is shown a little later
                await driver.until(lambda expected=expected: shown(driver) == expected)
            assert shown(driver) == expected, name
