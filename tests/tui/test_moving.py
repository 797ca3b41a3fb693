"""Moving claims and undercuts: what cannot be chosen is not offered, and what is impossible is refused at once."""

from __future__ import annotations

import pytest

from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.picker import Picker
from argmap.views.outline.tree import TENSIONS
from tests.tui.conftest import SMALL, Driver
from tests.tui.test_every_action import ELSEWHERE, back_to

UNDERCUT = SMALL.replace(
    "sources:\n  report:",
    "  old:\n    text: That was ten years ago.\n    undercuts:\n      - longer -> custom\nsources:\n  report:",
)
FOLDED = SMALL.replace("stakeholders:", "  noise: {title: Noise}\n  money: {title: Money}\nstakeholders:").replace(
    "      - custom\nsources", "      - claim: custom\n        with: [gone]\nsources"
)
"""A map whose tensions are folded to a row, and a linked premise is missing."""

ONE = "argmap: 1\ntitle: One\nclaims:\n  close:\n    text: Close the street.\n"


def offered(driver: Driver) -> list[str]:
    picker = driver.editor.screen
    assert isinstance(picker, Picker)
    return [item.value for item in picker.items]


def target_of(driver: Driver, claim_id: str) -> str:
    return driver.editor.state.index.claims[claim_id].reasons[0].target


async def test_an_undercut_is_moved_to_another_link(driving) -> None:
    async with driving(UNDERCUT) as driver:
        await driver.select("old")
        await driver.press("m")
        assert offered(driver) == ["air -> close", "custom -> close"]
        assert "“The air gets cleaner” supports “Close the street”" in "".join(driver.screen_lines())
        await driver.paste("cleaner")
        await driver.press("enter")
        assert target_of(driver, "old") == "air -> close"
        assert driver.said.startswith("Moved: it challenges the link from “The air gets cleaner” to")
        await driver.press("u")
        assert target_of(driver, "old") == "longer -> custom"


async def test_a_marked_undercut_goes_on_the_link_of_the_selected_claim(driving) -> None:
    async with driving(UNDERCUT) as driver:
        await driver.select("old")
        await driver.press("*")
        assert "a claim whose link it should challenge" in driver.said
        await driver.select("close")
        await driver.press("p")
        assert driver.said == "This claim has no parent, so it has no link to challenge."
        await driver.select("custom")
        await driver.press("p")
        assert target_of(driver, "old") == "custom -> close"


async def test_a_claim_is_not_offered_what_depends_on_it_or_what_it_is_under(driving) -> None:
    async with driving(UNDERCUT) as driver:
        await driver.select("custom")
        await driver.press("m")
        assert offered(driver) == ["air"]


async def test_a_marked_claim_is_not_moved_to_all_tensions_at_once(driving) -> None:
    async with driving(FOLDED) as driver:
        await driver.select("air")
        await driver.press("*")
        await driver.select(TENSIONS)
        await driver.press("p")
        assert driver.said == "Select a claim or one of the tensions to move it to."
        assert driver.editor.state.marked == "air"


@pytest.mark.parametrize("row", [TENSIONS, "#noise", "&longer -> custom&gone"])
async def test_each_action_takes_every_kind_of_row_while_a_claim_is_marked(driving, row: str) -> None:
    async with driving(FOLDED) as driver:
        for action in TABLE:
            if "map" in action.where and action.name not in ELSEWHERE:
                await back_to(driver, "map")
                await driver.select(row)
                driver.editor.state.mark("air")
                driver.editor.main.keys.pressed = action.keys[0]
                driver.editor.main.do(action)
                await driver.pilot.pause()
        assert driver.editor.fault is None


@pytest.mark.parametrize("key", ["m", "L", "="])
async def test_a_deed_that_needs_another_claim_is_refused_before_one_is_asked_for(driving, key: str) -> None:
    async with driving(ONE) as driver:
        await driver.press(key)
        assert driver.editor.screen is driver.editor.main
        assert driver.said.startswith("No other claim to ")


async def test_linked_claims_are_not_offered_to_be_united(driving) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("=")
        assert offered(driver) == ["air"]


async def test_only_questions_that_can_be_answered_are_offered(driving) -> None:
    async with driving("argmap: 1\ntitle: Empty\nclaims: {}\n") as driver:
        await driver.press("A")
        assert not {"claim", "cruxes", "view", "balance"} & {*offered(driver)}
    async with driving() as driver:
        await driver.press("A")
        assert {"claim", "cruxes", "view", "balance"} <= {*offered(driver)}


async def test_a_source_that_is_cited_already_asks_for_its_location(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("c", "down", "enter")
        assert "Location" in "".join(driver.screen_lines())
