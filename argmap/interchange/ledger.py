"""The loss ledger of an import: what the file holds, by kind, and what became of each thing.

For every kind, ``read == kept + changed + left out``: a thing is kept as it is, or listed with where it stands and
what became of it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Outcome = Literal["changed", "left out"]


class Listed(NamedTuple):
    """A thing that did not come in as it is: its kind, what became of it and why, where it stands, and its text.
    ``number`` is more than 1 where things that are all alike are listed at once."""

    kind: str
    outcome: Outcome
    why: str
    place: str
    text: str
    number: int = 1


class Count(NamedTuple):
    """What became of the things of one kind."""

    kind: str
    read: int
    kept: int
    changed: int
    left_out: int


class Ledger:
    """Counts things as they are read and lists those that are not kept as they are.

    A kind is a noun in the singular, such as ``claim``. A thing is known by its kind, place and text; listing it
    twice counts once, and being left out outweighs being changed.
    """

    def __init__(self) -> None:
        self._read: dict[str, int] = {}
        self._listed: dict[tuple[str, str, str], Listed] = {}

    def read(self, kind: str, number: int = 1) -> None:
        """Count things of a kind that the file holds."""
        self._read[kind] = self._read.get(kind, 0) + number

    def changed(self, kind: str, place: str, text: str, how: str) -> None:
        """List a thing, which is counted elsewhere, as kept in another form. ``how`` completes "it ..."."""
        self._list(Listed(kind, "changed", how, place, text))

    def left_out(self, kind: str, place: str, text: str, why: str) -> None:
        """List a thing, which is counted elsewhere, as left out. ``why`` is a clause."""
        self._list(Listed(kind, "left out", why, place, text))

    def extra(self, kind: str, place: str, text: str, why: str, number: int = 1) -> None:
        """Count and list a thing, or several that are alike, that has no place in a map."""
        self.read(kind, number)
        self._list(Listed(kind, "left out", why, place, text, number))

    def _list(self, listed: Listed) -> None:
        thing = (listed.kind, listed.place, listed.text)
        earlier = self._listed.get(thing)
        if earlier is None or (earlier.outcome == "changed" and listed.outcome == "left out"):
            self._listed[thing] = listed
        elif earlier.outcome == listed.outcome and listed.why not in earlier.why:
            self._listed[thing] = earlier._replace(why=f"{earlier.why}; {listed.why}")

    @property
    def listed(self) -> list[Listed]:
        """All that is listed, in the order in which it was found."""
        return list(self._listed.values())

    @property
    def counts(self) -> list[Count]:
        """The kinds in the order in which they were first read, with what became of each."""
        changed = dict.fromkeys(self._read, 0)
        left_out = dict.fromkeys(self._read, 0)
        for one in self._listed.values():
            tally = changed if one.outcome == "changed" else left_out
            tally[one.kind] = tally.get(one.kind, 0) + one.number
        return [
            Count(kind, read, read - changed[kind] - left_out[kind], changed[kind], left_out[kind])
            for kind, read in self._read.items()
        ]
