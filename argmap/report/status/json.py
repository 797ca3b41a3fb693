"""Status reports as JSON."""

from __future__ import annotations

import json

from argmap.escape import for_json
from argmap.report.status.model import Json, StatusReport


def report_json(report: StatusReport, ids: bool = True) -> str:
    """A report as one JSON object: the map's title, a list of sections (key, heading, lead, data) and the caveat.

    It always has ids. ASCII, so that nothing in it acts on a terminal.
    """
    sections: Json = [
        {"report": section.key, "heading": section.heading, "lead": section.lead, "data": section.data}
        for section in report.sections
    ]
    whole: Json = {"title": report.title, "sections": sections, "caveat": report.caveat}
    return for_json(json.dumps(whole, indent=2)) + "\n"
