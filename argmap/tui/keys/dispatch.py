"""Dispatches the keys of the main screen: to an action, to whoever waits for a key, or to the entry bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual import events

from argmap.escape import one_line
from argmap.tui.actions import VIEWS, Action
from argmap.tui.keys.keymap import Keymap, show_key
from argmap.tui.state import EditorState

DELETING = frozenset({"delete", "backspace"})
"""Keys that delete a character in a text, and a claim in the outline."""

NextKey = Callable[[events.Key], bool]
"""Handles one key; returns True to get the next one too."""


class KeyTarget(Protocol):
    """What the dispatcher needs of the main screen."""

    @property
    def state(self) -> EditorState:
        """The editor's state, with the present screen."""

    @property
    def keymap(self) -> Keymap:
        """The key map."""

    @property
    def is_typing(self) -> bool:
        """Whether text is being asked for."""

    def type_in_entry(self) -> None:
        """Send keys to the entry bar."""

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""

    def hint(self, text: str) -> None:
        """Show a hint instead of the footer's keys; an empty one shows the keys again."""

    def do(self, action: Action) -> None:
        """Carry out an action; a MapError is shown as a message."""


class KeyDispatcher:
    """Dispatches the keys of a screen one after the other."""

    def __init__(self, screen: KeyTarget) -> None:
        self._screen = screen
        self.pressed = ""
        """The last key, as the key map names it."""
        self.next_key: NextKey | None = None
        self._text_closed = 0.0
        """When the last form or text closed, on the clock of events."""

    def text_closed(self) -> None:
        """A form or a text closes: keys that delete and were pressed before were meant for it."""
        self._text_closed = events.Event().time

    def wait_for(self, take: NextKey, hint: str) -> None:
        """Give the next key to ``take``; the footer shows the hint until then."""
        self.next_key = take
        self._screen.hint(hint)

    def take(self, event: events.Key) -> bool:
        """Carry out the action of the key, or say why not; False when the key belongs to the entry bar.

        The app calls this before it forwards a key, so that each key is handled before the next one and type-ahead
        works.
        """
        screen = self._screen
        if screen.is_typing:
            if event.key in {"ctrl+q", "ctrl+c"}:
                screen.say(f"Press Enter or Esc first, then {screen.keymap.key_of('quit')} to quit.")
                return True
            screen.type_in_entry()
            return False
        screen.say("")
        self.pressed = name_of(event)
        if event.key in DELETING and event.time < self._text_closed:
            screen.say(f"{show_key(self.pressed)} was pressed before the text was closed. Nothing was deleted.")
        elif self.next_key is not None:
            self._answer(event)
        else:
            self.act(event)
        return True

    def _answer(self, event: events.Key) -> None:
        take, self.next_key = self.next_key, None
        if take is not None and take(event):
            self.next_key = take
        elif self.next_key is None and not self._screen.is_typing:  # otherwise the action shows its own hint
            self._screen.hint("")

    def act(self, event: events.Key) -> None:
        """Carry out the action of the last key, or say that the key has none here."""
        screen = self._screen
        action = screen.keymap.action(screen.state.view, self.pressed)
        if action is not None:
            screen.do(action)
        elif event.key == "ctrl+c":
            screen.say(
                f"Press {screen.keymap.key_of('quit')} to quit, {screen.keymap.key_of('copy')} to copy the claim."
            )
        else:
            self._say_unbound()

    def _say_unbound(self) -> None:
        screen, key = self._screen, one_line(show_key(self.pressed))
        elsewhere = [title for view, title in VIEWS if screen.keymap.action(view, self.pressed) is not None]
        where = f"the {elsewhere[0]} tab" if len(elsewhere) == 1 else f"these tabs: {', '.join(elsewhere)}"
        said = f"{key} works only in {where}." if elsewhere else f"{key} has no command."
        help_key = screen.keymap.key_of("help")
        screen.say(f"{said} {screen.keymap.way_to_tab(key) or f'{help_key} for all keys.'}", problem=True)


def name_of(event: events.Key) -> str:
    """The key as the key map names it: the character if there is one, else Textual's name.

    For Alt with a letter Textual reports the letter as the character, so Textual's name is used.
    """
    with_alt = event.key.startswith("alt+")
    if event.key == "space" or with_alt or event.character is None or not event.is_printable:
        return event.key
    return event.character
