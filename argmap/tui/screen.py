"""The editor's one screen: header, the present view, the claim pane, the entry bar, messages and footer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from argmap.escape import one_line
from argmap.model.findings import Refusal
from argmap.session.outline.rows import Row
from argmap.session.session import State
from argmap.tui.checker import AT_REST, Checker
from argmap.tui.commands.table import Action, ViewName
from argmap.tui.gc_idle import IdleCollector
from argmap.tui.keys.dispatch import KeyDispatcher
from argmap.tui.keys.keymap import Keymap
from argmap.tui.painting.line_list import LineList
from argmap.tui.screen_css import SCREEN_CSS
from argmap.tui.state import EditorState
from argmap.tui.views.bars import Bar, Footer, Header, MessageLine, Notice, Tabs
from argmap.tui.views.chrome import Chrome
from argmap.tui.views.entry_bar import EntryBar, TextRequest
from argmap.tui.views.key_focus import KeyLendingScreen
from argmap.tui.views.outline import OutlineView
from argmap.tui.views.panes import ClaimPane, DiagramPane
from argmap.tui.views.status_line import status_text
from argmap.tui.views.table import TableView, Whereabouts
from argmap.tui.views.tables import KnownChanges, table_of, words_of_selection

if TYPE_CHECKING:
    from argmap.tui.app import Editor

WIDE = 120
"""Cells from which the diagram has a place beside the outline."""
SHORT = 16
"""Lines under which the claim pane and the tabs have no place."""
TALL = 40
"""Lines from which the claim pane has a larger place."""
AFTER_KEYS = 0.08
"""Seconds after the last key until the panes follow the cursor."""


class MainScreen(KeyLendingScreen, inherit_bindings=False):
    """Shows a :class:`EditorState` and turns keys into actions of the table."""

    DEFAULT_CSS = SCREEN_CSS

    def __init__(self, state: EditorState, keymap: Keymap) -> None:
        super().__init__()
        self.state = state
        self.keymap = keymap
        self.view: ViewName = "map"
        self.keys = KeyDispatcher(self)
        self.doing = ""
        self.chrome = Chrome(self)
        self.checker = Checker(state, self._was_checked)
        self.changes: KnownChanges | None = None
        self.queries: dict[ViewName, str] = {}
        self.whereabouts: dict[ViewName, Whereabouts] = {}
        """Where the cursor was in the tables that were left."""
        self.ask_again: Callable[[], None] | None = None
        """A question to come back to when a table that was shown for it is left."""
        self._to_select: str | None = None
        self._later: Timer | None = None
        self._idle_collector = IdleCollector()
        self._check_later: Timer | None = None
        state.watchers.append(self._map_changed)

    # What is on it

    def compose(self) -> ComposeResult:
        """Header, tabs, notice, body, entry bar, message line, footer."""
        yield Header(id="header")
        yield Tabs(id="tabs")
        yield Notice(id="notice")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield OutlineView(self.state.outline, id="outline").set_classes("pane")
                yield TableView(id="table").set_classes("pane")
                yield ClaimPane(id="claim").set_classes("pane")
            yield DiagramPane(id="diagram").set_classes("pane")
            yield EntryBar(self._entry_closed, self.keys.take, id="entry")
        yield MessageLine(id="message")
        yield Footer(self.keymap, id="footer")

    def on_mount(self) -> None:
        """Titles, sizes, and the first row selected."""
        self.chrome.show_titles()
        self.outline.focus()
        self.chrome.show_bars()
        self.follow_cursor()
        self.check_at_rest()

    @property
    def editor(self) -> Editor:
        """The app."""
        return cast("Editor", self.app)

    @property
    def outline(self) -> OutlineView:
        """The outline."""
        return self.query_one("#outline", OutlineView)

    @property
    def table(self) -> TableView:
        """The table of the screens that are tables."""
        return self.query_one("#table", TableView)

    @property
    def claim_pane(self) -> ClaimPane:
        """The words below the list."""
        return self.query_one("#claim", ClaimPane)

    @property
    def diagram(self) -> DiagramPane:
        """The diagram pane."""
        return self.query_one("#diagram", DiagramPane)

    @property
    def entry(self) -> EntryBar:
        """The bar in which text is typed."""
        return self.query_one("#entry", EntryBar)

    @property
    def list(self) -> LineList:
        """The list that has the cursor in the present view."""
        return self.outline if self.view == "map" else self.table

    @property
    def selected(self) -> Row | None:
        """The outline's row under the cursor."""
        return self.outline.selected

    @property
    def claim_id(self) -> str | None:
        """The claim selected in the present view."""
        if self.view == "map":
            row = self.selected
            return row.claim_id if row is not None and not row.missing else None
        claim_id = self.table.row.claim_id if self.table.row is not None else None
        return claim_id if claim_id in self.state.index.claims else None

    # Actions

    def do(self, action: Action) -> None:
        """Do an action; a refusal becomes a message."""
        from argmap.tui.commands import deed

        self.doing = action.name
        try:
            deed(action.name)(self)
        except Refusal as refusal:
            self.say(one_line(str(refusal)), problem=True)

    def on_bar_action_chosen(self, event: Bar.ActionChosen) -> None:
        """A click in a bar."""
        event.stop()
        self.message.say("")
        self.do(self.keymap.named(event.action))

    # Messages and text entry

    @property
    def message(self) -> MessageLine:
        """The message line."""
        return self.query_one(MessageLine)

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""
        self.message.say(text, problem=problem)

    def ask(self, request: TextRequest) -> None:
        """Ask for a text in the entry bar."""
        self.chrome.hint(request.hint)
        self.entry.ask(request)
        self.lend_keys(self.entry.box)

    def _entry_closed(self) -> None:
        self.chrome.hint("")
        self.take_keys_back()
        self.set_focus(self.list)
        self.list.show_cursor()

    # Following changes

    @contextlib.contextmanager
    def selecting(self, key: str) -> Iterator[None]:
        """What is changed within puts the outline's cursor on a row, unfolding what hides it."""
        self._to_select = key
        try:
            yield
        finally:
            self._to_select = None

    def _map_changed(self, before: State, now: State) -> None:
        if self._to_select is not None:
            self.state.outline = self.state.outline.reveal(self._to_select)
        self.show_outline(self._to_select)
        if self.view != "map":
            self.show_table()
        self.chrome.show_bars()
        self.follow_cursor()
        self.check_at_rest()

    def check_at_rest(self) -> None:
        """Check the map when it has not been changed for a moment."""
        if self._check_later is not None:
            self._check_later.stop()
        self._check_later = self.set_timer(AT_REST, self._check_unasked)

    def _check_unasked(self) -> None:
        if self.checker.is_unasked:
            self.checker.start(self.editor)

    def _was_checked(self) -> None:
        self.chrome.show_bars()
        if self.view == "findings":
            self.show_table()
            self.follow_cursor()

    def show_outline(self, key: str | None = None) -> None:
        """Draw the state's outline, the cursor kept in its place or on ``key``."""
        outline = self.outline
        outline.marked = self.state.marked
        outline.standing_of = self.state.standing_of if self.state.shows_standing else None
        outline.show(self.state.outline, key)

    def select(self, key: str) -> None:
        """Put the outline's cursor on a row, unfolding what hides it."""
        self.state.outline = self.state.outline.reveal(key)
        self.show_outline(key)
        self.follow_cursor()

    def show_table(self) -> None:
        """Draw the present view's table afresh."""
        table = self.table
        table.show(table_of(self), table.selected)

    def on_line_list_cursor_moved(self) -> None:
        """The panes follow the cursor a moment after the last key."""
        self.follow_cursor()

    def on_line_list_activated(self) -> None:
        """Two clicks edit, or open a table's row."""
        name = "edit-text" if self.view == "map" else "open-row"
        self.do(self.keymap.named(name))

    def on_outline_view_fold_clicked(self) -> None:
        """A click on a fold mark."""
        self.do(self.keymap.named("toggle-fold"))

    def on_diagram_pane_box_chosen(self, event: DiagramPane.BoxChosen) -> None:
        """A click on a box of the diagram."""
        self.select(event.key)

    def follow_cursor(self) -> None:
        """Let the panes follow the cursor when keys have come to rest."""
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(AFTER_KEYS, self._keys_rest)

    def _keys_rest(self) -> None:
        self.update_panes()
        self.call_after_refresh(self._idle_collector.look)

    def update_panes(self) -> None:
        """Claim pane, diagram, titles and quiet line for the selected row."""
        row = self.selected
        pane = self.claim_pane
        if pane.display:
            pane.say(words_of_selection(self))
        if self.diagram.size.width:
            self.diagram.draw(self.state.outline.shape, row.key if row is not None else None)
        self.chrome.show_titles()
        self.message.about(status_text(self))

    def words_look(self, name: str) -> Style:
        """A look of the claim pane, in the present colours."""
        return self.claim_pane.look(name)

    # Size

    def on_resize(self, event: events.Resize) -> None:
        """Give the panes a place where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height < SHORT, "-short")
        self.set_class(event.size.height >= TALL, "-tall")
        self.chrome.show_titles()
        self.follow_cursor()
