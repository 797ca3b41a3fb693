"""The loss ledger of an import: what the file has, by kind, and what became of each thing; and the ledger in words.

For every kind, ``read == kept + changed + left out``: a thing is kept as it is, or listed with its place and what
became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from argmap.escape import for_log, one_line

Outcome = Literal["changed", "left out"]


class Listed(NamedTuple):
    """A thing that did not come in as it is: its kind, what became of it and why, where it is, and its text.
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
        if number:
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
        kinds = dict.fromkeys([*self._read, *(one.kind for one in self._listed.values())], 0)
        changed, left_out = dict(kinds), dict(kinds)
        for one in self._listed.values():
            tally = changed if one.outcome == "changed" else left_out
            tally[one.kind] += one.number
        read = {kind: max(self._read.get(kind, 0), changed[kind] + left_out[kind]) for kind in kinds}
        return [
            Count(kind, read[kind], read[kind] - changed[kind] - left_out[kind], changed[kind], left_out[kind])
            for kind in kinds
        ]


MOST_PLACES = 12
"""Things listed under one reason; the JSON ledger holds all."""
_EXCERPT = 60


def as_text(ledger: Ledger) -> str:
    """The ledger, safe for a terminal.

    Each thing has its place; of one kind with one reason at most :data:`MOST_PLACES` are listed, and the others
    counted.
    """
    return for_log("\n".join([*_table(ledger.counts), *_lists(ledger.listed)]) + "\n")


def _table(counts: list[Count]) -> Iterator[str]:
    names = [plural(one.kind) for one in counts]
    width = max(map(len, names), default=0)
    yield f"  {'':<{width}}  {'read':>6} {'kept':>6} {'changed':>8} {'left out':>9}"
    for name, one in zip(names, counts, strict=True):
        yield f"  {name:<{width}}  {one.read:>6} {one.kept:>6} {one.changed:>8} {one.left_out:>9}"


def _lists(listed: list[Listed]) -> Iterator[str]:
    for outcome, heading in (("changed", "Changed in form:"), ("left out", "Left out:")):
        groups: dict[tuple[str, str], list[Listed]] = {}
        for one in listed:
            if one.outcome == outcome:
                groups.setdefault((one.kind, one.why), []).append(one)
        if groups:
            yield heading
        for (kind, why), things in groups.items():
            number = sum(one.number for one in things)
            yield f"  {_number(kind, number)}: {one_line(why if number == 1 else of_each(why))}"
            yield from _things(things)


def of_each(why: str) -> str:
    """The reason of one thing as that of several: ``each has no width``, ``the source of each is ...``."""
    said = re.sub(r"(^|; )it\b", r"\1each", why)
    return re.sub(r"(^|; )its (\w+)", r"\1the \2 of each", said)


def _things(things: list[Listed]) -> Iterator[str]:
    for one in things[:MOST_PLACES]:
        yield f"    {one_line(one.place)}: {_excerpt(one.text)}" if one.text else f"    {one_line(one.place)}"
    if len(things) > MOST_PLACES:
        yield f"    and {len(things) - MOST_PLACES} more"


def _excerpt(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _number(kind: str, number: int) -> str:
    return f"1 {kind}" if number == 1 else f"{number} {plural(kind)}"


def plural(kind: str) -> str:
    """The name of several things of a kind."""
    if kind.endswith("y") and kind[-2:-1] not in set("aeiou"):
        return kind[:-1] + "ies"
    if kind.endswith("sis"):
        return kind[:-2] + "es"
    return kind + ("es" if kind.endswith(("s", "x", "ch")) else "s")


def as_values(ledger: Ledger) -> dict[str, list[dict[str, str | int]]]:
    """The whole ledger as values for JSON."""
    return {"counts": _dicts(ledger.counts), "listed": _dicts(ledger.listed)}


def _dicts(rows: Iterable[Count] | Iterable[Listed]) -> list[dict[str, str | int]]:
    return [{name.replace("_", " "): value for name, value in row._asdict().items()} for row in rows]
