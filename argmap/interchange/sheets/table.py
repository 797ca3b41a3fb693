"""A table of texts, whichever kind of file it comes from: the words that columns are known by, and cells.

Cells are data that no spreadsheet runs, and the same text when they come back: one that begins with a sign of a
formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that begins with apostrophes before such
a sign; reading takes exactly one away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.model.names import letters
from argmap.model.types import Kind, Stance

COLUMNS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "id": "id key",
        "text": "text claim claims statement argument thesis proposition aussage behauptung texte affirmation texto",
        "short": "short shortname label",
        "parent": "bearson parent parentid target targetid on replyto inreplyto",
        "how": "how relation relationship relationtype link linktype linkkind reasontype argumenttype procon "
        "procontra proorcon foragainst fororagainst polarity bearing stance kind type typ art",
        "supports": "supports supportsclaim",
        "objects to": "objectsto attacks objections",
        "undercuts": "undercuts",
        "with": "with linked linkedpremises togetherwith",
        "scheme": "scheme argumentscheme",
        "why": "why whyitfollows warrant",
        "tension": "tension issue",
        "side": "side",
        "sources": "sources source references reference",
        "quote": "quote quotation",
        "locator": "locator page location",
        "tags": "tags tag labels keywords topic topics category",
        "assumed": "assumed",
        "note": "note notes comment comments remark remarks",
    }.items()
}
"""The columns of a sheet of claims by the names that they may have, in small letters without spaces and signs."""

_RELATIONS: Mapping[Kind, str] = {
    "supports": "supports, support, supporting, for, pro, pros, pour, dafür, unterstützt, a favor, a favore, voor",
    "objects_to": "objects to, objects, objecting, objection, objections, against, con, cons, contra, attacks, "
    "attack, opposes, opposing, opposed, contradicts, refutes, rebuts, rebuttal, counter, counters, counterargument, "
    "counter-argument, contre, dagegen, widerspricht, en contra, contro, tegen",
    "undercuts": "undercuts, undercut, challenges",
}
RELATION_WORDS: Mapping[str, Kind] = {word: kind for kind, words in _RELATIONS.items() for word in words.split(", ")}
"""How a claim argues about the one above it, by the words that say so in files of other hands."""
_SIGNS = re.compile(r"[\s_./()-]+")


def plain(header: str) -> str:
    """A header as the tables here have it."""
    return _SIGNS.sub("", header.strip().casefold())


_TELLING: Mapping[str, Kind] = {
    **{plain(word): kind for word, kind in RELATION_WORDS.items()},
    **{"+": "supports", **dict.fromkeys("-−–", "objects_to")},
}
_UNDER_A_HEADER: Mapping[str, Kind] = {
    **dict.fromkeys("yes agrees agree".split(), "supports"),
    **dict.fromkeys("no disagrees disagree".split(), "objects_to"),
}
"""Words that name a kind of link where a header says that the column does."""
ROOTS = frozenset("claim thesis main mainclaim root contention conclusion question".split())
"""Words of a claim that has no parent, in a column of kinds of links."""
STANCES: Mapping[str, Stance] = {
    **dict.fromkeys("agrees agree agreed yes for pro + ✓ ✔ a support supports".split(), "agrees"),
    **dict.fromkeys("disagrees disagree no against con contra - − – ✗ ✘ d opposes".split(), "disagrees"),
    **dict.fromkeys("mixed partly both neutral ± +- ~ m".split(), "mixed"),
}
YES = frozenset("true yes y 1 x ✓ ✔ wahr ja oui vrai".split())


def column_of(header: str) -> str | None:
    """The column that a header names, or None."""
    word = plain(header)
    return next((name for name, words in COLUMNS.items() if word in words), None)


def relation_of(cell: str) -> Kind | None:
    """The kind of link that a cell names under any header."""
    return _TELLING.get(cell.strip(" ()[]")) or _TELLING.get(plain(cell))


def how_of(cell: str) -> Kind | None:
    """The kind of link that a cell names in a column of them."""
    return relation_of(cell) or _UNDER_A_HEADER.get(plain(cell))


def stance_of(cell: str) -> Stance | None:
    """The stance that a cell names."""
    return STANCES.get(cell.strip().casefold())


_RUNS = re.compile(r"'*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"''*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
_DIVIDES = re.compile(r"[;\\\n]")
_SEPARATOR = re.compile(r"((?:[^;\\]|\\.)*)(?:;|$)", re.DOTALL)


def guarded(text: str) -> str:
    """``text`` for a cell of CSV, which no spreadsheet takes for a formula."""
    return "'" + text if _RUNS.match(text) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` made ``cell`` of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def joined(texts: tuple[str, ...]) -> str:
    """Several texts in one cell, with semicolons between; semicolons and backslashes in them get a backslash."""
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def parted(cell: str) -> list[str]:
    """The texts that :func:`joined` made ``cell`` of."""
    if ";" not in cell and "\\" not in cell:
        return [cell] if cell else []
    first, *more = _SEPARATOR.findall(cell)
    parts = [first, *(part.removeprefix(" ") for part in more)]
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts if part]


def divided(cell: str) -> list[str]:
    """The texts in a cell that anybody wrote, with a semicolon or a line end between them."""
    if not _DIVIDES.search(cell):
        return [cell] if cell.strip() else []
    parts = parted(cell) if ";" in cell or "\\" in cell else cell.split("\n")
    return [part.strip() for part in parts if part.strip()]


MOST_COLUMNS = 500


class Row(NamedTuple):
    """One row: its number in its sheet, from 1, and the cells by the header of their column."""

    sheet: str
    number: int
    cells: dict[str, str]
    columns: dict[str, int]

    def get(self, header: str) -> str:
        """The cell under a header; empty when there is none."""
        return self.cells.get(header, "")

    def place(self, header: str = "") -> str:
        """Where a cell is, or the row: ``cell B4``, ``links, row 3``."""
        sheet = f"{self.sheet}, " if self.sheet else ""
        if header not in self.columns:
            return f"{sheet}row {self.number}"
        return f"{sheet}cell {letters(self.columns[header])}{self.number}"


class Table:
    """A sheet: its name, empty for the only one of a file, and its rows, of which the first that is not blank, with
    the number ``first``, holds the headers."""

    def __init__(self, name: str, rows: Iterator[tuple[int, list[str]]]) -> None:
        self.name = name
        self.first = 1
        self.headers: list[str] = []
        self.rows: list[Row] = []
        columns: dict[str, int] = {}
        for number, cells in rows:
            if not any(map(str.strip, cells)):
                continue
            if not self.headers:
                self.first = number
                self.headers = _unlike([cell.strip() for cell in cells])
                columns = {header: at for at, header in enumerate(self.headers) if header}
                continue
            found = {header: cells[at] for header, at in columns.items() if at < len(cells) and cells[at]}
            self.rows.append(Row(name, number, found, columns))
            for at in range(len(cells)):
                if cells[at].strip() and (at >= len(self.headers) or not self.headers[at]):
                    found[f"column {letters(at)}"] = cells[at]


def _unlike(headers: list[str]) -> list[str]:
    """Headers of which no two are alike: the second ``note`` is ``note 2``."""
    seen: dict[str, int] = {}
    found = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        found.append(header if seen[header] == 1 or not header else f"{header} {seen[header]}")
    return found
