"""Asking the map in the editor: what-ifs, reports, cruxes, views; and stances set in the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from threading import Event

import pytest

from argmap.model.index import Index
from argmap.report.status.model import Group, ReportEntry, ReportSection
from argmap.semantics.labels import Labels
from argmap.tui.commands.reports import QUESTIONS, show
from argmap.tui.dialogs.answers import Answers, _Lines, lines_of
from argmap.vocabulary import CAVEAT
from tests.tui.conftest import SMALL

HELD = SMALL.replace(
    "    text: Close the street.\n", "    text: Close the street.\n    positions:\n      shops: disagrees\n", 1
)


async def answered(driver) -> str:
    """The answer that is shown, once it is there, as one text."""
    await driver.until(lambda: isinstance(driver.editor.screen, Answers) and driver.editor.screen.section)
    answers = driver.editor.screen
    return " ".join(" ".join(line.text for line in lines_of(answers.section, answers.index, 2000)).split())


async def test_a_what_if_says_at_once_what_falls_and_what_stands(driving) -> None:
    async with driving() as driver:
        await driver.select("longer")
        await driver.press("i")
        then = "“Close the street” becomes challenged, “Shops lose custom” has no reasons any more."
        assert driver.said == f"What if “Walkers stay longer” is rejected: {then}"
        await driver.press("I")
        text = await answered(driver)
        assert "“Close the street”: supported → challenged." in text
        assert text.endswith(CAVEAT)
        await driver.press("escape", "i")
        assert driver.said == "What if “Walkers stay longer” is accepted: no other claim changes status."
        await driver.press("i")
        assert driver.said == "Reset “Walkers stay longer”. What-if cleared."
        assert not driver.editor.state.status.is_asked


async def test_a_source_is_withdrawn_and_put_back(driving) -> None:
    async with driving() as driver:
        await driver.press("W", "enter")
        then = "“Close the street” and “The air gets cleaner” have lost their support."
        assert driver.said == f"What if the source “A report” is rejected: {then}"
        assert any("The air gets" in line and "→ lost supp." in line for line in driver.screen_lines())
        await driver.press("W", "enter")
        assert driver.said == "Restored the source “A report”. What-if cleared."


async def test_what_if_in_words_without_a_what_if_says_how_to_ask(driving) -> None:
    async with driving() as driver:
        await driver.press("I")
        assert driver.said == "No what-if yet. Press i to reject or accept a claim."


@pytest.mark.parametrize("question", sorted(set(QUESTIONS) - {"cruxes", "view"}))
async def test_every_question_has_an_answer(driving, question: str) -> None:
    async with driving(HELD) as driver:
        await driver.select("close")
        await driver.press("A")
        await driver.paste(QUESTIONS[question][0])
        await driver.press("enter")
        assert CAVEAT in await answered(driver)


async def test_an_entry_leads_to_its_claim(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("K")
        assert "Accepting or rejecting one of 3 other claims would change that." in await answered(driver)
        await driver.press("down", "enter")
        assert driver.selected == "custom"


async def test_all_lines_of_the_marked_entry_are_in_sight(driving) -> None:
    long = "".join(
        f"  reason-{place:02}:\n    text: {'Reason ' * 30}{place}.\n    supports:\n      - close\n"
        for place in range(9)
    )
    async with driving(SMALL.replace("  longer:\n", f"{long}  longer:\n", 1), size=(80, 24)) as driver:
        await driver.press("A")
        await driver.paste(QUESTIONS["gaps"][0])
        await driver.press("enter")
        await answered(driver)
        lines = driver.editor.screen.query_one(_Lines)
        await driver.until(lambda: lines.entry == 0)
        tops = [lines.scroll_offset.y]
        for key in [*["down"] * 12, *["up"] * 12, "end", "home"]:
            await driver.press(key)
            tops.append(lines.scroll_offset.y)
            own = [place for place, line in enumerate(lines.lines) if line.entry == lines.entry]
            assert tops[-1] <= own[0] and own[-1] < tops[-1] + lines.size.height
        assert max(tops) > 0 == tops[0] == tops[-1]


async def test_cruxes_do_not_follow_a_what_if(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("i", "K")
        assert "“Close the street” is supported." in await answered(driver)


async def test_a_stakeholders_view_is_read_and_left(driving) -> None:
    async with driving(HELD) as driver:
        await driver.press("V", "enter")
        assert "Stated position: disagrees" in await answered(driver)
        await driver.press("escape")
        assert len(driver.editor.screen_stack) == 1


async def test_space_in_the_matrix_goes_round_the_stances(driving) -> None:
    async with driving() as driver:
        await driver.press("alt+2")
        seen = []
        for _ in range(4):
            await driver.press("space")
            (claim, *_) = driver.editor.state.map.claims
            seen.append(([position.stance for position in claim.positions], driver.said))
        assert [stances for stances, _ in seen] == [["agrees"], ["disagrees"], ["mixed"], []]
        set_mixed = "Set The shops' position on “Close the street”: mixed."
        assert seen[2][1] == f"{set_mixed} Enter to add its source, quote and date."
        assert seen[3][1] == "Removed The shops' position on “Close the street”. u to undo."


async def test_closing_the_dialog_ends_a_search_for_cruxes(driving, monkeypatch) -> None:
    from argmap.semantics import sensitivity

    ended = Event()

    def endless(labels: Labels, contention: str) -> Iterator[sensitivity.Progress]:
        try:
            for tried in count():
                yield sensitivity.Progress(tried, 10_000)
        finally:
            ended.set()

    monkeypatch.setattr(sensitivity, "search", endless)
    async with driving() as driver:
        await driver.select("close")
        await driver.press("K")
        await driver.until(lambda: any("of 10,000…" in line for line in driver.screen_lines()))
        await driver.press("escape")
        await driver.until(ended.is_set)
        assert len(driver.editor.screen_stack) == 1


async def test_a_search_may_tell_how_far_it_is_before_its_dialog_is_composed(driving) -> None:
    async with driving() as driver:
        answers = show(driver.editor.main, "What it turns on", None)
        answers.progress("Testing claim 1 of 2…")
        await driver.until(lambda: any("Testing claim 1 of 2…" in line for line in driver.screen_lines()))
        answers.answer(ReportSection("cruxes", "What it turns on", "Nothing."))
        await driver.until(lambda: any("Nothing." in line for line in driver.screen_lines()))
        assert not any("Testing claim" in line for line in driver.screen_lines())


async def test_taking_a_cited_position_away_says_what_goes_with_it(driving) -> None:
    cited = SMALL.replace("    side: walk\n", CITED)
    async with driving(cited) as driver:
        await driver.press("alt+2", "delete")
        removed = "Removed The shops' position on “Close the street”, with its source and quote."
        assert driver.said == f"{removed} u to undo."
        await driver.press("u")
        assert driver.editor.state.map.claims[0].positions[0].quote == "quiet"


CITED = """\
    side: walk
    positions:
      shops:
        stance: mixed
        source: report
        quote: quiet
"""


def test_lines_keep_to_their_width_and_are_safe(small_index: Index) -> None:
    long = ReportEntry("\x1b[31mred " + "word " * 60, ("close",), ("detail " * 40,))
    lines = lines_of(ReportSection("x", "X", "lead " * 50, (Group("Heading", (long,)),)), small_index, 40)
    assert all(len(line.text) <= 40 and "\x1b" not in line.text for line in lines)
    assert {line.claim_id for line in lines if line.entry == 0} == {"close"}


@pytest.fixture
def small_index() -> Index:
    from argmap.mapfile.read.read import read

    return Index.build(read(SMALL.encode(), "small.yaml").map)
