"""Pastes from terminals that do not mark them, told from keys that arrive together.

Most terminals put marks around a paste (XTerm Control Sequences, "Bracketed Paste Mode") and say so when asked
(DECRQM); tmux and the Terminal of macOS put marks and give no answer. From others a paste of several lines looks like
keys: its first line end would finish the text, and the next line would be pressed as commands. Over a slow line, keys
that were pressed one after the other arrive together too.

What tells them apart: a paste into a text is nothing but text and line ends. Keys that go on after an Enter begin
with one that opens the next text; where a pasted line happens to begin so, it becomes a text too, and runs no
command. Keys come no faster than hands press them, and a line that stands still for seconds is rare. Where this
takes keys for a paste, they stay in sight in the text field and nothing is lost.

Where no text is open, a paste would be pressed as commands. Words that arrive together and do not begin with a key
that opens a text are left out there.

The keys before a piece decide whether it goes to a text, so this is known only once they are handled: the app asks
:meth:`MaybePasted.meant` then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from textual import events
from textual.message import Message

TypingIn = Literal["", "text", "fields"]
"""Where keys go: not to a text, to a text that Tab does not leave, or to a field of a dialog, which Tab leaves."""

FASTEST = 30.0
"""Characters a second that no hands type, and no held key repeats."""
LONG = 40
"""Characters that no hands type while a line stands still for a few seconds."""
MANY = 4
"""Words that nobody types as commands."""
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

_WORD = re.compile(r"\w{3,}")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"[\r\n]+")
_LINE_AND_ENTER = re.compile(r"[^\r\n]*[\r\n]+")
"""A line that Enter ends, which keys can be as well."""


class MaybePasted(events.Event, bubble=False):
    """A piece of unmarked input that is a paste if a text is open when its turn comes, and keys otherwise.

    In forms Enter goes to the next field, so that keys and pastes look alike there; they count as keys. Those
    after the Enter that closes the form are left out unless they open the next text, as no form may run as commands
    what was pasted into it.
    """

    def __init__(self, text: str, keys: Sequence[Message], before: MaybePasted | None = None) -> None:
        super().__init__()
        self.text = text
        self.keys = keys
        self._before = before
        """The piece that this one goes on with."""
        self._is_paste = False
        self._is_left_out = False

    def meant(self, typing_in: TypingIn) -> Sequence[Message]:
        """The paste or the keys that it is, where keys go to ``typing_in``. Pieces are asked in their order.

        Nothing, where it goes on with a piece whose end was left out.
        """
        self._is_paste = typing_in == "text" and (
            self._before._is_paste if self._before is not None else not _LINE_AND_ENTER.fullmatch(self.text)
        )
        self._is_left_out = self._before is not None and self._before._is_left_out
        self._before = None
        if self._is_left_out:
            return []
        return [events.Paste(self.text)] if self._is_paste else self.keys

    @property
    def is_sentence(self) -> bool:
        """Whether it is words of a sentence, which as keys would be commands."""
        return _is_sentence(self.text)

    def leave_out_the_rest(self) -> None:
        """Take the keys that are not handled yet for lines of a paste that must not be commands."""
        self._is_left_out = True


def is_known_to_mark(environment: Mapping[str, str]) -> bool:
    """Whether the terminal marks pastes though it does not say so: tmux, also over SSH, and Terminal of macOS.

    The latter writes a letter on the screen when it is asked.
    """
    term = environment.get("TERM", "")
    in_tmux = term.startswith("tmux") or (term.startswith("screen") and "TMUX" in environment)
    return in_tmux or environment.get("TERM_PROGRAM") == "Apple_Terminal"


def looks_pasted(data: str, seconds: float) -> bool:
    """Whether a piece of unmarked input looks like a paste: several lines, or a sentence, perhaps with its line end.

    ``seconds`` have passed since the last input.
    """
    if not is_text(data):
        return False
    _, *following = _LINE_END.split(data.rstrip("\r\n"))
    is_fast = len(data) >= LONG or len(data) > seconds * FASTEST
    if following:
        return is_fast and any(not line.startswith(OPENING) for line in following)
    return _is_sentence(data, 2 if is_fast else MANY)


def _is_sentence(text: str, words: int = 2) -> bool:
    """Whether a text has words, of three different letters at least, which no keys of commands look like."""
    found = {word for word in _WORD.findall(text) if len(set(word)) > 2}
    return len(found) >= words and not text.startswith(OPENING)


def opens_text(key: Message) -> bool:
    """Whether a key, which was typed on the main screen, opens a text."""
    return isinstance(key, events.Key) and (key.character or "") in OPENING


def is_text(data: str) -> bool:
    """Whether input has no keys but those of characters, tabs and line ends."""
    return not _CONTROL.search(data)
