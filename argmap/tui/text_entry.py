"""Typing text: one box for claims and notes, one line for ids and names. What is pasted is made safe first."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
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


class LeftOut(Message):
    """A paste held characters that a map file may not hold; they were left out."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class TextBox(TextArea):
    """A box for text of any length: Enter keeps it, Ctrl+J breaks the line, Esc goes back."""

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

    class Kept(Message):
        """Enter was pressed."""

    class GivenUp(Message):
        """Esc was pressed."""

    def __init__(self, text: str = "", *, lines: bool = True, id: str | None = None) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=id, compact=True)
        self.lines = lines
        self.cursor_blink = False

    def action_new_line(self) -> None:
        """Break the line, where the text may have several."""
        if self.lines:
            self.replace("\n", *self.selection, maintain_selection_offset=False)

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the base class's handler too, unless that is prevented.
        if self.before_key(event):
            event.stop()
            event.prevent_default()

    def before_key(self, event: events.Key) -> bool:
        """Take a key before it is typed; True when it is not to be typed."""
        if event.key not in {"enter", "escape"}:
            return False
        self.post_message(self.Kept() if event.key == "enter" else self.GivenUp())
        return True

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text, left_out = typeable(event.text, lines=self.lines)
        self.replace(text, *self.selection, maintain_selection_offset=False)
        if left_out:
            self.post_message(LeftOut(left_out))

    def get_line(self, line_index: int) -> Text:
        """The line as it is painted: characters that could act on the terminal are shown as dots."""
        line = self.document.get_line(line_index)
        return Text(_ACTING.sub("·", line), end="", no_wrap=True)


class LineInput(Input):
    """One line of text."""

    DEFAULT_CSS = """
    LineInput, LineInput.-textual-compact { height: 1; border: none; padding: 0 1; background: $raised; }
    LineInput:focus { border: none; background: $cursor-off; }
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text, left_out = typeable(event.text, lines=False)
        self.insert_text_at_cursor(text)
        if left_out:
            self.post_message(LeftOut(left_out))
