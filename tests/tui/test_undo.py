"""Undo reaches everything that changes the file, says what it took back, and shows where that was."""

from __future__ import annotations

from tests.tui.conftest import SMALL, Driver

CHANGES = [
    ("close", "a @Children_play. enter", "add support 'children-play'"),
    ("close", "x @Cars_wait. enter", "add objection 'cars-wait'"),
    ("air", "z @Not_in_winter. enter", "add undercut 'not-winter'"),
    ("air", "enter @Trees_grow. enter", "add claim 'trees-grow'"),
    ("air", "e @_Much. enter", "edit text of 'air'"),
    ("#cars", "e @_indeed enter", "edit tension 'cars'"),
    ("air", "t", "flip air -> close"),
    ("longer", "alt+left", "move 'longer' out"),
    ("custom", "alt+right", "move 'custom' under 'air'"),
    ("air", "f2 @fresh enter", "rename 'air' to 'fresh'"),
    ("custom", "delete", "delete 'custom'"),
    ("custom", "O", "delete 'custom' alone"),
    ("air", "X", "take step air -> close away"),
    ("air", "L @custom enter a", "link 'air' to 'custom'"),
    ("air", "w @longer enter", "link premise 'longer'"),
    ("air", "s enter x", "set position of 'shops' on 'air'"),
    ("air", "S enter tab tab @They_said_so. ctrl+s", "set position of 'shops' on 'air'"),
    ("close", "c enter @page_3 ctrl+s", "cite a source for 'close'"),
    ("air", "c enter ctrl+r", "take citation of 'air' away"),
    ("air", ", enter ctrl+s", "cite a source for 'air -> close'"),
    ("air", ". @Lungs. ctrl+s", "edit step air -> close"),
    ("air", "f4 tab tab tab tab @health ctrl+s", "edit claim 'air'"),
    ("#cars", "f4 @_indeed ctrl+s", "edit tension 'cars'"),
    ("air", "M @_indeed ctrl+s", "edit the texts of the map"),
    ("air", "v 2 a", "set position of 'shops' on 'air'"),
    ("air", "v 2 C @Residents ctrl+s", "add stakeholder 'residents'"),
    ("air", "v 2 e tab @trade ctrl+s", "edit stakeholder 'shops'"),
    ("air", "v 2 e ctrl+r", "delete stakeholder 'shops'"),
    ("air", "v 3 C @A_book ctrl+s", "add source 'book'"),
    ("air", "v 3 e tab @Ann ctrl+s", "edit source 'report'"),
    ("air", "v 3 f2 @paper enter", "rename 'report' to 'paper'"),
    ("air", "v 3 delete", "delete source 'report'"),
    ("air", "v 4 C @Noise ctrl+s", "add tension 'noise'"),
    ("air", "v 4 e tab @Which? ctrl+s", "edit tension 'cars'"),
    ("air", "v 4 f2 enter @streets enter", "rename 'cars' to 'streets'"),
    ("air", "v 4 f2 down enter @wheels enter", "rename 'drive' to 'wheels'"),
    ("air", "v 4 delete", "delete tension 'cars'"),
]


async def type_in(driver: Driver, keys: str) -> None:
    """Press keys separated by spaces; after ``@`` come words to paste, with ``_`` for each space."""
    for key in keys.split():
        await (driver.paste(key[1:].replace("_", " ")) if key[0] == "@" else driver.press(key))


async def undo_and_redo(driver: Driver, row: str, keys: str, label: str) -> None:
    """Make a change, take it back, do it again, and end with the bytes of the start."""
    state = driver.editor.state
    before = state.session.document.data
    state.go_to("map")
    await driver.select(row)
    await type_in(driver, keys)
    changed = state.session.document.data
    assert changed != before, label
    await driver.press("u")
    assert driver.said == f"Taken back: {label}. That was the first change."
    assert state.session.document.data == before, label
    await driver.press("U")
    assert driver.said == f"Done again: {label}."
    assert state.session.document.data == changed, label
    state.undo()


async def test_a_change_is_taken_back_and_done_again_by_name(driving) -> None:
    async with driving() as driver:
        for row, keys, label in CHANGES:
            await undo_and_redo(driver, row, keys, label)


async def test_a_move_among_supports_is_taken_back_and_done_again(driving) -> None:
    async with driving(SMALL.replace("objects_to:\n      - close", "supports:\n      - close")) as driver:
        await undo_and_redo(driver, "air", "alt+down", "move 'air'")


async def test_undo_and_redo_go_to_the_claim_that_changed(driving) -> None:
    async with driving() as driver:
        for keys, undone, redone in [
            ("e @_Much. enter", "air", "air"),
            ("a @Trees_grow. enter", "air", "trees-grow"),
            ("delete", "air", "close"),
            ("f2 @fresh enter", "air", "fresh"),
            ("t", "air", "air"),
        ]:
            await driver.select("air")
            await type_in(driver, keys)
            await driver.press("home", "1", "u")
            assert driver.selected == undone, keys
            await driver.press("home", "1", "U")
            assert driver.selected == redone, keys
            driver.editor.state.undo()
