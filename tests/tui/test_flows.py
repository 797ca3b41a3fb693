"""What keys do, from the key to the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from argmap.draw.formats import FORMATS
from argmap.io import desktop
from argmap.model.types import Reason
from argmap.tui.actions import VIEWS
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.dialogs.picker import Picker
from argmap.tui.keys import in_turn
from argmap.tui.keys.in_turn import _is_busy
from argmap.tui.terminal.parser import TerminalParser
from argmap.vocabulary import CAVEAT
from tests.tui.conftest import SMALL


def reason_of(driver, claim_id: str) -> Reason:
    return driver.editor.state.index.claims[claim_id].reasons[0]


async def test_a_support_and_an_objection_are_added_under_the_selected_claim(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("a")
        await driver.write("Children can play.")
        assert driver.selected == "children-play"
        assert reason_of(driver, "children-play").kind == "supports"
        await driver.press("x")
        await driver.write("They have a park.")
        assert reason_of(driver, "park").target == "children-play"


async def test_a_sibling_has_the_same_kind_of_link(driving) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("n")
        await driver.write("Deliveries take longer.")
        reason = reason_of(driver, "deliveries-take-longer")
        assert (reason.kind, reason.target) == ("objects_to", "close")


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("air", "+ Another support for: Close the street"),
        ("custom", "− Another objection to: Close the street"),
        ("close", "New claim beside: Close the street"),
        ("%cars%close", "◆ Cars or quiet: claim on the side “Walk”"),
    ],
)
async def test_a_sibling_is_asked_for_by_what_it_will_belong_to(driving, row: str, asked: str) -> None:
    async with driving() as driver:
        await driver.select(row)
        await driver.press("n")
        assert any(asked in line for line in driver.screen_lines())


async def test_an_undercut_is_added_beside_another(driving) -> None:
    async with driving() as driver:
        await driver.select("longer")
        await driver.press("z")
        await driver.write("It was summer.")
        await driver.press("n")
        assert any("⊘ Another undercut beside: It was summer" in line for line in driver.screen_lines())


@pytest.mark.parametrize(("row", "place"), [("close", (None, None)), ("%cars%close", ("cars", "walk"))])
async def test_a_sibling_takes_the_side_of_the_tension_that_it_is_added_below(driving, row: str, place) -> None:
    async with driving() as driver:
        await driver.select(row)
        await driver.press("n")
        await driver.write("Build a bypass.")
        claim = driver.editor.state.index.claims["build-bypass"]
        assert (claim.tension, claim.side) == place


async def test_an_undercut_denies_the_step_of_the_selected_row(driving) -> None:
    async with driving() as driver:
        await driver.select("longer")
        await driver.press("z")
        await driver.write("It was summer.")
        assert reason_of(driver, "summer").target == "longer -> custom"


async def test_a_claim_under_a_tension_takes_a_side(driving) -> None:
    async with driving() as driver:
        await driver.select("#cars")
        await driver.press("a", "1")
        await driver.write("Cars are needed.")
        claim = driver.editor.state.index.claims["cars-needed"]
        assert (claim.tension, claim.side) == ("cars", "drive")


async def test_text_is_edited_and_undone_and_redone(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("e")
        await driver.write(" Much cleaner.")
        assert driver.editor.state.index.claims["air"].text == "The air gets cleaner. Much cleaner."
        await driver.press("u")
        assert driver.editor.state.index.claims["air"].text == "The air gets cleaner."
        await driver.press("U")
        assert driver.editor.state.index.claims["air"].text.endswith("Much cleaner.")


async def test_given_up_text_comes_back_when_asked_again(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("a")
        await driver.paste("Half a thought")
        await driver.press("escape")
        assert driver.claims == ["close", "air", "custom", "longer"]
        await driver.press("a")
        assert driver.editor.main.entry.box.text == "Half a thought"


async def test_a_branch_is_deleted_without_a_question_and_counted(driving) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("delete")
        assert driver.claims == ["close", "air"]
        assert driver.said == "Deleted “Shops lose custom” and 1 reason used only by it. u to undo."
        await driver.press("u")
        assert driver.claims == ["close", "air", "custom", "longer"]


async def test_a_stakeholder_and_a_stance_are_picked_together(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("s", "right", "enter")
        positions = driver.editor.state.index.claims["close"].positions
        assert [(one.stakeholder, one.stance) for one in positions] == [("shops", "disagrees")]


async def test_a_new_stakeholder_is_made_with_its_first_position(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("s")
        await driver.paste("The residents")
        await driver.press("enter")
        assert "residents" in driver.editor.state.index.stakeholders
        assert driver.editor.state.index.claims["close"].positions[0].stakeholder == "residents"
        await driver.press("u")
        assert "residents" not in driver.editor.state.index.stakeholders


async def test_flip_move_mark_paste_and_link(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("t")
        assert reason_of(driver, "air").kind == "objects_to"
        await driver.press("alt+down", "t")
        assert driver.claims == ["close", "custom", "longer", "air"]
        await driver.press("asterisk")
        await driver.select("longer")
        await driver.press("p")
        assert reason_of(driver, "air").target == "longer"
        assert driver.editor.state.marked is None
        await driver.press("L")
        await driver.paste("close")
        await driver.press("enter", "a")
        assert [reason.target for reason in driver.editor.state.index.claims["air"].reasons] == ["longer", "close"]


async def test_premise_and_citation(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("w")
        await driver.paste("walkers")
        await driver.press("enter")
        assert reason_of(driver, "air").linked == ("longer",)
        await driver.select("custom")
        await driver.press("c")
        await driver.paste("Trade figures")
        await driver.press("tab")
        await driver.paste("page 3")
        await driver.press("ctrl+s")
        cited = driver.editor.state.index.claims["custom"].sources[0]
        assert (cited.source, cited.locator) == ("trade-figures", "page 3")


async def test_one_of_several_citations_is_edited_and_taken_away(driving) -> None:
    async with driving() as driver:

        def cited() -> list[tuple[str, str | None]]:
            return [(one.source, one.locator) for one in driver.editor.state.index.claims["air"].sources]

        await driver.select("air")
        await driver.press("c")
        await driver.paste("Trade figures")
        await driver.press("enter")
        assert cited() == [("report", None), ("trade-figures", None)]
        await driver.press("c", "down", "enter")
        await driver.press("tab")
        await driver.paste("page 7")
        await driver.press("ctrl+s")
        assert cited() == [("report", "page 7"), ("trade-figures", None)]
        await driver.press("c", "down", "enter", "ctrl+r")
        assert cited() == [("report", "page 7")]
        assert "trade-figures" in driver.editor.state.index.sources
        await driver.press("u")
        assert len(cited()) == 2


async def test_the_citation_made_last_is_offered_first_to_be_completed(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("c")
        await driver.paste("Trade figures")
        await driver.press("enter", "c", "enter", "tab")
        await driver.paste("page 7")
        await driver.press("ctrl+s")
        sources = driver.editor.state.index.claims["air"].sources
        assert [(one.source, one.locator) for one in sources] == [("report", None), ("trade-figures", "page 7")]


async def test_a_step_cites_too_and_a_citation_can_change_its_source(driving) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("comma")
        await driver.paste("A report")
        await driver.press("tab")
        await driver.paste("page 1")
        await driver.press("ctrl+s")
        reason = reason_of(driver, "custom")
        assert [(one.source, one.locator) for one in reason.sources] == [("report", "page 1")]
        await driver.press("comma", "enter", "enter")
        await driver.paste("The minutes")
        await driver.press("enter", "ctrl+s")
        assert [(one.source, one.locator) for one in reason_of(driver, "custom").sources] == [("minutes", "page 1")]
        await driver.select("close")
        await driver.press("comma")
        assert "has no parent" in driver.said


async def test_rename_goes_everywhere(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("f2")
        await driver.write("shut")
        assert reason_of(driver, "air").target == "shut"
        assert driver.selected == "shut"
        assert driver.said.startswith("Renamed 'close' to 'shut' everywhere. ")
        await driver.press("f2", "enter")
        assert driver.said == "That is already the id."


async def test_filter_shows_what_is_found_and_what_is_above(driving) -> None:
    async with driving() as driver:
        await driver.press("slash")
        await driver.paste("longer walk")
        shown = [driver.editor.state.outline.key(number) for number in range(len(driver.editor.state.outline))]
        assert shown[-3:] == ["close", "custom", "longer"] or shown == ["close", "custom", "longer"]
        await driver.press("enter")
        assert driver.selected == "longer"
        await driver.press("escape")
        assert not driver.editor.state.outline.query


async def test_words_to_find_and_enter_in_one_breath_filter_too(driving) -> None:
    async with driving() as driver:
        await driver.press("slash")
        for key in (*"longer", "enter"):
            driver.editor.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: driver.said.startswith("1 match."))
        assert driver.selected == "longer"


async def test_jump_letters_lead_to_a_row(driving) -> None:
    async with driving() as driver:
        await driver.press("J")
        label = driver.editor.main.outline.jump_labels[2]
        await driver.press(*label)
        assert driver.editor.main.outline.cursor == 2
        assert not driver.editor.main.outline.jump_labels


async def test_letters_that_no_row_has_are_told_of(driving) -> None:
    async with driving() as driver:
        await driver.press("J", "0")
        assert driver.said == "No row has these letters."
        assert not driver.editor.main.outline.jump_labels


@pytest.mark.parametrize("pane", ["d", "B"])
async def test_rows_that_are_hidden_get_no_letters(driving, pane: str) -> None:
    async with driving() as driver:
        await driver.press(pane, "J")
        assert driver.said == "The outline is hidden. Press Esc to show it."
        await driver.press("escape", "down")
        assert driver.editor.main.outline.cursor == 1


async def test_save_writes_only_what_changed(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        before = (tmp_path / "map.yaml").read_text()
        await driver.select("close")
        await driver.press("x")
        await driver.write("Buses need it.")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        after = (tmp_path / "map.yaml").read_text()
        added = [line for line in after.splitlines() if line not in before.splitlines()]
        assert [line for line in before.splitlines() if line not in after.splitlines()] == []
        assert added == ["  buses-need:", "    text: Buses need it."]
        assert not driver.editor.state.session.dirty


async def test_a_change_on_disk_is_merged_on_saving(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        file = tmp_path / "map.yaml"
        file.write_text(file.read_text().replace("Shops lose custom.", "Shops lose customers."))
        await driver.select("air")
        await driver.press("e")
        await driver.write(" Soon, too.")
        await driver.press("ctrl+s")
        await driver.until(lambda: len(driver.editor.screen_stack) > 1)
        await driver.press("m")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        text = file.read_text()
        assert "Shops lose customers." in text
        assert "      Soon, too." in text


async def test_reload_can_be_undone(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        file = tmp_path / "map.yaml"
        file.write_text(file.read_text().replace("Shops lose custom.", "Shops lose customers."))
        await driver.press("R", "r")
        assert driver.editor.state.index.claims["custom"].text == "Shops lose customers."
        await driver.press("u")
        assert driver.editor.state.index.claims["custom"].text == "Shops lose custom."


async def test_unsaved_work_is_guarded_on_leaving(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("t", "q")
        assert len(driver.editor.screen_stack) == 2
        await driver.press("escape")
        assert len(driver.editor.screen_stack) == 1
        assert driver.editor.is_running
        await driver.press("ctrl+q", "d")
        await driver.until(lambda: driver.editor.return_value == 0)


async def test_what_if_shows_what_follows(driving) -> None:
    async with driving() as driver:
        await driver.select("longer")
        assert driver.editor.state.status.badge("custom").words == "! challenged"
        await driver.press("i")
        for text, sign in {
            "Walkers": "✗ rejected",
            "Shops": "→ no reasons",
            "Close": "→ challenged",
            "The air": "✓ supported",
        }.items():
            assert any(text in line and sign in line for line in driver.screen_lines())
        await driver.press("escape")
        assert driver.editor.state.status.badge("custom").words == "! challenged"


async def test_a_key_that_cannot_act_says_why(driving) -> None:
    async with driving() as driver:
        for key, words in {
            "x": "Objections go on claims, not on tensions",
            "z": "Select a support or objection to undercut",
            "t": "Select a claim first.",
            "p": "on the claim to move",
            "u": "Nothing to undo",
            ";": "to search first",
            "Z": "has no command",
            "left": "",
        }.items():
            await driver.select("#cars")
            await driver.press(key)
            assert words in driver.said, key


async def test_the_number_of_a_screen_alone_tells_how_to_go_there(driving) -> None:
    async with driving() as driver:
        await driver.press("5")
        assert driver.said == "5 levels shown. 0 to unfold all. Press v 5 for the Tensions tab."
        await driver.press("9")
        assert driver.said == "9 levels shown. 0 to unfold all."
        await driver.press("v", "2", "5")
        assert driver.said == "5 works only in the Map tab. Press v 5 for the Tensions tab."
        await driver.press("9")
        assert driver.said == "9 works only in the Map tab. ? for all keys."


async def test_a_new_file_begins_empty_or_with_a_sample(driving, tmp_path: Path) -> None:
    async with driving(None) as driver:
        await driver.until(lambda: len(driver.editor.screen_stack) == 2)
        await driver.press("s")
        assert len(driver.claims) == 5
        assert not (tmp_path / "map.yaml").exists()
        await driver.press("u")
        assert driver.claims == []
        await driver.press("enter")
        await driver.write("The first claim.")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "The first claim." in (tmp_path / "map.yaml").read_text()


async def test_keys_typed_in_one_breath_go_where_they_belong(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        for key in ("a", "O", "n", "e", "enter", "x", "T", "w", "o", "enter", "enter", "T", "r", "i", "enter", "u"):
            driver.editor.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: driver.said.startswith("Undone"))
        assert driver.claims == ["close", "air", "custom", "longer", "one", "two"]


async def test_keys_typed_ahead_of_a_choice_go_to_what_comes_after_it(driving) -> None:
    async with driving(None) as driver:
        await driver.until(lambda: driver.editor.screen is not driver.editor.main)
        for key in ("e", *"Why", "enter", "enter", *"press", "enter"):
            driver.editor.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: driver.claims)
        assert driver.editor.state.map.question == "Why"
        assert driver.claims == ["press"]


async def test_no_key_overtakes_one_that_waits_while_dialogs_open_and_close(driving, monkeypatch) -> None:
    async with driving() as driver:
        editor = driver.editor
        changes = [lambda: editor.push_screen(Dialog("On the way")), editor.pop_screen]

        async def is_busy(widget: Widget) -> bool:
            if changes:
                changes.pop(0)()
            return await _is_busy(widget)

        monkeypatch.setattr(in_turn, "_is_busy", is_busy)
        await driver.select("close")
        for key in ("a", *"One", "enter", "x", *"Two", "enter", "u", "u"):
            editor.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: driver.said.endswith("Nothing more to undo."))
        assert driver.claims == ["close", "air", "custom", "longer"]


class Relay(Static, can_focus=True):
    """Gives the focus to the next widget, after its key has led to a message that has led to another, and so on."""

    class Step(Message):
        def __init__(self, left: int) -> None:
            super().__init__()
            self.left = left

    class Back(Message):
        def __init__(self, relay: Relay, left: int) -> None:
            super().__init__()
            self.relay, self.left = relay, left

    def __init__(self, steps: int, taken: list[str], name: str) -> None:
        super().__init__(name)
        self.steps, self.taken, self.told = steps, taken, name

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.taken.append(f"{self.told} {event.key}")
        self.post_message(self.Step(self.steps))

    def on_relay_step(self, event: Step) -> None:
        """Steps go to the screen and back, which are in tasks of their own."""
        if event.left:
            event.stop()
            self.screen.post_message(Relay.Back(self, event.left - 1))
        else:
            self.screen.focus_next()


async def test_a_key_typed_ahead_waits_for_all_that_the_one_before_leads_to(driving) -> None:
    taken: list[str] = []

    class Relays(Dialog[str]):
        def content(self) -> ComposeResult:
            for number, steps in enumerate((4, 4, 4, 0)):
                yield Relay(steps, taken, str(number))

        def on_relay_back(self, event: Relay.Back) -> None:
            event.relay.post_message(Relay.Step(event.left))

    async with driving() as driver:
        await driver.editor.push_screen(Relays("In turn"))
        await driver.until(lambda: isinstance(driver.editor.focused, Relay))
        for key in "abcd":
            driver.editor.post_message(events.Key(key, key))
        await driver.until(lambda: len(taken) == 4)
        assert taken == ["0 a", "1 b", "2 c", "3 d"]


LINE = "One line that nobody could type so fast."


async def test_lines_without_marks_are_a_paste_into_the_text_that_keys_before_them_open(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        parser = TerminalParser()
        for piece in ("a", f"{LINE}\rquit", "\x13"):
            for message in parser.feed(piece):
                driver.editor.post_message(message)
        await driver.until(lambda: driver.said.startswith("Added"))
        assert driver.editor.state.map.claims[-1].text == f"{LINE}\nquit"


async def test_lines_without_marks_are_keys_where_the_keys_before_them_closed_the_text(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        parser = TerminalParser()
        for piece in ("a", "First", "\r", f"x{LINE}\rs"):
            for message in parser.feed(piece):
                driver.editor.post_message(message)
        await driver.until(lambda: isinstance(driver.editor.screen, Picker))
        assert [claim.text for claim in driver.editor.state.map.claims][-2:] == ["First", LINE]


async def test_a_second_answer_in_the_same_breath_changes_nothing(driving) -> None:
    async with driving(None) as driver:
        await driver.until(lambda: driver.editor.screen is not driver.editor.main)
        choice = driver.editor.screen
        choice.dismiss("empty")
        choice.dismiss("sample")
        choice.dismiss("empty")
        await driver.pilot.pause()
        form = driver.editor.screen
        assert driver.editor.screen_stack == [driver.editor.main, form]
        form.dismiss(form.values())
        form.dismiss(form.values())
        await driver.pilot.pause()
        assert driver.editor.screen_stack == [driver.editor.main]
        assert driver.claims == []
        await driver.press("escape", "u")
        assert driver.said == "Undone: start the map. Nothing more to undo."


async def test_a_claim_is_taken_out_alone_and_what_bore_on_it_stays(driving) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("O")
        assert driver.claims == ["close", "air", "longer"]
        assert "Deleted only “Shops lose custom”" in driver.said
        await driver.press("u")
        assert driver.claims == ["close", "air", "custom", "longer"]


async def test_what_is_removed_says_who_referred_to_it(driving) -> None:
    async with driving() as driver:
        await driver.press("v", "4", "delete")
        assert driver.said == "Deleted source “A report”. 1 claim lost a citation. u to undo."
        await driver.press("u", "v", "2", "a", "e")
        await driver.press("ctrl+r")
        assert driver.said == "Deleted stakeholder “The shops”. 1 claim lost a position. u to undo."
        assert driver.editor.state.map.stakeholders == ()
        await driver.press("v", "5", "e", "ctrl+r")
        assert driver.said == "Deleted tension “Cars or quiet”. 1 claim stayed, without a tension. u to undo."


async def test_a_tension_is_deleted_in_the_outline(driving) -> None:
    async with driving() as driver:
        await driver.select("#cars")
        await driver.press("delete")
        assert driver.said == "Deleted tension “Cars or quiet”. 1 claim stayed, without a tension. u to undo."
        assert driver.editor.state.map.tensions == ()


async def test_the_id_of_a_side_is_renamed_where_it_is_taken(driving) -> None:
    async with driving() as driver:
        await driver.press("v", "5", "f2")
        await driver.press("down", "down", "enter")
        await driver.write("on-foot")
        assert driver.said.startswith("Renamed 'walk' to 'on-foot' everywhere.")
        assert driver.editor.state.index.claims["close"].side == "on-foot"
        await driver.press("f2", "enter")
        await driver.write("traffic")
        assert driver.editor.state.index.claims["close"].tension == "traffic"


async def test_only_a_folded_row_with_something_below_it_says_how_much(driving) -> None:
    async with driving() as driver:
        await driver.press("2")
        assert any("−1" in line and "Shops lose custom" in line for line in driver.screen_lines())
        assert not any(none in line for none in ("+0", "−0", "⊘0", "&0") for line in driver.screen_lines())
    linked = Path(__file__).parents[2] / "docs" / "gallery" / "linked-premises.yaml"
    async with driving(linked.read_text(encoding="utf-8")) as driver:
        await driver.press("2")
        station, budget = (
            next(line for line in driver.screen_lines() if text in line)
            for text in ("twice the room", "costs more than the budget")
        )
        assert "⊘1 &1" in station
        assert "&1" in budget and "⊘" not in budget


async def test_the_row_under_the_cursor_keeps_its_line_when_more_is_shown_above_it(driving) -> None:
    claims = "".join(
        f"  top-{n}:\n    text: Top {n}.\n"
        + "".join(f"  c{n}-{m}:\n    text: Below.\n    supports:\n      - top-{n}\n" for m in range(4))
        for n in range(12)
    )
    async with driving(f"argmap: 1\ntitle: Long\nclaims:\n{claims}", size=(80, 24)) as driver:
        outline = driver.editor.main.outline
        await driver.press("1")
        await driver.select("top-6")
        line = outline.cursor - outline.scroll_offset.y
        for key in ("0", "1", "2"):
            await driver.press(key)
            assert driver.selected == "top-6"
            assert outline.cursor - outline.scroll_offset.y == line


async def test_a_small_window_names_its_screen(driving) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.select("#cars")
        await driver.until(lambda: "Map · row 5 of 5" in "\n".join(driver.screen_lines()))
        await driver.press("v", "4")
        await driver.until(lambda: "Sources · row 1 of 1" in "\n".join(driver.screen_lines()))


async def test_a_small_window_shows_the_numbers_of_all_screens(driving) -> None:
    async with driving(size=(40, 10)) as driver:
        await driver.press("v")
        shown = "\n".join(driver.screen_lines())
        assert all(f"{number}\N{NO-BREAK SPACE}{title}" in shown for number, (_, title) in enumerate(VIEWS, 1))
        await driver.press("7")
        assert driver.editor.state.view == "changes"


async def test_a_list_with_nothing_to_choose_yet_says_how_something_comes_into_it(driving) -> None:
    async with driving("argmap: 1\ntitle: One\nclaims:\n  close:\n    text: Close the street.\n") as driver:
        await driver.press("s")
        assert "Type a name and press Enter to add a new stakeholder." in "\n".join(driver.screen_lines())
        await driver.press("escape", "c")
        assert "Type a name and press Enter to add a new source." in "\n".join(driver.screen_lines())


async def test_what_is_said_of_a_choice_has_all_the_room_that_there_is(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("r", "down", "enter")
        assert FORMATS["svg"].about in "\n".join(driver.screen_lines())


async def test_a_new_tension_says_how_claims_come_to_it(driving) -> None:
    async with driving() as driver:
        await driver.press("v", "5", "C")
        await driver.paste("Noise")
        await driver.press("tab", "tab")
        await driver.paste("Quiet\nTrade")
        await driver.press("ctrl+s")
        assert "a adds a claim to a side" in driver.said


async def test_keys_that_come_before_a_choice_is_composed_are_its_own(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        driver.editor.state.file.write_text(SMALL.replace("lose custom", "lose trade"))
        await driver.press("t")
        for key in ("R", "pagedown", "down", "enter"):
            await driver.editor.on_event(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: driver.said.startswith("Reloaded."))


async def test_an_objection_does_not_move_among_the_supports(driving) -> None:
    async with driving() as driver:
        await driver.select("custom")
        before = driver.claims
        await driver.press("alt+up")
        assert "Already first." in driver.said
        assert driver.claims == before


ALIKE = SMALL.replace(
    "  longer:\n",
    "  cleaner:\n    text: The air gets much cleaner.  # said twice\n    supports:\n      - close\n"
    "    tags:\n      - health\n"
    "  longer:\n",
)


async def test_two_claims_that_say_the_same_are_united_with_preview_and_undo(driving) -> None:
    async with driving(ALIKE) as driver:
        before = driver.editor.state.session.document.text
        await driver.select("air")
        await driver.press("=")
        await driver.paste("much cleaner")
        await driver.press("enter")
        shown = "\n".join(driver.screen_lines())
        assert "1  The air gets cleaner." in shown
        assert "2  The air gets much cleaner." in shown
        assert "Keep the first wording; moves 1 link and 1 tag" in shown
        await driver.press("1")
        claim = driver.editor.state.index.claims["air"]
        assert claim.tags == ("health",)
        assert claim.note == "Also worded: “The air gets much cleaner.”"
        assert "cleaner" not in driver.claims
        assert "# said twice" in driver.editor.state.session.document.text
        assert "United with “The air gets cleaner”. u to undo." in driver.said
        await driver.press("u")
        assert driver.editor.state.session.document.text == before


async def test_what_one_claim_cannot_have_is_said_when_uniting(driving) -> None:
    async with driving() as driver:
        await driver.select("air")
        await driver.press("=")
        await driver.paste("custom")
        await driver.press("enter")
        assert driver.said.startswith("“The air gets cleaner” supports “Close the street”, and “Shops lose custom” ")
        assert driver.said.endswith(" objects to “Close the street”. Remove one of the links first.")


async def test_a_finding_about_two_claims_unites_them(driving) -> None:
    async with driving(ALIKE.replace("gets much", "gets")) as driver:
        await driver.press("alt+6")
        await driver.until(lambda: driver.editor.state.findings is not None)
        finding = next(n for n, one in enumerate(driver.editor.state.findings) if one.code == "AM301")
        driver.editor.main.table.go_to(str(finding))
        await driver.press("=", "2")
        assert "air" not in driver.claims
        assert "cleaner" in driver.claims


@pytest.mark.parametrize("tool", [None, ("tool",)])
@pytest.mark.parametrize("fits", [True, False])
async def test_a_claim_is_copied_by_the_terminal_and_by_a_tool(driving, monkeypatch, tool, fits: bool) -> None:
    taken: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(desktop, "tool", lambda: tool)
    monkeypatch.setattr(desktop, "fits_osc_52", lambda text: fits)
    monkeypatch.setattr(desktop, "copy_with_tool", lambda *given: taken.append(given))
    async with driving() as driver:
        await driver.select("air")
        await driver.press(driver.editor.main.keymap.named("copy").keys[0])
        await driver.until(lambda: len(taken) == (tool is not None))
        said = "Copied the claim as text." if fits or tool else "The claim is too long for the terminal's clipboard."
        assert driver.said.startswith(said)
        assert ("The air gets cleaner." in driver.editor.clipboard) == fits
        for text, command in taken:
            assert "The air gets cleaner." in text and command == tool


async def test_the_status_of_claims_is_shown_with_a_caveat_and_hidden_again(driving) -> None:
    async with driving() as driver:
        shown = driver.editor.state.shows_status
        for _ in range(2):
            driver.editor.main.say("")
            await driver.press("b")
            assert driver.editor.state.shows_status is not shown
            shown = driver.editor.state.shows_status
            assert driver.said == (CAVEAT if shown else "")


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_a_key_that_quits_is_explained_while_a_text_is_typed(driving, key: str) -> None:
    async with driving() as driver:
        await driver.press("a", "x", key)
        assert driver.said == "Press Enter or Esc first, then q to quit."
        assert driver.editor.main.entry.box.text == "x"


async def test_a_new_tension_is_shown_among_others_and_the_cursor_stays(driving) -> None:
    """Several are below a row of their own, which is folded when a map is opened."""
    new = ("N", "t", *"Noise", "tab", "tab", *"Quiet", "enter", *"Trade", "ctrl+s")
    async with driving() as driver:
        await driver.select("air")
        await driver.press(*new)
        screen = "\n".join(driver.screen_lines())
        assert "2 tensions" in screen and "◆ Noise" in screen and "◆ Cars or quiet" in screen
        assert driver.selected == "air"
        await driver.press("u", "slash", *"custom", "enter", *new)
        assert (driver.editor.state.outline.query, driver.selected) == ("custom", "custom")


async def test_a_claim_is_added_on_a_side_of_the_tension_under_the_cursor(driving) -> None:
    async with driving() as driver:
        await driver.select("#cars")
        await driver.press("a")
        assert driver.editor.screen.heading == "Which side is the claim on? Cars or quiet"
        await driver.press("2")
        await driver.write("Streets are for people.")
        added = driver.editor.state.map.claims[-1]
        assert (added.text, added.tension, added.side) == ("Streets are for people.", "cars", "walk")
