"""The footer names the keys that do most for what is selected and has the focus, and none that is refused there."""

from __future__ import annotations

import pytest

from argmap.tui.views.bars import Footer
from argmap.tui.views.footers import items_of, of_map
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


TWO_TENSIONS = SMALL.replace(
    "stakeholders:", "  noise: {title: Noise, sides: {loud: Loud, calm: Calm}}\nstakeholders:", 1
).replace("    objects_to:\n      - close\n", "    tension: noise\n    side: calm\n    objects_to:\n      - close\n")


async def test_no_row_has_a_key_in_the_footer_that_is_refused_there(driving) -> None:
    refused = []
    async with driving(TWO_TENSIONS) as driver:
        main, state = driver.editor.main, driver.editor.state
        rows = [state.outline.fold_to(0).row(at) for at in range(len(state.outline.fold_to(0)))]
        assert {row.kind for row in rows} == {"claim", "also", "tension", "tensions"}
        for row in rows:
            for _, _, name in items_of(main.keymap, "map", of_map(row.kind, "")):
                await driver.press("0")
                await driver.select(row.key)
                main.do(main.keymap.named(name))
                if main.message.problem and name != "undo":
                    refused.append((row.key, name, driver.said))
                while driver.editor.screen is not main or main.entry.is_open or main.keys.next_key:
                    await driver.press("escape")
    assert refused == []


async def test_on_the_row_of_all_tensions_a_adds_one(driving) -> None:
    async with driving(TWO_TENSIONS, size=(118, 30)) as driver:
        await driver.select("#")
        await driver.until(lambda: footer(driver).startswith("Space fold a new tension"))
        await driver.press("x")
        assert driver.said.endswith("Press a to add a tension.")
        await driver.press("a")
        assert "New tension" in "".join(driver.screen_lines())


async def test_deleting_a_claim_below_its_tension_takes_it_out_of_that_alone(driving) -> None:
    async with driving(TWO_TENSIONS) as driver:
        await driver.select("%cars%close")
        await driver.press("t")
        assert driver.said == "This is the claim in its tension. To change its link, select its main place."
        await driver.press("delete")
        assert driver.said == "Removed from the tension; the claim stays. u to undo."
        assert driver.editor.state.index.claims["close"].tension is None


async def test_the_footer_of_a_small_window_keeps_help_and_palette(driving) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.press("tab")
        assert footer(driver).endswith("^p more")


@pytest.mark.parametrize("keys", [("s",), ("question_mark",), ("S",), ("r",)], ids="-".join)
async def test_under_a_dialog_the_footer_names_no_keys(driving, keys: tuple[str, ...]) -> None:
    async with driving() as driver:
        await driver.select("close")
        before = driver.screen_lines()[-1]
        await driver.press(*keys)
        assert not driver.editor.main.query_one(Footer).pieces(80)
        await driver.press("escape")
        assert driver.screen_lines()[-1] == before
