"""The lines of a Kialo export as numbered entries, its title, and its list of sources."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from argmap.interchange.file import File
from argmap.interchange.unreadable import MOST_THINGS, Unreadable, too_many

Label = Literal["Thesis", "Question", "Pro", "Con", ""]

TITLE = re.compile(r"Discussion (Title|Name): *(.*)")
_OLD_ENTRY = re.compile(r"(\d{1,6}(?:\.\d{1,6})*)\. (?:(Pro|Con|Thesis|Question): ?)?(.*)")
_NEW_ENTRY = re.compile(r"( *)(\d{1,6}(?:\.\d{1,6})*)\. (Thesis|Question|Pro|Con):\s*")
_SOURCE = re.compile(r"\[(\d{1,6})\] ?(.*)")


class Entry(NamedTuple):
    """One numbered entry: its number as written (``1.2.1``), its label, its lines of text, and its line."""

    number: str
    label: Label
    lines: list[str]
    line: int

    @property
    def parent(self) -> str:
        """The number of the entry above it; empty for a root."""
        return self.number.rpartition(".")[0]


class ListedSource(NamedTuple):
    """One entry of the list of sources: its number, first line, further lines, and its line."""

    number: str
    first: str
    more: list[str]
    line: int


class Export(NamedTuple):
    """A whole export."""

    title: str
    entries: list[Entry]
    sources: list[ListedSource]
    title_line: int
    loose: list[tuple[int, str]]
    """Lines that belong to nothing, with their numbers."""


def is_kialo(file: File) -> bool:
    """Whether a file is an export of either form."""
    return TITLE.match(file.text.lstrip()) is not None


def read_lines(text: str) -> Export:
    """The parts of an export. Raises Unreadable when it holds no numbered entry."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    found = TITLE.match(lines[at].strip())
    if found is None:
        raise Unreadable("A Kialo export begins with 'Discussion Name:' or 'Discussion Title:'.", at + 1, 1)
    title, title_line, at = found[2], at + 1, at + 1
    if found[1] == "Name" and not title:
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at < len(lines) and _NEW_ENTRY.fullmatch(lines[at]) is None:
            title, title_line, at = lines[at], at + 1, at + 1
    current = found[1] == "Name"
    export = Export(title.strip(), [], [], title_line, [])
    end = _sources_begin(lines, at) if current else len(lines)
    _entries(export, lines, at, end, current)
    _sources(export, lines, end + 1)
    if not export.entries:
        raise Unreadable("No claim was found: claims are lines such as '1.1. Pro: ...'.", min(at + 1, len(lines)))
    return export


def _entries(export: Export, lines: list[str], start: int, end: int, current: bool) -> None:
    known: set[str] = set()
    for at in range(start, end):
        entry = (_current if current else _old)(lines[at], at + 1, known)
        if entry is not None:
            known.add(entry.number)
            export.entries.append(entry)
        elif export.entries:
            export.entries[-1].lines.append(lines[at])
        elif lines[at].strip():
            export.loose.append((at + 1, lines[at].strip()))
        if len(export.entries) > MOST_THINGS:
            raise too_many("claims")


def _current(line: str, number: int, known: set[str]) -> Entry | None:
    found = _NEW_ENTRY.fullmatch(line)
    if found is None or len(found[1]) != 2 * found[2].count("."):
        return None
    return Entry(found[2], found[3], [], number)  # type: ignore[arg-type]


def _old(line: str, number: int, known: set[str]) -> Entry | None:
    """The entry that begins in a line. Only the first, the thesis, has no label: further lines of a claim's text may
    begin with a number too."""
    found = _OLD_ENTRY.fullmatch(line)
    if found is None or not (found[2] or not known):
        return None
    return Entry(found[1], found[2] or "", [found[3]], number)  # type: ignore[arg-type]


def _sources_begin(lines: list[str], start: int) -> int:
    """The line of the heading of the list of sources: the first one that a first source follows, or nothing."""
    for at in range(start, len(lines)):
        if lines[at].rstrip() == "Sources:":
            after = next((line for line in lines[at + 1 :] if line.strip()), None)
            if after is None or after.startswith("[1]"):
                return at
    return len(lines)


def _sources(export: Export, lines: list[str], start: int) -> None:
    for at in range(start, len(lines)):
        found = _SOURCE.fullmatch(lines[at])
        if found is not None and int(found[1]) == len(export.sources) + 1:
            export.sources.append(ListedSource(found[1], found[2].strip(), [], at + 1))
        elif export.sources:
            export.sources[-1].more.append(lines[at])
        elif lines[at].strip():
            export.loose.append((at + 1, lines[at].strip()))
        if len(export.sources) > MOST_THINGS:
            raise too_many("sources")
