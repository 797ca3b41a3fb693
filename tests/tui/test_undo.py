"""Undo reaches everything that changes the file, says what it took back, and shows where that was."""

from __future__ import annotations

from tests.tui.conftest import SMALL, Driver

CHANGES = [
    ("close", "a @Children_play. enter", "add support “Children play”"),
    ("close", "x @Cars_wait. enter", "add objection “Cars wait”"),
    ("air", "z @Not_in_winter. enter", "add undercut “Not in winter”"),
    ("air", "C @Trees_grow. enter", "add claim “Trees grow”"),
    ("air", "e @_Much. enter", "edit text of “The air gets cleaner”"),
    ("#cars", "e @_indeed enter", "edit tension “Cars or quiet”"),
    ("air", "t", "switch the link from “The air gets cleaner” to “Close the street”"),
    ("longer", "alt+left", "outdent “Walkers stay longer”"),
    ("custom", "alt+right", "move “Shops lose custom” under “The air gets cleaner”"),
    ("air", "f2 @fresh enter", "rename 'air' to 'fresh'"),
    ("custom", "delete", "delete “Shops lose custom”"),
    ("custom", "O", "delete only “Shops lose custom”"),
    ("air", "X", "unlink “The air gets cleaner”"),
    ("air", "L @custom enter a", "link “The air gets cleaner” to “Shops lose custom”"),
    ("air", "w @longer enter", "link premise “Walkers stay longer”"),
    ("air", "s right enter", "set The shops' position on “The air gets cleaner”"),
    ("air", "S tab @They_said_so. ctrl+s", "edit position: The shops on “The air gets cleaner”"),
    ("close", "c enter", "cite a source for “Close the street”"),
    ("air", "c enter ctrl+r", "remove a citation on “The air gets cleaner”"),
    ("air", ", enter", "cite a source for the link from “The air gets cleaner” to “Close the street”"),
    ("air", ". @Lungs. ctrl+s", "edit the link from “The air gets cleaner” to “Close the street”"),
    ("air", "f4 tab tab tab tab @health ctrl+s", "edit claim “The air gets cleaner”"),
    ("#cars", "f4 @_indeed ctrl+s", "edit tension “Cars or quiet”"),
    ("air", "M @_indeed ctrl+s", "edit the map's texts"),
    ("air", "v 2 a", "set The shops' position on “The air gets cleaner”"),
    ("air", "v 2 C @Residents ctrl+s", "add stakeholder “Residents”"),
    ("air", "v 2 e tab @trade ctrl+s", "edit stakeholder “The shops”"),
    ("air", "v 2 e ctrl+r", "delete stakeholder “The shops”"),
    ("air", "v 3 C @Residents ctrl+s", "add stakeholder “Residents”"),
    ("air", "v 3 e tab @Shops ctrl+s", "edit stakeholder “The shops”"),
    ("air", "v 3 f2 @firms enter", "rename 'shops' to 'firms'"),
    ("air", "v 3 delete", "delete stakeholder “The shops”"),
    ("air", "v 4 C @A_book ctrl+s", "add source “A book”"),
    ("air", "v 4 e tab @Ann ctrl+s", "edit source “A report”"),
    ("air", "v 4 f2 @paper enter", "rename 'report' to 'paper'"),
    ("air", "v 4 delete", "delete source “A report”"),
    ("air", "v 5 C @Noise tab tab @Quiet enter @Trade ctrl+s", "add tension “Noise”"),
    ("air", "v 5 e tab @Which? ctrl+s", "edit tension “Cars or quiet”"),
    ("air", "v 5 f2 enter @streets enter", "rename 'cars' to 'streets'"),
    ("air", "v 5 f2 down enter @wheels enter", "rename 'drive' to 'wheels'"),
    ("air", "v 5 delete", "delete tension “Cars or quiet”"),
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
    assert driver.said == f"Undone: {label}. Nothing more to undo."
    assert state.session.document.data == before, label
    await driver.press("U")
    assert driver.said == f"Redone: {label}."
    assert state.session.document.data == changed, label
    state.undo()


async def test_a_change_is_taken_back_and_done_again_by_name(driving) -> None:
    async with driving() as driver:
        for row, keys, label in CHANGES:
            await undo_and_redo(driver, row, keys, label)


async def test_a_move_among_supports_is_taken_back_and_done_again(driving) -> None:
    async with driving(SMALL.replace("objects_to:\n      - close", "supports:\n      - close")) as driver:
        await undo_and_redo(driver, "air", "alt+down", "move “The air gets cleaner”")


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
