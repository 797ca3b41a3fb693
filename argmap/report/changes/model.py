"""The model of an account of changes. Texts are plain; writers escape them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from argmap.merge.prose import Piece, word_diff

Sign = Literal["+", "−", "~", "»", "→", "!"]
"""Added, removed, changed, moved, renamed, important."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words; ``pieces`` is the word-level difference of a reworded text."""

    words: str
    pieces: tuple[Piece, ...] = ()
    sign: Sign = "~"


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A changed thing: its sign, its id in the new map, its name, and a line for each change."""

    sign: Sign
    id: str
    name: str
    lines: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The changed things of one section of the map: in the order of the new map, removed ones last."""

    heading: str
    entries: tuple[ChangeEntry, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All changes and their consequences for the argument."""

    consequences: tuple[ChangeLine, ...]
    sections: tuple[ChangeSection, ...]
    count: int


def field_line(what: str, old: str | None, new: str | None) -> ChangeLine:
    """The line for a text that was added, removed or reworded."""
    if old is None:
        return ChangeLine(f"{what} added: {new}", sign="+")
    if new is None:
        return ChangeLine(f"{what} removed: {old}", sign="−")
    return ChangeLine(f"{what} reworded", word_diff(old, new))


def value_line(what: str, old: str | None, new: str | None) -> ChangeLine:
    """The line for a short value that was set, removed or changed."""
    if old is None:
        return ChangeLine(f"{what} set to {new}", sign="+")
    if new is None:
        return ChangeLine(f"{what} {old} removed", sign="−")
    return ChangeLine(f"{what} changed from {old} to {new}")
