"""The help: how the editor works in five sentences, the keys of the present tab and all signs, with a search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widgets import Input, Static

from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.keys.keymap import Keymap, show_keys
from argmap.tui.search import holds, no_matches
from argmap.tui.widgets.text_entry import LineInput
from argmap.vocabulary import ASSUMED, UNSOURCED_SIGN

HelpRow = tuple[str, str, str]
"""Group, key or sign, meaning."""

GROUPS = ("Add and edit", "Rearrange", "Tables", "Navigate and view", "File and analysis", "Editor")
SIGNS = (
    ("◆", "Tension: two or more goals that pull against each other"),
    ("+", "Support: a reason for its parent"),
    ("−", "Objection: a reason against its parent"),
    ("⊘", "Undercut: challenges the link above, not the claim"),
    ("&", "Linked premise: counts only together with the claim above"),
    ("⇢", "Reference: the claim's main place is elsewhere"),
    ("☺2", "2 positions of stakeholders"),
    ("§1", "1 citation"),
    ("⇢1", "Has 1 more parent"),
    ("!1", "1 unanswered objection"),
    ("+3 −1 ⊘1 &2", "Folded directly below it: 3 supports, 1 objection, 1 undercut, 2 linked premises"),
    (UNSOURCED_SIGN, "In the brief, after the name of a stakeholder: the position has no source"),
    (ASSUMED, "The map takes the claim as given"),
    ("●", "Unsaved changes"),
)
"""The signs of the outline and the header, as docs/reference/editor.md shows them."""


IN_SHORT = """\
◆ tension   + support   − objection   ⊘ undercut   & linked premise
⇢ reference   ☺ positions   § citations   ! unanswered   ● unsaved"""
"""The signs by their names alone."""

ON_THIS_TAB: Mapping[ViewName, str] = {
    "map": "Press {add-support} to add a support, {add-objection} an objection, {add-sibling} a sibling, "
    "{set-position} a position.",
    "matrix": "Press {stance-agrees}, {stance-disagrees} or {stance-mixed} for agrees, disagrees or mixed.",
    "stakeholders": "Press {new-entry} to add a stakeholder, and {stakeholder-view} to see the map from one's side.",
    "sources": "Press {new-entry} to add a source, and {read-source} to read its copy and quote it.",
    "tensions": "Press {new-entry} to add a tension, and {put-on-side} on the Map tab to put a claim on a side.",
    "findings": "Press {next-finding} on any tab to go to the next finding and see what to do.",
    "changes": "Each row is a change since the last commit, or since the last save.",
}
"""What one does most on each tab. An action in braces becomes its key."""

SENTENCES = (
    "A map is a question, claims that answer it, and reasons for and against.",
    "Press {cursor-up} {cursor-down} to move, {next-pane} for the next pane, {tabs} and a number for another tab.",
    "Press Enter to edit or open what is selected, Esc to cancel or close.",
    "{on-this-tab}",
    "Press {palette} to find any command or claim, {undo} to undo anything, {save} to save.",
)
"""How the editor works, for somebody who sees it for the first time."""

_ACTION = re.compile(r"\{([a-z-]+)\}")


def sentences_of(keymap: Keymap, view: ViewName) -> Iterator[str]:
    """The sentences at the top of the help, with the keys in force."""
    for sentence in SENTENCES:
        said = sentence.replace("{on-this-tab}", ON_THIS_TAB[view])
        yield _ACTION.sub(lambda found: keymap.key_of(found[1]), said)


class Help(Dialog[None]):
    """The keys by group and the signs, in a scrolling list; a search shows only matching rows."""

    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    Help > Vertical { width: 90; height: 90%; }
    Help VerticalScroll { height: 1fr; scrollbar-size: 1 1; }
    Help LineInput { display: none; }
    Help.-finding LineInput { display: block; }
    Help .intro { height: auto; padding: 0 0 1 0; }
    Help #legend { color: $dim; }
    Help.-finding .intro { display: none; }
    """

    def __init__(self, keymap: Keymap, view: ViewName) -> None:
        title = f"Keys and signs: {dict(VIEWS)[view]}"
        super().__init__(title, "↑↓ PgUp PgDn scroll   / find   Esc close   More: argmap help keys")
        self.entries = tuple(entries_of(keymap, view))
        self.sentences = tuple(sentences_of(keymap, view))

    def content(self) -> ComposeResult:
        """The search line and the list."""
        yield LineInput(id="query")
        with VerticalScroll():
            yield Static("\n".join(self.sentences), classes="intro", markup=False)
            yield Static(IN_SHORT, classes="intro", id="legend", markup=False)
            yield Static(as_table(self.entries), id="keys", markup=False)

    @property
    def cursor_screen_offset(self) -> Offset:
        """At the first line that is shown."""
        return self.query_one(VerticalScroll).content_region.offset

    def takes_key(self, event: events.Key) -> bool:
        """The keys that open the help close it; during a search they are typed."""
        if self.has_class("-finding"):
            return self._while_finding(event)
        if event.key in {"question_mark", "f1", "q"}:
            self.give_up()
        elif event.key in {"j", "k"}:
            self._scroll(1 if event.key == "j" else -1)
        elif event.key == "slash":
            self._find(True)
        else:
            return False
        return True

    def _while_finding(self, event: events.Key) -> bool:
        page = self.query_one(VerticalScroll).size.height
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if event.key == "escape":
            self._find(False)
        elif event.key in steps:
            self._scroll(steps[event.key])
        elif event.character is not None and event.is_printable:
            self.query_one(LineInput).insert_text_at_cursor(event.character)  # typed before the line had the focus
        else:
            return False
        return True

    def _scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def _find(self, begin: bool) -> None:
        """Begin a search, or end it and show all rows."""
        self.set_class(begin, "-finding")
        line = self.query_one(LineInput)
        line.value = ""
        self.set_focus(line if begin else self.query_one(VerticalScroll))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the matching rows."""
        found = [entry for entry in self.entries if holds(event.value, *entry)]
        self.query_one("#keys", Static).update(as_table(found))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.refuse("" if found else no_matches(event.value))


def entries_of(keymap: Keymap, view: ViewName) -> Iterator[HelpRow]:
    """The keys of a tab by group, then the signs."""
    for action in sorted(keymap.usable_in(view), key=lambda one: GROUPS.index(one.group)):
        yield action.group, show_keys(action.keys), action.about
    yield from (("Signs", sign, meaning) for sign, meaning in SIGNS)


def as_table(entries: Sequence[HelpRow]) -> Table:
    """The rows as a table, with the names of the groups as headings."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=17)
    table.add_column()
    group = ""
    for of, key, about in entries:
        if of != group:
            if group:
                table.add_row()
            group = of
            table.add_row(Text.assemble((group, "bold underline")))
        table.add_row(Text(f" {key}", "bold"), Text(about))
    return table
