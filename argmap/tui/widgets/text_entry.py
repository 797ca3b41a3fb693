"""Typing text: one box for claims and notes, one line for ids and names. What is pasted is made safe first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from argmap.model.characters import ONLY_ESCAPED, REFUSED, REORDERING


def typeable(text: str, *, lines: bool) -> tuple[str, int]:
    """``text`` without what a map file may not hold, and how many characters were left out.

    Tabs become spaces; line ends of every kind become ``\\n``, or spaces where ``lines`` is false. Escape sequences
    lose their escape character, so their letters stay as plain text. What reorders text is left out as well.
    """
    even = ONLY_ESCAPED.sub("\n", text.replace("\r\n", "\n")).replace("\t", " ")
    if not lines:
        even = " ".join(even.split("\n"))
    kept = REORDERING.sub("", REFUSED.sub("", even))
    return kept, len(even) - len(kept)


_ACTING = re.compile(f"{REFUSED.pattern}|{REORDERING.pattern}|{ONLY_ESCAPED.pattern}")


LONGEST_PASTE = 100_000
"""Characters that can be pasted at once: a book chapter. Wrapping a text takes a second for every 100,000."""


class PasteChanged(Message):
    """What was pasted is not what is in the field; ``why`` says why not."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def pasted(field: Widget, text: str, *, lines: bool) -> str | None:
    """What of a paste goes into a field; None if that is too long. Where not all does, PasteChanged is posted."""
    if len(text) > LONGEST_PASTE:
        field.post_message(PasteChanged(f"{len(text):,} characters are too many for one text: nothing was pasted."))
        return None
    kept, left_out = typeable(text, lines=lines)
    if left_out:
        plural = "s" if left_out != 1 else ""
        field.post_message(PasteChanged(f"{left_out} control character{plural} left out of what you pasted."))
    return kept


NOT_OF_TEXT = {"ctrl+c"}
"""Keys that mean the same everywhere, also where text is typed."""


def actions_of(*lists: Sequence[BindingType]) -> Mapping[str, str]:
    """What the keys of text widgets do, by key; later lists win.

    Textual finds such actions only once a key has come back to the app, behind the keys that follow it.
    """
    bindings = (one for one in chain(*lists) if isinstance(one, Binding))
    return {key: one.action for one in bindings for key in one.key.split(",") if key not in NOT_OF_TEXT}


class TextBox(TextArea):
    """A box for text of any length. Enter and Ctrl+J break the line; the latter also where Enter means more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", "new line", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    DEFAULT_CSS = """
    TextBox { height: auto; min-height: 1; max-height: 6; border: none; padding: 0 1; background: $raised; }
    TextBox:focus { border: none; }
    TextBox .text-area--cursor-line { background: $raised; }
    TextBox .text-area--cursor { background: $foreground; color: $background; }
    """

    def __init__(self, text: str = "", *, lines: bool = True, id: str | None = None) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=id, compact=True)
        self.lines = lines
        self.cursor_blink = False

    def action_new_line(self) -> None:
        """Break the line, where the text may have several."""
        if self.lines:
            self.replace("\n", *self.selection, maintain_selection_offset=False)

    ACTIONS: ClassVar[Mapping[str, str]] = actions_of(TextArea.BINDINGS, BINDINGS)

    async def on_key(self, event: events.Key) -> None:
        """Act on a key at once; Textual's own handler gets what is typed."""
        if self.before_key(event):
            pass
        elif event.key in self.ACTIONS and not self._leads_out(event.key):
            await self.run_action(self.ACTIONS[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def _leads_out(self, key: str) -> bool:
        """Whether an arrow leads out of the text, over its first or last line."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return (key == "up" and row == 0) or (key == "down" and row == self.wrapped_document.height - 1)

    def before_key(self, event: events.Key) -> bool:
        """Take a key before it is typed; True when it is not to be typed."""
        return False

    async def on_paste(self, event: events.Paste) -> None:
        """Insert what may be inserted."""
        event.prevent_default()
        event.stop()
        text = pasted(self, event.text, lines=self.lines)
        if text is not None:
            self.replace(text, *self.selection, maintain_selection_offset=False)

    def get_line(self, line_index: int) -> Text:
        """The line as it is painted: characters that could act on the terminal are shown as dots."""
        line = self.document.get_line(line_index)
        return Text(_ACTING.sub("·", line), end="", no_wrap=True)


class _AsDots(Highlighter):
    """Paints each character that could act on the terminal as a dot."""

    def highlight(self, text: Text) -> None:
        """Replace them; as many characters stay, so the cursor stands where it did."""
        text.plain = _ACTING.sub("·", text.plain)


class LineInput(Input):
    """One line of text."""

    DEFAULT_CSS = """
    LineInput, LineInput.-textual-compact { height: 1; border: none; padding: 0 1; background: $raised; }
    LineInput:focus { border: none; background: $cursor-off; }
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, compact=True, select_on_focus=False, highlighter=_AsDots())
        self.cursor_blink = False

    ACTIONS: ClassVar[Mapping[str, str]] = actions_of(Input.BINDINGS)

    async def on_key(self, event: events.Key) -> None:
        """Act on a key at once; Textual's own handler gets what is typed."""
        if event.key in self.ACTIONS:
            await self.run_action(self.ACTIONS[event.key])
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert what may be inserted."""
        event.prevent_default()
        event.stop()
        text = pasted(self, event.text, lines=False)
        if text is not None:
            self.replace(text, *self.selection)
