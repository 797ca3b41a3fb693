"""Actions on the tables: open a row, go to its claim, change the column, filter, and stances in the matrix."""

from __future__ import annotations

from argmap.model.findings import Finding, MapError
from argmap.tui.actions import ON_ENTRIES
from argmap.tui.commands.findings import show_finding
from argmap.tui.commands.positions import position_form, take_stance
from argmap.tui.commands.records import edit_entry
from argmap.tui.commands.targets import column_holder, row_name
from argmap.tui.context import EditorScreen
from argmap.tui.search import no_matches
from argmap.tui.views.entry_bar import TextRequest
from argmap.tui.views.table_models import GROUP
from argmap.vocabulary import counted


def open_row(screen: EditorScreen) -> None:
    """Go to the row's claim, or open the row's form."""
    name = row_name(screen)
    if screen.state.view == "matrix" and screen.table.column:
        position_form(screen, name, column_holder(screen))
    elif screen.state.view in ON_ENTRIES:
        edit_entry(screen)
    elif name.startswith(GROUP):
        screen.state.turn_rule(name.removeprefix(GROUP))
    elif screen.state.view == "findings" and screen.state.findings is not None:
        _go_to_finding(screen, screen.state.findings[int(name)])
    else:
        go_to_claim(screen)


def _go_to_finding(screen: EditorScreen, finding: Finding) -> None:
    """Go to what a finding is about, on its tab."""
    if len(finding.path) < 2:
        raise MapError("This finding is about the whole map.")
    show_finding(screen, finding)


def go_to_claim(screen: EditorScreen) -> None:
    """Go to the row's claim on the map."""
    row_name(screen)
    claim_id = screen.claim_id
    if claim_id is None:
        raise MapError(
            "This claim is no longer in the map." if screen.state.view == "changes" else "This row has no claim."
        )
    screen.state.go_to("map")
    screen.state.select(claim_id)


def cell_left(screen: EditorScreen) -> None:
    """Move a column to the left."""
    if not screen.table.move_column(-1):
        raise MapError("First column.")


def cell_right(screen: EditorScreen) -> None:
    """Move a column to the right."""
    if not screen.table.move_column(1):
        raise MapError("Last column.")


def filter_table(screen: EditorScreen) -> None:
    """Show only matching rows, updated at each key."""
    view = screen.state.view

    def live(words: str) -> None:
        screen.state.find_in_table(view, words)
        finds_nothing = bool(words.strip()) and not screen.table.model.rows
        if finds_nothing:
            screen.state.find_in_table(view, "")
        if screen.table.model.found:
            screen.table.go_to(screen.table.model.found)
        screen.entry.refuse(no_matches(words) if finds_nothing else "")

    def given_up() -> None:
        live("")

    def keep(words: str) -> None:
        if words.strip() and not screen.state.queries[view]:
            raise MapError(no_matches(words))
        clear = screen.keymap.key_of("back")
        rows = counted(screen.table.model.entries, "match", "matches")
        screen.say(f"{rows}. {clear} clear." if words.strip() else "")

    hint = "Words in any order   Enter apply   Esc clear"
    text = screen.state.queries.get(view, "")
    screen.ask(TextRequest("Find", keep, text, hint, lines=False, live=live, given_up=given_up))


def _set_stance(screen: EditorScreen, stance: str) -> None:
    take_stance(screen, row_name(screen), column_holder(screen), stance)


def stance_agrees(screen: EditorScreen) -> None:
    """Set the stance to agrees."""
    _set_stance(screen, "agrees")


def stance_disagrees(screen: EditorScreen) -> None:
    """Set the stance to disagrees."""
    _set_stance(screen, "disagrees")


def stance_mixed(screen: EditorScreen) -> None:
    """Set the stance to mixed."""
    _set_stance(screen, "mixed")


AFTER = {"": "agrees", "agrees": "disagrees", "disagrees": "mixed", "mixed": ""}
"""The stance that follows each one; empty means no position."""


def stance_next(screen: EditorScreen) -> None:
    """Set the next stance. The source and the quote of the position stay until it is removed."""
    claim, holder = screen.state.index.claims[row_name(screen)], column_holder(screen)
    now = next((position for position in claim.positions if position.stakeholder == holder), None)
    _set_stance(screen, AFTER[now.stance if now else ""])


def stance_none(screen: EditorScreen) -> None:
    """Remove the position."""
    claim, holder = screen.state.index.claims[row_name(screen)], column_holder(screen)
    if all(position.stakeholder != holder for position in claim.positions):
        raise MapError("No position to remove.")
    _set_stance(screen, "")
