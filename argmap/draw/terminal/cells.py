"""Text in terminal cells: its width, truncating and wrapping.

Widths follow East Asian Width (Unicode Standard Annex #11): wide and fullwidth characters take two cells, combining
and format characters none, ambiguous ones one.
"""

from __future__ import annotations

import functools
import unicodedata

ELLIPSIS = "…"

LEAST_OF_WORD = 3
"""Letters of a word wider than a line that go on to the next line at least."""


@functools.lru_cache(maxsize=4096)
def cell_width_of(char: str) -> int:
    """The width of a character in cells: 0, 1 or 2."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cell_width(text: str) -> int:
    """The width of a text on one line, in cells."""
    return len(text) if text.isascii() else sum(map(cell_width_of, text))


def cut(text: str, width: int) -> str:
    """``text`` truncated to ``width`` cells, with an ellipsis at its end if it is longer."""
    if cell_width(text) <= width:
        return text
    if width <= 0:
        return ""
    head, _ = split_at(text, width - 1)
    return head.rstrip() + ELLIPSIS


def split_at(text: str, width: int) -> tuple[str, str]:
    """The longest prefix of ``text`` of at most ``width`` cells, and the rest."""
    used = 0
    for place, char in enumerate(text):
        used += cell_width_of(char)
        if used > width:
            return text[:place], text[place:]
    return text, ""


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """``text`` in at most ``lines`` lines of at most ``width`` cells, broken between words where possible.

    The last line is truncated with an ellipsis if the text is longer. There is at least one line.
    """
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < lines - 1:
        line, rest = _first_line(rest, width)
        found.append(line)
    if rest or not found:
        found.append(cut(rest, width))
    return found


def _first_line(text: str, width: int) -> tuple[str, str]:
    if cell_width(text) <= width:
        return text, ""
    head, tail = split_at(text, width)
    if not head:
        return text[:1], text[1:]
    if not tail.startswith(" ") and " " in head.rstrip():
        kept = head.rstrip().rpartition(" ")[0]
        if kept.strip():
            return kept.rstrip(), text[len(kept) :].lstrip()
    lonely = LEAST_OF_WORD - len(tail.partition(" ")[0])
    moved = head[-lonely:] + tail[:lonely]
    if 0 < lonely <= len(head) - LEAST_OF_WORD and moved.isalpha() and moved.lower() != moved.upper():
        return head[:-lonely], text[len(head) - lonely :]
    return head.rstrip(), tail.lstrip()
