"""Parses terminal input: pasted text stays text, and a key has one form whatever the terminal sends for it.

Terminals put pasted text between two marks (XTerm Control Sequences, "Bracketed Paste Mode"). Most remove escape
characters from it. Where one does not, Textual's parser reads keys out of the text and loses part of it. Textual also
types the letters of an unknown control sequence (ECMA-48) as if they were pressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from time import monotonic
from typing import Literal

from textual import events
from textual.message import Message

from argmap.escape import without_control_sequences
from argmap.tui.terminal.pastes import GOES_ON, MARKS_PASTES, PIECE, MaybePasted, is_text, looks_pasted
from argmap.tui.textual_compat import new_key_parser

ALT_DIGIT = re.compile("\x1b([0-9])")
"""Alt with a digit. Textual maps it to the character of a Mac keyboard: ``¡`` for 1."""
ALT_ARROW = re.compile(r"\x1b\x1b[\[O]([ABCD])")
"""Alt with an arrow, as sent by rxvt and PuTTY."""
ALONE = re.compile(r"\x1b\[(?:574(?:4[1-9]|5[0-4])|5735[89]|57360)(?:;[\d:]*)*u")
"""Modifiers and locks pressed alone (kitty keyboard protocol). Textual asks terminals to report every key; these do
nothing."""

SEQUENCE = re.compile(
    r"(?P<mouse>\x1b\[(?:M...|<[-\d;]*[Mm]))"
    r"|(?P<control>\x1b\[(?:\[[A-E]|[0-?]*[ -/]*[@-Z\\-~]))"
    r"|(?P<string>\x1b(?:\][0-9]+;|[P_X^])[^\x07\x1b]*(?:\x07|\x1b\\))",
    re.DOTALL,
)
"""Sequences other than single-character keys: mouse reports, control sequences (including the Linux console's
function keys), and control strings, with which terminals answer queries."""
BEGUN = re.compile(
    r"\x1b{1,2}(?:\[(?:\[|<[-\d;]*|M.{0,2}|[0-?]*[ -/]*)|\][0-9]*|\][0-9]+;[^\x07\x1b]*\x1b?)?\Z", re.DOTALL
)
"""A control sequence or string without its end."""
BEGUN_IN_PASTE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x00-\x1f\x7f]*\x1b?|[()*+])?\Z")
"""The same in a paste, as :func:`~argmap.escape.without_control_sequences` knows them, or the mark of its end."""
LONGEST = 4096
"""Most characters of a control sequence whose end is waited for."""
PATIENCE = 0.2
"""Seconds to wait for the end of a control sequence."""
ESCAPE_ALONE = 0.05
"""Seconds after which an escape character alone is Esc, and no longer Alt with the next key. Terminals send Alt with
a key in one piece; hands take longer from Esc to a key."""
KEYS = {
    "\x1b": ["escape"],
    "\x1b\x1b": ["escape", "escape"],
    "\x1b[": ["alt+left_square_bracket"],
    "\x1b]": ["alt+right_square_bracket"],
}
"""Beginnings of sequences that are keys when nothing follows."""

START, END = "\x1b[200~", "\x1b[201~"
LEAVING = {"\x1b", "\x03", "\x11", "\x1b[27u", "\x1b[99;5u", "\x1b[113;5u"}
"""Esc, Ctrl+C and Ctrl+Q, which end a paste without an end mark when they arrive alone."""
PAUSE = 0.5
"""Seconds of silence in a paste after which a key no longer belongs to it."""


class TerminalParser:
    """Textual's parser, fed with pastes without control sequences and keys in one form."""

    def __init__(self, *, marks_pastes: bool = False) -> None:
        self._textual = new_key_parser()
        self._sent = Sent(marks_pastes=marks_pastes)
        self._paste: MaybePasted | None = None
        """The last piece that may be a paste without marks."""

    def feed(self, data: str) -> Iterator[Message]:
        """The messages of a piece of input."""
        may_be = self._sent.may_be_paste(data)
        understood = self._sent.feed(data)
        if may_be:
            before = self._paste if may_be == "goes on" else None
            self._paste = MaybePasted(data, list(self._messages(understood)), before)
            yield self._paste
        elif understood:
            yield from self._messages(understood)

    def tick(self) -> Iterator[Message]:
        """The messages that depend on time, such as Esc in contrast to Alt with a key."""
        for key in self._sent.late():
            yield events.Key(key, "\x1b" if key == "escape" else None)
        yield from self._textual.tick()

    @property
    def until_tick(self) -> float:
        """Seconds until :meth:`tick` is due."""
        return self._sent.until_late

    def _messages(self, text: str) -> Iterator[Message]:
        try:
            yield from self._textual.feed(text)
        except Exception:  # noqa: BLE001  no input may end the reading of keys
            self._textual = new_key_parser()


