"""The header, tabs, notice, status line, footer and titles of panes, and when they are updated."""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen

from argmap.escape import one_line
from argmap.model.types import Claim
from argmap.session.outline.rows import Row
from argmap.tui.actions import VIEWS
from argmap.tui.keys.keymap import Keymap
from argmap.tui.naming import name_of, shortened
from argmap.tui.state import EditorState
from argmap.tui.views.bars import Footer, Header, Notice, Tabs
from argmap.tui.views.brief_pane import BriefPane
from argmap.tui.views.footers import IN_PANE, Footing, of_map, of_table
from argmap.tui.views.outline import OutlineView
from argmap.tui.views.panes import ClaimPane
from argmap.tui.views.table import TableView
from argmap.tui.views.tables import titles_of
from argmap.tui.widgets.plain_text import fitted
from argmap.vocabulary import counted


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
            changes = state.status.consequences().removesuffix(".")
            words.append(f"what-if: {changes} ({key_of('what-if-results')} details)")
        return words

    def _of_table(self) -> list[str]:
        table, view = self.table, self.state.view
        if not table.model.rows:
            return []
        rows = len(table.model.rows)
        words = [f"row {table.place + 1:,} of {rows:,}"] if view != "findings" else []  # there some rows are headings
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


class Chrome:
    """The bars and titles of a screen, which must be mounted before any method is called."""

    def __init__(self, screen: Screen[Any], state: EditorState, keymap: Keymap) -> None:
        self._screen = screen
        self._state = state
        self._keymap = keymap
        self._titles: dict[str, str] = {}

    def hint(self, text: str) -> None:
        """Show a hint instead of the footer's keys."""
        footer = self._screen.query_one(Footer)
        footer.hint = text
        footer.show()

    def cover(self, is_covered: bool) -> None:
        """Name no keys while a dialog gets them."""
        footer = self._screen.query_one(Footer)
        footer.is_covered = is_covered
        footer.show()

    def show_titles(self, row: Row | None) -> None:
        """Set the titles of the panes. Without a corner beside them they get a space before and after."""
        is_wide = self._screen.has_class("-wide")
        apart = "" if is_wide else " "
        before_layout = self._screen.app.size.width // (2 if is_wide else 1)
        counts = self._counts()
        for name, title in titles_of(self._state, row).items():
            count = f" · {counts[name]}" if name in counts else ""
            pane = self._screen.query_one(f"#{name}")
            room = max(8, (pane.outer_size.width or before_layout) - 6 - cell_len(count))
            text = f"{apart}{fitted(title, min(cell_len(title), room))}{count}{apart}"
            if self._titles.get(name) != text:
                self._titles[name] = text
                pane.border_title = Content(text)  # as Text: a string would be read as markup

    def _counts(self) -> dict[str, str]:
        """How much the outline and the table hold, and how much of it a search shows."""
        state, shown = self._state, self._screen.query_one(TableView).model.entries
        found = f"{state.outline.claims_found:,} of " if state.outline.query.strip() else ""
        counts = {"outline": f"{found}{counted(len(state.index.claims), 'claim')}"} if state.index.claims else {}
        if whole := self._entries():
            is_part = bool(state.queries.get(state.view, "").strip()) and shown != whole
            counts["table"] = f"{shown:,} of {whole:,}" if is_part else f"{whole:,}"
        return counts

    def _entries(self) -> int:
        """How many entries the present table has without a search."""
        state = self._state
        if state.view in {"map", "matrix"}:
            return len(state.index.claims)
        if state.view == "findings":
            return len(state.findings or ())
        if state.view == "changes":
            return len(state.changes.lines) if state.changes is not None else 0
        return len(getattr(state.map, state.view))

    def show_bars(self) -> None:
        """Update header, tabs, notice and footer."""
        screen, state = self._screen, self._state
        header, tabs = screen.query_one(Header), screen.query_one(Tabs)
        header.file = one_line(state.file.name)
        header.dirty = state.session.dirty
        header.counts = state.counts()
        header.findings = state.findings_words
        header.git = state.git_words
        self.show_notice()
        tabs.view = state.view
        tabs.key = self._keymap.key_of("tabs")
        header.show()
        tabs.show()
        self.show_footer()

    def show_footer(self) -> None:
        """Update the keys of the footer for what is selected and has the focus."""
        screen, state = self._screen, self._state
        footer = screen.query_one(Footer)
        footer.view = state.view
        footer.footing = self._footing()
        footer.show()

    def _footing(self) -> Footing:
        screen, state = self._screen, self._state
        if not state.full_screen and isinstance(screen.focused, (ClaimPane, BriefPane)) and screen.focused.display:
            return IN_PANE
        if state.view != "map":
            table = screen.query_one(TableView)
            return of_table(state.view, table.model, table.row)
        row = screen.query_one(OutlineView).selected
        return of_map(row.kind if row is not None else None, state.full_screen)

    def show_notice(self) -> None:
        """Show what needs an answer: a change on disk, then conflicts of an earlier merge; else another editor."""
        notice, state, key_of = self._screen.query_one(Notice), self._state, self._keymap.key_of
        if state.disk_notice:
            notice.give(*state.disk_notice, action="from-disk")
        elif count := len(state.conflicts):
            key, left = key_of("resolve"), f"{counted(count, 'conflict')}."
            told = f"{left} The map uses one version for now. Press {key} or click to resolve."
            notice.give(told, f"{left} {key} to resolve.", action="resolve")
        elif state.is_open_elsewhere and not self._screen.has_class("-short"):  # nothing to do about it
            told = f"{one_line(state.file.name)} is also open in another editor."
            notice.give(f"{told} What it saves can be merged here.", told, "Also open in another editor.")
        else:
            notice.give()
