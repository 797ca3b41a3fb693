"""Plain text as an outline: a claim a line, below the nearest line above that is indented less.

Indentation is by tabs or spaces. Bullets are not part of the text; where some are pluses, a minus is against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from argmap.interchange.draft import Draft
from argmap.interchange.file import File, Unreadable, line
from argmap.interchange.ledger import Ledger
from argmap.interchange.outline.tree import Item, marked, plant

_ENDINGS = {"", ".txt", ".text"}
_MARKUP = re.compile(r"^(?:[<{]|#{1,6} |[-*+][ \t]|\d{1,9}[.)][ \t]|```|[-=]{3,}[ \t]*$)", re.MULTILINE)
"""Lines at the margin that make a text Markdown, JSON or XML."""
_BULLET = re.compile(r"(?:[-*•–·]|(?:\d{1,6}\.)*\d{1,6}[.)])\s+(?=\S)")
EXAMPLE = (
    "Write a claim on each line, with its reasons indented below: 'Close the street.', then '  For: It is loud.'."
)


class _Line(NamedTuple):
    number: int
    indent: int
    text: str


def _lines(text: str) -> Iterator[_Line]:
    for number, raw in enumerate(text.split("\n"), 1):
        spaced = raw.expandtabs(8)
        if words := line(raw):
            yield _Line(number, len(spaced) - len(spaced.lstrip()), words)


def _without_bullet(text: str) -> str:
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def is_indented(file: File) -> bool:
    """Whether a text has lines below others by indentation alone."""
    if file.is_binary or file.ending not in _ENDINGS or _MARKUP.search(file.text):
        return False
    indents = [found.indent for found in _lines(file.text)]
    return bool(indents) and indents[0] == min(indents) < max(indents)


def read_indented(file: File, ledger: Ledger) -> Draft:
    """The draft of an outline. Raises Unreadable for a line that is above none of the lines before it."""
    lines = list(_lines(file.text))
    signs = any(found.text.startswith("+ ") for found in lines)
    items: list[Item] = []
    above: list[tuple[int, Item]] = []
    for found in lines:
        if found.indent < lines[0].indent:
            raise Unreadable(f"The line is indented less than the first one. {EXAMPLE}", found.number, 1)
        while above and above[-1][0] >= found.indent:
            above.pop()
        bare = found.text if signs and found.text.startswith("- ") else _without_bullet(found.text)
        stance, text = marked(bare)
        item = Item(text or bare, f"line {found.number}", stance)
        (above[-1][1].children if above else items).append(item)
        above.append((found.indent, item))
    draft = Draft()
    plant(draft, items, ledger)
    return draft
