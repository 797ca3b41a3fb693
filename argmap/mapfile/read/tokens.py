"""What is seen in the tokens of a text alone: the stream of events that a map is built from does not tell it.

Scanning for tokens takes as long as all else that reading does, so it is done where something may be found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from argmap.mapfile.syntax.events import CParser, Event, KeyToken, ScalarToken, YAMLError
from argmap.mapfile.syntax.problems import Report
from argmap.model.characters import REFUSED, REORDERING, named

_QUESTION = re.compile(r"\?(?<![^\s,\[{:-]\?)(?=\s|\Z)")  # begins with a sign, which is searched for quickly
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*+(\\(?:[0abevf]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))")
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "v": "\v", "f": "\f"}
_UNDECIDED = re.compile(r"^[ \t]*(# CONFLICT: (.*))", re.MULTILINE)


def explicit_keys(text: str, report: Report) -> None:
    """Report the names of fields that are written after a ``?``."""
    suspects = {found.start() for found in _QUESTION.finditer(text)}
    for token in _tokens(text) if suspects else ():
        if token.start_mark.index in suspects and type(token) is KeyToken:
            report.add("AM010", token.start_mark.index, "A '?' comes before the name of a field.")


def escaped_characters(text: str, report: Report) -> None:
    """Report the characters that no text may hold, and those that reorder text, where they are written as escapes in
    double quotes, each at its backslash: it is all one whether a character is written as itself or as an escape."""
    if "\\" not in text:
        return
    quoted: _Scalars | None = None
    for found in _ESCAPED.finditer(text):
        char = _escaped(found[1])
        if " " <= char <= "~":
            continue
        code = "AM002" if REFUSED.match(char) else "AM030" if REORDERING.match(char) else None
        if code is None:
            continue
        quoted = _Scalars(text, '"') if quoted is None else quoted
        if found.start(1) in quoted:
            report.add(code, found.start(1), f"There is {named(char)} here, written as an escape.")


def _escaped(escape: str) -> str:
    """The character that an escape stands for; nothing where there is none of that number."""
    if escape[1] in _SHORT:
        return _SHORT[escape[1]]
    number = int(escape[2:], 16)
    return chr(number) if number < 0x110000 else ""


def undecided_conflicts(text: str, report: Report) -> None:
    """Report the comments in which a merge wrote down what it left undecided, not texts that look like one."""
    suspects = list(_UNDECIDED.finditer(text)) if "# CONFLICT: " in text else []
    scalars = _Scalars(text) if suspects else None
    for found in suspects:
        if scalars is not None and found.start(1) not in scalars:
            report.add("AM032", found.start(1), f"Unresolved: {found[2].rstrip()}")


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
