"""From bytes to text, and the problems that are seen before YAML is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.escape import BIDI_CONTROLS
from argmap.text.report import Report

BOM = b"\xef\xbb\xbf"

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""Characters that no text of a map may hold: C0 and C1 controls, and what is no character at all."""

MOST_OF_A_KIND = 100

_CARRIAGE_RETURN = re.compile(r"\r(?!\n)")
_UNSEEN_BREAK = re.compile("[\u0085\u2028\u2029]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |\r?$)|^={7}(?=\r?$)", re.MULTILINE)
_REORDERING = re.compile(f"[{''.join(sorted(BIDI_CONTROLS))}]")
_CUT = re.compile(r"(?<=\S) #|(?<=\S)[ \t]+(?=#[^\s#])")


def decoded(data: bytes) -> tuple[str, int | None]:
    """The text of ``data`` without its byte order mark, and the offset of the first byte that is not UTF-8, if any
    (bad bytes stand in the text as U+FFFD)."""
    body = data[len(BOM) :] if data.startswith(BOM) else data
    try:
        return body.decode(), None
    except UnicodeDecodeError as error:
        return body.decode(errors="replace"), len(body[: error.start].decode())


def check_characters(text: str, report: Report) -> None:
    """Report characters and lines of ``text`` that no map may hold, and those that may not be what they seem."""
    for found, others in _some(CONTROLS, text):
        report.add("AM002", found.start(), f"There is a control character here, U+{ord(found[0]):04X}{others}.")
    if "\r" in text:
        for found, others in _some(_CARRIAGE_RETURN, text):
            report.add("AM023", found.start(), f"There is a carriage return here that ends no line{others}.")
    for found, others in _some(_CONFLICT, text):
        report.add("AM003", found.start(), f"Unresolved merge conflict: the line begins with '{found[0]}'{others}.")
    if not text.isascii():
        for found, others in _some(_UNSEEN_BREAK, text):
            report.add("AM024", found.start(), f"There is an unseen line break here, U+{ord(found[0]):04X}{others}.")
        for found, others in _some(_REORDERING, text):
            report.add(
                "AM030", found.start(), f"There is a bidirectional control here, U+{ord(found[0]):04X}{others}."
            )


def _some(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The first hundred matches, the last of them with the words that tell of the others: a file that is no text at
    all, such as a picture, would have a million."""
    matches = pattern.finditer(text)
    for number, found in enumerate(matches, 1):
        others = sum(1 for _ in matches) if number == MOST_OF_A_KIND else 0
        yield found, f", and {others} more follow" if others else ""


def possible_cuts(text: str) -> frozenset[int]:
    """Offsets where a comment begins so close to text that it may have been meant as text: after exactly one
    space, or with no space after its ``#``."""
    if " #" not in text and "\t#" not in text:
        return frozenset()
    return frozenset(found.start() for found in _CUT.finditer(text))
