"""The first screen shows the argument, with the selected row in full and the brief beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from argmap.cli import tutor
from argmap.io.journal import leftovers
from argmap.io.preferences import recent_files, remember_file
from argmap.session.outline.rows import Row
from argmap.tui.app import Editor
from argmap.tui.opening import NO_MAP, Opening
from argmap.tui.run import run
from argmap.tui.screen import SHORT, WIDE
from argmap.tui.views.chrome import Chrome
from tests.tui.conftest import SMALL

LONG_ROW = SMALL.replace(
    "Shops lose custom.", "Shops lose custom, " + "because drivers shop elsewhere, " * 4 + "each day."
)


async def test_the_selected_row_is_shown_in_full_and_others_are_cut(driving) -> None:
    async with driving(LONG_ROW, size=(80, 24)) as driver:
        await driver.select("custom")
        assert any("each day." in line for line in driver.screen_lines())
        await driver.select("air")
        await driver.until(lambda: driver.editor.main.claim_pane.words.startswith("+ supports"))
        assert not any("each day." in line for line in driver.screen_lines())


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (40, 10)])
async def test_the_first_layout_is_that_of_the_window_and_has_the_whole_titles(
    driving, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[frozenset[str], str]] = []
    look = Chrome.show_titles

    def show_titles(chrome: Chrome, row: Row | None) -> None:
        look(chrome, row)
        screen = chrome._screen
        seen.append((frozenset(screen.classes), str(screen.query_one("#outline").border_title)))

    monkeypatch.setattr(Chrome, "show_titles", show_titles)
    async with driving(SMALL.replace("title: Small", f"title: {'A long title. ' * 20}"), size=size) as driver:
        await driver.pilot.pause()
        assert seen[0] == seen[-1]
        assert ("-wide" in seen[0][0], "-short" in seen[0][0]) == (size[0] >= WIDE, size[1] < SHORT)


async def test_tensions_are_folded_below_the_main_claims(driving) -> None:
    async with driving() as driver:
        lines = driver.screen_lines()
        assert any("▸ ◆ Cars or quiet" in line for line in lines)


async def test_the_brief_follows_the_cursor_and_numbers_the_claims(driving) -> None:
    async with driving(size=(140, 45)) as driver:
        brief = driver.editor.main.brief
        await driver.until(lambda: "1 + The air gets cleaner." in brief.text)
        assert "Reasons against" in brief.text and "2.1 − Walkers stay longer." in brief.text
        await driver.select("longer")
        await driver.until(lambda: brief._entries[brief._selected].claim_id == "longer")


async def test_what_the_entry_bar_does_not_cover_keeps_its_place_in_the_picture(driving) -> None:
    """Textual paints all of a widget again whose place changes, its place in the order of all widgets included."""
    async with driving(size=(140, 45)) as driver:
        main = driver.editor.main
        panes = (main.outline, main.claim_pane, main.brief, main.message)
        closed = [main._compositor.full_map[pane] for pane in panes]
        await driver.press("x")
        assert main.is_typing and main.entry.size.height == 3
        assert [main._compositor.full_map[pane] for pane in panes] == closed
        await driver.press("escape")
        assert not main.entry.size.height
        assert [main._compositor.full_map[pane] for pane in panes] == closed


@pytest.mark.parametrize("columns", [120, 133, 140])
async def test_the_text_of_the_brief_does_not_touch_its_scrollbar(driving, columns: int) -> None:
    text = SMALL.replace("Close the street.", "Close it, " + "o " * 400)
    async with driving(text, size=(columns, 30)) as driver:
        brief = driver.editor.main.brief
        await driver.until(lambda: brief.text)
        beside = brief.vertical_scrollbar.region.x - 1
        lines = driver.screen_lines()[brief.content_region.y : brief.content_region.bottom]
        assert {line[beside] for line in lines} == {" "}


async def test_the_brief_shows_all_of_the_selected_claim_and_marks_nothing_else(driving) -> None:
    texts = {f"r{number}": f"Reason {number} {'of several words ' * 12}".strip() for number in range(12)}
    claims = "".join(f"  {one}:\n    text: {text}\n    supports: [close]\n" for one, text in texts.items())
    async with driving(SMALL.replace("  air:\n", claims + "  air:\n"), size=(140, 30)) as driver:
        brief = driver.editor.main.brief
        await driver.until(lambda: brief.text)
        for one in ("r0", "r11", "longer", "r5", "r6", "r0"):
            await driver.select(one)
            await driver.until(lambda one=one: brief._entries[brief._selected].claim_id == one)
            keys = [brief.line_key(line) for line in range(brief.virtual_size.height)]
            marked = [line for line, (_, is_selected) in enumerate(keys) if is_selected]
            words = " ".join("".join(text for text, _ in keys[line][0]).strip() for line in marked)
            assert words.endswith(texts.get(one, "Walkers stay longer."))
            assert set(marked) <= {brief.scroll_offset.y + line for line in range(brief.size.height)}


async def test_the_brief_keeps_the_selected_claim_in_view_at_once_when_its_size_changes(driving, monkeypatch) -> None:
    claims = "".join(f"  r{one}:\n    text: {'of several words ' * 12}\n    supports: [close]\n" for one in range(12))
    async with driving(SMALL.replace("  air:\n", claims + "  air:\n"), size=(140, 45)) as driver:
        brief = driver.editor.main.brief
        await driver.until(lambda: brief.text)
        await driver.select("r11")
        await driver.until(lambda: brief._entries[brief._selected].claim_id == "r11")
        monkeypatch.setattr("argmap.tui.screen.AFTER_KEYS", 3_600)
        for size in ((120, 30), (140, 20), (125, 40)):
            await driver.pilot.resize_terminal(*size)
            shown = range(brief.scroll_offset.y, brief.scroll_offset.y + brief.size.height)
            assert brief._starts[brief._selected] in shown


async def test_an_unanswered_objection_is_counted_on_its_target(driving) -> None:
    async with driving() as driver:
        await driver.until(lambda: driver.editor.state.findings is not None)
        assert driver.editor.state.unanswered == {"custom": 1}
        assert any("Shops lose custom" in line and "!1" in line for line in driver.screen_lines())


async def test_tab_gives_the_keys_to_the_next_pane(driving) -> None:
    async with driving(size=(140, 45)) as driver:
        main = driver.editor.main
        await driver.press("tab")
        assert main.focused is main.claim_pane
        await driver.press("tab")
        assert main.focused is main.brief
        await driver.press("shift+tab", "escape")
        assert main.focused is main.outline


async def test_the_next_finding_stays_in_the_pane(driving) -> None:
    async with driving() as driver:
        await driver.press("!")
        assert "Finding 1 of " in driver.said
        first = driver.editor.state.finding
        await driver.press("!")
        assert "Finding 2 of " in driver.said and driver.editor.state.finding != first


async def test_a_claim_is_moved_by_picking_where(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("m")
        await driver.paste("walkers")
        await driver.press("enter")
        assert driver.editor.state.index.claims["air"].reasons[0].target == "longer"


async def test_the_sides_of_a_new_tension_are_offered_for_the_claim_at_once(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("T", *"Calm", "enter", "enter", "enter")  # the title is there, a question is not needed
        await driver.paste("Reach\nRest")
        await driver.press("ctrl+s")
        assert [one for one in driver.screen_lines() if "Reach" in one and "Calm" in one]
        await driver.press("down", "enter")
        claim = driver.editor.state.index.claims["air"]
        assert driver.editor.state.index.tensions[claim.tension].title == "Calm"
        assert claim.side == "rest"


async def test_a_tension_without_sides_gets_them_where_a_claim_is_to_be_put_on_one(driving) -> None:
    sideless = SMALL.replace("    sides:\n      drive: Drive\n      walk: Walk\n", "").replace("    side: walk\n", "")
    async with driving(sideless) as driver:
        await driver.select("air")
        await driver.press("T")
        assert any("has no sides yet: add them" in line for line in driver.screen_lines())
        await driver.press("enter", "tab", "tab")
        await driver.paste("Reach\nRest")
        await driver.press("ctrl+s", "enter")
        claim = driver.editor.state.index.claims["air"]
        assert (claim.tension, claim.side) == ("cars", "reach")


async def test_a_side_is_picked_and_comes_first_the_next_time(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("T", "down", "enter")
        assert driver.editor.state.index.claims["air"].side == "walk"
        assert driver.said == "Put on the side “Walk”. u to undo."
        await driver.select("custom")
        await driver.press("T", "enter")
        assert driver.editor.state.index.claims["custom"].side == "walk"


async def test_a_premise_is_typed_where_it_is_linked(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("w")
        await driver.paste("Cars are the main source of dirt.")
        await driver.press("enter")
        linked = driver.editor.state.index.claims["air"].reasons[0].linked
        assert [driver.editor.state.index.claims[one].text for one in linked] == ["Cars are the main source of dirt."]


async def test_a_new_map_asks_for_its_question_and_the_first_claim(driving) -> None:
    async with driving(None) as driver:
        await driver.press("e")
        await driver.paste("Should the street be closed?")
        await driver.press("enter", "enter")
        await driver.write("Close it.")
        assert driver.editor.state.map.question == "Should the street be closed?"
        assert driver.claims == ["close"]


def test_a_new_map_is_a_recent_one_once_it_was_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "new.yaml"

    def saves(editor: Editor) -> int:
        assert not recent_files()
        file.write_text(SMALL, encoding="utf-8")
        editor.worker.close(forget=True)
        return 0

    monkeypatch.setattr(Editor, "run", saves)
    assert run(file) == 0
    assert recent_files() == [file]


def test_a_lesson_of_the_tutor_is_no_recent_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Editor, "run", lambda editor: editor.worker.close(forget=True))
    monkeypatch.setattr(tutor, "refuse_without_terminal", lambda: None)
    tutor.main(["-o", str(tmp_path / "lesson.yaml")])
    assert not recent_files()


async def test_the_opening_screen_offers_recent_maps_and_a_new_one(tmp_path: Path) -> None:
    file = tmp_path / "street.yaml"
    file.write_text(SMALL)
    remember_file(file)
    assert recent_files() == [file]
    app = Opening("dark")
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_value is not None and app.return_value.file == file
    app = Opening("dark")
    async with app.run_test() as pilot:
        await pilot.press("down", "enter", *"Why", "enter", "enter", "enter")
        await pilot.pause()
    assert app.return_value is not None and app.return_value.question == "Why"


@pytest.mark.parametrize("is_ended", [True, False])
async def test_what_is_typed_on_the_opening_screen_is_there_the_next_time(is_ended: bool) -> None:
    """Ended by a signal, or closed with Esc, which asks first."""
    app = Opening("dark")
    async with app.run_test() as pilot:
        await pilot.press("enter", *"Bridge?")
        if is_ended:
            app.end_from_outside(15)
        else:
            await pilot.press("escape", "escape", "escape")
        await pilot.pause()
    app = Opening("dark")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert next(iter(app.screen.rows.items)).note == "goes on with your draft"
        await pilot.press("enter")
        assert app.screen.values()["question"] == "Bridge?"
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert app.return_value.question == "Bridge?"
    assert not leftovers(NO_MAP)


@pytest.mark.parametrize(
    "enter", ["enter", "ctrl+j"]
)  # a terminal that is not set up yet turns Enter into the second
async def test_keys_typed_before_the_opening_screen_wait_for_it_in_their_order(tmp_path: Path, enter: str) -> None:
    for name in ("street.yaml", "ferry.yaml"):
        (tmp_path / name).write_text(SMALL)
        remember_file(tmp_path / name)
    app = Opening("dark")
    for key in ("down", enter):
        app.post_message(events.Key(key, None))
    async with app.run_test() as pilot:
        await pilot.pause()
    assert app.return_value is not None and app.return_value.file == tmp_path / "street.yaml"


async def test_a_paste_before_the_opening_screen_goes_into_its_line() -> None:
    app = Opening("dark")
    app.post_message(events.Paste("ferry"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query_one(Input).value == "ferry"


TENSION = "tensions: {t1: {title: Growth or calm, sides: {g: {text: growth}, k: {text: calm}}}}"


@pytest.mark.parametrize(
    "sections",
    [
        "claims: {}",
        f"claims: {{}}\n{TENSION}",
        f"claims: {{a: {{text: First}}}}\n{TENSION}",
        f"claims: {{a: {{text: First, tension: t1, side: g}}}}\n{TENSION}",
        "claims: {}\nsources: {s: {title: A study}}",
        "claims: {}\nstakeholders: {x: {name: X}}",
        "claims: {a: {text: First, supports: [a]}}",
        "claims: {a: {text: First, supports: [gone]}}",
    ],
)
async def test_a_map_of_any_shape_opens(driving, sections: str) -> None:
    async with driving(f"argmap: 1\ntitle: T\n{sections}\n") as driver:
        await driver.until(lambda: driver.editor.state.findings is not None)
        assert driver.editor.fault is None
        assert any("Growth or calm" in line for line in driver.screen_lines()) == (TENSION in sections)


async def test_the_brief_of_a_large_map_is_of_a_part_at_every_row(driving, monkeypatch) -> None:
    """The heading of the tensions and a tension have no claims around them in the outline."""
    monkeypatch.setattr("argmap.tui.views.brief_pane.WHOLE", 0)
    monkeypatch.setattr("argmap.tui.views.brief_pane.MOST", 2)
    async with driving(size=(140, 45)) as driver:
        brief, state = driver.editor.main.brief, driver.editor.state
        state.show_outline(state.outline.fold_to(9))
        for row in range(len(state.outline)):
            brief.show(state.outline, state.outline.row(row))
            assert 1 <= len({entry.claim_id for entry in brief._entries if entry.claim_id}) <= 2
        tension = next(one for one in map(state.outline.row, range(len(state.outline))) if one.kind == "tension")
        brief.show(state.outline, tension)
        assert "Close the street." in brief.text and "Shops lose custom." not in brief.text
