"""What charts show, as text, Markdown or JSON, and the agreement network as GraphML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.draw.charts.registry import ChartSubject
from argmap.model.findings import MapError
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.report.status.model import ReportSection

WORDS: Mapping[str, str] = {"txt": "text", "md": "markdown", "json": "json"}
"""The export formats in which there are charts in words, with the names of the report formats."""

_OTHERS = "svg, html, pdf, png, md, txt or json"
_FORMS = {"network": "svg, html, pdf, png, md, txt, json or graphml"}


def chart_in_words(name: str, subject: ChartSubject, format: str) -> bytes:
    """The content of a chart in words. Raises MapError for a format that is not in :data:`WORDS`."""
    if name == "network" and format == "graphml":
        from argmap.interchange.graph_formats import write_agreement_graphml

        return write_agreement_graphml(subject.shown).encode()
    if format not in WORDS:
        raise MapError(f"--picture {name} has no {format} form. Use {_FORMS.get(name, _OTHERS)}.")
    if name == "matrix" and format != "json":
        return _matrix_in_words(subject.shown, format).encode()
    from argmap.report.status.formats import FORMATS
    from argmap.report.status.model import StatusReport

    return FORMATS[WORDS[format]](StatusReport(subject.whole.map.title, tuple(_sections(name, subject)))).encode()


def _matrix_in_words(index: Index, format: str) -> str:
    from argmap.report.matrix import matrix_markdown, matrix_text
    from argmap.semantics.stakeholders import matrix, recorded

    return (matrix_text if format == "txt" else matrix_markdown)(index, recorded(matrix(index)))


def _sections(name: str, subject: ChartSubject) -> Sequence[ReportSection]:
    from argmap.report.status import stakeholders as words
    from argmap.semantics.labels import label

    if name == "coverage":
        labels = label(subject.whole)
        return [words.coverage_section(labels, tension) for tension in subject.tensions]
    section = {"matrix": words.positions_section, "network": words.agreement_section, "grid": words.grid_section}
    return (section[name](subject.whole if name == "grid" else subject.shown),)
