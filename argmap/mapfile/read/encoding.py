"""From bytes to text, and the problems that are seen before YAML is."""

from __future__ import annotations

import re

from argmap.mapfile.document import BOM
from argmap.mapfile.syntax.problems import Report
from argmap.model.characters import REFUSED, REORDERING, named

_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
_UNSEEN_BREAK = re.compile("[\u0085\u2028\u2029]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |\r?$)|^={7}(?=\r?$)", re.MULTILINE)
_CUT = re.compile(r"(?<=\S) #|(?<=\S)[ \t]+(?=#[^\s#])")


def decoded(data: bytes) -> tuple[str, int | None]:
    """The text of ``data`` without its byte order mark, and the offset of the first byte that is not UTF-8, if any
    (bad bytes stand in the text as U+FFFD)."""
    body = data[len(BOM) :] if data.startswith(BOM) else data
    try:
        return body.decode(), None
    except UnicodeDecodeError as error:
        return body.decode(errors="replace"), len(body[: error.start].decode())


_KINDS = (
    (b"\xff\xfe\0\0", "in UTF-32"), (b"\0\0\xfe\xff", "in UTF-32"), (b"\xff\xfe", "in UTF-16"),
    (b"\xfe\xff", "in UTF-16"), (b"PK\x03\x04", "a zip archive, as word processors write,"), (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "compressed (gzip)"),
)  # fmt: skip
"""How files begin that are given for maps by mistake."""

_LOOKED_AT = 4096


def what_else(data: bytes) -> str | None:
    """What a file is that surely is no UTF-8 text (``in UTF-16``, ``a PDF``); None for any other."""
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
    return None


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
    """Report characters and lines of ``text`` that no map may hold, and those that may not be what they seem."""
    report.add_each("AM002", REFUSED.finditer(text), lambda char: (f"There is {named(char)} here.", None))
    if "\r" in text:
        report.add_each("AM023", _CARRIAGE_RETURN.finditer(text), lambda _: (_BARE_RETURN, None))
    report.add_each("AM003", _CONFLICT.finditer(text), lambda mark: (_UNRESOLVED.format(mark), None))
    if not text.isascii():
        report.add_each("AM024", _UNSEEN_BREAK.finditer(text), lambda char: (f"There is {named(char)} here.", None))
        report.add_each("AM030", REORDERING.finditer(text), lambda char: (f"There is {named(char)} here.", None))


_BARE_RETURN = "There is a carriage return here that ends no line."
_UNRESOLVED = "Unresolved merge conflict: the line begins with '{}'."


def possible_cuts(text: str) -> frozenset[int]:
    """Offsets where a comment begins so close to text that it may have been meant as text: after exactly one
    space, or with no space after its ``#``."""
    if " #" not in text and "\t#" not in text:
        return frozenset()
    return frozenset(found.start() for found in _CUT.finditer(text))
