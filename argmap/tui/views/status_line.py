"""The quiet line: where the cursor is, and what is special about what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.escape import one_line
from argmap.model.types import Claim
from argmap.tui.commands.table import VIEWS
from argmap.tui.views.detail import name_of, shortened

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


def status_text(screen: MainScreen) -> str:
    """Where the cursor is and what is special about what is shown, on one line."""
    words = _of_outline(screen) if screen.view == "map" else _of_table(screen)
    if screen.has_class("-short"):  # where the tabs have no place
        words = [dict(VIEWS)[screen.view], *words]
    return " · ".join(words)


def _of_outline(screen: MainScreen) -> list[str]:
    row, state = screen.selected, screen.state
    if row is None:
        return []
    all_shown = f"{screen.keymap.key_of('back')} shows all"
    words = [row.claim_id or row.tension_id or "", f"row {screen.outline.cursor + 1:,} of {len(state.outline):,}"]
    if state.outline.matches:
        words.append(f"found by “{one_line(state.outline.query)}”, {all_shown}")
    if state.outline.focus is not None:
        words.append(f"only this branch, {all_shown}")
    if state.asks_what_if:
        words.append(f"what if: {state.consequences()} {screen.keymap.key_of('what-if-list')} tells why")
    return words


def _of_table(screen: MainScreen) -> list[str]:
    table, query = screen.table, screen.queries.get(screen.view, "")
    if not table.model.rows:
        return []
    words = [f"row {table.place + 1:,} of {len(table.model.rows):,}"]
    if screen.view == "matrix" and table.column_name and table.selected is not None:
        claim = screen.state.index.claims[table.selected]
        words = [_stance(screen, claim, table.column_name), *words]
        words.append(f"column {table.column} of {len(table.model.columns) - 1}")
    if query:
        words.append(f"found by “{one_line(query)}”, {screen.keymap.key_of('back')} shows all")
    return words


def _stance(screen: MainScreen, claim: Claim, holder: str) -> str:
    """Such as ``The shops: disagrees``."""
    name = shortened(name_of(screen.state.index, holder), 28)
    stance = next((one.stance for one in claim.positions if one.stakeholder == holder), "no position")
    return f"{name}: {stance}"
