"""Whatever an action changes, undo restores to the byte, and redo repeats to the byte."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.tui.actions import VIEWS, Action, ViewName
from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.dialogs.form import Form
from argmap.tui.widgets.text_entry import LineInput, TextBox
from tests.tui.conftest import SMALL, Driver
from tests.tui.test_every_action import ELSEWHERE, back_to

MORE = """\
  old: {text: 'Ten years ago.', undercuts: [longer -> custom]} # why
  quiet: {text: It gets quiet., supports: [close]}
sources:
  report:"""
MAP = SMALL.replace("sources:\n  report:", MORE).replace(
    "side: walk\n", "side: walk\n    positions: {shops: mixed}\n"
)
ROWS = ("close", "air", "custom", "quiet", "old", "#cars")
WORD = "street"
"""Typed wherever a text is asked for: a text, a name, an id, and a word that the map has."""

SKIPPED = ELSEWHERE | {"export", "undo", "redo", "palette"}
CHANGES_NOTHING = {"mark", "read-source", "edit-elsewhere"}
EDITING = {
    action.name
    for action in TABLE
    if action.group in {"Add and edit", "Rearrange"}
    or action.name.startswith(("stance-", "edit-", "new-", "delete-"))
} - CHANGES_NOTHING | {"open-row", "rename-entry", "replace"}


async def finish(driver: Driver) -> None:
    """Answer whatever is asked: the first that is offered, and :data:`WORD` for a text; leave what refuses that."""
    editor, main = driver.editor, driver.editor.main
    for _ in range(6):
        dialog = editor.screen
        if isinstance(dialog, Form):
            field = next(widget for widget in dialog.query("*") if isinstance(widget, LineInput | TextBox))
            dialog.set_focus(field)
            if isinstance(field, LineInput):
                field.value = ""
        if isinstance(dialog, Form) or main.entry.is_open:
            await driver.paste(WORD)
        if isinstance(dialog, Dialog) or main.entry.is_open:
            await driver.press("ctrl+s" if isinstance(dialog, Form) else "enter")
        if editor.screen is dialog and (isinstance(dialog, Dialog) or main.entry.is_open):
            return


async def changes_and_is_undone(driver: Driver, action: Action) -> bool:
    """Carry out an action to its end; take back all that it changed, and do it again."""
    state = driver.editor.state
    driver.editor.main.keys.pressed = action.keys[0]
    driver.editor.main.do(action)
    await driver.pilot.pause()
    await finish(driver)
    versions = [state.session.document.data]
    while state.session.present.before is not None:
        state.undo()
        versions.append(state.session.document.data)
    assert versions[-1] == MAP.encode(), action.name
    for version in reversed(versions[:-1]):
        state.redo()
        assert state.session.document.data == version, action.name
    return len(versions) > 1


def deeds() -> Iterator[tuple[ViewName, str, Action]]:
    """Every action in its tabs, those that change the map on several rows."""
    for view, _ in VIEWS:
        actions = [one for one in TABLE if view in one.where and one.name not in SKIPPED]
        for place, row in enumerate(ROWS if view == "map" else ("0", "3")):
            for action in actions:
                if not place or action.name in EDITING:
                    yield view, row, action


async def test_each_deed_can_be_undone_and_redone_to_the_same_bytes(driving) -> None:
    changed: set[str] = set()
    async with driving(MAP) as driver:
        state = driver.editor.state
        await driver.until(lambda: state.findings is not None)
        for view, row, action in deeds():
            if action.name not in changed:
                await back_to(driver, view)
                state.drafts.clear()
                state.mark("longer")
                if view == "map":
                    await driver.select(row)
                else:
                    driver.editor.main.table.move_to(int(row))
                if await changes_and_is_undone(driver, action):
                    changed.add(action.name)
    assert changed == EDITING
