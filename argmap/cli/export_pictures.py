"""The pictures of ``argmap export --picture`` that are not the map itself, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.findings import Refusal
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.draw.picture import Picture
    from argmap.report.standing import Report, Section

WORDS: Mapping[str, str] = {"txt": "text", "md": "markdown", "json": "json"}
"""The formats that say a picture in words, by the names that reports give them."""


class Subject(NamedTuple):
    """What a picture is drawn of: the whole map, the part of it that is shown, and the tension asked for, if any."""

    whole: Index
    shown: Index
    tension: str | None = None

    @property
    def tensions(self) -> Sequence[str]:
        """The tension asked for, else all."""
        return (self.tension,) if self.tension else tuple(self.whole.tensions)


def draw(name: str, subject: Subject) -> Picture:
    """One of the pictures. Raises Refusal when the map has nothing to draw in it."""
    return _PICTURES[name](subject)


def tell(name: str, subject: Subject, format: str) -> bytes:
    """The same as a picture in words. Raises Refusal for a format that does not hold words."""
    if format not in WORDS:
        raise Refusal(f"--picture {name} has no {format} form. Use svg, html, pdf, png, md, txt or json.")
    if name == "matrix" and format != "json":
        return _matrix_told(subject.shown, format).encode()
    from argmap.report.standing_formats import FORMATS

    return FORMATS[WORDS[format]](_report(name, subject)).encode()


def _matrix(subject: Subject) -> Picture:
    from argmap.draw.matrix import picture

    return picture(subject.shown)


def _grid(subject: Subject) -> Picture:
    from argmap.draw.grid import picture

    return picture(subject.whole)


def _network(subject: Subject) -> Picture:
    from argmap.draw.agreement import picture

    return picture(subject.shown)


def _balance(subject: Subject) -> Picture:
    from argmap.draw.balance import picture
    from argmap.standing.labels import label

    return picture(label(subject.whole), subject.tensions)


_PICTURES: Mapping[str, Callable[[Subject], Picture]] = {
    "matrix": _matrix,
    "network": _network,
    "balance": _balance,
    "grid": _grid,
}


def _matrix_told(index: Index, format: str) -> str:
    from argmap.report.matrix import matrix_markdown, matrix_text
    from argmap.standing.matrix import matrix, recorded

    return (matrix_text if format == "txt" else matrix_markdown)(index, recorded(matrix(index)))


def _report(name: str, subject: Subject) -> Report:
    from argmap.report.standing import Report

    return Report(subject.whole.map.title, tuple(_sections(name, subject)))


def _sections(name: str, subject: Subject) -> Sequence[Section]:
    from argmap.report import standing_stakeholders as words
    from argmap.standing.labels import label

    if name == "balance":
        labels = label(subject.whole)
        return [words.balance_section(labels, tension) for tension in subject.tensions]
    section = {"matrix": words.positions_section, "network": words.agreement_section, "grid": words.grid_section}
    return (section[name](subject.whole if name == "grid" else subject.shown),)
