"""The text of a map file before it is parsed: decoding, and the problems that no YAML event shows.

Scanning a text for tokens takes as long as the rest of reading, so it is done only where something may be found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from argmap.mapfile.document import BOM
from argmap.mapfile.syntax.events import CParser, Event, KeyToken, ScalarToken, YAMLError
from argmap.mapfile.syntax.problems import Report
from argmap.model.characters import REFUSED, REORDERING, named

_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
_UNSEEN_BREAK = re.compile("[\u0085\u2028\u2029]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |\r?$)|^={7}(?=\r?$)", re.MULTILINE)
_CUT = re.compile(r"(?<=\S) #|(?<=\S)[ \t]+(?=#[^\s#])")


def decoded(data: bytes) -> tuple[str, int | None]:
    """The text of ``data`` without its byte order mark, and the offset of the first byte that is not UTF-8, if any.

    Bad bytes are U+FFFD in the text.
    """
    body = data[len(BOM) :] if data.startswith(BOM) else data
    try:
        return body.decode(), None
    except UnicodeDecodeError as error:
        return body.decode(errors="replace"), len(body[: error.start].decode())


_KINDS = (
    (b"\xff\xfe\0\0", "in UTF-32"), (b"\0\0\xfe\xff", "in UTF-32"), (b"\xff\xfe", "in UTF-16"),
    (b"\xfe\xff", "in UTF-16"), (b"PK\x03\x04", "a zip archive (as of Word or Excel)"), (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "compressed (gzip)"),
)  # fmt: skip
"""The first bytes of files that are given for maps by mistake."""

_LOOKED_AT = 4096

ANOTHER_FILE = "Name the file of the map, which is text in YAML."
"""What to do about a file that is no text."""


def what_else(data: bytes) -> str | None:
    """The kind of a file that is certainly not UTF-8 text (``in UTF-16``, ``a PDF``, ``binary``); None for any other.

    One with zero bytes that would be UTF-8 is text with characters that a map cannot have.
    """
    known = next((kind for beginning, kind in _KINDS if data.startswith(beginning)), None)
    if known is not None or b"\0" not in data[:_LOOKED_AT]:
        return known
    # Without a byte order mark, most of the file's own words are ASCII with zeros between.
    for width in (4, 2):
        parts = [data[start:_LOOKED_AT:width] for start in range(width)]
        zeros = [part.count(0) * 2 > len(part) for part in parts]
        letters = next((part for part, is_zero in zip(parts, zeros, strict=True) if not is_zero), b"")
        if sum(zeros) == width - 1 and sum(map(_is_ascii_text, letters)) * 2 > len(letters):
            return f"in UTF-{8 * width}"
    return "binary" if decoded(data)[1] is not None else None


def hint_about(kind: str) -> str | None:
    """What to do about a file of a kind of :func:`what_else`; None for text, which can be saved as UTF-8."""
    return None if kind.startswith("in ") else ANOTHER_FILE


def _is_ascii_text(byte: int) -> bool:
    return 0x20 <= byte < 0x7F or byte in b"\t\n\r"


def old_encoding(text: str, at: int, data: bytes) -> str | None:
    """What to do about a file whose character at ``at`` is a byte that is not UTF-8: it may be in Windows-1252."""
    start = len(text[:at].encode()) + (len(BOM) if data.startswith(BOM) else 0)
    char = data[start : start + 1].decode("cp1252", "replace")
    if not char.isprintable() or char == "\ufffd":
        return None
    return f"In Windows-1252, an older encoding, it is '{char}'. Save the file as UTF-8 in your text editor."


def check_characters(text: str, report: Report) -> None:
    """Report characters and lines of ``text`` that a map cannot have, and those that may mislead readers."""
    if not text.replace("\n", "").isprintable():  # which takes a twentieth of the time of the search
        report.add_each("AM002", REFUSED.finditer(text), lambda char: (f"There is {named(char)} here.", None))
    if "\r" in text:
        report.add_each("AM023", _CARRIAGE_RETURN.finditer(text), lambda _: (_BARE_RETURN, None))
    if any(7 * sign in text for sign in "<|=>"):
        report.add_each("AM003", _CONFLICT.finditer(text), lambda mark: (_UNRESOLVED.format(mark), None))
    if not text.isascii():
        report.add_each("AM024", _UNSEEN_BREAK.finditer(text), lambda char: (f"There is {named(char)} here.", None))
        report.add_each("AM030", REORDERING.finditer(text), lambda char: (f"There is {named(char)} here.", None))


def conflict_markers(text: str) -> list[str]:
    """The conflict markers of git that lines of ``text`` begin with."""
    return _CONFLICT.findall(text) if 7 * "<" in text else []


_BARE_RETURN = "There is a carriage return here that ends no line."
_UNRESOLVED = "Unresolved merge conflict: the line begins with '{}'."


def possible_cuts(text: str) -> frozenset[int]:
    """Offsets where a comment begins so close to text that it may have been meant as text: after exactly one
    space, or with no space after its ``#``."""
    if " #" not in text and "\t#" not in text:
        return frozenset()
    return frozenset(found.start() for found in _CUT.finditer(text))


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
    """Report the characters that a text cannot have, and those that reorder text, where they are escapes in double
    quotes, each at its backslash.

    An escape is treated as the character itself.
    """
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
    """The character of an escape; empty where no character has that number."""
    if escape[1] in _SHORT:
        return _SHORT[escape[1]]
    number = int(escape[2:], 16)
    return chr(number) if number < 0x110000 else ""


def undecided_conflicts(text: str, report: Report) -> None:
    """Report the comments in which a merge wrote down an undecided conflict. Texts that look like one are not
    reported."""
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
