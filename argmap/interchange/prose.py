"""Text from files of other tools as text of a map: decoded, clean, and flowing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from argmap.interchange.unreadable import LARGEST_FILE, LONGEST_LINE, Unreadable

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no map may hold: controls, halves of surrogate pairs, what is no character."""
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Characters of no width that word processors and web pages leave in copied text; joiners, which scripts and emoji
need, are not among them."""
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SPACES = re.compile(r"[^\S\n]+")
_BLOCK = re.compile(r"[-*•–·] |\d{1,3}[.)] ")

_STRUCTURED = {"{", "[", "<"}
"""What JSON and XML begin with, whose lines may be as long as the file."""


def decoded(data: bytes) -> str:
    """The text of ``data``, in UTF-8 or with the byte order mark of UTF-16, with line ends ``\\n``.

    What is neither is read as Windows-1252, in which spreadsheets save CSV. Raises Unreadable for what is no text,
    is larger than a debate can be, or has a line that nobody wrote.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"The file has {len(data) // 2**20} MiB; at most {LARGEST_FILE // 2**20} can be imported.")
    text = _BREAKS.sub("\n", _characters(data))
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise Unreadable("This is not a text file: it has a zero byte here.", line)
    for number, line_text in enumerate(() if text[:1] in _STRUCTURED else text.split("\n"), 1):
        if len(line_text) > LONGEST_LINE:
            raise Unreadable(
                f"The line has {len(line_text):,} characters; at most {LONGEST_LINE:,} can be imported. Divide it.",
                number,
            )
    return text


def _characters(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable("The file begins as UTF-16 and breaks off. Save it as UTF-8.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def is_utf8(data: bytes) -> bool:
    """Whether ``data`` is read as what it says it is; otherwise :func:`decoded` guesses."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def clean(text: str) -> str:
    """``text`` as a map may hold it: line ends ``\\n``, no controls, nothing invisible, no blank ends."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return INVISIBLE.sub("", _UNWRITABLE.sub("", _BREAKS.sub("\n", text))).strip()


def line(text: str) -> str:
    """``text`` clean and on one line, with single spaces."""
    return " ".join(clean(text).split())


def flowing(lines: Iterable[str]) -> str:
    """The text of wrapped lines: lines are joined by a space; paragraphs and items of lists begin a new line."""
    parts: list[str] = []
    fresh = True
    for raw in lines:
        text = _SPACES.sub(" ", clean(raw))
        if not text:
            fresh = True
            continue
        if fresh or _BLOCK.match(text):
            parts.append(text)
        else:
            parts[-1] += " " + text
        fresh = False
    return "\n".join(parts)
