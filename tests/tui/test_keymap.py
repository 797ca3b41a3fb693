"""The action table, the keys laid over it, and the documentation made from it."""

from __future__ import annotations

import ast
import re
from itertools import groupby
from pathlib import Path

import pytest
from textual import events

import argmap.tui
from argmap.io.preferences import Preferences
from argmap.model.findings import MapError
from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.help import SIGNS, entries_of, sentences_of
from argmap.tui.keys.keymap import RENAMED, UNBINDABLE, Keymap, key_named, show_key
from argmap.tui.views.bars import fitting
from tests.examples import slow_but
from tests.golden import kept


def test_no_key_means_two_things_on_one_screen() -> None:
    for view, _ in VIEWS:
        keys = [key for action in Keymap.build(TABLE).usable_in(view) for key in action.keys]
        assert len(keys) == len(set(keys)), view


def test_no_action_uses_a_key_that_terminals_cannot_tell() -> None:
    assert not {key for action in TABLE for key in action.keys} & UNBINDABLE.keys()


def test_every_action_has_a_name_and_a_function_of_its_own() -> None:
    assert len({action.name for action in TABLE}) == len(TABLE) > 90
    assert len({action.about for action in TABLE}) == len(TABLE)
    assert all(action.name and action.label and action.about and action.group for action in TABLE)
    functions = {action.run for action in TABLE}
    assert len(functions) == len(TABLE)
    assert all(callable(function) for function in functions)


def test_every_action_that_the_editor_names_is_in_the_table() -> None:
    """In messages that name a key, for clicks, and in the notice."""
    named = set()
    for file in Path(argmap.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"named": 0, "key_of": 0, "give": 1}.get(node.func.attr)
                given = node.args[place] if place is not None and place < len(node.args) else None
                either = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
                named |= {one.value for one in either if isinstance(one, ast.Constant)}
    assert {"undo", "edit-text", "from-disk"} <= named
    assert named <= {action.name for action in TABLE}


def test_a_former_name_of_an_action_says_the_new_one() -> None:
    names = {action.name for action in TABLE}
    assert set(RENAMED.values()) <= names and not RENAMED.keys() & names
    told = "".join(f"{former}: {name}\n" for former, name in RENAMED.items())
    assert told == kept(Path(__file__).with_name("former_names.txt"), told)
    for former, name in RENAMED.items():
        with pytest.raises(MapError, match=f"^The action '{former}' is now called '{name}'. Change its name here.$"):
            Keymap.build(TABLE, {former: ["B"]})


def test_own_keys_win_over_the_table() -> None:
    keymap = Keymap.build(TABLE, {"delete": ["a"]})
    action = keymap.action("map", "a")
    assert action is not None and action.name == "delete"
    assert keymap.action("map", "backspace") is None
    assert keymap.named("add-support").keys == ()
    assert keymap.key_of("add-support") == "“support” in ^p"


def test_a_key_that_is_taken_on_one_screen_is_named_nowhere_any_more() -> None:
    keymap = Keymap.build(TABLE, {"mark": ["j"], "stance-mixed": ["ctrl+g"]})
    assert keymap.named("cursor-down").keys == ("down",)
    assert [keymap.action(view, "j") for view in ("matrix", "sources")] == [None, None]
    assert {action.name for key in "*M" if (action := keymap.action("map", key))} == {"edit-map"}


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"fly": ["a"]}, "Unknown action 'fly'"),
        ({"delte": ["a"]}, "Did you mean 'delete'"),
        ({"delete": ["crtl+x"]}, "'crtl\\+x' is not a key"),
        ({"delete": ["ab"]}, "not a key"),
        ({"delete": [""]}, "not a key"),
        ({"delete": ["ctrl+"]}, "not a key"),
        ({"delete": ["\x1b"]}, "not a key"),
        ({"delete": ["ctrl+shift+x"]}, "not a key"),
        ({"delete": ["^H"]}, "Backspace"),
        ({"delete": ["ctrl+h"]}, "Backspace"),
        ({"delete": ["B"], "copy": ["B"]}, "has two actions"),
    ],
)
def test_keys_that_cannot_be_are_refused(own: dict[str, list[str]], words: str) -> None:
    with pytest.raises(MapError, match=words):
        Keymap.build(TABLE, own)


def test_every_action_has_a_key_that_no_terminal_takes() -> None:
    """macOS types letters with Alt, keyboards and terminals keep function keys; tabs have ``v`` and their number."""
    taken = re.compile(r"alt\+.*|f\d+|insert|ctrl\+[hmi]")
    lacking = [one.name for one in TABLE if one.keys and all(taken.fullmatch(key) for key in one.keys)]
    assert lacking == [f"tab-{view}" for view, _ in VIEWS]


