"""What a designer looks at first: frames, alignment, and that nothing is cut where it could be said."""

from __future__ import annotations

import re

import pytest
from textual.color import Color
from textual.widget import Widget

from argmap.tui.dialogs.dialog import clickable, packed
from argmap.tui.keys.keymap import keys_and_words
from argmap.tui.views.bars import Footer, Header, MessageLine, Notice, Tabs
from argmap.tui.views.entry_bar import EntryBar
from argmap.tui.views.table import shares
from argmap.tui.widgets.text_entry import LineInput
from tests.examples import slow_but
from tests.tui.conftest import SMALL


@pytest.mark.parametrize(
    ("size", "title"), [((80, 24), "━ Small · 4 claims ━"), ((160, 50), "┏━ Small · 4 claims ━")]
)
async def test_titles_stand_apart_from_their_line(driving, size: tuple[int, int], title: str) -> None:
    async with driving(size=size) as driver:
        assert any(line.startswith(title) for line in driver.screen_lines())


def frames(lines: list[str]) -> dict[str, set[str]]:
    """The characters of the frame of each pane of a wide screen by the first word of its title."""
    found: dict[str, set[str]] = {}
    for top, line in enumerate(lines):
        for title in re.finditer(r"[┏┌][━─]+ (\w+)[^┓┐]*[┓┐]", line):
            left, right = title.start(), title.end() - 1
            bottom = next(y for y in range(top + 1, len(lines)) if lines[y][left] in "┗└")
            sides = {lines[y][x] for y in range(top + 1, bottom) for x in (left, right)}
            found[title[1]] = {line[left], line[right], *sides, *lines[bottom][left : right + 1]}
    return found


async def test_the_whole_frame_of_the_focused_pane_is_lit_and_no_other(driving) -> None:
    async with driving(size=(160, 50)) as driver:
        for focused in ("Small", "Claim", "Brief", "Small"):
            shown = frames(driver.screen_lines())
            assert shown.keys() == {"Small", "Claim", "Brief"}
            for title, frame in shown.items():
                assert frame == (set("┏┓┃┗━┛") if title == focused else set("┌┐│└─┘")), (title, focused)
            await driver.press("tab")
            await driver.pilot.pause()


