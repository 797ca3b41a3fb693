"""What was typed and not accepted comes back about the same thing, over present values, whatever ends the editor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from argmap.edit import text
from argmap.edit.rename import rename, rename_side
from argmap.io.journal import Journal, Leftover
from argmap.io.user_folders import state_folder
from argmap.model.types import Map
from argmap.session.drafts import Draft
from argmap.tui.commands import citations, forms, positions, records, write
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import Form
from argmap.tui.files.recovery import Restored
from argmap.tui.run import _ended_words
from argmap.tui.widgets.text_entry import TextBox
from tests.examples import slow_but
from tests.tui.conftest import Driver, no_space_for_journals

NORTH = "The council should build protected cycle lanes on every main road in the "
TWINS = f"""\
argmap: 1
title: T
tensions:
  t: {{title: {NORTH}north, sides: {{g: Growth, k: Calm}}}}
  t2: {{title: {NORTH}south, sides: {{g: Growth, k: Calm}}}}
stakeholders:
  x: {{name: {NORTH}north}}
  x2: {{name: {NORTH}south}}
claims:
  top: {{text: Top}}
  a:
    text: {NORTH}north
    supports: [{{claim: top, sources: [{{source: s}}]}}]
    sources: [{{source: s}}, {{source: s}}]
    positions: {{x: agrees}}
  b:
    text: {NORTH}south
    note: south note
    supports: [top]
    sources: [{{source: s2}}]
    positions: {{x: agrees}}
sources:
  s: {{title: {NORTH}north}}
  s2: {{title: {NORTH}south}}
