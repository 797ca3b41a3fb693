"""What the keys of the main screen do: an action of the table, an answer that was waited for, or text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual import events

from argmap.escape import one_line
from argmap.tui.actions import VIEWS, Action
from argmap.tui.keys.keymap import Keymap
from argmap.tui.keys.names import show_key
from argmap.tui.state import EditorState

NextKey = Callable[[events.Key], bool]
"""Takes the next key; True when it wants the one after too."""


class KeyTarget(Protocol):
    """The screen whose keys are dispatched."""

    @property
    def state(self) -> EditorState:
        """Which of the screens is shown."""

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""

    @property
    def is_typing(self) -> bool:
        """Whether text is being asked for."""

    def type_in_entry(self) -> None:
        """Give keys to the entry bar."""

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""

    def hint(self, text: str) -> None:
        """Show a hint in the place of the footer's keys; an empty one brings the keys back."""

    def do(self, action: Action) -> None:
        """Carry out an action; a refusal becomes a message."""


class KeyDispatcher:
    """Takes the keys of a screen, one after the other."""

    def __init__(self, screen: KeyTarget) -> None:
        self._screen = screen
        self.pressed = ""
        """The key that was pressed last, as the keymap names it."""
        self.next_key: NextKey | None = None

    def wait_for(self, take: NextKey, hint: str) -> None:
        """Give the next key to ``take``; the footer shows the hint until then."""
        self.next_key = take
        self._screen.hint(hint)

    def take(self, event: events.Key) -> bool:
        """Do what the table says of the key, or say why it cannot be done; False when it is for the entry bar.

        The app asks this before it forwards a key, so that each key acts before the next is looked at: type-ahead
        goes where it belongs.
        """
        screen = self._screen
        if screen.is_typing:
            if event.key in {"ctrl+q", "ctrl+c"}:
                screen.say(f"Enter keeps the text, Esc goes back; then {screen.keymap.key_of('quit')} leaves.")
                return True
            screen.type_in_entry()
            return False
        screen.say("")
        self.pressed = name_of(event)
        if self.next_key is not None:
            self._answer(event)
        else:
            self.act(event)
        return True

    def _answer(self, event: events.Key) -> None:
        take, self.next_key = self.next_key, None
        if take is not None and take(event):
            self.next_key = take
        elif self.next_key is None and not self._screen.is_typing:  # else what was done shows a hint of its own
            self._screen.hint("")

    def act(self, event: events.Key) -> None:
        """Do what the table says of the key that was pressed last, or say that it does nothing."""
        screen = self._screen
        action = screen.keymap.action(screen.state.view, self.pressed)
        if action is not None:
            screen.do(action)
        elif event.key == "ctrl+c":
            screen.say(f"{screen.keymap.key_of('quit')} leaves; {screen.keymap.key_of('copy')} copies the claim.")
        else:
            self._say_unbound()

    def _say_unbound(self) -> None:
        screen, key = self._screen, one_line(show_key(self.pressed))
        elsewhere = [title for view, title in VIEWS if screen.keymap.action(view, self.pressed) is not None]
        where = f" here; it does in: {', '.join(elsewhere)}" if elsewhere else ""
        told = screen.keymap.way_to_screen(key) or f"{screen.keymap.key_of('help')} shows every key."
        screen.say(f"{key} does nothing{where}. {told}", problem=True)


def name_of(event: events.Key) -> str:
    """The key as the keymap names it: the character where there is one, else Textual's name.

    Of Alt with a letter, Textual gives the letter as the character.
    """
    with_alt = event.key.startswith("alt+")
    if event.key == "space" or with_alt or event.character is None or not event.is_printable:
        return event.key
    return event.character
