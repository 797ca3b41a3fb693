"""The formats that reports of standing are printed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.report.standing import Report
from argmap.report.standing_json import report_json
from argmap.report.standing_markdown import report_markdown
from argmap.report.standing_text import report_text

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": report_json,
}
