"""Text fields: a box for claims and notes, a line for ids and names. Pasted text is made safe first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import ClassVar, Literal

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from argmap.escape import without_control_sequences
from argmap.model.characters import ONLY_ESCAPED, REFUSED, REORDERING
from argmap.vocabulary import counted


def typeable(text: str, *, lines: bool) -> tuple[str, int]:
    """``text`` without control sequences and the characters that a map file may not contain, and how many it had.

    Tabs become spaces. Line ends of every kind become ``\\n``, or spaces when ``lines`` is false. Bidirectional
    controls are removed as well.
    """
    text, sequences = without_control_sequences(text)
    even = ONLY_ESCAPED.sub("\n", text.replace("\r\n", "\n")).replace("\t", " ")
    if not lines:
        even = " ".join(even.split("\n"))
    kept = REORDERING.sub("", REFUSED.sub("", even))
    return kept, sequences + len(even) - len(kept)


_ACTING = re.compile(f"{REFUSED.pattern}|{REORDERING.pattern}|{ONLY_ESCAPED.pattern}")


DISCARDS_DRAFT = "ctrl+g"
"""The key that shows what the map has again in a text that began as a draft."""

DRAFT_RESTORED = "Draft restored. ^g to discard it."
DRAFT_DISCARDED = "Draft discarded."

LONGEST_PASTE = 100_000
"""Most characters of a paste, about a chapter of a book. Wrapping takes a second per 100,000 characters."""


class PasteChanged(Message):
    """A paste was changed or refused; ``why`` is the reason."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def pasted(field: Widget, text: str, *, lines: bool) -> str | None:
    """The text of a paste for a field; None if it is too long. Posts PasteChanged unless it is taken as it is."""
    if len(text) > LONGEST_PASTE:
        field.post_message(PasteChanged(f"Not pasted: {len(text):,} characters are too many for one text."))
        return None
    from argmap.check.characters import visible

    kept, left_out = typeable(text, lines=lines)
    shown = visible(kept)
    removed = [
        counted(count, f"{kind} character")
        for kind, count in (("control", left_out), ("invisible", len(kept) - len(shown)))
        if count
    ]
    if removed:
        field.post_message(PasteChanged(f"Removed {' and '.join(removed)} from the pasted text."))
    elif not lines and len(text.strip().splitlines()) > 1:
        field.post_message(PasteChanged("The pasted lines became one line. This field takes one line only."))
    return shown


NOT_OF_TEXT = {"ctrl+c"}
"""Keys with the same meaning everywhere, also in text fields."""


def actions_of(*lists: Sequence[BindingType]) -> Mapping[str, str]:
    """The actions of a text widget's keys; later lists override earlier ones.

    Textual finds such actions only after the key has returned to the app, behind the keys that follow it.
    """
    bindings = (one for one in chain(*lists) if isinstance(one, Binding))
    return {key: one.action for one in bindings for key in one.key.split(",") if key not in NOT_OF_TEXT}


class TextBox(TextArea):
    """A box for text of any length. Enter and Ctrl+J insert a line break; Ctrl+J also where Enter submits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", "new line", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    DEFAULT_CSS = """
    TextBox { height: auto; min-height: 1; max-height: 6; min-width: 8; }
    TextBox { border: none; padding: 0 1; background: $raised; }
    TextBox:focus { border: none; }
    TextBox .text-area--cursor-line { background: $raised; }
    TextBox .text-area--cursor { background: $foreground; color: $background; }
    TextBox .text-area--placeholder { color: $dim; text-style: italic; }
    """

    typing_in: Literal["text", "fields"] = "fields"
    """Whether keys are for this text only, or Tab leaves it for another field."""

    def __init__(self, text: str = "", *, lines: bool = True, id: str | None = None, example: str = "") -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            id=id,
            compact=True,
            placeholder=Content(example),
        )
        self.lines = lines
        self.cursor_blink = False

    def action_new_line(self) -> None:
        """Insert a line break if the text may have several lines."""
        if self.lines:
            self.replace("\n", *self.selection, maintain_selection_offset=False)

    ACTIONS: ClassVar[Mapping[str, str]] = actions_of(TextArea.BINDINGS, BINDINGS)

    async def on_key(self, event: events.Key) -> None:
        """Handle a key at once; Textual's own handler inserts typed characters."""
        if self.before_key(event):
            pass
        elif event.key in self.ACTIONS and not self._leads_out(event.key):
            await self.run_action(self.ACTIONS[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def _leads_out(self, key: str) -> bool:
        """Whether an arrow key leaves the text over its first or last line."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return (key == "up" and row == 0) or (key == "down" and row == self.wrapped_document.height - 1)

    def before_key(self, event: events.Key) -> bool:
        """Handle a key before it is typed; True when it must not be typed."""
        return False

    async def on_paste(self, event: events.Paste) -> None:
        """Insert the safe part of a paste."""
        event.prevent_default()
        event.stop()
        text = pasted(self, event.text, lines=self.lines)
        if text is not None:
            self.replace(text, *self.selection, maintain_selection_offset=False)
            self.call_after_refresh(self.scroll_cursor_visible)  # once it is known how many lines there are now

    def get_line(self, line_index: int) -> Text:
        """The line as painted: control characters are shown as dots."""
        line = self.document.get_line(line_index)
        return Text(_ACTING.sub("·", line), end="", no_wrap=True)


class _AsDots(Highlighter):
    """Paints each control character as a dot."""

    def highlight(self, text: Text) -> None:
        """Replace control characters. The length is unchanged, so the cursor's column is too."""
        text.plain = _ACTING.sub("·", text.plain)


class LineInput(Input):
    """One line of text."""

    DEFAULT_CSS = """
    LineInput, LineInput.-textual-compact { height: 1; border: none; padding: 0 1; background: $raised; }
    LineInput:focus { border: none; background: $cursor-off; }
    LineInput > .input--placeholder { color: $dim; text-style: italic; }
    """

    typing_in: Literal["text", "fields"] = "fields"
    """As of :class:`TextBox`."""

    def __init__(self, value: str = "", *, id: str | None = None, example: str = "") -> None:
        super().__init__(value, example, id=id, compact=True, select_on_focus=False, highlighter=_AsDots())
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes; at the end of the text Textual tells the cell after that."""
        return super().cursor_screen_offset - Offset(int(self.cursor_position >= len(self.value)), 0)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "submit", show=False),  # what a terminal makes of an Enter before the screen is there
    ]

    ACTIONS: ClassVar[Mapping[str, str]] = actions_of(Input.BINDINGS, BINDINGS)

    async def on_key(self, event: events.Key) -> None:
        """Handle a key at once; Textual's own handler inserts typed characters."""
        if event.key in self.ACTIONS:
            await self.run_action(self.ACTIONS[event.key])
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert the safe part of a paste."""
        event.prevent_default()
        event.stop()
        text = pasted(self, event.text, lines=False)
        if text is not None:
            self.replace(text, *self.selection)