@pytest.mark.parametrize(("key", "shown"), [("ctrl+s", "^s"), ("alt+up", "Alt+↑"), ("f2", "F2"), ("space", "Space")])
def test_keys_are_written_for_people(key: str, shown: str) -> None:
    assert show_key(key) == shown


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("+", "+"), ("A", "A"), ("é", "é"), ("ctrl+d", "ctrl+d"), ("Ctrl+D", "ctrl+d"), ("^d", "ctrl+d"),
        ("^", "^"), ("Alt+↑", "alt+up"), ("F2", "f2"), ("Del", "delete"), ("PgUp", "pageup"), ("Shift+a", "A"),
        ("Space", "space"), ("alt+1", "alt+1"), ("shift+down", "shift+down"),
    ],
)  # fmt: skip
def test_keys_of_the_settings_are_read_as_people_write_them(words: str, key: str) -> None:
    assert key_named(words) == key


def test_every_key_of_the_table_may_be_set_as_it_is_shown() -> None:
    keys = {key for action in TABLE for key in action.keys}
    assert len(keys) > 40
    for key in keys:
        assert key_named(key) == key
        assert key_named(show_key(key)) == key


@pytest.mark.parametrize("width", [20, 40, 60, 79, 80, 160])
def test_the_footer_shows_whole_items_and_always_the_help(width: int) -> None:
    items = [(show_key(action.keys[0]), action.label, action.name) for action in Keymap.build(TABLE).footer_of("map")]
    shown, gap = fitting(items, width)
    assert sum(len(key) + len(label) + 1 + gap for key, label, _ in shown) <= width + gap
    assert shown[-2:] == items[-2:]


async def test_own_keys_for_levels_count_in_their_order(driving) -> None:
    own = {"fold-to-level": ("ctrl+k", "ctrl+l"), "zoom-out": ("ctrl+g",)}
    async with driving(preferences=Preferences(keys=own), size=(160, 50)) as driver:
        await driver.press("ctrl+l")
        assert len(driver.editor.state.outline) == 5
        before = driver.editor.main.diagram.zoom
        await driver.press("d", "ctrl+g")
        assert driver.editor.main.diagram.zoom == before - 1


async def test_the_help_shows_only_what_holds_the_words_that_are_typed(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        await driver.press("?", "/")
        await driver.paste("undercut link")
        shown = "\n".join(driver.screen_lines())
        assert "⊘" in shown and "challenges the link above" in shown
        assert "Add a claim that supports" not in shown
        await driver.paste(" nowhere")
        assert "No matches for 'undercut link nowhere'." in "\n".join(driver.screen_lines())
        await driver.press("escape")
        assert "Add a claim that supports" in "\n".join(driver.screen_lines())
        await driver.press("?")
        assert driver.editor.screen is driver.editor.main


@pytest.mark.parametrize("view", [view for view, _ in VIEWS])
def test_the_help_names_every_action_and_every_group_once(view: ViewName) -> None:
    entries = list(entries_of(Keymap.build(TABLE), view))
    assert [about for _, _, about in entries if about not in dict(SIGNS).values()].count("Show all keys") == 1
    assert len(entries) == len(Keymap.build(TABLE).usable_in(view)) + len(SIGNS)
    groups = [group for group, _ in groupby(entries, key=lambda entry: entry[0])]
    assert len(groups) == len(set(groups))


async def test_the_palette_folds_to_any_level(driving) -> None:
    async with driving() as driver:
        for level, rows in (("1", 2), ("3", 6), ("2", 5)):
            await driver.press("ctrl+p")
            await driver.paste("levels")
            await driver.press("enter", level)
            assert len(driver.editor.state.outline) == rows
        await driver.press("ctrl+p")
        await driver.paste("levels")
        await driver.press("enter", "x")
        assert driver.said == "Press a number from 1 to 9."


async def test_words_typed_in_one_breath_with_the_help_are_looked_for(driving) -> None:
    async with driving(size=(80, 24)) as driver:
        for key, character in (("question_mark", "?"), ("slash", "/"), *((letter, letter) for letter in "undercut")):
            driver.editor.post_message(events.Key(key, character))
        await driver.until(lambda: "challenges the link above" in "\n".join(driver.screen_lines()))
        assert "Edit the claim's text" not in "\n".join(driver.screen_lines())
        await driver.press("escape")
        assert driver.editor.screen is not driver.editor.main


@pytest.mark.parametrize("view", [view for view, _ in VIEWS])
@pytest.mark.parametrize("size", slow_but([(80, 24), (140, 45)], (80, 24)))
async def test_the_help_begins_with_five_sentences_then_signs_then_keys(
    driving, view: ViewName, size: tuple[int, int]
) -> None:
    async with driving(size=size) as driver:
        driver.editor.state.go_to(view)
        await driver.pilot.pause()
        await driver.press("?")
        words = [line.strip("│ ┃\u2582").strip() for line in driver.screen_lines()]
        text = " ".join(" ".join(words).split())
        places = [text.index(sentence[:40]) for sentence in driver.editor.screen.sentences]
        assert len(places) == 5 and places == sorted(places)
        assert places[-1] < text.index("◆ tension + support − objection") < text.index("Add and edit ")


def test_the_sentences_of_the_help_have_the_keys_in_force() -> None:
    keymap = Keymap.build(TABLE, {"undo": ["ctrl+g"]})
    said = " ".join(sentences_of(keymap, "map"))
    assert "^g to undo anything" in said and "{" not in said
