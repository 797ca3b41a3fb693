"""Ids: their form, how one is made from a text, and the addresses of reasons."""

from __future__ import annotations

import re
from collections.abc import Container

MAX_LENGTH = 64
ARROW = " -> "

YAML_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that readers of YAML 1.1 take for a boolean or null, so that no id may be one."""

_SHAPE = re.compile(r"[a-z][a-z0-9-]*\Z")


def problem_with(text: str) -> str | None:
    """Why ``text`` is not an id, as the end of a sentence (``is longer than 64 characters``); None when it is one."""
    if text in YAML_WORDS:
        return "is a word that some YAML readers take for true or false"
    if len(text) > MAX_LENGTH:
        return f"is longer than {MAX_LENGTH} characters"
    if not _SHAPE.match(text):
        return "needs small letters a-z, digits and hyphens, beginning with a letter"
    return None


def is_id(text: str) -> bool:
    """Whether ``text`` is an id."""
    return problem_with(text) is None


def tidy_address(text: str) -> str:
    """An address with one space on either side of each arrow; other text is unchanged."""
    return ARROW.join(part.strip() for part in text.split("->")) if "->" in text else text


def slug(words: str, taken: Container[str] = (), fallback: str = "claim", language: str | None = None) -> str:
    """An id of at most 40 characters made from the content words of a text, not among ``taken``.

    On a clash a number is added: ``talent``, ``talent-2``. A text that has no Latin transliteration gives
    ``fallback``. ``language`` is that of the text; it is guessed when it is not given.
    """
    from argmap.model.content_words import content_words  # not loaded by commands that make no id

    base = "-".join(content_words(words, language)).lstrip("0123456789-")[:40].rstrip("-")
    if not base or not is_id(base):
        base = f"{fallback}-{base}"[:40].rstrip("-") if base else fallback
    return unused(base, taken)


def unused(base: str, taken: Container[str]) -> str:
    """``base``, or ``base`` with the smallest number that makes an id not among ``taken``."""
    return numbered(base, taken)[0]


def numbered(base: str, taken: Container[str], first: int = 1) -> tuple[str, int]:
    """:func:`unused` among the numbers from ``first``, and the number; 1 is ``base`` alone."""
    number = first
    while (candidate := base if number == 1 else _with(base, number)) in taken:
        number += 1
    return candidate, number


def _with(base: str, number: int) -> str:
    return f"{base[: MAX_LENGTH - len(str(number)) - 1]}-{number}"


def split_address(address: str) -> tuple[str, str] | None:
    """The premise and the target of ``premise -> target``; None for other text."""
    premise, arrow, target = address.partition("->")
    return (premise.strip(), target.strip()) if arrow and premise.strip() and target.strip() else None
