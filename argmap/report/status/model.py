"""The model of status reports: sections of short sentences.

Texts are those of the map and unescaped; writers escape each piece for its format. Every report ends with the caveat
of :mod:`argmap.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argmap.vocabulary import CAVEAT

Json = str | int | None | Sequence["Json"] | Mapping[str, "Json"]


class ReportEntry(NamedTuple):
    """One line of a report: a sentence, the ids it is about, and lines of detail below it."""

    text: str
    ids: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


class Group(NamedTuple):
    """Entries under a heading; may be empty."""

    heading: str
    entries: tuple[ReportEntry, ...]


@dataclass(frozen=True)
class ReportSection:
    """One section: key, heading, lead, groups, and the same as data for programs."""

    key: str
    heading: str
    lead: str
    groups: tuple[Group, ...] = ()
    data: Json = field(default=None, compare=False)


class StatusReport(NamedTuple):
    """The sections asked for on one map."""

    title: str
    sections: tuple[ReportSection, ...]
    caveat: str = CAVEAT


def entries(key: str, heading: str, lead: str, lines: Iterable[ReportEntry], data: Json) -> ReportSection:
    """A section with one list of entries."""
    return ReportSection(key, heading, lead, (Group("", tuple(lines)),), data)


def first(lines: Iterable[ReportEntry], most: int) -> tuple[ReportEntry, ...]:
    """The first lines, and the number of the others."""
    every = tuple(lines)
    rest = len(every) - most
    return every if rest <= 1 else (*every[:most], ReportEntry(f"And {rest:,} more."))


def shortened(section: ReportSection, each: int, total: int, option: str) -> ReportSection:
    """A section with at most ``each`` entries in a group and ``total`` in all. If there are more, the last line
    names the option that lists them.
    """
    groups: list[Group] = []
    left_out = 0
    for group in section.groups:
        room = min(each, total)
        kept = group.entries if len(group.entries) <= room else group.entries[:room]
        total -= len(kept)
        left_out += len(group.entries) - len(kept)
        if kept:
            groups.append(Group(group.heading, kept))
    if left_out:
        groups.append(Group("", (ReportEntry(f"And {left_out:,} more: add {option}."),)))
    return replace(section, groups=tuple(groups))
