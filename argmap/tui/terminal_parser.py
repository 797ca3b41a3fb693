"""Reading what a terminal sends: pasted text is text, and a key is the same key whatever a terminal sends for it.

Terminals put what is pasted between two marks (XTerm Control Sequences, "Bracketed Paste Mode"). Most take the escape
character out of it. Where one does not, Textual's parser reads keys out of the text and loses part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual._xterm_parser import XTermParser
from textual.message import Message

ALT_DIGIT = re.compile("\x1b([0-9])")
"""Alt with a digit, which Textual takes for the sign that a Mac has on those keys: ¡ for 1."""
ALT_ARROW = re.compile(r"\x1b\x1b[\[O]([ABCD])")
"""Alt with an arrow, as rxvt and PuTTY send it."""
ALONE = re.compile(r"\x1b\[(?:574(?:4[1-9]|5[0-4])|5735[89]|57360)(?:;[\d:]*)*u")
"""Shift, Ctrl, Alt and other modifiers, and the locks, by themselves (kitty keyboard protocol). Textual asks
terminals to tell of every key; nobody means these as one."""

START, END = "\x1b[200~", "\x1b[201~"


class TerminalParser(XTermParser):
    """Textual's parser of what a terminal sends, given pastes without escape characters and keys in one form."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._without_escapes = WithoutEscapes()

    def feed(self, data: str) -> Iterator[Message]:
        """The messages in some more of what the terminal sends; an empty text is its end."""
        inert = self._without_escapes.feed(data)
        if understood := in_one_form(inert):
            yield from super().feed(understood)
        elif not data:
            yield from super().feed("")


def in_one_form(sent: str) -> str:
    """What a terminal sent, with those forms of keys that Textual misreads as xterm and kitty would send them."""
    sent = ALT_DIGIT.sub(lambda found: f"\x1b[{ord(found[1])};3u", ALONE.sub("", sent))
    return ALT_ARROW.sub(lambda found: f"\x1b[1;3{found[1]}", sent)


class WithoutEscapes:
    """Takes the escape characters out of what stands between the marks, also where those come in two pieces."""

    def __init__(self) -> None:
        self._inside = False
        self._held = ""
        """The end of a piece that may be the beginning of a mark."""

    def feed(self, data: str) -> str:
        """The next piece as it may be read."""
        waiting, self._held = self._held + data, ""
        parts = []
        while waiting:
            before, mark, after = waiting.partition(END if self._inside else START)
            if not mark and self._inside:
                before = before[: len(before) - _begun(before)]
                self._held = waiting[len(before) :]
            parts += [before.replace("\x1b", "") if self._inside else before, mark]
            self._inside ^= bool(mark)
            waiting = after
        return "".join(parts)


def _begun(text: str) -> int:
    """How many characters at the end of a text may be the beginning of the closing mark."""
    return next((count for count in range(len(END) - 1, 0, -1) if text.endswith(END[:count])), 0)


def use_for_terminals() -> None:
    """Let Textual read terminals so; on Windows the console hands over pasted text as keys, and nothing changes."""
    try:
        from textual.drivers import linux_driver
    except ImportError:
        return
    linux_driver.XTermParser = TerminalParser  # type: ignore[attr-defined]
