"""The formats of status reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.report.status.json import report_json
from argmap.report.status.markdown import report_markdown
from argmap.report.status.model import StatusReport
from argmap.report.status.text import report_text

FORMATS: Mapping[str, Callable[[StatusReport], str]] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": report_json,
}
