"""What the keys of the main screen do: an action of the table, an answer that was waited for, or text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from argmap.escape import one_line
from argmap.tui.commands.table import VIEWS
from argmap.tui.keys.names import show_key

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen

NextKey = Callable[[events.Key], bool]
"""Takes the next key; True when it wants the one after too."""


class KeyDispatcher:
    """Takes the keys of a :class:`MainScreen`, one after the other."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.pressed = ""
        """The key that was pressed last, as the keymap names it."""
        self.next_key: NextKey | None = None

    def wait_for(self, take: NextKey, hint: str) -> None:
        """Give the next key to ``take``; the footer shows the hint until then."""
        self.next_key = take
        self._screen.chrome.hint(hint)

    def take(self, event: events.Key) -> bool:
        """Do what the table says of the key, or say why it cannot be done; False when it is for the entry bar.

        The app asks this before it forwards a key, so that each key acts before the next is looked at: type-ahead
        goes where it belongs.
        """
        screen = self._screen
        if screen.entry.is_open:
            if event.key in {"ctrl+q", "ctrl+c"}:
                screen.say(f"Enter keeps the text, Esc goes back; then {screen.keymap.key_of('quit')} leaves.")
                return True
            screen.lend_keys(screen.entry.box)
            return False
        screen.message.say("")
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
        elif self.next_key is None and not self._screen.entry.is_open:  # else what was done shows a hint of its own
            self._screen.chrome.hint("")

    def act(self, event: events.Key) -> None:
        """Do what the table says of the key that was pressed last, or say that it does nothing."""
        screen = self._screen
        action = screen.keymap.action(screen.view, self.pressed)
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
        told = way_to_screen(screen, key) or f"{screen.keymap.key_of('help')} shows every key."
        screen.say(f"{key} does nothing{where}. {told}", problem=True)


def way_to_screen(screen: MainScreen, number: str) -> str:
    """What goes to the screen of that number, for somebody who pressed the number alone; empty when there is none."""
    titles = {str(place): title for place, (_, title) in enumerate(VIEWS, start=1)}
    if number not in titles:
        return ""
    return f"{screen.keymap.key_of('screens')} {number} goes to {titles[number]}."


def name_of(event: events.Key) -> str:
    """The key as the keymap names it: the character where there is one, else Textual's name.

    Of Alt with a letter, Textual gives the letter as the character.
    """
    with_alt = event.key.startswith("alt+")
    if event.key == "space" or with_alt or event.character is None or not event.is_printable:
        return event.key
    return event.character
