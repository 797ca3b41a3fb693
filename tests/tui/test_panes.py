"""The panes beside the outline show all that they have to say."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.widget import Widget

from argmap.tui.views.panes import ClaimPane
from argmap.tui.views.table_detail import hint_of
from tests.examples import slow_but
from tests.tui.conftest import SMALL

TEXT = " ".join(["Close the street to cars on every working day from eight to six."] * 8)
LONG = SMALL.replace("Close the street.", TEXT)


async def test_no_word_of_a_long_claim_is_hidden_by_the_scrollbar(driving) -> None:
    async with driving(LONG, size=(80, 24)) as driver:
        pane = driver.editor.main.query_one(ClaimPane)
        await driver.select("close")
        await driver.until(lambda: pane.show_vertical_scrollbar)
        await driver.pilot.pause()
        seen = pane.scrollable_content_region.width
        lines = [pane.render_line(y).crop(0, seen).text.strip() for y in range(4)]
        assert " ".join(lines) in TEXT


@pytest.mark.parametrize(
    ("screen", "keys", "said"),
    [
        ("2", ["down"], ["The air gets cleaner.", "☺ The shops · no position"]),
        ("2", ["a"], ["Close the street.", "☺ The shops ✓ agrees"]),
        ("3", [], ["☺ The shops", "No positions."]),
        ("4", [], ["§ A report", "Cited by:", "· The air gets cleaner."]),
        ("5", [], ["◆ Tension: Cars or quiet", "Side: Walk  1 claim", "· Close the street."]),
    ],
)
async def test_below_a_table_stands_all_that_its_row_says(driving, screen, keys, said) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("v", screen, *keys)
        pane = driver.editor.main.query_one(ClaimPane)
        await driver.until(lambda: set(said) <= {line.strip() for line in pane.words.splitlines()})


@pytest.mark.parametrize("columns", [40, 80, 140])
async def test_a_line_of_the_pane_goes_on_below_its_first_word(driving, columns: int) -> None:
    words = " ".join(["Walkers stay longer wherever cars are few."] * 5)
    async with driving(SMALL.replace("Close the street.\n", f"{words}\n"), size=(columns, 24)) as driver:
        await driver.press("v", "5")
        pane = driver.editor.main.query_one(ClaimPane)
        await driver.until(lambda: "· Walkers" in pane.words)
        lines = [pane.draw_line(line, columns).text.rstrip() for line in range(pane.virtual_size.height)]
        first = next(place for place, line in enumerate(lines) if line.startswith("  · Walkers"))
        rest = [line for line in lines[first + 1 :] if line.startswith(" " * 4)]
        assert rest
        assert " ".join([lines[first][4:], *(line[4:] for line in rest)]) == words


async def test_below_the_findings_stands_the_whole_sentence_and_what_to_do(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("v", "6")
        main = driver.editor.main
        await driver.until(lambda: main.state.findings is not None and main.table.row is not None)
        finding = main.state.findings[int(main.table.selected)]
        hint = hint_of(main.state.index, finding, main.keymap)
        assert "Press" in hint
        await driver.until(
            lambda: main.query_one(ClaimPane).words.startswith("! ") and hint in main.query_one(ClaimPane).words
        )


async def test_keys_scroll_the_words_and_say_when_there_is_no_more(driving) -> None:
    async with driving(LONG, size=(80, 24)) as driver:
        pane = driver.editor.main.claim_pane
        await driver.select("close")
        await driver.until(lambda: pane.max_scroll_y > 0)
        await driver.press("left_curly_bracket")
        assert driver.said == "Start of details."
        while (before := pane.scroll_offset.y) < pane.max_scroll_y:
            await driver.press("right_curly_bracket")
            assert 0 < pane.scroll_offset.y - before < pane.size.height
        await driver.press("right_curly_bracket")
        assert driver.said == "End of details."


async def test_the_diagram_fits_its_width_and_keys_scroll_it(driving) -> None:
    many = SMALL.partition("sources:\n  rep")[0] + "".join(
        f"  more-{number}:\n    text: Reason number {number} of quite a few.\n    supports:\n      - custom\n"
        for number in range(12)
    )
    for size in ((80, 24), (130, 30), (160, 50)):
        async with driving(many.replace("    sources:\n      - report\n", ""), size=size) as driver:
            diagram = driver.editor.main.diagram
            await driver.select("custom")
            await driver.press("d")
            await driver.until(lambda pane=diagram: pane.drawing is not None and pane.size.width > 70)
            driver.editor.main.update_panes()
            await driver.pilot.pause()
            assert diagram.max_scroll_x == 0
            assert diagram.drawing is not None and diagram.virtual_size.height == len(diagram.drawing.lines)
            if diagram.max_scroll_y:
                before = diagram.scroll_offset.y
                while diagram.scroll_offset.y == before:  # a late resize centres the diagram again
                    await driver.press("{" if before else "}")
                assert abs(diagram.scroll_offset.y - before) < diagram.size.height


async def test_a_letter_of_a_search_lays_nothing_out(driving, monkeypatch) -> None:
    """The layout of the screen takes longer than all else that a letter causes."""
    async with driving() as driver:
        await driver.press("slash", "s", "h")
        laid_out: list[object] = []
        refresh = Widget.refresh

        def noted(self: Widget, *regions: Region, layout: bool = False, **options: bool) -> Widget:
            laid_out.extend([self] if layout else [])
            return refresh(self, *regions, layout=layout, **options)

        monkeypatch.setattr(Widget, "refresh", noted)
        await driver.press("o", "backspace")
        assert not laid_out


async def test_a_claim_that_has_nothing_yet_says_what_can_be_added(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        hint = "No reasons, positions or sources yet."
        await driver.select("longer")
        await driver.until(lambda: hint in driver.editor.main.claim_pane.words)
        assert "a support   x objection   s position   c citation" in driver.editor.main.claim_pane.words
        await driver.select("air")
        await driver.until(lambda: "A report" in driver.editor.main.claim_pane.words)
        assert hint not in driver.editor.main.claim_pane.words


@pytest.mark.parametrize(
    ("key", "said"),
    [(")", "Select a claim to move."), (">", "Select a claim to move."), ("O", "Select a claim to delete.")],
)
async def test_what_needs_a_claim_says_so_on_a_tension(driving, key: str, said: str) -> None:
    async with driving() as driver:
        await driver.press("G")
        assert driver.editor.main.selected.kind == "tension"
        await driver.press(key)
        assert driver.said == said


async def test_a_position_is_said_to_be_added_and_then_updated(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        for said in ("Position added. u to undo.", "Position updated. u to undo."):
            await driver.press("S", "tab")
            await driver.paste("Their words.")
            await driver.press("ctrl+s")
            assert driver.said == said


async def test_a_refusal_goes_with_the_next_letter(driving) -> None:
    async with driving() as driver:
        await driver.press("a", "enter")
        assert any("Enter the claim's text" in line for line in driver.screen_lines())
        await driver.press("W")
        await driver.until(lambda: not any("Enter the claim's text" in line for line in driver.screen_lines()))
        assert driver.editor.main.is_typing


async def test_what_a_letter_finds_is_shown_with_the_letter(driving) -> None:
    """A message of Textual would tell of it after the letter is painted."""
    async with driving() as driver:
        await driver.press("slash")
        box = driver.editor.main.entry.box
        box.insert("custom")
        assert driver.editor.state.outline.query == "custom"
        await driver.press("o")
        box.undo()
        await driver.pilot.pause()
        assert driver.editor.state.outline.query == box.text != "customo"


@pytest.mark.parametrize("size", slow_but([(80, 24), (200, 60)], (80, 24)))
@pytest.mark.parametrize("close", [None, "escape"])
@pytest.mark.parametrize("open_with", ["d", "B"])
@pytest.mark.parametrize("tabs", [0, 1])
async def test_a_closed_full_screen_gives_the_keys_back(driving, size, close, open_with, tabs) -> None:
    async with driving(size=size) as driver:
        await driver.press(*["tab"] * tabs)
        main = driver.editor.main
        before = main.focused
        await driver.press(open_with, close or open_with)
        assert main.state.full_screen == ""
        assert main.focused is before
