"""The shape of an account of changes. All text is plain: whoever writes it out escapes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from argmap.merge.prose import Piece, word_diff

Sign = Literal["+", "−", "~", "»", "→", "!"]
"""Added, removed, changed, moved, renamed, and what a reviewer should look at first."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words; ``pieces`` is the word-level difference of a text that was reworded."""

    words: str
    pieces: tuple[Piece, ...] = ()
    sign: Sign = "~"


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A thing that changed: its sign, its id in the new map, what it is called, and each change to it."""

    sign: Sign
    id: str
    name: str
    lines: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The changed things of one section of the map: in the order of the new map, the removed ones last."""

    heading: str
    entries: tuple[ChangeEntry, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that changed and what it does to the argument."""

    consequences: tuple[ChangeLine, ...]
    sections: tuple[ChangeSection, ...]
    count: int


def field_line(what: str, old: str | None, new: str | None) -> ChangeLine:
    """A text field that came, went or was reworded."""
    if old is None:
        return ChangeLine(f"{what} added: {new}", sign="+")
    if new is None:
        return ChangeLine(f"{what} removed: {old}", sign="−")
    return ChangeLine(f"{what} reworded", word_diff(old, new))


def value_line(what: str, old: str | None, new: str | None) -> ChangeLine:
    """A short field that came, went or has another value."""
    if old is None:
        return ChangeLine(f"{what} set to {new}", sign="+")
    if new is None:
        return ChangeLine(f"{what} {old} taken out", sign="−")
    return ChangeLine(f"{what} changed from {old} to {new}")
