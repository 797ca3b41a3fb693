"""The model of status reports: sections of short sentences.

Texts are those of the map and unescaped; writers escape each piece for its format. Every report ends with the caveat
of :mod:`argmap.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
