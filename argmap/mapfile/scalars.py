"""Writing a text as a YAML scalar that every reader of YAML 1.1 and 1.2 takes for that text.

A text is one line, plain or in quotes, or a block over several lines, literal (``|``) or folded (``>``). A line of a
block is a line of the file, so a change to one of them is one changed line in a review. The head of a block says how
the text ends: ``-`` without a line break, nothing with one, ``+`` with more (YAML 1.2.2, chapter 8.1).
"""

from __future__ import annotations

import re

from argmap.escape import BIDI_CONTROLS
from argmap.model.characters import REFUSED, named
from argmap.model.findings import MapError
from argmap.sentences import on_lines

_NOT_PLAIN = re.compile(
    r"""
      ^[\s\-?:,\[\]{}\#&*!|>'"%@`=<~.+0-9]    # begins like something else, or might be a number or a date
    | :(?:\s|$) | \s\#                        # a name, or a comment
    | \s$
    | [\n\r\t\u0085\u2028\u2029\ufeff]
    | ^(?:yes|no|on|off|true|false|null|y|n)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_AFTER_ALL = re.compile(r"\d[\w.,%-]* [^\W\d].*|\d{4}-\d\d")
"""Texts that begin like a number and that no reader takes for one: several words (``47 billion``), a month of
a year."""

_FLOW_SIGNS = re.compile(r"[,\[\]{}:?]")
_NAMED_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\u0085": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
_ESCAPED = re.compile("[\x00-\x1f\u0085\u2028\u2029\ufeff\ufffe\uffff" + "".join(sorted(BIDI_CONTROLS)) + "]")
"""Characters that are written as escapes: they are invisible, or reorder their surroundings."""


def check_writable(text: str) -> None:
    """Raise MapError when no file of the format can hold ``text``: control or lone surrogate characters."""
    if text.isascii() and text.isprintable():
        return
    if (found := REFUSED.search(text)) is not None:
        raise MapError(f"The text {text[:40]!r} has {named(found[0])} in it, which no map may hold; delete it.")


def is_plain(text: str, flow: bool = False) -> bool:
    """Whether ``text`` may be written without quotation marks."""
    if not text or (not text.isascii() and _needs_escape(text)):
        return False
    if _NOT_PLAIN.search(text) and not (_PLAIN_AFTER_ALL.fullmatch(text) and not _cut_or_name(text)):
        return False
    return not (flow and _FLOW_SIGNS.search(text))


def _cut_or_name(text: str) -> bool:
    return ": " in text or " #" in text or text.endswith((":", " ")) or any(char in text for char in "\t\n\r")


def _needs_escape(text: str) -> bool:
    return _ESCAPED.search(text) is not None


def one_line(text: str, flow: bool = False) -> str:
    """``text`` on one line: plain where that is safe, otherwise in double quotes."""
    return text if is_plain(text, flow) else double_quoted(text)


def double_quoted(text: str) -> str:
    """``text`` in double quotes; what cannot be seen or reorders its surroundings is escaped."""
    check_writable(text)
    marked = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda found: _escape(found[0]), marked) + '"'


def _escape(char: str) -> str:
    return _NAMED_ESCAPES.get(char) or f"\\u{ord(char):04X}"


def single_quoted(text: str) -> str | None:
    """``text`` in single quotes, or None when they cannot represent it on one line."""
    if _needs_escape(text):
        return None
    return "'" + text.replace("'", "''") + "'"


def can_fold(text: str) -> bool:
    """Whether ``text`` can be a folded block scalar whose lines end at single spaces."""
    return bool(text) and text == text.strip() and "\n" not in text and not _needs_escape(text)


def is_prose(text: str) -> bool:
    """Whether ``text`` is laid out folded: two or more sentences."""
    return can_fold(text) and len(on_lines(text)) > 1


def has_unseen(text: str) -> bool:
    """Whether ``text`` has invisible or reordering characters other than line breaks and tabs."""
    return _needs_escape(text.replace("\n", "").replace("\t", ""))


MAX_INDICATOR = 9
"""The widest indent that the head of a block can name."""


def literal(text: str, column: int, step: int) -> list[str] | None:
    """``text`` as a literal block: its head, then its lines at ``column``, which is ``step`` further than its field.

    None when a block cannot represent it: it is blank, or has characters that need escapes. The head of a text of
    several lines whose first is indented names its indent (``|2-``), as YAML would otherwise take the indent for the
    layout's; one indented line alone is better seen in quotes. White space at the end of a line is kept.
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
    """``text`` as a folded block: its head, then one sentence a line, a blank line where the text breaks.

    None when folding would change it. ``old`` are its lines so far, which are kept where possible.
    """
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
    """``new`` on lines, of which as many as possible are lines of ``old``, at both ends; None when none can
    be kept."""
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
