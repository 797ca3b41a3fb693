"""The targets of commands: the selected row, claim or link; in a table, the row and the stakeholder of the column."""

from __future__ import annotations

from argmap.model.findings import MapError
from argmap.session.outline.rows import Row
from argmap.tui.context import EditorScreen


def row_of(screen: EditorScreen) -> Row:
    """The selected row. Raises MapError in an empty map."""
    row = screen.selected
    if row is None:
        raise MapError(f"The map is empty. Press {screen.keymap.key_of('open-selected')} to add the first claim.")
    return row


def claim_selected(screen: EditorScreen) -> str:
    """The selected claim. Raises MapError when there is none."""
    row_of(screen)
    if screen.claim_id is None:
        raise MapError("Select a claim first.")
    return screen.claim_id


def link_of(row: Row, what: str) -> str:
    """The address of the link from the row to its parent. Raises MapError when there is none."""
    if row.claim_id is None:
        raise MapError("Select a claim first.")
    if row.kind == "also" and row.address is None:
        raise MapError(f"This is the claim in its tension. To {what} its link, select its main place.")
    if row.address is None:
        raise MapError(f"This claim has no parent, so it has no link to {what}.")
    if row.relation == "with":
        raise MapError(f"This is a linked premise. To {what} the link, select the claim it is linked with.")
    return row.address


def row_name(screen: EditorScreen) -> str:
    """The name of the row under the cursor. Raises MapError when there is no row."""
    name = screen.table.selected
    if name is None:
        raise MapError(screen.table.model.empty)
    return name


def column_holder(screen: EditorScreen) -> str:
    """The stakeholder of the column under the cursor. Raises MapError when there is no stakeholder."""
    columns = screen.table.model.columns
    if len(columns) < 2:
        raise MapError(f"No stakeholders yet. Press {screen.keymap.key_of('new-stakeholder')} to add one.")
    return columns[max(1, screen.table.column)].name
