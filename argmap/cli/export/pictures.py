"""What the pictures of ``argmap export --picture`` show, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.draw.charts.registry import ChartSubject
from argmap.model.findings import Refusal
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.report.status.model import Report, Section

WORDS: Mapping[str, str] = {"txt": "text", "md": "markdown", "json": "json"}
"""The formats that say a picture in words, by the names that reports give them."""


def tell(name: str, subject: ChartSubject, format: str) -> bytes:
    """What a picture shows, in words. Raises Refusal for a format that does not hold words."""
    if format not in WORDS:
        raise Refusal(f"--picture {name} has no {format} form. Use svg, html, pdf, png, md, txt or json.")
    if name == "matrix" and format != "json":
        return _matrix_told(subject.shown, format).encode()
    from argmap.report.status.formats import FORMATS

    return FORMATS[WORDS[format]](_report(name, subject)).encode()


def _matrix_told(index: Index, format: str) -> str:
    from argmap.report.matrix import matrix_markdown, matrix_text
    from argmap.semantics.position_matrix import matrix, recorded

    return (matrix_text if format == "txt" else matrix_markdown)(index, recorded(matrix(index)))


def _report(name: str, subject: ChartSubject) -> Report:
    from argmap.report.status.model import Report

    return Report(subject.whole.map.title, tuple(_sections(name, subject)))


def _sections(name: str, subject: ChartSubject) -> Sequence[Section]:
    from argmap.report.status import stakeholders as words
    from argmap.semantics.labels import label

    if name == "balance":
        labels = label(subject.whole)
        return [words.balance_section(labels, tension) for tension in subject.tensions]
    section = {"matrix": words.positions_section, "network": words.agreement_section, "grid": words.grid_section}
    return (section[name](subject.whole if name == "grid" else subject.shown),)
