"""Problems in a user's file as data, and the exception for requests that cannot be carried out."""

from __future__ import annotations

from typing import Literal, NamedTuple

Path = tuple[str, ...]
"""The path of a thing or field in a map, in the words of the file:

``("claims", "c12")``, ``("claims", "c12", "text")``, ``("claims", "c12", "supports", TARGET)``,
``("claims", "c12", "supports", TARGET, "with", "c9")``, ``("claims", "c12", "positions", "dsit", "stance")``,
``("claims", "c12", "sources", "article")``, ``("tensions", "t", "sides", "a")``, ``("title",)``.
The second and later citation of one source in one list are ``"article#2"``, ``"article#3"``.
"""

Severity = Literal["error", "warning", "suggestion"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "suggestion")


class Place(NamedTuple):
    """A position in a file. ``line`` and ``column`` count from 1; lines end with ``\\n`` only, as in git, and columns
    are characters."""

    file: str
    line: int
    column: int


class Finding(NamedTuple):
    """One problem: a stable code, a severity, one sentence, what to do about it, and where it is.

    ``more`` counts the further problems of this code in the file that are not listed one by one. ``whole``: the
    finding is of the whole map, and replaces one for each claim or other thing.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    path: Path = ()
    place: Place | None = None
    related: tuple[Path, ...] = ()
    more: int = 0
    whole: bool = False

    def at(self, place: Place | None) -> Finding:
        """The same finding with a position in a file."""
        return self._replace(place=place)


class MapError(Exception):
    """A request that cannot be carried out. Its message is a full sentence that names the thing, what was expected
    and what to do.

    ``findings`` are the problems in a file that cannot be read as a map, with their places; else empty.
    """

    findings: tuple[Finding, ...] = ()


MapError.__module__ = "argmap"  # by which those who import the package know it, and tracebacks name it


class ReadingRefused(MapError):
    """A file that is not a map, with all findings of reading it; ``why`` is the finding in the message."""

    def __init__(self, findings: tuple[Finding, ...], why: Finding) -> None:
        self.findings = findings
        where = f"{why.place.file}:{why.place.line}:{why.place.column}: " if why.place else ""
        super().__init__(f"{where}{why.message} {why.hint}".rstrip())
