"""Finding what somebody names, and the nearest known name when it is not there ("did you mean")."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.vocabulary import THINGS

MOST_COMPARED = 50
"""Names of a large collection that are compared letter by letter with one typed word."""

ALIKE_AMONG_MANY, ALIKE_AMONG_FEW = 0.8, 0.6
"""Similarity (Ratcliff & Metzener 1988, from 0 to 1) from which a name is suggested: higher among the ids of a map,
where many names are somewhat alike, than among names that are given at a prompt."""


def nearest(typed: str, among: Iterable[str]) -> str | None:
    """The one of a few names that was probably meant, or None."""
    from difflib import get_close_matches  # 3 ms, and most names are typed right

    names = list(among)
    alike = get_close_matches(typed, names, n=1, cutoff=ALIKE_AMONG_FEW)
    return Nearest(names).slip(typed) or next(iter(alike), None)


class Nearest:
    """Finds the nearest of many names in time that does not grow with their number.

    Every name is filed under itself with each one character left out, and so is the typed word: a character
    too many, too few, wrong or swapped with its neighbour gives both a filing in common
    (the deletion neighbourhood of Mor & Fraenkel, "A hash code method for detecting and correcting
    spelling errors", 1982).
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._filed: dict[str, str] = {}
        self._by_part: dict[str, list[str]] = {}
        for name in names:
            for part in _parts(name):
                self._by_part.setdefault(part, []).append(name)
            for form in _forms(name):
                self._filed.setdefault(form, name)

    def to(self, typed: str) -> str | None:
        """The name that was probably meant, or None."""
        return self.slip(typed) or self._much_alike(typed.strip().lower())

    def slip(self, typed: str) -> str | None:
        """The first name that differs from ``typed`` by one slip of the finger or in case, or None."""
        return next((self._filed[form] for form in _forms(typed.strip().lower()) if form in self._filed), None)

    def _much_alike(self, word: str) -> str | None:
        """A name of which one part begins like one of ``word`` and which is much like it as a whole."""
        from difflib import get_close_matches  # most maps have no dangling reference

        sharing = [self._by_part[part] for part in _parts(word) if part in self._by_part]
        fewest = min(sharing, key=len, default=[])[:MOST_COMPARED]
        return next(iter(get_close_matches(word, fewest, n=1, cutoff=ALIKE_AMONG_MANY)), None)


def _parts(word: str) -> list[str]:
    """The first four characters of each part of a name between hyphens."""
    return list(dict.fromkeys(part[:4] for part in word.split("-") if part))


def _forms(word: str) -> Iterator[str]:
    """A word, and the word without each one of its first 80 characters."""
    yield word
    if len(word) >= 4:
        for place in range(min(len(word), 80)):
            yield word[:place] + word[place + 1 :]


MOST_NAMED = 8
"""The number of names that a suggestion lists."""


def must_be(kind: str, wanted: str, there: Collection[str], index: Index) -> str:
    """``wanted`` when it is among ``there``, the names of things of this kind.

    Raises MapError otherwise, saying what the map has by that id instead, which name is near it, or which there are.
    """
    if wanted in there:
        return wanted
    others = (other for section, other in THINGS.items() if wanted in getattr(index, section))
    other = next(others, None)
    hint = suggestion(wanted, there) if other is None else f"'{one_line(wanted)}' is a {other}."
    raise MapError(f"The map has no {kind} '{one_line(wanted)}'. {hint}")


def suggestion(wanted: str, there: Collection[str]) -> str:
    """What to name instead of ``wanted``, which is not among ``there``: the nearest name, else the first by name."""
    if near := nearest(wanted, there):
        return f"Did you mean '{near}'?"
    if not there:
        return "It has none."
    more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    return f"It has: {', '.join(sorted(there)[:MOST_NAMED])}{more}."
