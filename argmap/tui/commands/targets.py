"""The targets of commands on a table: the row under the cursor and the stakeholder of the matrix's column."""

from __future__ import annotations

from argmap.model.findings import Refusal
from argmap.tui.context import EditorScreen


def row_name(screen: EditorScreen) -> str:
    """The name of the row under the cursor. Raises Refusal when there is no row."""
    name = screen.table.selected
    if name is None:
        raise Refusal(screen.table.model.empty)
    return name


def column_holder(screen: EditorScreen) -> str:
    """The stakeholder of the column under the cursor. Raises Refusal when there is no stakeholder."""
    columns = screen.table.model.columns
    if len(columns) < 2:
        raise Refusal(f"There is no stakeholder yet. {screen.keymap.key_of('new-stakeholder')} adds one.")
    return columns[max(1, screen.table.column)].name
