"""People read texts: the editor names things of the map by them, and shows an id only where the id is edited."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from argmap.check.rules import RULES
from argmap.check.wording import link_named as of_findings
from argmap.mapfile.read.read import read
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.report.conflicts.names import link_quoted as of_conflicts
from argmap.tui.commands.table import TABLE
from argmap.tui.keys.keymap import Keymap
from argmap.tui.naming import folder_within, in_texts, link_quoted, shortened
from argmap.tui.views.table_detail import HINTS, hint_of
from tests.tui.conftest import SMALL

EMPTY = Index.build(Map(title="Empty"))


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("'air' has no source.", "“The air gets cleaner” has no source."),
        ("Nobody's position on 'air' is recorded.", "Nobody's position on “The air gets cleaner” is recorded."),
        ("'air -> close' has a note.", "the link from “The air gets cleaner” to “Close the street” has a note."),
        (
            "Nothing cites 'report' for 'shops' in 'cars'.",
            "Nothing cites “A report” for “The shops” in “Cars or quiet”.",
        ),
        ("No claim takes the side 'walk' of 'cars'.", "No claim takes the side “Walk” of “Cars or quiet”."),
        ("The map has no claim 'tram'.", "The map has no claim 'tram'."),
        ("The shops' position; the report's date.", "The shops' position; the report's date."),
    ],
)
def test_ids_in_a_message_become_texts(message: str, named: str) -> None:
    assert in_texts(Index.build(read(SMALL.encode(), "map.yaml").map), message) == named


UNDERCUT = SMALL.replace(
    "sources:\n  report",
    """\
  wind:
    text: The wind blows from the motorway.
    undercuts:
      - air -> close
  far:
    text: The motorway is far away.
    undercuts:
      - wind -> air -> close
sources:
  report""",
)


def test_a_link_has_one_name_in_the_editor_in_findings_and_in_conflicts() -> None:
    index = Index.build(read(UNDERCUT.encode(), "map.yaml").map)
    for address in ("air -> close", "wind -> air -> close"):
        name = link_quoted(index, address, 60)
        assert "->" not in name
        assert name == of_findings(index, address) == of_conflicts(index, address)


def test_no_name_is_cut_within_a_word() -> None:
    words = "A name that goes on and on, in words of several lengths, until it has no room left"
    for longest in range(8, 80):
        cut = shortened(words, longest)
        assert len(cut) <= longest
        kept = cut.removesuffix("…")
        assert words.startswith(kept) and not words[len(kept)].isalpha()


@pytest.mark.parametrize(
    ("width", "named"),
    [
        (24, "/home/ada/street/exports"),
        (23, "…/ada/street/exports"),
        (19, "…/street/exports"),
        (15, "…/exports"),
        (5, "…/ex…"),
    ],
)
def test_a_long_folder_is_shortened_from_the_left(width: int, named: str) -> None:
    folder = Path(os.sep, "home", "ada", "street", "exports")
    assert folder_within(folder, width) == named.replace("/", os.sep)


async def test_a_refusal_names_claims_by_their_texts(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("asterisk")
        await driver.select("longer")
        await driver.press("p")
        assert driver.said.startswith("“Close the street” cannot move under “Walkers stay longer”")


async def test_a_taken_id_is_named_as_an_id(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("f2")
        await driver.paste("close")
        await driver.press("enter")
        assert any("The id 'close' is taken." in line for line in driver.screen_lines())


def test_what_to_do_about_a_finding_names_rules_and_actions_that_exist() -> None:
    codes = {rule.code for rule in RULES}
    for code, hint in HINTS.items():
        finding = Finding(code, "suggestion", "A claim.")
        assert code in codes and "{" not in hint_of(EMPTY, finding, Keymap.build(TABLE)), hint
    other = next(code for code in sorted(codes) if code not in HINTS)
    assert hint_of(EMPTY, Finding(other, "warning", "Twice.", "Keep one."), Keymap.build(TABLE)) == "Keep one."


def test_what_to_do_names_things_by_their_texts() -> None:
    index = Index.build(read(SMALL.encode(), "map.yaml").map)
    finding = Finding("AM103", "error", "A position of 'shop'.", "Did you mean 'shops'?")
    told = "Did you mean “The shops”? Press S on the claim to remove the position, and s to record it again."
    assert hint_of(index, finding, Keymap.build(TABLE)) == told
