"""What commands, dialogs and file operations may use of the editor. The app and its main screen provide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from rich.style import Style
from textual.app import App

from argmap.session.outline.rows import Row
from argmap.tui.actions import Action
from argmap.tui.keys.dispatch import KeyDispatcher
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState
from argmap.tui.views.entry_bar import EntryBar, TextRequest
from argmap.tui.views.outline import OutlineView
from argmap.tui.views.panes import ClaimPane, DiagramPane
from argmap.tui.views.table import TableView
from argmap.tui.widgets.line_list import LineList
from argmap.tui.worker import FileWorker


class EditorServices(Protocol):
    """Threads, the worker, and the end of the editor."""

    @property
    def worker(self) -> FileWorker:
        """Writes the journal and saves."""

    @property
    def is_at_rest(self) -> bool:
        """Whether the next key is for the main screen: no dialog is open, and nothing is being typed."""

    def attempt(self, work: Callable[[], object], said: str = "") -> None:
        """Do something after a dialog and say ``said``; a refusal becomes a message."""

    def in_background(self, work: Callable[[], object]) -> None:
        """Do something in a thread that ends with the program."""

    def from_thread(self, show: Callable[..., object], *args: object, **named: object) -> None:
        """Call ``show`` in the app's thread and wait for it; not at all once the editor is ending."""

    def later(self, act: Callable[..., object], *args: object) -> None:
        """Call ``act`` in the app's thread, from any thread, without waiting; not once the editor is ending."""

    def look_at_disk(self) -> None:
        """Compare the file on disk anew."""

    def ask_git(self) -> None:
        """Ask git about the file, in the thread that calls this."""

    def remember_theme(self) -> None:
        """Use the present colours at the next start."""

    def leave(self, *, forget: bool) -> None:
        """End the editor. ``forget`` drops the journal of unsaved work."""


class EditorScreen(Protocol):
    """The main screen: the state, the widgets with a cursor, and what is asked of the user."""

    @property
    def app(self) -> App[Any]:
        """Textual's app: dialogs, colours, the terminal."""

    @property
    def services(self) -> EditorServices:
        """What the app does for commands."""

    @property
    def state(self) -> EditorState:
        """Everything that changes."""

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""

    @property
    def keys(self) -> KeyDispatcher:
        """What takes the next key."""

    @property
    def outline(self) -> OutlineView:
        """The outline, with its cursor."""

    @property
    def table(self) -> TableView:
        """The table of the other screens, with its cursor."""

    @property
    def list(self) -> LineList:
        """The outline or the table, whichever is shown."""

    @property
    def claim_pane(self) -> ClaimPane:
        """The words below the list."""

    @property
    def diagram(self) -> DiagramPane:
        """The diagram."""

    @property
    def entry(self) -> EntryBar:
        """The bar in which text is typed."""

    @property
    def selected(self) -> Row | None:
        """The outline's row under the cursor."""

    @property
    def claim_id(self) -> str | None:
        """The claim selected in the present view."""

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""

    def hint(self, text: str) -> None:
        """Show a hint in the place of the footer's keys; an empty one brings the keys back."""

    def ask(self, request: TextRequest) -> None:
        """Ask for a text in the entry bar."""

    def do(self, action: Action) -> None:
        """Carry out an action; a refusal becomes a message."""

    def words_look(self, name: str) -> Style:
        """A look of the claim pane, in the present colours."""