"""

Opens = Callable[[EditorScreen], None]


def _entry(form: Callable[[EditorScreen, Any], None], section: str, name: str) -> Opens:
    return lambda screen: form(screen, getattr(screen.state.index, section)[name])


def _selected(claim_id: str, command: Opens) -> Opens:
    def opens(screen: EditorScreen) -> None:
        screen.state.select(claim_id)
        command(screen)

    return opens


def _citation(owner: str, place: int) -> Opens:
    def opens(screen: EditorScreen) -> None:
        index = screen.state.index
        cited = (index.reasons[owner] if " -> " in owner else index.claims[owner]).sources
        citations.citation_form(screen, owner, cited[place], place)

    return opens


ABOUT_TWO_THINGS: dict[str, tuple[Opens, Opens]] = {
    "claim": (_selected("a", forms.edit_claim), _selected("b", forms.edit_claim)),
    "link": (_selected("a", forms.edit_link), _selected("b", forms.edit_link)),
    "tension": (
        _entry(records.tension_form, "tensions", "t"),
        _entry(records.tension_form, "tensions", "t2"),
    ),
    "stakeholder": (
        _entry(records._stakeholder_form, "stakeholders", "x"),
        _entry(records._stakeholder_form, "stakeholders", "x2"),
    ),
    "source": (_entry(records._source_form, "sources", "s"), _entry(records._source_form, "sources", "s2")),
    "position on another claim": (
        lambda screen: positions.position_form(screen, "a", "x"),
        lambda screen: positions.position_form(screen, "b", "x"),
    ),
    "position of another stakeholder": (
        lambda screen: positions.position_form(screen, "a", "x"),
        lambda screen: positions.position_form(screen, "a", "x2"),
    ),
    "citation of one source": (_citation("a", 0), _citation("a", 1)),
    "citation on another claim": (_citation("a", 0), _citation("b", 0)),
    "citation on a link": (_citation("a", 0), _citation("a -> top", 0)),
    "text": (_selected("a", write.edit_text), _selected("b", write.edit_text)),
    "support": (_selected("a", write.add_support), _selected("b", write.add_support)),
    "objection": (_selected("a", write.add_objection), _selected("b", write.add_objection)),
    "undercut": (_selected("a", write.add_undercut), _selected("b", write.add_undercut)),
    "sibling": (_selected("a", write.add_sibling), _selected("b", write.add_sibling)),
}


def _shown(driver: Driver) -> str:
    screen = driver.editor.screen
    return "\n".join(screen.values().values()) if isinstance(screen, Form) else driver.editor.main.entry.box.text


async def _opened(driver: Driver, opens: Opens) -> None:
    opens(driver.editor.main)
    await driver.pilot.pause()


async def _left(driver: Driver, typed: str) -> None:
    """Type into what is open, and leave it as a draft."""
    screen = driver.editor.screen
    if isinstance(screen, Form):
        screen.set_focus(next(iter(screen.query(TextBox)), screen.focused))
    await driver.paste(typed)
    await driver.press(*(["escape", "escape"] if isinstance(screen, Form) else ["escape"]))
    assert driver.editor.screen is driver.editor.main


@pytest.mark.parametrize("what", slow_but(ABOUT_TWO_THINGS, *[*ABOUT_TWO_THINGS][::2]))
async def test_a_draft_comes_back_about_its_own_thing_only(driving: Any, what: str) -> None:
    one, other = ABOUT_TWO_THINGS[what]
    async with driving(TWINS) as driver:
        await _opened(driver, one)
        await _left(driver, "DRAFT")
        await _opened(driver, other)
        assert "DRAFT" not in _shown(driver)
        await driver.press("escape")
        await _opened(driver, one)
        assert "DRAFT" in _shown(driver)
        assert any("Draft restored." in line for line in driver.screen_lines())


@pytest.mark.parametrize("what", slow_but(ABOUT_TWO_THINGS, *[*ABOUT_TWO_THINGS][::4]))
async def test_a_draft_is_discarded_by_a_key_that_is_told_with_it(driving: Any, what: str) -> None:
    one, _ = ABOUT_TWO_THINGS[what]
    async with driving(TWINS) as driver:
        await _opened(driver, one)
        before = _shown(driver)
        await _left(driver, "DRAFT")
        await _opened(driver, one)
        assert any("Draft restored. ^g to discard it." in line for line in driver.screen_lines())
        await driver.press("ctrl+g")
        assert _shown(driver) == before
        assert any("Draft discarded." in line for line in driver.screen_lines())
        await driver.press("escape")
        assert driver.editor.screen is driver.editor.main
        assert driver.said == "Draft discarded."
        await _opened(driver, one)
        assert _shown(driver) == before
        assert not any("Draft restored." in line for line in driver.screen_lines())


@pytest.mark.parametrize("what", slow_but(ABOUT_TWO_THINGS, *[*ABOUT_TWO_THINGS][::2]))
async def test_leaving_a_text_says_what_became_of_it_and_undo_opens_it_again(driving: Any, what: str) -> None:
    opens, _ = ABOUT_TWO_THINGS[what]
    async with driving(TWINS) as driver:
        driver.editor.state.do(lambda map: text.set_text(map, "top", "New"), "edit")
        await _opened(driver, opens)
        await driver.press("escape")
        assert driver.said == ""
        await _opened(driver, opens)
        await _left(driver, "DRAFT")
        assert driver.said == "Kept as a draft. u to go on with it."
        await driver.press("u")
        assert "DRAFT" in _shown(driver)
        await driver.press("escape")
        assert driver.said == "The draft stays as it was."
        await driver.press("u")
        assert driver.said.startswith("Undone: edit.")


async def test_undo_goes_on_with_a_text_only_while_nothing_was_done_since(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("a", write.edit_text))
        await _left(driver, "DRAFT")
        driver.editor.state.do(lambda map: text.set_text(map, "top", "New"), "edit")
        await driver.press("u")
        assert driver.said.startswith("Undone: edit.")
        await _opened(driver, _selected("a", write.edit_text))
        await driver.press("ctrl+u", "escape")
        assert driver.said == "Draft discarded."


async def test_a_form_that_undo_opens_again_does_what_it_would_have_done(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await driver.press("%")
        await driver.paste("Top")
        await driver.press("tab")
        await driver.paste("Peak")
        await driver.press("escape", "escape", "u", "ctrl+s")
        assert "Replace “Top” with “Peak”" in "".join(driver.screen_lines())


async def test_a_draft_has_only_what_was_typed(driving: Any) -> None:
    async with driving(TWINS) as driver:
        claim = _selected("b", forms.edit_claim)
        await _opened(driver, claim)
        await driver.press("tab")
        await driver.paste("Lanes")
        await driver.press("escape", "escape")
        driver.editor.state.do(lambda map: text.set_text(map, "b", "New words"), "edit")
        await _opened(driver, claim)
        assert driver.editor.screen.values()["text"] == "New words"
        assert driver.editor.screen.values()["short"] == "Lanes"
        await driver.press("ctrl+s")
        edited = driver.editor.state.index.claims["b"]
        assert (edited.text, edited.short, edited.note) == ("New words", "Lanes", "south note")
        await _opened(driver, claim)
        assert not any("Draft restored." in line for line in driver.screen_lines())


async def test_a_draft_goes_with_its_thing_and_its_map(driving: Any) -> None:
    async with driving(TWINS) as driver:
        state = driver.editor.state
        for claim_id in ("a", "b"):
            await _opened(driver, _selected(claim_id, forms.edit_claim))
            await _left(driver, "DRAFT")
        assert len(state.drafts.headings) == 2
        state.select("a")
        await driver.press("delete")
        assert len(state.drafts.headings) == 1
        state.replace(state.session.document, "import")
        assert not state.drafts.headings
        state.undo()
        assert not state.drafts.headings


async def test_a_draft_comes_back_with_its_thing(driving: Any) -> None:
    """To delete a claim and to undo that loses nothing that was typed about it, whatever ends the editor then."""
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", forms.edit_claim))
        await _left(driver, "DRAFT")
        (heading,) = driver.editor.state.drafts.headings
        driver.editor.state.select("b")
        await driver.press("delete")
        assert not driver.editor.state.drafts.headings
        await driver.press("u")
        assert driver.editor.state.drafts.headings == [heading]
        await _killed(driver)
    assert _journals().count("DRAFT") == 2
    async with driving(TWINS) as driver:
        await driver.press("r")
        assert driver.editor.state.drafts.headings == [heading]


@pytest.mark.parametrize("what", ["source", "stakeholder", "tension"])
async def test_what_was_typed_last_comes_back_with_what_its_form_deleted(driving: Any, what: str) -> None:
    async with driving(TWINS) as driver:
        opens, _ = ABOUT_TWO_THINGS[what]
        await _opened(driver, opens)
        form = driver.editor.screen
        form.set_focus(next(iter(form.query(TextBox)), form.focused))
        driver.editor.post_message(events.Paste("DRAFT"))
        await driver.press("ctrl+r")
        assert driver.said.startswith("Deleted ")
        await driver.press("u")
        await _opened(driver, opens)
        assert "DRAFT" in _shown(driver)


RENAMED: dict[str, tuple[str, Callable[[Map], Map], Opens]] = {
    "claim": ("claim", lambda map: rename(map, "a", "z"), _selected("z", forms.edit_claim)),
    "undercut": ("undercut", lambda map: rename(map, "a", "z"), _selected("z", write.add_undercut)),
    "source of a citation": (
        "citation on a link",
        lambda map: rename(map, "s", "z"),
        _citation("a", 0),
    ),
    "claim of a citation": ("citation of one source", lambda map: rename(map, "a", "z"), _citation("z", 0)),
    "stakeholder": (
        "position on another claim",
        lambda map: rename(map, "x", "z"),
        lambda screen: positions.position_form(screen, "a", "z"),
    ),
    "tension": ("tension", lambda map: rename(map, "t", "z"), _entry(records.tension_form, "tensions", "z")),
}


@pytest.mark.parametrize("what", slow_but(RENAMED, "claim"))
async def test_a_draft_follows_the_id_of_its_thing(driving: Any, what: str) -> None:
    known, renaming, opens = RENAMED[what]
    before = ABOUT_TWO_THINGS[known][0]
    async with driving(TWINS) as driver:
        await _opened(driver, before)
        await _left(driver, "DRAFT")
        driver.editor.state.do(renaming, "rename")
        for about, then in ((opens, "undo"), (before, "redo"), (opens, "undo")):
            await _opened(driver, about)
            assert "DRAFT" in _shown(driver)
            await driver.press("escape")
            getattr(driver.editor.state, then)()
        assert len(driver.editor.state.drafts.headings) == 1
        await _killed(driver)
    async with driving(TWINS) as driver:
        await driver.press("r")
        await _opened(driver, before)
        assert "DRAFT" in _shown(driver)


@pytest.mark.parametrize("keys", [["f2"], ["v", "5", "f2", "down", "enter"]], ids=["claim", "side"])
async def test_an_id_that_was_accepted_leaves_no_draft(driving: Any, keys: list[str]) -> None:
    async with driving() as driver:
        await driver.press(*keys)
        await driver.paste("another")
        driver.editor.note_typed()
        await driver.press("enter")
        assert "'another' everywhere" in driver.said
        assert driver.editor.state.drafts.headings == []


async def test_a_draft_follows_a_stakeholder_that_is_nothing_but_its_id(driving: Any) -> None:
    async with driving(TWINS.replace("stakeholders:\n", "stakeholders:\n  dsit:\n  mayor:\n", 1)) as driver:
        drafts = driver.editor.state.drafts
        drafts.of("stakeholder", ("dsit",)).put("Stakeholder", {"kind": "DRAFT"})
        driver.editor.state.do(lambda map: rename(map, "dsit", "ministry"), "rename")
        assert drafts.of("stakeholder", ("ministry",)).values == {"kind": "DRAFT"}
        driver.editor.state.undo()
        assert drafts.of("stakeholder", ("dsit",)).values == {"kind": "DRAFT"}


async def test_a_draft_follows_the_id_of_its_side(driving: Any) -> None:
    async with driving(TWINS) as driver:
        drafts = driver.editor.state.drafts
        drafts.of("claim of a side", ("t",), "g").put("On growth", {"text": "DRAFT"})
        driver.editor.state.do(lambda map: rename_side(map, "t", "g", "z"), "rename")
        assert drafts.of("claim of a side", ("t",), "z").values == {"text": "DRAFT"}
        driver.editor.state.undo()
        assert drafts.of("claim of a side", ("t",), "g").values == {"text": "DRAFT"}


async def test_a_draft_is_named_before_the_editor_is_left(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", forms.edit_claim))
        await _left(driver, "DRAFT")
        await driver.press("q")
        screen = "\n".join(driver.screen_lines())
        assert "Quit with 1 draft?" in screen and "Claim “The council should" in screen
        await driver.press("n")
        assert driver.editor.screen is driver.editor.main
        driver.editor.state.do(lambda map: text.set_text(map, "b", "New words"), "edit")
        await driver.press("q")
        screen = "\n".join(driver.screen_lines())
        assert "Save changes to map.yaml?" in screen and "1 draft is kept for the next time" in screen
        assert "DRAFT”" in screen


TYPED = (
    {"text": "Half a\nthought"},
    {"quote": "So quiet", "stance": "mixed", "source": "report", "date": "2025"},
    {"assumed": "yes", "tension": "cars/walk"},
    {"name": 80 * "n", "power": "low", "interest": "high", "part_of": "shops"},
    {"text": "Never shown"},
    {"text": "Nor this"},
)
SHOWN = (
    f"1. Form {51 * '='}…", "“Half a thought”",
    f"2. Form {51 * '='}…", "“So quiet · 2025”",
    f"3. Form {51 * '='}…",
    f"4. Form {51 * '='}…", f"“{37 * 'n'}… {18 * 'n'}”",
)  # fmt: skip


@pytest.mark.parametrize(("count", "shown"), [(1, SHOWN[:2]), (4, SHOWN), (6, (*SHOWN, "and 2 more"))])
async def test_what_was_typed_is_shown_before_the_editor_is_left(
    driving: Any, count: int, shown: tuple[str, ...]
) -> None:
    """Of the first four drafts: what each is about, and what was typed and not picked."""
    async with driving() as driver:
        for number, values in enumerate(TYPED[:count], 1):
            driver.editor.state.drafts.of(f"form {number}").put(f"{number}. Form {80 * '='}", values)
        await driver.press("q")
        lines = [line.strip("│ ") for line in driver.screen_lines() if "│" in line]
        start = lines.index("Typed and not accepted:") + 1
        assert lines[start : start + len(shown) + 1] == [*shown, "▸n  Stay"]


# What ends the editor


@pytest.mark.parametrize("what", ["claim", "source", "citation on a link", "text", "undercut"])
async def test_what_is_being_typed_survives_a_signal(driving: Any, what: str) -> None:
    """Nothing was left or accepted; the next editor offers it about the same thing."""
    opens = ABOUT_TWO_THINGS[what][0]
    async with driving(TWINS) as driver:
        await _opened(driver, opens)
        if isinstance(screen := driver.editor.screen, Form):
            screen.set_focus(next(iter(screen.query(TextBox)), screen.focused))
        await driver.paste("DRAFT")
        driver.editor.end_from_outside(15)
        await driver.until(lambda: not driver.editor.is_running)
        assert "1 draft of what you typed is kept." in _ended_words(driver.editor, 15)
    async with driving(TWINS) as driver:
        assert driver.said.startswith("Draft restored: ")
        assert not driver.editor.state.is_unsaved
        await _opened(driver, opens)
        assert "DRAFT" in _shown(driver)
        await driver.press("ctrl+s")
        assert "DRAFT" in driver.editor.state.session.document.text
        driver.editor.end_from_outside(15)
        await driver.until(lambda: not driver.editor.is_running)
        assert "Your unsaved changes are kept." in _ended_words(driver.editor, 15)
    async with driving(TWINS) as driver:
        await driver.press("r")
        assert driver.said == "Recovered 1 change. ^s to save."


async def _killed(driver: Driver) -> None:
    """Leave the journal as it is, as a kill does."""
    driver.editor.worker.close(forget=False)
    driver.editor.leave(forget=False)
    await driver.until(lambda: not driver.editor.is_running)


async def test_changes_that_were_all_undone_are_not_offered_beside_a_draft(driving: Any) -> None:
    async with driving(TWINS) as driver:
        driver.editor.state.do(lambda map: text.set_text(map, "a", "New words"), "edit")
        await driver.press("u", "U", "u")
        await _opened(driver, _selected("b", write.edit_text))
        await driver.paste("DRAFT")
        await driver.until(lambda: "DRAFT" in _journals())
        await _killed(driver)
    async with driving(TWINS) as driver:
        assert driver.said.startswith("Draft restored: ")
        assert not driver.editor.state.is_unsaved


async def test_what_is_typed_goes_to_the_journal_soon(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", write.edit_text))
        await driver.paste("DRAFT")
        await driver.until(lambda: "DRAFT" in _journals())
        await driver.press("enter")
        await driver.until(lambda: not driver.editor.state.drafts.headings)
        await _opened(driver, _selected("b", forms.edit_claim))
        await driver.press("tab")
        await driver.paste("SHORT")
        await driver.until(lambda: "SHORT" in _journals())
        await _killed(driver)
    async with driving(TWINS) as driver:
        assert "1 unsaved change to map.yaml and 1 draft" in "\n".join(driver.screen_lines())
        await driver.press("d")
        assert any("Draft, Claim" in line and "SHORT" in line for line in driver.screen_lines())
        await driver.press("escape", "r")
        assert driver.said.startswith("Recovered 1 change. ^s to save. Draft restored: Claim “")
        assert driver.editor.state.index.claims["b"].text.endswith("southDRAFT")
        await _opened(driver, _selected("b", forms.edit_claim))
        assert driver.editor.screen.values()["short"] == "SHORT"
        await driver.until(lambda: _journals().count("argmap-journal") == 1)


def _journals() -> str:
    return "".join(one.read_text() for one in (state_folder() / "journals").glob("*.journal"))


async def test_a_draft_taken_back_is_not_offered(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", write.edit_text))
        await driver.paste("DRAFT")
        await driver.until(lambda: "DRAFT" in _journals())
        await driver.press(*["backspace"] * 5, "escape")
        await _killed(driver)
    async with driving(TWINS) as driver:
        assert "restored" not in driver.said
        await driver.until(lambda: _journals() == "")


async def test_a_draft_stays_when_the_map_is_saved(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", forms.edit_claim))
        await _left(driver, "DRAFT")
        driver.editor.state.do(lambda map: text.set_text(map, "a", "New words"), "edit")
        await driver.press("q", "s")
        await driver.until(lambda: not driver.editor.is_running)
        saved = driver.editor.state.file.read_text()
        assert "New words" in saved
    async with driving(saved) as driver:
        assert driver.said.startswith("Draft restored: Claim “")
        assert driver.selected == "b"
        await driver.press("q", "k")
        await driver.until(lambda: not driver.editor.is_running)
    async with driving(saved) as driver:
        assert driver.said.startswith("Draft restored: Claim “")
        await driver.press("q", "d")
        await driver.until(lambda: not driver.editor.is_running)
    async with driving(saved) as driver:
        assert "restored" not in driver.said


async def test_a_draft_without_a_place_is_set_aside(driving: Any) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", write.edit_text))
        await driver.paste("DRAFT")
        driver.editor.end_from_outside(15)
        await driver.until(lambda: not driver.editor.is_running)
    async with driving(TWINS.replace("  b:\n", "  c:\n")) as driver:
        assert driver.said.startswith("1 draft could not be placed and can be read in ")
        (kept,) = await _found(driver, "*.ignored")
        assert "DRAFT" in kept.read_text()
        assert not driver.editor.state.drafts.headings


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("On: much filler…", "Draft restored: On: much filler… Open it again to go on."),
        ("On: Why?", "Draft restored: On: Why? Open it again to go on."),
        ("On: Buses", "Draft restored: On: Buses. Open it again to go on."),
    ],
)
def test_a_message_that_names_a_draft_ends_with_one_mark(heading: str, said: str, tmp_path: Path) -> None:
    leftover = Leftover(tmp_path / "a.journal", tmp_path / "map.yaml", None, (), 0)
    assert Restored(leftover, [Draft(heading, {})], []).words == said


async def _found(driver: Driver, pattern: str) -> list[Path]:
    folder = state_folder() / "journals"
    await driver.until(lambda: list(folder.glob(pattern)))
    return list(folder.glob(pattern))


async def test_a_draft_stays_amid_a_merge_until_the_new_journal_has_it(driving: Any, tmp_path: Path) -> None:
    async with driving(TWINS) as driver:
        await _opened(driver, _selected("b", forms.edit_claim))
        await _left(driver, "DRAFT")
        driver.editor.state.do(lambda map: text.set_text(map, "a", "New words"), "edit")
        theirs = TWINS.replace("text: Top", "text: Their top")
        (tmp_path / "map.yaml").write_text(theirs)
        await driver.press("R", "m")
        await _killed(driver)
    async with driving(theirs) as driver:
        assert "1 unsaved change to map.yaml and 1 draft" in "\n".join(driver.screen_lines())
        await driver.press("r")
        assert "DRAFT" in str(driver.editor.state.drafts)
        assert driver.editor.state.index.claims["a"].text == "New words"


async def test_a_draft_that_cannot_be_kept_is_not_said_to_be(driving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(TWINS) as driver:
        no_space_for_journals(monkeypatch)
        await _opened(driver, _selected("b", write.edit_text))
        await driver.paste("DRAFT")
        driver.editor.end_from_outside(15)
        await driver.until(lambda: not driver.editor.is_running)
        words = _ended_words(driver.editor, 15)
        assert "What you typed is lost: Cannot write the recovery file" in words and "kept" not in words


@pytest.mark.parametrize("opens", [_selected("b", write.edit_text), _selected("b", forms.edit_claim)])
async def test_a_draft_that_cannot_be_kept_is_said_once_while_it_is_typed(
    driving: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opens: Opens
) -> None:
    plain = tmp_path / "plain"
    plain.write_text("")
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(plain))
    said: list[str] = []
    async with driving(TWINS) as driver:
        say = driver.editor._say_unkept_draft
        monkeypatch.setattr(driver.editor, "_say_unkept_draft", lambda why: (said.append(str(why)), say(why)))
        await _opened(driver, opens)
        for typed in ("DRAFT", " AND MORE"):
            if isinstance(screen := driver.editor.screen, Form):
                screen.set_focus(next(iter(screen.query(TextBox)), screen.focused))
            await driver.paste(typed)
            driver.editor.note_typed()
            await driver.until(lambda: said)
            driver.editor.worker.keep_all()
        shown = " ".join("\n".join(driver.screen_lines()).split())
        assert "What you type would be lost if the editor ended now." in shown
        assert len(said) == 1 and said[0].startswith("Cannot write the recovery file")
        driver.editor.end_from_outside(15)
        await driver.until(lambda: not driver.editor.is_running)


async def test_what_cannot_be_kept_keeps_the_editor_open(driving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quitting without saving would lose it."""
    append = Journal.append

    async with driving(TWINS) as driver:
        driver.editor.state.do(lambda map: text.set_text(map, "a", "Early words"), "edit")
        await driver.until(lambda: "Early words" in _journals())
        no_space_for_journals(monkeypatch)
        driver.editor.state.do(lambda map: text.set_text(map, "a", "New words"), "edit")
        await driver.press("q", "k")
        await driver.until(lambda: driver.said.endswith("Save often. The editor stays open."))
        words = _ended_words(driver.editor, 15)
        assert "Your last unsaved change is lost: Cannot write" in words
        assert "Your earlier unsaved changes are kept. Run 'argmap " in words
        monkeypatch.setattr(Journal, "append", append)
        await driver.press("q", "k")
        await driver.until(lambda: not driver.editor.is_running)
    async with driving(TWINS) as driver:
        await driver.press("r")
        assert driver.editor.state.index.claims["a"].text == "New words"


async def test_changes_that_were_never_kept_are_not_said_to_be(driving: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(TWINS) as driver:
        no_space_for_journals(monkeypatch)
        driver.editor.state.do(lambda map: text.set_text(map, "a", "New words"), "edit")
        driver.editor.end_from_outside(15)
        await driver.until(lambda: not driver.editor.is_running)
        words = _ended_words(driver.editor, 15)
        assert "Your unsaved changes are lost: Cannot write the recovery file" in words and "kept" not in words
