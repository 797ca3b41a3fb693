"""Findings: by rule with totals, the worst first, in texts; gone through by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.check.rules import RULES
from argmap.model.findings import Finding
from argmap.tui.commands.findings import show_finding
from argmap.tui.views.table_detail import hint_of, hint_of_code
from argmap.tui.views.table_models import FEW, GROUP, findings, worst_first
from tests.examples import examples, slow_but
from tests.tui.conftest import Driver

LOOSE = (
    "argmap: 1\ntitle: Loose\nclaims:\n"
    + "".join(f"  loose-{number}:\n    text: Claim {word} stands apart.\n" for number, word in enumerate("abcdefgh"))
    + "".join(f"  why-{number}:\n    text: Reason {number}.\n    supports: [loose-0]\n" for number in range(20))
)

FOUND = st.lists(
    st.builds(
        lambda rule, number: Finding(rule.code, rule.level, f"It is about '{number}'.", path=("claims", str(number))),
        st.sampled_from(RULES),
        st.integers(0, 9),
    ),
    max_size=30,
)
ORDER = {"error": 0, "warning": 1, "suggestion": 2}


@examples(60)
@given(FOUND, st.sets(st.sampled_from([rule.code for rule in RULES])))
def test_every_finding_is_counted_and_can_be_shown(found: list[Finding], turned: set[str]) -> None:
    shut = findings(found, turned=frozenset(turned))
    codes = [row.name.removeprefix(GROUP) if GROUP in row.name else found[int(row.name)].code for row in shut.rows]
    assert set(codes) == {one.code for one in found}
    assert [ORDER[row.cells[0].text] for row in shut.rows] == sorted(ORDER[row.cells[0].text] for row in shut.rows)
    for row, code in zip(shut.rows, codes, strict=True):
        if row.name.startswith(GROUP):
            count = sum(one.code == code for one in found)
            assert row.cells[1].text.endswith(f": {count}")
            assert codes.count(code) in {1, count + 1}
    often = {code: sum(one.code == code for one in found) for code in codes}
    unfolded = findings(found, turned=frozenset(code for code, count in often.items() if count > FEW))
    numbers = [int(row.name) for row in unfolded.rows if row.name.isdigit()]
    assert numbers == worst_first(found)


@examples(30)
@given(FOUND)
def test_a_search_shows_the_findings_that_match_and_no_folds(found: list[Finding]) -> None:
    rows = findings(found, query="'3'").rows
    assert sorted(int(row.name) for row in rows if row.name.isdigit()) == [
        number for number, one in enumerate(found) if "'3'" in one.message
    ]


EXAMPLES = Path(__file__).parents[1] / "check" / "examples"

REMEDIES = {
    "AM101": ["X"],
    "AM102": ["X"],
    "AM103": ["S", "ctrl+r"],
    "AM104": ["c", "down", "enter", "ctrl+r"],
    "AM105": ["T", "enter"],
    "AM106": ["T", "enter"],
    "AM107": ["T", "enter"],
    "AM108": ["e", "tab", "tab", "tab", "enter", "enter", "ctrl+s"],
    "AM109": ["e", "tab", "tab", "tab", "enter", "up", "enter", "ctrl+s"],
    "AM110": ["down", "X"],
    "AM111": ["X"],
    "AM112": ["X"],
    "AM113": ["S", "ctrl+r"],
}
"""The keys that the editor says, with those that its dialogs say, where the cursor is on what was found."""


@pytest.mark.parametrize("code", slow_but(REMEDIES, "AM101", "AM104", "AM108", "AM109", "AM113"))
async def test_what_the_editor_says_about_broken_references_mends_them(driving, code: str) -> None:
    (example,) = EXAMPLES.glob(f"{code}-*-bad.yaml")
    async with driving(example.read_text(encoding="utf-8"), size=(100, 40)) as driver:
        state = driver.editor.state
        await driver.until(lambda: state.findings is not None)
        finding = next(one for one in state.findings if one.code == code)
        show_finding(driver.editor.main, finding)
        assert f"ress {REMEDIES[code][-1 if code == 'AM110' else 0]} " in hint_of(
            state.index, finding, driver.editor.keymap
        )
        await driver.press(*REMEDIES[code])
        await driver.until(lambda: state.findings is not None)
        assert code not in {one.code for one in state.findings}


async def open_findings(driver: Driver) -> list[str]:
    await driver.press("v", "6")
    await driver.until(lambda: driver.editor.state.findings)
    return [row.name for row in driver.editor.main.table.model.rows]


async def test_many_of_a_rule_are_one_row_that_enter_unfolds_and_folds(driving) -> None:
    async with driving(LOOSE) as driver:
        names = await open_findings(driver)
        table = driver.editor.main.table
        table.go_to(f"{GROUP}AM204")
        await driver.until(lambda: "A claim has no links and no tension." in "\n".join(driver.screen_lines()))
        told = driver.editor.main.claim_pane.words.splitlines()
        assert told[0].startswith("! A claim has no links")
        assert hint_of_code("AM204", driver.editor.main.keymap) in [line.strip() for line in told]
        assert "  Enter shows or folds the list." in told
        assert told[-1] == "  Rule AM204: Claim without connection"
        await driver.press("enter")
        shown = [row.cells[1].text for row in table.model.rows]
        assert "  “Claim b stands apart” has no links and no tension." in shown
        assert not any("loose-" in text for text in shown)
        assert table.selected == f"{GROUP}AM204"
        count = len(driver.editor.state.findings)
        await driver.until(lambda: f"Findings · {count} " in "\n".join(driver.screen_lines()))
        driver.editor.state.find_in_table("findings", "AM204")
        alike = sum(one.code == "AM204" for one in driver.editor.state.findings)
        await driver.until(lambda: f"Findings · {alike} of {count} " in "\n".join(driver.screen_lines()))
        driver.editor.state.find_in_table("findings", "")
        await driver.press("enter")
        assert [row.name for row in table.model.rows] == names


async def test_findings_are_gone_through_by_key_in_both_directions(driving) -> None:
    async with driving(LOOSE) as driver:
        await driver.press("exclamation_mark")
        first = driver.said
        assert first.startswith("Finding 1 of ")
        await driver.press("f8")
        assert driver.said.startswith("Finding 2 of ")
        await driver.press("shift+f8")
        assert driver.said == first
        await driver.press("tilde")
        count = len(driver.editor.state.findings)
        assert driver.said.startswith(f"Finding {count} of {count}")
        await driver.press("exclamation_mark")
        assert driver.said == first


async def test_after_a_finding_is_mended_the_next_one_follows(driving) -> None:
    async with driving(LOOSE) as driver:
        await driver.until(lambda: driver.editor.state.findings)
        found = [driver.editor.state.findings[number] for number in worst_first(driver.editor.state.findings)]
        place = next(at for at, one in enumerate(found) if one.code == "AM204" and one.path[1] == "loose-2")
        for _ in range(place + 1):
            await driver.press("f8")
        assert driver.selected == "loose-2"
        await driver.press("a")
        await driver.write("A reason for it.")
        await driver.press("f8")
        assert driver.selected == "loose-3"


def lines_of_pane(driver: Driver) -> str:
    return " ".join(driver.editor.main.claim_pane.words.split())


async def test_a_finding_stays_in_the_pane_with_what_to_do_and_is_named_in_one_line(driving) -> None:
    async with driving(LOOSE, size=(80, 24)) as driver:
        await driver.until(lambda: driver.editor.state.findings)
        for number in range(1, 6):
            await driver.press("f8")
            finding = driver.editor.state.finding
            assert driver.said.startswith(f"Finding {number} of ") and len(driver.said) <= 78
            hint = hint_of(driver.editor.state.index, finding, driver.editor.keymap)
            await driver.until(lambda hint=hint: " ".join(hint.split()) in lines_of_pane(driver))
        await driver.press("down")
        await driver.until(lambda: f"{finding.code}:" not in lines_of_pane(driver))


async def test_a_finding_about_a_source_stays_in_the_pane_of_its_tab(driving) -> None:
    async with driving(LOOSE + "sources:\n  leaflet:\n    title: A leaflet\n", size=(80, 24)) as driver:
        await driver.until(lambda: driver.editor.state.findings)
        while driver.editor.state.view != "sources":
            await driver.press("f8")
        await driver.until(lambda: "AM211:" in lines_of_pane(driver) and "§ A leaflet" in lines_of_pane(driver))


async def test_a_small_window_says_all_of_a_finding_in_the_message(driving) -> None:
    async with driving(LOOSE, size=(40, 10)) as driver:
        await driver.until(lambda: driver.editor.state.findings)
        await driver.press("f8")
        assert driver.said.endswith(
            hint_of(driver.editor.state.index, driver.editor.state.finding, driver.editor.keymap)
        )


def test_totals_come_first_then_rules_with_few_findings() -> None:
    found = [
        Finding("AM205", "suggestion", "One.", path=("claims", "a")),
        Finding("AM202", "suggestion", "Two.", path=("claims", "a")),
        Finding("AM202", "suggestion", "Two again.", path=("claims", "b")),
        Finding("AM209", "suggestion", "All of the map.", path=()),
        Finding("AM101", "error", "Broken.", path=("claims", "a")),
    ]
    assert worst_first(found) == [4, 3, 0, 1, 2]
