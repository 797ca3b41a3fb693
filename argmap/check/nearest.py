"""The id that somebody meant to type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Nearest:
    """Finds the id one slip of the finger away, however many ids there are.

    Every id is filed under itself with each one character left out, and so is the typed word: a character
    too many, too few, wrong or swapped with its neighbour gives both a filing in common
    (the deletion neighbourhood of Mor & Fraenkel, "A hash code method for detecting and correcting
    spelling errors", 1982).
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._filed: dict[str, str] = {}
        for one in ids:
            for form in _forms(one):
                self._filed.setdefault(form, one)

    def to(self, typed: str) -> str | None:
        """The first id that is nearly ``typed``, or None."""
        return next((self._filed[form] for form in _forms(typed.strip().lower()) if form in self._filed), None)


def _forms(word: str) -> Iterator[str]:
    yield word
    if len(word) >= 4:
        for place in range(min(len(word), 80)):
            yield word[:place] + word[place + 1 :]
