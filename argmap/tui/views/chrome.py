"""Updates the header, tabs, notice, footer and titles of panes."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen

from argmap.escape import one_line
from argmap.session.outline.rows import Row
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState
from argmap.tui.views.bars import Footer, Header, Notice, Tabs
from argmap.tui.views.tables import titles_of
from argmap.tui.widgets.plain_text import fitted
from argmap.vocabulary import counted


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

    def show_titles(self, row: Row | None) -> None:
        """Set the titles of the panes. Without a corner beside them they get a space before and after."""
        apart = "" if self._screen.has_class("-wide") else " "
        for name, title in titles_of(self._state, row).items():
            pane = self._screen.query_one(f"#{name}")
            text = f"{apart}{fitted(title, min(cell_len(title), max(8, pane.outer_size.width - 6)))}{apart}"
            if self._titles.get(name) != text:
                self._titles[name] = text
                pane.border_title = Content(text)  # as Text: a string would be read as markup

    def show_bars(self) -> None:
        """Update header, tabs, notice and footer."""
        screen, state = self._screen, self._state
        header, tabs, footer = screen.query_one(Header), screen.query_one(Tabs), screen.query_one(Footer)
        header.file = one_line(state.file.name)
        header.dirty = state.session.dirty
        header.counts = state.counts()
        header.findings = state.findings_words
        header.git = state.git_words
        self._show_notice()
        tabs.view = footer.view = state.view
        tabs.key = self._keymap.key_of("tabs")
        for bar in (header, tabs, footer):
            bar.show()

    def _show_notice(self) -> None:
        """Show what needs an answer: a change on disk first, then conflicts of an earlier merge."""
        notice = self._screen.query_one(Notice)
        count = len(self._state.conflicts)
        if self._state.disk_notice or not count:
            notice.give(self._state.disk_notice, "from-disk")
        else:
            key = self._keymap.key_of("resolve")
            left = f"{counted(count, 'conflict')}. The map uses one version for now. Press {key} or click to resolve."
            notice.give(left, "resolve")
