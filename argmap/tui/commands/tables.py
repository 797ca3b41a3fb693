"""Keys that every table has: opening a row, going to its claim, moving between columns, filtering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.model.findings import Refusal
from argmap.tui.commands import does
from argmap.tui.commands.forms import position_form
from argmap.tui.commands.looking import go_to_view
from argmap.tui.commands.records import edit_entry
from argmap.tui.commands.table import ViewName
from argmap.tui.commands.targets import column_holder, row_name
from argmap.tui.views.entry_bar import TextRequest
from argmap.tui.views.table_models import no_matches

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


@does("open-row")
def open_row(screen: MainScreen) -> None:
    """Jump to the row's claim, or open the row's form."""
    name = row_name(screen)
    if screen.view == "matrix" and screen.table.column:
        position_form(screen, name, column_holder(screen))
    elif screen.view in {"sources", "tensions"}:
        edit_entry(screen)
    elif screen.view == "findings" and screen.claim_id is None:
        _go_to_entry(screen, screen.checker.path_of(name))
    else:
        go_to_claim(screen)


ENTRIES_IN: Mapping[str, ViewName] = {"stakeholders": "matrix", "sources": "sources", "tensions": "tensions"}
"""The screen that shows the entries of a section of the file."""


def _go_to_entry(screen: MainScreen, path: Sequence[str]) -> None:
    """The stakeholder, source or tension that a path leads into, on its screen."""
    view = ENTRIES_IN.get(path[0]) if len(path) > 1 else None
    if view is None:
        raise Refusal(f"This finding is about the map as a whole. {screen.keymap.key_of('edit-map')} edits it there.")
    go_to_view(screen, view)
    screen.table.go_to(path[1])


@does("go-to-claim")
def go_to_claim(screen: MainScreen) -> None:
    """The row's claim, on the map."""
    row_name(screen)
    claim_id = screen.claim_id
    if claim_id is None:
        raise Refusal("This row is about no claim that is in the map now.")
    go_to_view(screen, "map")
    screen.select(claim_id)


@does("cell-left")
def cell_left(screen: MainScreen) -> None:
    """A column to the left."""
    if not screen.table.move_column(-1):
        raise Refusal("There is no column further to the left.")


@does("cell-right")
def cell_right(screen: MainScreen) -> None:
    """A column to the right."""
    if not screen.table.move_column(1):
        raise Refusal("There is no column further to the right.")


@does("filter-table")
def filter_table(screen: MainScreen) -> None:
    """Only the rows with the words, while they are typed."""
    view = screen.view

    def live(words: str) -> None:
        screen.queries[view] = words
        screen.show_table()
        is_vain = bool(words.strip()) and not screen.table.model.rows
        if is_vain:
            screen.queries[view] = ""
            screen.show_table()
        screen.entry.refuse(no_matches(words) if is_vain else "")

    def given_up() -> None:
        live("")

    def keep(words: str) -> None:
        if words.strip() and not screen.queries[view]:
            raise Refusal(no_matches(words))
        screen.say(f"{len(screen.table.model.rows)} rows. Esc shows all." if words.strip() else "")

    hint = "Type words in any order   Enter keeps   Esc shows all"
    text = screen.queries.get(view, "")
    screen.ask(TextRequest("Find", keep, text, hint, lines=False, live=live, given_up=given_up, drafts=False))
