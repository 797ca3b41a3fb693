"""The name that somebody meant to type, of a few."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The name most like ``word``, or None when none is much like it."""
    from difflib import get_close_matches  # 3 ms, and most words are typed right

    return next(iter(get_close_matches(word, list(among), n=1)), None)
