"""The status line: the cursor's place, and what is special about the present view."""

from __future__ import annotations

from typing import NamedTuple

from argmap.escape import one_line
from argmap.model.types import Claim
from argmap.tui.actions import VIEWS
from argmap.tui.keys.keymap import Keymap
from argmap.tui.naming import name_of, shortened
from argmap.tui.state import EditorState
from argmap.tui.views.outline import OutlineView
from argmap.tui.views.table import TableView


class StatusLine(NamedTuple):
    """What the status line reads from."""

    state: EditorState
    keymap: Keymap
    outline: OutlineView
    table: TableView

    def text(self, *, names_screen: bool) -> str:
        """One line; ``names_screen`` adds the name of the view where the tabs are hidden."""
        view = self.state.view
        words = self._of_outline() if view == "map" else self._of_table()
        return " · ".join([dict(VIEWS)[view], *words] if names_screen else words)

    def _of_outline(self) -> list[str]:
        row, state, key_of = self.outline.selected, self.state, self.keymap.key_of
        if row is None:
            return []
        back = key_of("back")
        words = [f"row {self.outline.cursor + 1:,} of {len(state.outline):,}"]
        if state.outline.matches:
            words.append(f"find “{one_line(state.outline.query)}” ({back} clear)")
        if state.outline.focus is not None:
            words.append(f"this branch only ({back} show all)")
        if state.status.is_asked:
            words.append(f"what-if: {state.status.consequences()} ({key_of('what-if-results')} details)")
        return words

    def _of_table(self) -> list[str]:
        table, view = self.table, self.state.view
        if not table.model.rows:
            return []
        words = [f"row {table.place + 1:,} of {len(table.model.rows):,}"]
        if view == "matrix" and table.column_name and table.selected is not None:
            claim = self.state.index.claims[table.selected]
            words = [self._stance(claim, table.column_name), *words]
            words.append(f"column {table.column} of {len(table.model.columns) - 1}")
        if query := self.state.queries.get(view, ""):
            words.append(f"find “{one_line(query)}” ({self.keymap.key_of('back')} clear)")
        return words

    def _stance(self, claim: Claim, holder: str) -> str:
        """The stance under the cursor, such as ``The shops: disagrees``."""
        name = shortened(name_of(self.state.index, holder), 28)
        stance = next((one.stance for one in claim.positions if one.stakeholder == holder), "no position")
        return f"{name}: {stance}"
