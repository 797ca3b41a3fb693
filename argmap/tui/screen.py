"""The main screen: header, tabs, the present view, claim pane, diagram, entry bar, messages and footer."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Offset, Size
from textual.timer import Timer
from textual.widget import Widget

from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.session.outline.rows import Row
from argmap.session.session import State
from argmap.tui.actions import Action, ViewName
from argmap.tui.checker import AT_REST, may_check_unasked, start_check
from argmap.tui.context import BrowserPage, EditorServices
from argmap.tui.gc_idle import IdleCollector
from argmap.tui.keys.dispatch import KeyDispatcher
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState
from argmap.tui.views.bars import Bar, Footer, Header, MessageLine, Notice, Tabs
from argmap.tui.views.brief_pane import BriefPane
from argmap.tui.views.chrome import Chrome, StatusLine
from argmap.tui.views.entry_bar import EntryBar, TextRequest
from argmap.tui.views.outline import OutlineView
from argmap.tui.views.panes import ClaimPane, DiagramPane
from argmap.tui.views.table import START, TableView, Whereabouts
from argmap.tui.views.tables import table_of, words_of_selection
from argmap.tui.widgets.key_focus import KeyLendingScreen
from argmap.tui.widgets.line_list import LineList
from argmap.tui.widgets.line_view import LineView

SCREEN_CSS = """
MainScreen { layout: vertical; background: $background; color: $foreground; layers: default message; }
MainScreen #body { height: 1fr; layers: default entry; margin-bottom: 1; }
MainScreen #message { dock: bottom; layer: message; margin-bottom: 1; }
MainScreen #entry { dock: bottom; layer: entry; }
MainScreen.-short #entry { layer: default; }
MainScreen.-table #entry { layer: default; }
MainScreen #left { width: 1fr; }
MainScreen .pane { border: none; border-top: solid $line; border-title-color: $dim; border-title-style: bold; }
MainScreen .pane:focus { border-top: heavy $footer-key; border-title-color: $footer-key; }
MainScreen.-wide .pane { border: solid $line; }
MainScreen.-wide .pane:focus { border: heavy $footer-key; }
MainScreen #outline { height: 1fr; }
MainScreen #table { height: 1fr; display: none; }
MainScreen #claim { height: 9; }
MainScreen #brief { width: 1fr; display: none; }
MainScreen #diagram { width: 1fr; display: none; }
MainScreen.-wide #brief { display: block; }
MainScreen.-tall #claim { height: 16; }
MainScreen.-short #tabs { display: none; }
MainScreen.-short .pane, MainScreen.-short .pane:focus { border: none; }
MainScreen.-table #outline { display: none; }
MainScreen.-short #claim { display: none; }
MainScreen.-table #claim { height: 7; }
MainScreen.-table.-tall #claim { height: 12; }
MainScreen.-table #brief { display: none; }
MainScreen.-table #table { display: block; }
MainScreen.-drawing #left { display: none; }
MainScreen.-drawing #brief { display: none; }
MainScreen.-reading #left { display: none; }
MainScreen.-reading #brief { display: block; }
MainScreen.-drawing #diagram { display: block; }
"""


WIDE = 120
"""Columns from which the brief is shown beside the outline."""
SHORT = 16
"""Screens with fewer lines hide the claim pane and the tabs."""
TALL = 40
"""Lines from which the claim pane is taller."""
AFTER_KEYS = 0.025
"""Seconds after the last key before the panes follow the cursor."""


class MainScreen(KeyLendingScreen, inherit_bindings=False):
    """Shows an :class:`EditorState` and turns keys into actions."""

    DEFAULT_CSS = SCREEN_CSS

    def __init__(self, state: EditorState, keymap: Keymap, services: EditorServices) -> None:
        super().__init__()
        self.state = state
        self.keymap = keymap
        self.services = services
        self.keys = KeyDispatcher(self)
        self.chrome = Chrome(self, state, keymap)
        self.doing = ""
        """The name of the last action, for the fault report."""
        self.is_laid_out = True
        """Whether the panes have the places that they have in the present view."""
        self.live_page: BrowserPage | None = None
        self._whereabouts: dict[ViewName, Whereabouts] = {}
        """The cursor's place in each table that was left."""
        self._claim_left: str | None = None
        """The claim that was selected when the view was left."""
        self._focused_before: Widget | None = None
        """What had the keys before a pane took the full screen, which hides it."""
        self._later: Timer | None = None
        self._idle_collector = IdleCollector()
        self._check_later: Timer | None = None

    def _listen(self) -> None:
        self.state.watchers.append(self._map_changed)
        self.state.listen("outline", self._show_outline)
        self.state.listen("labels", self._labels_changed)
        self.state.listen("leaving-view", self._leave_view)
        self.state.listen("view", self._show_view)
        self.state.listen("drawing", self._show_drawing)
        self.state.listen("table", self._show_table)
        self.state.listen("findings", self._findings_changed)
        self.state.listen("changes", self._changes_changed)
        self.state.listen("bars", self.chrome.show_bars)

    # Widgets

    def compose(self) -> ComposeResult:
        """Header, tabs, notice, body, entry bar, message line, footer."""
        self._fit(self.app.size)  # while there is nothing else to style and to lay out again
        yield Header(id="header")
        yield Tabs(id="tabs")
        yield Notice(id="notice")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield OutlineView(self.state.outline, id="outline", classes="pane")
                yield TableView(id="table", classes="pane")
                yield ClaimPane(id="claim", classes="pane")
            yield BriefPane(id="brief", classes="pane")
            yield DiagramPane(id="diagram", classes="pane")
            yield EntryBar(self._entry_closed, self.keys.take, self.ask, id="entry")
        yield MessageLine(id="message")
        yield Footer(self.keymap, id="footer")

    def on_mount(self) -> None:
        """Show titles, bars and what was found before the widgets were there, and focus the outline."""
        self._listen()
        self._show_titles()
        self.outline.focus()
        self.chrome.show_bars()
        self._show_outline()
        self.check_at_rest()

    @property
    def outline(self) -> OutlineView:
        """The outline."""
        return self.query_one("#outline", OutlineView)

    @property
    def table(self) -> TableView:
        """The table of all screens except the map."""
        return self.query_one("#table", TableView)

    @property
    def claim_pane(self) -> ClaimPane:
        """The pane below the list."""
        return self.query_one("#claim", ClaimPane)

    @property
    def brief(self) -> BriefPane:
        """The brief pane."""
        return self.query_one("#brief", BriefPane)

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
        """The list of the present view: the outline or the table."""
        return self.outline if self.state.view == "map" else self.table

    @property
    def selected(self) -> Row | None:
        """The outline's row under the cursor."""
        return self.outline.selected

    @property
    def claim_id(self) -> str | None:
        """The claim selected in the present view."""
        if self.state.view == "map":
            row = self.selected
            return row.claim_id if row is not None and not row.missing else None
        return self.table.claim_id if self.table.claim_id in self.state.index.claims else None

    # Actions

    def do(self, action: Action) -> None:
        """Carry out an action; a MapError is shown as a message."""
        self.doing = action.name
        try:
            action.run(self)
        except MapError as refusal:
            self.say(one_line(str(refusal)), problem=True)

    def on_bar_action_chosen(self, event: Bar.ActionChosen) -> None:
        """Carry out the action of a clicked part of a bar."""
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

    def hint(self, text: str) -> None:
        """Show a hint instead of the footer's keys; an empty one shows the keys again."""
        self.chrome.hint(text)

    @property
    def is_typing(self) -> bool:
        """Whether the entry bar is open."""
        return self.entry.is_open

    def type_in_entry(self) -> None:
        """Send keys to the entry bar."""
        self.lend_keys(self.entry.box)

    def ask(self, request: TextRequest) -> None:
        """Ask for a text in the entry bar."""
        self.hint(request.hint)
        self.entry.ask(request)
        self._show_status()
        self.type_in_entry()

    def _entry_closed(self) -> None:
        self.keys.text_closed()
        self.chrome.hint("")
        self._show_status()
        self.take_keys_back()
        self.set_focus(self.list)
        self.list.show_cursor()

    # Following the state

    def _map_changed(self, before: State, now: State) -> None:
        self._show_outline()
        if self.state.view != "map":
            self._show_table()
        self.chrome.show_bars()
        self.check_at_rest()

    def _show_outline(self) -> None:
        outline, state = self.outline, self.state
        outline.marked = state.marked
        outline.unanswered = state.unanswered
        outline.status_of = state.status.badge if state.shows_status else None
        outline.show(state.outline, state.cursor_to)
        self.follow_cursor()

    def _labels_changed(self) -> None:
        self._show_outline()
        self.update_panes()

    def _leave_view(self) -> None:
        self._claim_left = self.claim_id
        if self.state.view != "map":
            self._whereabouts[self.state.view] = self.table.whereabouts

    def _show_view(self) -> None:
        """Show another view with its cursor where it was; the matrix selects the claim that was selected before."""
        view, table = self.state.view, self.table
        self.remove_class("-drawing", "-reading")
        self.set_class(view != "map", "-table")
        self._show_titles()
        if view != "map":
            table.go_back_to(self._whereabouts.get(view, START))
            self._show_table(self._claim_left if view == "matrix" else None)
        self.chrome.show_bars()
        self.follow_cursor()
        self.list.focus()
        self._lay_out()

    def _show_drawing(self) -> None:
        was_full = self.has_class("-drawing") or self.has_class("-reading")
        if not was_full:
            self._focused_before = self.focused
        self.set_class(self.state.full_screen == "diagram", "-drawing")
        self.set_class(self.state.full_screen == "brief", "-reading")
        if was_full and not self.state.full_screen:
            self.call_after_refresh(self.set_focus, self._focused_before)
        self.call_after_refresh(self.update_panes)
        self._lay_out()
        self.follow_cursor()

    def _lay_out(self) -> None:
        """Show the titles once the panes have their widths."""
        self.is_laid_out = False
        self.call_after_refresh(self._has_laid_out)

    def _has_laid_out(self) -> None:
        self.is_laid_out = True
        self._show_titles()

    def _show_table(self, keep: str | None = None) -> None:
        """Show the table of the present view, with the cursor on the row ``keep`` or where it was."""
        self._work_out_table()
        self.table.show(table_of(self.state, self.keymap), keep or self.table.selected)
        self.follow_cursor()

    def _work_out_table(self) -> None:
        """Compute in a thread what the present view's table needs and takes long."""
        state = self.state
        if state.view == "findings" and state.findings is None:
            start_check(state, self.services)
        elif state.view == "changes" and (state.changes is None or state.changes.state is not state.session.present):
            self._compare()

    def _compare(self) -> None:
        state, present = self.state, self.state.session.present

        def work() -> None:
            from argmap.tui.files.git import changes_since_commit

            known = changes_since_commit(state.file, state.session.saved.map, present)
            self.services.from_thread(state.compared, known)

        self.services.in_background(work)

    def _findings_changed(self) -> None:
        self.chrome.show_bars()
        answers_changed = self.outline.unanswered != self.state.unanswered
        if answers_changed:
            self._show_outline()
        if self.state.view == "findings":
            self._show_table()
        elif answers_changed or self.state.quotation_marks:
            self.update_panes()

    def _changes_changed(self) -> None:
        if self.state.view == "changes":
            self._show_table()

    def check_at_rest(self) -> None:
        """Check the map after :data:`~argmap.tui.checker.AT_REST` seconds without a change."""
        if self._check_later is not None:
            self._check_later.stop()
        self._check_later = self.set_timer(AT_REST, self._check_unasked)

    def _check_unasked(self) -> None:
        if may_check_unasked(self.state):
            start_check(self.state, self.services)

    def on_line_list_cursor_moved(self) -> None:
        """The panes follow the cursor a moment after the last key."""
        self.follow_cursor()

    def on_line_list_activated(self) -> None:
        """Edit the row that was clicked twice; in a table, open it."""
        name = "edit-text" if self.state.view == "map" else "open-row"
        self.do(self.keymap.named(name))

    def on_outline_view_fold_clicked(self) -> None:
        """Fold or unfold the row whose mark was clicked."""
        self.do(self.keymap.named("toggle-fold"))

    def on_diagram_pane_box_chosen(self, event: DiagramPane.BoxChosen) -> None:
        """Select the row of a clicked box."""
        self.state.select(event.key)

    def on_brief_pane_claim_chosen(self, event: BriefPane.ClaimChosen) -> None:
        """Select a clicked claim."""
        self.state.select(event.claim_id)

    @property
    def pane_with_keys(self) -> LineView:
        """The pane that the keys of moving go to."""
        focused = self.focused
        return focused if isinstance(focused, (ClaimPane, BriefPane)) and focused.display else self.list

    def go_to_pane(self, step: int) -> None:
        """Focus the next (1) or previous (-1) pane in view."""
        shown = [pane for pane in (self.list, self.claim_pane, self.brief) if pane.size.height]
        if len(shown) < 2:
            raise MapError("This window has room for one pane only.")
        at = shown.index(self.pane_with_keys) if self.pane_with_keys in shown else 0
        self.set_focus(shown[(at + step) % len(shown)])

    def on_screen_suspend(self) -> None:
        """A dialog has opened, with keys of its own."""
        self.chrome.cover(True)
        self._show_status()

    def on_screen_resume(self) -> None:
        """The keys are the footer's again."""
        if self.is_mounted:
            self.chrome.cover(False)
            self._show_status()

    def on_descendant_focus(self) -> None:
        """The footer follows the focus."""
        if self.is_mounted:
            self.chrome.show_footer()

    def follow_cursor(self) -> None:
        """Update the panes once no key has come for :data:`AFTER_KEYS` seconds."""
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(AFTER_KEYS, self._keys_rest)

    def _keys_rest(self) -> None:
        self.update_panes()
        self.state.cursor_rests()
        self.call_after_refresh(self._idle_collector.look)

    def update_panes(self) -> None:
        """Update the claim pane, the diagram, the titles and the status line for the selected row."""
        row = self.selected
        pane = self.claim_pane
        if pane.display:
            selected = row.key if self.state.view == "map" and row else self.table.selected
            about = self.state.view, selected, self.state.finding
            pane.say(words_of_selection(self.state, self.keymap, row, self.table), about)
        if self.brief.size.width and self.state.view == "map":
            self.brief.show(self.state.outline, row)
        if self.diagram.size.width:
            self.diagram.draw(self.state.outline.shape, row.key if row is not None else None)
        self._show_titles()
        self.chrome.show_footer()
        self._show_status()

    def _show_status(self) -> None:
        """Show where the cursor is and what is searched, unless a text or a dialog has the keys."""
        has_keys = self.is_active and not self.is_typing
        status = StatusLine(self.state, self.keymap, self.outline, self.table)
        self.message.about(status.text(names_screen=self.has_class("-short")) if has_keys else "")

    def _show_titles(self) -> None:
        self.chrome.show_titles(self.selected)

    def words_look(self, name: str) -> Style:
        """A style of the claim pane in the present theme."""
        return self.claim_pane.look(name)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor is unless the focused widget is shown: in the diagram, which has no focus."""
        return self.diagram.cursor_screen_offset

    # Size

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.height < SHORT, "-short")
        self.set_class(size.height >= TALL, "-tall")

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes that the size has room for."""
        self._fit(event.size)
        self.chrome.show_notice()
        self._show_titles()
        self.follow_cursor()
