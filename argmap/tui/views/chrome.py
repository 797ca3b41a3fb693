"""What stands around the lists: header, tabs, notice, titles of panes and footer, kept as things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from argmap.escape import one_line
from argmap.tui.dialogs.conflicts import conflicts_left
from argmap.tui.views.bars import Footer, Header, Notice, Tabs
from argmap.tui.views.outline import fitted
from argmap.tui.views.tables import titles_of

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


class Chrome:
    """The bars and titles of a screen, which must be mounted before any of this is called."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._titles: dict[str, str] = {}
        self._of_disk = ""

    def hint(self, text: str) -> None:
        """Show a hint in the place of the footer's keys."""
        footer = self._screen.query_one(Footer)
        footer.hint = text
        footer.show()

    def tell_of_disk(self, text: str) -> None:
        """Say under the header that the file changed on disk; no longer with an empty text."""
        self._of_disk = text
        self._show_notice()

    def show_titles(self) -> None:
        """The titles of the panes; without a corner beside them they keep their distance from the line themselves."""
        apart = "" if self._screen.has_class("-wide") else " "
        for name, title in titles_of(self._screen).items():
            pane = self._screen.query_one(f"#{name}")
            text = f"{apart}{fitted(title, min(cell_len(title), max(8, pane.outer_size.width - 6)))}{apart}"
            if self._titles.get(name) != text:
                self._titles[name] = text
                pane.border_title = Content(text)  # not as it is: a map's words are no markup

    def show_bars(self) -> None:
        """Header, tabs, notice and footer as things are now."""
        screen = self._screen
        header, tabs, footer = screen.query_one(Header), screen.query_one(Tabs), screen.query_one(Footer)
        header.file = one_line(screen.state.file.name)
        header.dirty = screen.state.session.dirty
        header.counts = screen.state.counts()
        header.findings = screen.checker.words
        header.git = screen.editor.git_words
        self._show_notice()
        tabs.view = footer.view = screen.view
        tabs.key = screen.keymap.key_of("screens")
        for bar in (header, tabs, footer):
            bar.show()

    def _show_notice(self) -> None:
        """What needs a decision: the file on disk before conflicts of an earlier merge."""
        notice = self._screen.query_one(Notice)
        if self._of_disk or not self._screen.state.conflicts:
            notice.give(self._of_disk, "from-disk")
        else:
            notice.give(conflicts_left(self._screen), "decide")
