"""What is seen in the tokens of a text alone: the stream of events that a map is built from does not tell it.

Scanning for tokens takes as long as all else that reading does, so it is done where something may be found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from argmap.escape import BIDI_CONTROLS
from argmap.text.events import CParser, Event, KeyToken, ScalarToken, YAMLError
from argmap.text.report import Report

_QUESTION = re.compile(r"\?(?<![^\s,\[{:-]\?)(?=\s|\Z)")  # begins with a sign, which is searched for quickly
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u([0-9A-Fa-f]{4})|U0000([0-9A-Fa-f]{4}))")
_UNDECIDED = re.compile(r"^[ \t]*(# CONFLICT: (.*))", re.MULTILINE)


def explicit_keys(text: str, report: Report) -> None:
    """Report the names of fields that are written after a ``?``."""
    suspects = {found.start() for found in _QUESTION.finditer(text)}
    for token in _tokens(text) if suspects else ():
        if token.start_mark.index in suspects and type(token) is KeyToken:
            report.add("AM010", token.start_mark.index, "A '?' stands before the name of a field.")


def escaped_reordering(text: str, report: Report) -> None:
    """Report the bidirectional controls that are written as escapes in double quotes, each at its backslash."""
    if "\\u" not in text and "\\U" not in text:
        return
    suspects = [found for found in _ESCAPED.finditer(text) if chr(int(found[1] or found[2], 16)) in BIDI_CONTROLS]
    quoted = _Scalars(text, '"') if suspects else None
    for found in suspects:
        digits = 1 if found[1] else 2
        at = found.start(digits) - 2 - 4 * (digits - 1)
        if quoted is not None and at in quoted:
            message = f"There is a bidirectional control here, written as an escape, U+{int(found[digits], 16):04X}."
            report.add("AM030", at, message)


def undecided_conflicts(text: str, report: Report) -> None:
    """Report the comments in which a merge wrote down what it left undecided, not texts that look like one."""
    suspects = list(_UNDECIDED.finditer(text)) if "# CONFLICT: " in text else []
    scalars = _Scalars(text) if suspects else None
    for found in suspects:
        if scalars is not None and found.start(1) not in scalars:
            report.add("AM032", found.start(1), f"Undecided: {found[2].rstrip()}")


class _Scalars:
    """Where the scalars of a text are, all or those of one style."""

    def __init__(self, text: str, style: str | None = None) -> None:
        found = [token for token in _tokens(text) if type(token) is ScalarToken]
        kept = [token for token in found if style is None or token.style == style]
        self._starts = [token.start_mark.index for token in kept]
        self._ends = [token.end_mark.index for token in kept]

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


def _tokens(text: str) -> Iterator[Event]:
    """The tokens up to where the text is not YAML: composing the same text says what is wrong there."""
    parser = CParser(text)
    try:
        while (token := parser.get_token()) is not None:
            yield token
    except YAMLError:
        return
