"""Block scalars: texts over several lines, literal (``|``) or folded (``>``), as the lines that stand in a file.

A block is one line of the text a line of the file, so a change to one of them is one changed line in a review. The
head says how the text ends: ``-`` without a line break, nothing with one, ``+`` with more (YAML 1.2.2, chapter 8.1).
"""

from __future__ import annotations

from argmap.mapfile.scalars import can_fold, has_unseen
from argmap.sentences import on_lines

MAX_INDICATOR = 9
"""The widest indent that the head of a block can name."""


def literal(text: str, column: int, step: int) -> list[str] | None:
    """``text`` as a literal block: its head, then its lines at ``column``, which is ``step`` further than what it
    stands in. None when a block cannot hold it: it shows nothing, or holds what only an escape can show.

    A text of several lines of which the first is indented names its indent in the head (``|2-``), as YAML would
    otherwise take the indent for the layout's; one indented line alone is better seen in quotes. White space at the
    end of a line is kept.
    """
    body = text.rstrip("\n")
    lines = body.split("\n")
    first = next((line for line in lines if line), "")
    is_indented = first.startswith((" ", "\t"))
    if not lines[-1].strip(" \t") or has_unseen(text):
        return None
    if is_indented and (len(lines) == 1 or step > MAX_INDICATOR):
        return None
    breaks = len(text) - len(body)
    head = f"|{step if is_indented else ''}{('-', '', '+')[min(breaks, 2)]}"
    return [head, *_indented(lines, column), *[""] * (breaks - 1)]


def folded(text: str, column: int, old: list[str] | None = None) -> list[str] | None:
    """``text`` as a folded block: its head, then one sentence a line, a blank line where the text breaks. None when
    folding would change it. ``old`` are the lines that it has so far; those that can stay do."""
    body = text.removesuffix("\n")
    paragraphs = body.split("\n")
    if not paragraphs[0] or not paragraphs[-1] or not all(can_fold(some) or not some for some in paragraphs):
        return None
    if len(paragraphs) == 1:
        lines = (kept_lines(old, body) if old else None) or on_lines(body)
    else:
        lines = []
        for number, paragraph in enumerate(paragraphs):
            lines += [""] * (number > 0) + (on_lines(paragraph) if paragraph else [])
    return [">" if body != text else ">-", *_indented(lines, column)]


def _indented(lines: list[str], column: int) -> list[str]:
    return [" " * column + line if line else "" for line in lines]


def kept_lines(old: list[str], new: str) -> list[str] | None:
    """``new`` on lines of which as many as can be are those of ``old``, at both ends; None when none can be."""
    head: list[str] = []
    rest = new
    for line in old:
        if not rest.startswith(line + " "):
            break
        head.append(line)
        rest = rest[len(line) + 1 :]
    tail: list[str] = []
    for line in reversed(old[len(head) :]):
        if not rest.endswith(" " + line):
            break
        tail.insert(0, line)
        rest = rest[: -len(line) - 1]
    if not (head or tail) or rest != rest.strip() or not rest:
        return None
    middle = old[len(head) : len(old) - len(tail)]
    on_one_line = len(middle) == 1 and len(on_lines(rest)) <= len(on_lines(middle[0]))
    return [*head, *([rest] if on_one_line else on_lines(rest)), *tail]
