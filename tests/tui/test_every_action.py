"""Every action on every screen of several maps: it does something, or it says why not; and no key is silent.

People read texts: the editor names things of the map by them, and shows an id only where the id is edited. What each
action says, asks, opens and changes is kept in ``actions``; ``ARGMAP_GOLDEN=write`` writes it anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.semantics.labels import NO_FORCES
from argmap.tui.actions import EVERYWHERE, VIEWS, Action, ViewName
from argmap.tui.commands.table import TABLE
from tests.golden import kept
from tests.tui.accounts import account
from tests.tui.conftest import SMALL, Driver

EMPTY = "argmap: 1\ntitle: Empty\nclaims: {}\n"
ONE = "argmap: 1\ntitle: One\nclaims:\n  close:\n    text: Close the street.\n"
ELSEWHERE = {"quit", "edit-elsewhere", "open-live-page", "save", "help", "copy"}
"""Actions that end the editor, need another program, or only show something."""

OF_IDS = {"rename", "rename-entry"}
"""Actions that edit an id."""

IDS = "cars|drive|walk|shops|close|air|custom|longer|report"
MARKED = re.sub(rf"^( +(?:- |tension: |side: )?)({IDS})(?=:|$)", r"\1zq-\2", SMALL, flags=re.M)
"""The small map with ids that no text has."""

SIZES = {EMPTY: (80, 24), ONE: (80, 24), MARKED: (150, 40)}
"""Maps, and the size of the screen: that of most terminals, and one that shows all there is to see."""


ACCOUNTS = Path(__file__).with_name("actions")


def shown(driver: Driver) -> tuple:
    """All that an action could change, but the message."""
    editor, main = driver.editor, driver.editor.main
    state = editor.state
    return (
        main.state.view, main.list.cursor, main.table.column, main.table.first_column, state.session.present,
        state.marked, state.outline, state.shows_status, state.status.forces, main.diagram.zoom,
        main.has_class("-drawing"), main.has_class("-reading"), main.focused,
        editor.theme, main.entry.is_open, main.keys.next_key,
        main.claim_pane.scroll_offset, len(editor.screen_stack), main.state.queries,
    )  # fmt: skip


def moved(before: tuple, now: tuple) -> str:
    """Where the cursor got to: another tab, or else another row or column."""
    parts = list(zip(("tab", "row", "column"), before, now, strict=False))
    changed = [f": {name} {was} -> {is_now}" for name, was, is_now in parts if was != is_now]
    return changed[0] if before[0] != now[0] else "".join(changed)


async def back_to(driver: Driver, view: ViewName) -> None:
    """The screen as it is at first, whatever was done."""
    editor, main = driver.editor, driver.editor.main
    while editor.screen is not main or main.entry.is_open or main.keys.next_key is not None:
        await driver.press("escape")
    main.remove_class("-drawing", "-reading")
    while editor.state.session.present.before is not None:
        editor.state.undo()
    editor.state.status.forces, editor.state.shows_status = NO_FORCES, False
    editor.state.outline = editor.state.outline.filtered("").focused(None).fold_to(0)
    main.state.go_to(view)
    main.state.show_outline(main.state.outline)
    main.say("")


def is_seen_elsewhere(action: Action, view: ViewName) -> bool:
    """Whether an action of all screens was tried on the map and on one table, so that ``view`` shows nothing new."""
    return action.where == EVERYWHERE and view not in {"map", "matrix"}


def ids_on(driver: Driver) -> list[str]:
    """The lines of the screen on which an id is."""
    return [line for line in driver.screen_lines() if "zq-" in line]


@pytest.mark.parametrize(
    ("view", "text"),
    [
        pytest.param(
            view,
            text,
            id=f"{view}-{name}",
            marks=[] if name == "small" or (view, name) == ("map", "empty") else [pytest.mark.slow],
        )
        for view, _ in VIEWS
        for text, name in zip(SIZES, ("empty", "one", "small"), strict=True)
    ],
)
async def test_an_action_does_something_or_says_why_not_and_shows_no_id(driving, text: str, view: ViewName) -> None:
    silent: list[str] = []
    accounts: list[str] = []
    told: list[tuple[str, list[str]]] = []
    async with driving(text, size=SIZES[text]) as driver:
        main = driver.editor.main
        await driver.until(lambda: driver.editor.state.findings is not None)
        await back_to(driver, view)
        await driver.press("down", "down")
        row = main.list.cursor
        for action in TABLE:
            if view in action.where and action.name not in ELSEWHERE:
                main.list.move_to(row)
                before = shown(driver)
                text_before = main.state.session.document.text
                main.keys.pressed = action.keys[0]
                main.do(main.keymap.named(action.name))
                if shown(driver) == before and not main.message.message:
                    silent.append(action.name)
                if text == MARKED and action.name not in OF_IDS:
                    await driver.pilot.pause()
                    told.append((action.name, ids_on(driver)))
                if text == MARKED and not is_seen_elsewhere(action, view):
                    accounts.append(f"{action.name}{moved(before, shown(driver))}")
                    folder = str(driver.editor.state.file.parent)
                    accounts += [f"    {line.replace(folder, 'FOLDER')}" for line in account(driver, text_before)]
                await back_to(driver, view)
    if text == MARKED:
        said = "\n".join(accounts) + "\n"
        assert said == kept(ACCOUNTS / f"{view}.txt", said)
    assert not silent
    assert [(name, lines) for name, lines in told if lines] == []
