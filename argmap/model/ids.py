"""Ids: what they may look like, and how one is made from words."""

from __future__ import annotations

import re
from collections.abc import Container

MAX_LENGTH = 64
ARROW = " -> "

YAML_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that YAML 1.1 readers take for a boolean or nothing, so no id may be one."""

_SHAPE = re.compile(r"[a-z][a-z0-9-]*\Z")


def problem_with(text: str) -> str | None:
    """Why ``text`` cannot be an id, as the end of a sentence ("... is longer than 64 characters"), or None."""
    if text in YAML_WORDS:
        return "is a word that other YAML readers take for true, false or nothing"
    if len(text) > MAX_LENGTH:
        return f"is longer than {MAX_LENGTH} characters"
    if not _SHAPE.match(text):
        return "is not made of small letters a-z, digits and hyphens, beginning with a letter"
    return None


def is_id(text: str) -> bool:
    """Whether ``text`` may stand as an id."""
    return problem_with(text) is None


def tidy_address(text: str) -> str:
    """The address of a reason with one space on either side of each arrow; other text as it is."""
    return ARROW.join(part.strip() for part in text.split("->")) if "->" in text else text


def slug(words: str, taken: Container[str] = (), fallback: str = "claim", language: str | None = None) -> str:
    """An id made from the telling words of ``words``, at most 40 characters, not among ``taken``.

    On a clash a number is added: ``talent``, ``talent-2``. Words in letters that cannot be told in Latin ones give
    ``fallback``. ``language`` is that of the words; it is guessed when it is not given.
    """
    from argmap.model.content_words import telling_words  # not loaded by commands that make no id

    base = "-".join(telling_words(words, language)).lstrip("0123456789-")[:40].rstrip("-")
    if not base or not is_id(base):
        base = f"{fallback}-{base}"[:40].rstrip("-") if base else fallback
    return unused(base, taken)


def unused(base: str, taken: Container[str]) -> str:
    """``base``, or ``base`` with the smallest number suffix that is not among ``taken``."""
    if base not in taken:
        return base
    number = 2
    while (candidate := f"{base[: MAX_LENGTH - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return candidate


def split_address(address: str) -> tuple[str, str] | None:
    """The premise and target of ``premise -> target``, or None when ``address`` is not of that form."""
    premise, arrow, target = address.partition("->")
    return (premise.strip(), target.strip()) if arrow and premise.strip() and target.strip() else None
