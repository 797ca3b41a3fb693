"""The help: every key of the present screen, from the action table."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from argmap.tui.actions import VIEWS, View
from argmap.tui.dialog import Dialog
from argmap.tui.keymap import Keymap, show_keys


class Help(Dialog[None]):
    """Lists the keys by group; scrolls."""

    DEFAULT_CSS = """
    Help > Vertical { width: 90; height: 90%; }
    Help VerticalScroll { height: 1fr; scrollbar-size: 1 1; }
    """

    def __init__(self, keymap: Keymap, view: View) -> None:
        title = dict(VIEWS)[view]
        super().__init__(f"Keys of the screen {title}", "↑↓ PgUp PgDn scroll   Esc goes back   More: docs/editor.md")
        self.keymap = keymap
        self.view = view

    def content(self) -> ComposeResult:
        """The keys."""
        with VerticalScroll():
            yield Static(keys_as_table(self.keymap, self.view), markup=False)

    def on_mount(self) -> None:
        """Keys scroll."""
        self.query_one(VerticalScroll).focus()

    def takes_key(self, event: events.Key) -> bool:
        """Any of the keys that lead here leads back."""
        if event.key in {"question_mark", "f1", "q"}:
            self.give_up()
        elif event.key in {"j", "k"}:
            scroll = self.query_one(VerticalScroll)
            scroll.scroll_relative(y=1 if event.key == "j" else -1, animate=False)
        else:
            return False
        return True


def keys_as_table(keymap: Keymap, view: View) -> Table:
    """The keys of a screen by group, each beside what it does."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=16)
    table.add_column()
    group = ""
    actions = sorted(
        (action for action in keymap.actions if view in action.where), key=lambda one: GROUPS.index(one.group)
    )
    for action in actions:
        if action.group != group:
            if group:
                table.add_row()
            group = action.group
            table.add_row(Text(group, "bold underline"))
        table.add_row(Text(f" {show_keys(action)}", "bold"), Text(action.about))
    return table


GROUPS = ("Write", "Rearrange", "Tables", "Move and look", "Map file", "Editor")