async def test_a_dialog_leaves_no_scraps_of_text_beside_it(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("A")
        inside = [line for line in driver.screen_lines() if "disputes" in line or "bloc" in line]
        assert len(inside) == 2
        assert all(line[0] == line[-1] == "│" for line in inside)


async def test_the_fields_of_a_form_begin_in_one_column_with_their_first_words(driving) -> None:
    summary = "First words. " + "And so on. " * 80
    async with driving(SMALL.replace("title: Small", f"title: Small\nquestion: Why?\nsummary: {summary}")) as driver:
        await driver.press("M")
        lines = driver.screen_lines()
        columns = {next(line.index(word) for line in lines if word in line) for word in ("Small", "First words.")}
        assert len(columns) == 1
        await driver.press("tab", "tab", "tab")
        await driver.paste("END")
        assert (driver.editor.screen.values()["summary"]).endswith("on.END")


async def test_a_small_form_shows_its_keys(driving) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.select("close")
        await driver.press("f4")
        assert "Esc cancel" in "\n".join(driver.screen_lines())
        await driver.press("escape", "e")
        assert "Esc cancel" in driver.screen_lines()[-1]


async def test_a_long_choice_ends_in_an_ellipsis(driving) -> None:
    async with driving(SMALL.replace("walk: Walk", "walk: " + "Walk " * 40), size=(80, 24)) as driver:
        await driver.select("close")
        await driver.press("f4")
        assert any("… ›" in line for line in driver.screen_lines())


async def test_without_colours_the_cell_under_the_cursor_stands_out_from_its_row(
    driving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(size=(80, 24)) as driver:
        await driver.press("v", "2")
        table = driver.editor.main.table
        looks = {segment.text.strip(): segment.style for segment in table.render_line(2)}
        claim = driver.editor.state.index.claims[table.selected].text
        assert looks[claim].reverse
        assert not looks["·"].reverse


async def test_without_colours_the_selected_claim_of_the_brief_is_reversed(
    driving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(size=(140, 45)) as driver:
        brief = driver.editor.main.brief
        await driver.select("longer")
        await driver.until(lambda: brief._selected >= 0 and brief._entries[brief._selected].claim_id == "longer")
        strips = [brief.render_line(line) for line in range(brief.size.height)]
        reversed_lines = [
            strip.text for strip in strips if all(segment.style.reverse for segment in strip if segment.text)
        ]
        assert [line.strip() for line in reversed_lines if line] == ["2.1 − Walkers stay longer."]


@pytest.mark.parametrize("claim", ["close", "air", "longer"])
async def test_without_colours_what_is_selected_in_the_brief_is_one_bar(
    driving, monkeypatch: pytest.MonkeyPatch, claim: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(size=(140, 45)) as driver:
        brief = driver.editor.main.brief
        await driver.select(claim)
        await driver.until(lambda: brief._selected >= 0 and brief._entries[brief._selected].claim_id == claim)
        lines = [number for number, entry in enumerate(brief._entry_of) if entry == brief._selected]
        parts = [part for line in lines for part in brief.draw_line(line, brief.size.width) if part.text.strip()]
        assert len({(part.style.color, part.style.bgcolor, part.style.reverse) for part in parts}) == 1


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 12)])
async def test_the_terminals_cursor_is_where_the_row_is_for_screen_readers(driving, size: tuple[int, int]) -> None:
    async with driving(size=size) as driver:
        for keys in (("down", "down"), ("v", "2", "down"), ("v", "4")):
            await driver.press(*keys)
            x, y = driver.editor.cursor_position
            assert driver.screen_lines()[y][x] == "▌"


async def test_the_terminals_cursor_is_where_text_is_typed_and_back_at_the_row_after_it(driving) -> None:
    async with driving() as driver:
        main = driver.editor.main
        at_row = driver.editor.cursor_position
        await driver.press("e")
        box = main.entry.box
        await driver.until(lambda: box.region and driver.editor.cursor_position == box.cursor_screen_offset)
        assert box.region.contains(*driver.editor.cursor_position)
        await driver.press("escape")
        assert driver.editor.cursor_position == at_row
        await driver.press("s")
        await driver.paste("Residents")
        assert driver.editor.cursor_position != at_row
        await driver.press("escape")
        assert driver.editor.cursor_position == at_row


async def test_the_title_counts_claims_that_are_found_and_no_other_rows(driving) -> None:
    async with driving() as driver:
        await driver.press("0", "/")
        await driver.paste("o")
        assert driver.editor.state.outline.matches == 5  # with the tension
        await driver.until(lambda: "━ Small · 4 of 4 claims ━" in driver.screen_lines()[2])


async def test_the_terminals_cursor_is_in_the_field_of_a_form_that_is_typed_in(driving) -> None:
    async with driving() as driver:
        await driver.press("v", "3", "C")
        for _ in ("opened", "refused"):
            field = driver.editor.screen.query_one("#field-name")
            assert driver.editor.cursor_position == field.cursor_screen_offset
            assert field.region.contains(*driver.editor.cursor_position)
            await driver.press("ctrl+s")


@pytest.mark.parametrize("size", slow_but([(80, 24), (160, 50), (40, 12)], (80, 24)))
@pytest.mark.parametrize(
    ("keys", "there"),
    [
        (("s", "h", "o"), "   "),
        (("s", "down"), "▌The shops"),
        (("question_mark",), "A map is a"),
        (("question_mark", "slash", "u", "n", "left", "left"), "un"),
        (("S",), "‹ ✓ agrees ›"),
        (("S", "tab", "tab", "escape"), "▌▾ Close"),
        (("v", "4", "a", "A", "left"), "A"),
        (("v", "4", "a", "escape"), "▌A report"),
        (("ctrl+t", "down"), "▌light"),
        (("d",), "╭▸ Walk"),
        (("a", "N", "o", "escape"), "▌▾ Close"),
        (("a", "N", "o", "enter", "q"), "▸s  Save"),
    ],
    ids="-".join,
)
async def test_the_terminals_cursor_is_where_keys_act_as_dialogs_open_and_close(
    driving, size: tuple[int, int], keys: tuple[str, ...], there: str
) -> None:
    async with driving(size=size) as driver:
        await driver.press(*keys)
        x, y = driver.editor.cursor_position
        assert driver.screen_lines()[y][x:].startswith(there), (x, y, driver.screen_lines())
        if isinstance(field := driver.editor.focused, LineInput) and "down" not in keys:
            assert field.content_region.x + field.cursor_position == x


async def test_of_an_answer_the_entry_that_enter_follows_is_marked_and_nothing_else(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.select("custom")
        await driver.press("A")
        await driver.press("down", "down", "enter")
        lines = driver.editor.screen.query_one("_Lines")
        marked = [lines.is_chosen(row) for row in range(lines.row_count())]
        looks = [lines.render_line(row)._segments[-1].style.bgcolor for row in range(lines.row_count())]
        assert len({look for look, chosen in zip(looks, marked, strict=True) if not chosen}) == 1
        assert {look for look, chosen in zip(looks, marked, strict=True) if chosen} != {looks[0]}


async def test_every_pane_takes_on_other_colours_at_once(driving) -> None:
    async with driving(size=(160, 50)) as driver:
        editor = driver.editor
        await driver.select("air")
        before = _colour_of(driver, "+")
        editor.theme = "dark-safe"
        wanted = Color.parse(editor.get_theme("dark-safe").variables["support"]).rgb
        await driver.until(lambda: _colour_of(driver, "+") == wanted)
        assert before != wanted


def _colour_of(driver, sign: str) -> tuple[int, int, int]:
    """The colour of a sign in the outline."""
    outline = driver.editor.main.outline
    for line in range(outline.row_count()):
        for text, style, _ in outline.render_line(line):
            if text.strip() == sign:
                return tuple(style.color.triplet)
    raise AssertionError(sign)


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 16)])
async def test_the_outline_is_titled_with_the_question_of_the_map_as_it_is_written(
    driving, size: tuple[int, int]
) -> None:
    question = "[/] Should [bold]cars[/bold] " + "and more " * 40
    async with driving(SMALL.replace("title: Small", f"title: Small\nquestion: '{question}'"), size=size) as driver:
        title = next(line for line in driver.screen_lines() if "[/] Should" in line)
        assert "[/] Should [bold]cars" in title
        assert "… · 4 claims ━" in title
        await driver.press("M", "tab")
        driver.editor.screen.query_one("#field-question").load_text("Why?")
        await driver.press("ctrl+s")
        await driver.until(lambda: any("Why? · 4 claims ━" in line for line in driver.screen_lines()))


