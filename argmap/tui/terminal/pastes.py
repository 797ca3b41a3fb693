"""Pastes from terminals that do not mark them, told from keys that arrive together.

Most terminals put marks around a paste (XTerm Control Sequences, "Bracketed Paste Mode") and say so when asked
(DECRQM). From others a paste of several lines looks like keys: its first line end would finish the text, and the next
line would be pressed as commands. Over a slow line, keys that were pressed one after the other arrive together too.

What tells them apart: a paste into a text is nothing but text and line ends. Keys that go on after an Enter begin
with one that opens the next text; where a pasted line happens to begin so, it becomes a text too, and runs no
command. Keys come no faster than hands press them, and a line that stands still for seconds is rare. Where this
takes keys for a paste, they stay in sight in the text field and nothing is lost.
"""

from __future__ import annotations

import re
from typing import Literal

TypingIn = Literal["", "text", "fields"]
"""Where keys go: not to a text, to a text that Tab does not leave, or to a field of a dialog, which Tab leaves."""

FASTEST = 30.0
"""Characters a second that no hands type, and no held key repeats."""
LONG = 40
"""Characters that no hands type while a line stands still for a few seconds."""
PIECE = 512
"""Characters of a piece of a paste behind which more may come; a paste is cut where the terminal's buffer is full."""
GOES_ON = 1.0
"""Seconds within which the next piece arrives."""

MARKS_PASTES = re.compile(r"\x1b\[\?2004;[13]\$y")
"""The answer of a terminal that marks pastes (DECRPM: set, or set for good)."""
ASK = "\x1b[?2004$p"
"""Asks whether it does (DECRQM)."""

OPENING = tuple("axnCez/")
"""Keys that open a text, as they are unless the user has changed them."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"[\r\n]+")


def looks_pasted(data: str, seconds: float, typing_in: TypingIn) -> bool:
    """Whether a piece of unmarked input is a paste of several lines. ``seconds`` have passed since the last input.

    In forms Enter goes to the next field, so that keys and pastes look alike there; they count as keys.
    """
    if typing_in != "text" or not is_text(data):
        return False
    _, *following = _LINE_END.split(data)
    goes_on = any(line and not line.startswith(OPENING) for line in following)
    return goes_on and (len(data) >= LONG or len(data) > seconds * FASTEST)


def is_text(data: str) -> bool:
    """Whether input has no keys but those of characters, tabs and line ends."""
    return not _CONTROL.search(data)
