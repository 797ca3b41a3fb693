"""Writing one text as a YAML scalar that every reader of YAML 1.1 and 1.2 takes for that text."""

from __future__ import annotations

import re

from argmap.escape import BIDI_CONTROLS
from argmap.model.characters import REFUSED, named
from argmap.model.findings import Refusal
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
"""What begins like a number yet no reader takes for one: several words (``47 billion``), a month of a year."""

_FLOW_SIGNS = re.compile(r"[,\[\]{}:?]")
_NAMED_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\u0085": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
_ESCAPED = re.compile("[\x00-\x1f\u0085\u2028\u2029\ufeff\ufffe\uffff" + "".join(sorted(BIDI_CONTROLS)) + "]")
"""What is written as an escape: what cannot be seen, or reorders its surroundings."""


def check_writable(text: str) -> None:
    """Raise Refusal when no file of the format can hold ``text``: control or lone surrogate characters."""
    if text.isascii() and text.isprintable():
        return
    if (found := REFUSED.search(text)) is not None:
        raise Refusal(f"The text {text[:40]!r} has {named(found[0])} in it, which no map may hold; delete it.")


def is_plain(text: str, flow: bool = False) -> bool:
    """Whether ``text`` may stand without quotation marks."""
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
    """``text`` in single quotes, or None when they cannot hold it on one line."""
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
    """Whether ``text`` holds what cannot be seen, or reorders its surroundings; line breaks and tabs aside."""
    return _needs_escape(text.replace("\n", "").replace("\t", ""))
