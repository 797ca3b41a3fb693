"""The formats of status reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from argmap.report.status.json import report_json
from argmap.report.status.markdown import report_markdown
from argmap.report.status.model import StatusReport
from argmap.report.status.text import report_text


class ReportWriter(Protocol):
    """Writes a report; ``ids`` adds the ids of what it is about."""

    def __call__(self, report: StatusReport, ids: bool = ...) -> str:
        """The text of a report, ending with a newline."""


FORMATS: Mapping[str, ReportWriter] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": report_json,
}