class Sent:
    """Filters terminal input, which arrives in pieces cut anywhere, for Textual's parser.

    It removes escape characters and control sequences within pastes, and those that mean nothing elsewhere, and gives
    keys one form.
    """

    def __init__(self, *, marks_pastes: bool = False) -> None:
        self._pasting = False
        self._held = ""
        """The end of the last piece: possibly the beginning of a mark or of a control sequence."""
        self._last = monotonic()
        self._marks_pastes = marks_pastes
        """Whether the terminal is known to mark pastes or has said that it does."""
        self._unmarked = -1.0
        """When a piece of a paste without marks arrived that more may follow."""

    def feed(self, data: str) -> str:
        """The next piece, filtered."""
        now, before = monotonic(), self._last
        self._last = now
        if self._pasting and data in LEAVING and now - before > PAUSE:
            self._held, data = "", END
        parts = []
        if not self._pasting and self._held == "\x1b" and data[:1] == "\x1b":  # Esc, then a separate key
            parts, self._held = ["\x1b"], ""
        waiting, self._held = self._held + data, ""
        while waiting:
            part, waiting = self._pasted(waiting) if self._pasting else self._typed(waiting)
            parts.append(part)
        return "".join(parts)

    def may_be_paste(self, data: str) -> Literal["", "begins", "goes on"]:
        """Whether the next piece, which is not fed yet, may begin a paste without marks, or go on with one."""
        if self._pasting or self._held or self._marks_pastes:
            return ""
        now = monotonic()
        goes_on = now - self._unmarked < GOES_ON and len(data) > 1 and is_text(data)
        if not goes_on and not looks_pasted(data, now - self._last):
            return ""
        self._unmarked = now if len(data) >= PIECE else -1.0
        return "goes on" if goes_on else "begins"

    def late(self) -> Sequence[str]:
        """The keys in the held back input after its time is over; an incomplete longer sequence is dropped."""
        if self.until_late > 0:
            return ()
        held, self._held = self._held, ""
        return KEYS.get(held, ())

    @property
    def until_late(self) -> float:
        """Seconds until :meth:`late` is due."""
        if self._pasting or not self._held:
            return PATIENCE
        patience = ESCAPE_ALONE if self._held[-1] == "\x1b" else PATIENCE
        return max(0.0, self._last + patience - monotonic())

    def _pasted(self, waiting: str) -> tuple[str, str]:
        text, mark, rest = waiting.partition(END)
        if mark:
            self._pasting = False
        elif (begun := BEGUN_IN_PASTE.search(text)) and len(begun[0]) <= LONGEST:
            text, self._held = text[: begun.start()], begun[0]
        return without_control_sequences(text)[0].replace("\x1b", "") + mark, rest

    def _typed(self, waiting: str) -> tuple[str, str]:
        text, mark, rest = waiting.partition(START)
        self._marks_pastes = self._marks_pastes or MARKS_PASTES.search(text) is not None
        if mark:
            self._pasting = True
        elif begun := BEGUN.search(text):
            self._held = begun[0] if len(begun[0]) <= LONGEST else ""
            text = text[: begun.start()]
        return in_one_form(text) + mark, rest


def in_one_form(sent: str) -> str:
    """Keys that Textual misreads, replaced by what xterm and kitty send for them.

    Control sequences other than keys and reports are removed.
    """
    sent = ALT_ARROW.sub(lambda found: f"\x1b[1;3{found[1]}", ALONE.sub("", sent))
    sent = SEQUENCE.sub(_understood, sent)
    return ALT_DIGIT.sub(lambda found: f"\x1b[{ord(found[1])};3u", sent)


def _understood(found: re.Match[str]) -> str:
    sequence = found[0]
    return sequence if found["mouse"] or (found["control"] and means_something(sequence)) else ""


@lru_cache(maxsize=512)
def means_something(sequence: str) -> bool:
    """Whether Textual's parser knows a control sequence and its result can be shown."""
    parser = new_key_parser()
    try:
        keys = [event for event in parser.feed(sequence) if isinstance(event, events.Key)]
        for key in keys:
            f"{key.key}{key.character or ''}".encode()
        return bool(list(parser.feed("a")))
    except Exception:  # noqa: BLE001  for example an invalid code point
        return False
