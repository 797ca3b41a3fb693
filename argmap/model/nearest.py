"""The id that somebody meant to type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MOST_COMPARED = 50
"""Ids that are compared letter by letter with one typed word."""


class Nearest:
    """Finds the id one slip of the finger away, however many ids there are.

    Every id is filed under itself with each one character left out, and so is the typed word: a character
    too many, too few, wrong or swapped with its neighbour gives both a filing in common
    (the deletion neighbourhood of Mor & Fraenkel, "A hash code method for detecting and correcting
    spelling errors", 1982).
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._filed: dict[str, str] = {}
        self._by_part: dict[str, list[str]] = {}
        for one in ids:
            for part in _parts(one):
                self._by_part.setdefault(part, []).append(one)
            for form in _forms(one):
                self._filed.setdefault(form, one)

    def to(self, typed: str) -> str | None:
        """The first id that is nearly ``typed``, or None."""
        word = typed.strip().lower()
        slip = next((self._filed[form] for form in _forms(word) if form in self._filed), None)
        return slip or self._much_alike(word)

    def _much_alike(self, word: str) -> str | None:
        """An id that shares a beginning of one of its parts with ``word`` and is much like it as a whole."""
        import difflib  # Most maps have no broken reference.

        sharing = [self._by_part[part] for part in _parts(word) if part in self._by_part]
        fewest = min(sharing, key=len, default=[])
        return next(iter(difflib.get_close_matches(word, fewest[:MOST_COMPARED], n=1, cutoff=0.8)), None)


def _parts(word: str) -> list[str]:
    return list(dict.fromkeys(part[:4] for part in word.split("-") if part))


def _forms(word: str) -> Iterator[str]:
    yield word
    if len(word) >= 4:
        for place in range(min(len(word), 80)):
            yield word[:place] + word[place + 1 :]


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The name most like ``word``, or None when none is much like it."""
    from difflib import get_close_matches  # 3 ms, and most words are typed right

    return next(iter(get_close_matches(word, list(among), n=1)), None)
