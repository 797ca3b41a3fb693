"""What is written from the right within sentences that are read from the left, such as a quote within a note.

Without isolation the marks, dates and numbers after it would change places with it (UAX #9, "Unicode Bidirectional
Algorithm", 2.4). Isolates are put in after a text was made safe: those that a map holds were made visible before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.draw.measure import is_right_to_left
from argmap.escape import one_line

FROM_LEFT, FROM_RIGHT, END = "\u2066", "\u2067", "\u2069"

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Compiled where they are first used: few maps have such letters.
_FOUND = f"[{_RIGHT}]"
_PARTS = f"(?<=“)[^“”]*[{_RIGHT}][^“”]*(?=”)|[{_RIGHT}](?:[^\\w“”()\\[\\],;:]*[{_RIGHT}])*"
"""A quotation with letters from the right, and such letters elsewhere with what is between them."""


def isolated(sentence: str) -> str:
    """A sentence that is read from the left, in which nothing changes places with what is read from the right."""
    return re.sub(_PARTS, lambda part: _isolate(part[0]), sentence) if _has_from_right(sentence) else sentence


def isolated_part(text: str) -> str:
    """A text of the map, such as a title or a name, made safe and isolated as a whole if letters in it are read from
    the right: the part of a sentence that :func:`isolated` cannot find the ends of."""
    safe = one_line(text)
    return _isolate(safe) if _has_from_right(safe) else safe


def _has_from_right(text: str) -> bool:
    return not text.isascii() and re.search(_FOUND, text) is not None


def _isolate(text: str) -> str:
    return f"{FROM_RIGHT if is_right_to_left(text) else FROM_LEFT}{text}{END}"


def joined_parts(parts: Iterable[str]) -> str:
    """Texts of the map after each other, such as the title, author and date of a source, each isolated."""
    return ", ".join(isolated_part(part) for part in parts)


def on_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of an isolated sentence, each with the isolate that goes on from the line before it."""
    opened = ""
    for line in lines:
        whole = opened + line
        start = max(whole.rfind(FROM_LEFT), whole.rfind(FROM_RIGHT))
        opened = whole[start] if start > whole.rfind(END) else ""
        yield whole + END if opened else whole
