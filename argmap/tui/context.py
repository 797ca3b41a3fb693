"""Protocols of the app and its main screen, as commands, dialogs and file operations use them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from rich.style import Style
from textual.app import App
from textual.widget import Widget

from argmap.session.outline.rows import Row
from argmap.tui.actions import Action
from argmap.tui.keys.dispatch import KeyDispatcher
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState
from argmap.tui.views.brief_pane import BriefPane
from argmap.tui.views.entry_bar import EntryBar, TextRequest
from argmap.tui.views.outline import OutlineView
from argmap.tui.views.panes import ClaimPane, DiagramPane
from argmap.tui.views.table import TableView
from argmap.tui.widgets.line_list import LineList
from argmap.tui.widgets.line_view import LineView
from argmap.tui.worker import FileWorker


class EditorServices(Protocol):
    """The services of the app: threads, the worker, leaving."""

    @property
    def worker(self) -> FileWorker:
        """The worker that writes the journal and saves."""

    @property
    def is_at_rest(self) -> bool:
        """Whether the next key is for the main screen: no dialog is open, and nothing is being typed."""

    def attempt(self, work: Callable[[], object], said: str = "") -> None:
        """Call ``work`` after a dialog and show ``said``; a MapError is shown as a message."""

    def in_background(self, work: Callable[[], object]) -> None:
        """Call ``work`` in a daemon thread."""

    def from_thread(self, show: Callable[..., object], *args: object, **named: object) -> None:
        """Call ``show`` in the app's thread and wait for it; do nothing once the editor is ending."""

    def later(self, act: Callable[..., object], *args: object) -> None:
        """Call ``act`` in the app's thread, from any thread, without waiting; not once the editor is ending."""

    def look_at_disk(self) -> None:
        """Compare the file on disk again."""

    def ask_git(self) -> None:
        """Ask git about the file, in the calling thread."""

    def remember_theme(self) -> None:
        """Store the present theme for the next start."""

    def leave(self, *, forget: bool, words: Callable[[], str] = str) -> None:
        """End the editor. ``forget`` removes the journal of unsaved work; ``words`` gives what is said afterwards."""


class BrowserPage(Protocol):
    """The map in the browser."""

    @property
    def url(self) -> str:
        """Its address."""

    def point(self) -> None:
        """Show where the cursor is."""


class EditorScreen(Protocol):
    """The main screen: the state, the widgets with a cursor, messages and text entry."""

    live_page: BrowserPage | None
    """The page in the browser; None before it was asked for."""

    @property
    def app(self) -> App[Any]:
        """Textual's app: dialogs, theme, terminal."""

    @property
    def services(self) -> EditorServices:
        """The services of the app."""

    @property
    def state(self) -> EditorState:
        """The editor's state, through which every change goes."""

    @property
    def keymap(self) -> Keymap:
        """The key map."""

    @property
    def keys(self) -> KeyDispatcher:
        """The dispatcher of the screen's keys."""

    @property
    def outline(self) -> OutlineView:
        """The outline and its cursor."""

    @property
    def table(self) -> TableView:
        """The table of the other screens and its cursor."""

    @property
    def list(self) -> LineList:
        """The outline or the table, whichever is shown."""

    @property
    def claim_pane(self) -> ClaimPane:
        """The pane below the list."""

    @property
    def brief(self) -> BriefPane:
        """The brief."""

    @property
    def pane_with_keys(self) -> LineView:
        """The pane that the keys of moving go to."""

    def go_to_pane(self, step: int) -> None:
        """Focus the next (1) or previous (-1) pane in view. Raises MapError when there is one only."""

    @property
    def diagram(self) -> DiagramPane:
        """The diagram."""

    @property
    def entry(self) -> EntryBar:
        """The bar for typing text."""

    @property
    def selected(self) -> Row | None:
        """The row under the outline's cursor."""

    @property
    def claim_id(self) -> str | None:
        """The claim selected in the present view."""

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""

    def hint(self, text: str) -> None:
        """Show a hint instead of the footer's keys; an empty one shows the keys again."""

    def ask(self, request: TextRequest) -> None:
        """Ask for a text in the entry bar."""

    def do(self, action: Action) -> None:
        """Carry out an action; a MapError is shown as a message."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keys to a pane."""

    def words_look(self, name: str) -> Style:
        """A style of the claim pane in the present theme."""
