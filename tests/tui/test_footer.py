"""The footer names the keys that do most for what is selected and has the focus, and none that is refused there."""

from __future__ import annotations

import pytest

from tests.tui.conftest import SMALL

EMPTY = "argmap: 1\ntitle: Small\nquestion: Why?\nclaims: {}\n"
NO_STAKEHOLDERS = "argmap: 1\ntitle: Small\nclaims:\n  one:\n    text: One.\n"


def footer(driver) -> str:
    return " ".join(driver.screen_lines()[-1].split())


@pytest.mark.parametrize(
    ("text", "keys", "begins"),
    [
        (SMALL, (), "a support x objection e edit s position / find"),
        (SMALL, ("G",), "a claim on a side e title F sides / find"),
        (SMALL, ("tab",), "↑↓ scroll Tab next pane Esc outline a support x objection"),
        (SMALL, ("tab", "escape"), "a support x objection"),
        (SMALL, ("d",), "d close + more text - less text a support"),
        (SMALL, ("B",), "↑↓ scroll B close a support"),
        (SMALL, ("v", "2"), "Enter edit Space next stance a agrees"),
        (SMALL, ("v", "3"), "Enter edit C new Del delete / find"),
        (SMALL, ("v", "6"), "Enter go there F8 next finding / find"),
        (SMALL, ("v", "6", "down", "down", "down", "down"), "Enter fold F8 next finding / find"),
        (SMALL, ("v", "6", "down", "down", "down", "down", "enter"), "Enter show all F8 next finding / find"),
        (SMALL, ("v", "7"), "u undo"),
        (SMALL, ("C", "N", "e", "w", "enter", "v", "7"), "Enter go to claim / find"),
        (EMPTY, (), "Enter first claim M question N new u undo"),
        (EMPTY, ("v", "4"), "C new u undo"),
        (EMPTY, ("v", "2"), "C stakeholder u undo"),
        (NO_STAKEHOLDERS, ("v", "2"), "Enter go to claim C stakeholder / find"),
    ],
)
async def test_the_footer_follows(driving, text: str, keys: tuple[str, ...], begins: str) -> None:
    async with driving(text, size=(118, 30)) as driver:
        await driver.press(*keys)
        await driver.until(lambda: footer(driver).startswith(begins))


async def test_the_footer_of_a_small_window_keeps_help_and_palette(driving) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.press("tab")
        assert footer(driver).endswith("^p more")
