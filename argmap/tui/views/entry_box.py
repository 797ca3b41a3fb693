"""The text box of the entry bar."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.widgets.text_area import Edit, EditResult

from argmap.tui.widgets.text_entry import TextBox


class BoxOwner(Protocol):
    """What the box tells: the bar that it is in."""

    @property
    def is_open(self) -> bool:
        """Whether text is being asked for."""

    def typed_after(self, event: events.Key, /) -> object:
        """Take a key that came after the bar had closed."""

    def text_changed(self) -> None:
        """Follow a change of the text."""

    def keep(self) -> None:
        """Take the text."""

    def give_up(self) -> None:
        """Close without a change."""


class EntryBox(TextBox):
    """Handles Enter and Esc at once: keys that follow immediately are not typed."""

    typing_in = "text"

    def __init__(self, bar: BoxOwner, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.bar = bar

    def before_key(self, event: events.Key) -> bool:
        """Enter keeps, Esc gives up; keys after either go to the screen."""
        if not self.bar.is_open:
            self.bar.typed_after(event)
        elif event.key in {"enter", "ctrl+s"}:  # as in forms
            self.bar.keep()
        elif event.key == "escape":
            self.bar.give_up()
        else:
            return False
        return True

    def edit(self, edit: Edit) -> EditResult:
        """Edit the text and tell the bar at once, so that what follows from it is painted with it.

        Textual tells of a change in a message, after which the next paint is up to a sixtieth of a second away.
        """
        result = super().edit(edit)
        self.bar.text_changed()
        return result