async def test_the_pane_below_is_titled_with_what_it_is_about(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        for row, title in (("#cars", "─ Tension ─"), ("close", "─ Claim ─")):
            await driver.select(row)
            await driver.until(lambda title=title: any(line.startswith(title) for line in driver.screen_lines()))


async def test_nothing_touches_the_scrollbar(driving) -> None:
    many = SMALL.replace("sources:\n  report", "  more:\n    text: M\n" + "sources:\n  report")
    many = many.replace("  more:", "".join(f"  c{n}:\n    text: {'Words ' * 20}\n" for n in range(40)) + "  more:")
    async with driving(many, size=(80, 24)) as driver:
        outline = driver.editor.main.outline
        assert outline.show_vertical_scrollbar
        right = outline.scrollable_content_region.right
        lines = driver.screen_lines()[outline.content_region.y : outline.content_region.bottom]
        assert all(line[right - 1] == " " for line in lines)


async def test_without_colours_the_row_under_the_cursor_is_one_bar(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(size=(80, 24)) as driver:
        for row in ("#cars", "air"):
            await driver.select(row)
            outline = driver.editor.main.outline
            bar = outline.render_line(outline.cursor)
            assert len({(part.style.color, part.style.bgcolor, part.style.reverse) for part in bar}) == 1


async def test_of_an_answer_only_the_key_is_bold(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.select("#cars")
        await driver.press("a")
        y = next(y for y, line in enumerate(driver.screen_lines()) if "2  Walk" in line)
        strip = driver.editor.screen._compositor.render_strips()[y]
        bold = {text: bool(part.style.bold) for part in strip if (text := part.text.strip())}
        assert (bold["2"], bold["Walk"]) == (True, False)


async def test_the_claim_form_of_a_tension_is_its_own(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.select("#cars")
        await driver.press("f4")
        await driver.paste(" now")
        await driver.press("ctrl+s")
        assert driver.editor.state.map.tensions[0].title == "Cars or quiet now"
        assert driver.said == "Updated. u to undo."


SIDE = "Every neighbourhood has a say"
WITH_SIDE = SMALL.replace("walk: Walk", f"walk: {SIDE}").replace("Close the street.", "Close it.")


@pytest.mark.parametrize(("width", "is_whole"), [(80, True), (40, False)])
async def test_a_side_is_cut_only_where_the_row_has_no_room_for_it(driving, width: int, is_whole: bool) -> None:
    async with driving(WITH_SIDE, size=(width, 24)) as driver:
        for key in ("home", "down"):  # the row with the cursor, and then without it
            await driver.press(key)
            row = next(line for line in driver.screen_lines() if "Close it." in line)
            assert (SIDE in row) is is_whole
            assert is_whole or f"{SIDE[:6]}" in row


def test_a_column_takes_what_it_needs_before_another_is_cut() -> None:
    assert shares({0: 10, 1: 90}, 60) == {0: 10, 1: 50}
    assert shares({0: 90, 1: 90}, 60) == {0: 30, 1: 30}
    assert shares({0: 10, 1: 20}, 60) == {0: 10, 1: 50}
    assert shares({}, 60) == {}


async def test_the_sides_of_a_tension_have_the_room_that_its_title_leaves(driving) -> None:
    async with driving(
        SMALL.replace("drive: Drive", "drive: People who drive through every day"), size=(80, 24)
    ) as driver:
        await driver.press("v", "5")
        assert any("People who drive through every day (0) · Walk (1)" in line for line in driver.screen_lines())


async def test_the_keys_of_hints_stand_out(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("e")
        footer = driver.editor.main.query_one("#footer")
        assert [text for text, look, _ in footer.pieces(80) if look == "key"] == ["Enter ", "^j ", "Esc "]
    hint = clickable("Type to search   ←→ stance   Tab quote and source   Esc cancel")
    bold = [hint.plain[span.start : span.end].strip() for span in hint.spans if span.style.bold]
    assert bold == ["←→", "Tab", "Esc"]
    assert {span.style.meta.get("key") for span in hint.spans} == {None, "escape"}


@pytest.mark.parametrize(
    ("hint", "keys"),
    [
        ("^s done", "^s "), ("↑↓ PgUp PgDn scroll", "↑↓ PgUp PgDn "), ("Type to search", ""), ("Esc cancel", "Esc "),
        ("/ find", "/ "), ("Press a key", ""), ("Entering", ""), ("Escape it", ""),
    ],
)  # fmt: skip
def test_a_hint_is_told_apart_in_keys_and_words(hint: str, keys: str) -> None:
    assert keys_and_words(hint) == (keys, hint.removeprefix(keys))


async def test_a_picker_says_that_a_name_is_new_beside_its_stance(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("s")
        await driver.paste("Residents")
        await driver.until(lambda: any("new stakeholder ‹ ✓ agrees ›" in line for line in driver.screen_lines()))


PICKING = "Type to search or add   ↑↓ move   Enter choose   Tab location and quote   Esc cancel".split("   ")


@pytest.mark.parametrize(
    ("width", "gap", "lines"),
    [
        (100, "   ", [PICKING]),
        (72, "   ", [PICKING[:4], PICKING[4:]]),
        (38, "   ", [PICKING[1:3], PICKING[3:]]),
    ],
)
def test_hints_are_never_broken_and_the_way_out_is_always_in_sight(
    width: int, gap: str, lines: list[list[str]]
) -> None:
    assert packed(PICKING, width) == (gap, lines)


@pytest.mark.parametrize("key", ["c", "s", "T", "ctrl+p", "question_mark", "F", "M"])
async def test_every_dialog_of_a_small_window_shows_how_to_leave_it(driving, key: str) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.press(key)
        await driver.until(lambda: any("Esc c" in line for line in driver.screen_lines()))


async def test_a_wrapped_command_keeps_its_distance_from_its_key(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("ctrl+p")
        line = next(line for line in driver.screen_lines() if "Add a claim that supports" in line)
        assert re.search(r"\S {3,}a\b", line)
        keys = [
            next(line for line in driver.screen_lines() if text in line) for text in ("objects to", "Edit the text")
        ]
        assert {line.rindex("a") for line in [line]} == {
            line.rindex(key) for line, key in zip(keys, "xe", strict=True)
        }


async def test_a_picker_is_no_taller_than_its_list_needs_and_the_palette_as_tall_as_it_can_be(driving) -> None:
    async with driving(size=(80, 40)) as driver:
        heights = []
        for key in ("c", "ctrl+p"):
            await driver.press(key)
            lines = driver.screen_lines()
            heights.append(sum(line.lstrip().startswith(("│", "╭", "╰")) for line in lines))
            assert any("Esc cancel" in line for line in lines)
            await driver.press("escape")
        assert heights[0] <= 16 < 28 <= heights[1]


GROUNDS: dict[type[Widget], str] = {
    Notice: "notice-ground",
    Header: "raised",
    Footer: "raised",
    MessageLine: "background",
    Tabs: "background",
    EntryBar: "raised",
}


async def test_each_bar_has_its_ground_and_a_notice_is_there_only_while_there_is_one(driving) -> None:
    async with driving(SMALL) as driver:
        main, colours = driver.editor.main, driver.editor.get_css_variables()
        grounds = {bar: main.query_one(bar).styles.background for bar in GROUNDS}
        assert grounds == {bar: Color.parse(colours[name]) for bar, name in GROUNDS.items()}
        notice = main.query_one(Notice)
        assert not notice.display
        assert notice.styles.color == Color.parse(colours["notice-text"])
        notice.give("The file changed.", action="from-disk")
        await driver.pilot.pause()
        assert notice.display
        assert any("The file changed." in line for line in driver.screen_lines())
        notice.give()
        assert not notice.display
