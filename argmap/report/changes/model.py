"""The model of an account of changes. Texts are plain; writers escape them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from argmap.merge.prose import Piece, word_diff
from argmap.vocabulary import counted

Sign = Literal["+", "−", "~", "»", "→", "!"]
"""Added, removed, changed, moved, renamed, important."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words; ``pieces`` is the word-level difference of a reworded text, and ``after`` a sentence that
    follows it. ``line`` is the line of the new file that it is about, where that helps.
    """

    words: str
    pieces: tuple[Piece, ...] = ()
    sign: Sign = "~"
    after: str = ""
    line: int | None = None


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
    """All changes and what to make of them.

    ``first`` is what a reviewer looks at first, ``consequences`` what the changes do to the argument. ``count`` is
    the number of changes that are told; ``reordered`` says that the file also has things in another order, where that
    makes no difference to readers. ``event`` is what became of the whole file, such as ``renamed from a.yaml``.
    """

    first: tuple[ChangeLine, ...]
    consequences: tuple[ChangeLine, ...]
    sections: tuple[ChangeSection, ...]
    count: int
    reordered: bool = False
    event: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report."""
        return not self.count and not self.first


def headline(account: Account, title: str, safe: Callable[[str], str]) -> str:
    """The first line of an account: what was compared, what became of the file, and the number of changes.

    ``safe`` escapes the names of files, which are anybody's, for where the line goes.
    """
    said = [account.event] if account.event else []
    if not account.event.startswith(("new", "deleted")):
        order = " but the order in the file" if account.reordered and not account.count else ""
        said.append(f"{counted(account.count, 'change')}{order}" if account.count else f"no changes{order}")
    return f"{safe(title)}: {safe(', '.join(said))}"


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
