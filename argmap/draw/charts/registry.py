"""The charts of a map by name, as pictures, and as text, Markdown or JSON; the agreement network also as GraphML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.findings import MapError
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture
    from argmap.report.status.model import ReportSection
    from argmap.vocabulary import QuotationMarks


ABOUT: Mapping[str, str] = {
    "matrix": "stakeholder positions on claims",
    "network": "who agrees with whom",
    "coverage": "how much the map records for each side of a tension",
    "grid": "stakeholders by power and interest",
}
"""The name of each chart, and what it shows."""


class ChartSubject(NamedTuple):
    """What a chart is made from: the whole map, the part of it that is shown, and the chosen tension if any.

    ``quotes`` are marks of quotations, where the chart is to have notes on who said what. ``in_signs`` asks for signs
    instead of words where they would be too small.
    """

    whole: Index
    shown: Index
    tension: str | None = None
    quotes: QuotationMarks | None = None
    in_signs: bool = False

    @property
    def tensions(self) -> Sequence[str]:
        """The chosen tension, else all."""
        return (self.tension,) if self.tension else tuple(self.whole.tensions)


def draw(name: str, subject: ChartSubject) -> Picture:
    """A chart by name. Raises MapError if the map has nothing to show in it."""
    return _PICTURES[name](subject)


def is_better_in_signs(name: str, scale: float) -> bool:
    """Whether the words of a chart would be too small on paper, where a point of it takes ``scale`` points, and signs
    can stand for them."""
    if name != "matrix":
        return False
    from argmap.draw.charts.matrix import CELL_SIZE, LEAST_OF_CELLS

    return scale * CELL_SIZE < LEAST_OF_CELLS


def _matrix(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.matrix import picture

    return picture(subject.shown, subject.quotes, in_signs=subject.in_signs)


def _grid(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.power_interest import picture

    return picture(subject.whole)


def _network(subject: ChartSubject) -> Picture:
    from argmap.draw.charts import agreement, agreement_table

    if agreement_table.is_clearer(subject.shown):
        return agreement_table.picture(subject.shown)
    return agreement.picture(subject.shown)


def _coverage(subject: ChartSubject) -> Picture:
    from argmap.draw.charts.coverage import picture
    from argmap.semantics.labels import label

    return picture(label(subject.whole), subject.tensions)


_PICTURES: Mapping[str, Callable[[ChartSubject], Picture]] = {
    "matrix": _matrix,
    "network": _network,
    "coverage": _coverage,
    "grid": _grid,
}


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
        return _matrix_in_words(subject, format).encode()
    from argmap.report.status.formats import FORMATS
    from argmap.report.status.model import StatusReport

    return FORMATS[WORDS[format]](StatusReport(subject.whole.map.title, tuple(_sections(name, subject)))).encode()


def _matrix_in_words(subject: ChartSubject, format: str) -> str:
    from argmap.report.matrix import matrix_markdown, matrix_text
    from argmap.semantics.stakeholders import matrix, recorded

    shown = recorded(matrix(subject.shown))
    if format == "txt":
        return matrix_text(subject.shown, shown)
    return matrix_markdown(subject.shown, shown, quotes=subject.quotes)


def _sections(name: str, subject: ChartSubject) -> Sequence[ReportSection]:
    from argmap.report.status import stakeholders as words
    from argmap.semantics.labels import label

    if name == "coverage":
        labels = label(subject.whole)
        return [words.coverage_section(labels, tension) for tension in subject.tensions]
    section = {"matrix": words.positions_section, "network": words.agreement_section, "grid": words.grid_section}
    return (section[name](subject.whole if name == "grid" else subject.shown),)
