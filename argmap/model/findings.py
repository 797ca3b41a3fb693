"""Findings: problems in a user's file, as data."""

from __future__ import annotations

from typing import Literal, NamedTuple

Path = tuple[str, ...]
"""Names a thing in a map by ids, in the file's own words:

``("claims", "c12")``, ``("claims", "c12", "text")``, ``("claims", "c12", "supports", TARGET)``,
``("claims", "c12", "supports", TARGET, "with", "c9")``, ``("claims", "c12", "positions", "dsit", "stance")``,
``("claims", "c12", "sources", "article")``, ``("tensions", "t", "sides", "a")``, ``("title",)``.
The second and later citation of one source in one list are ``"article#2"``, ``"article#3"``.
"""

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Place(NamedTuple):
    """A place in a file. ``line`` and ``column`` count from 1, lines as git counts them (``\\n`` only),
    columns in characters."""

    file: str
    line: int
    column: int


class Finding(NamedTuple):
    """One problem: a stable code, how bad it is, where, one sentence, and what to do about it.

    ``more`` is the number of others of its kind that follow it in the file and are not listed one by one.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    path: Path = ()
    place: Place | None = None
    related: tuple[Path, ...] = ()
    more: int = 0

    def at(self, place: Place | None) -> Finding:
        """The same finding, placed in a file."""
        return self._replace(place=place)


class MapError(Exception):
    """A request that cannot be carried out, as a full sentence that names the thing, what was expected
    and what to do.

    ``findings`` are the problems in a file that cannot be read as a map, with their places; else empty.
    """

    findings: tuple[Finding, ...] = ()


MapError.__module__ = "argmap"  # by which those who import the package know it, and tracebacks name it
Refusal = MapError


class ReadingRefused(Refusal):
    """A file that is not a map, with all that reading found in it and the finding that is told as the reason."""

    def __init__(self, findings: tuple[Finding, ...], why: Finding) -> None:
        self.findings = findings
        where = f"{why.place.file}:{why.place.line}:{why.place.column}: " if why.place else ""
        super().__init__(f"{where}{why.message} {why.hint}".rstrip())
