"""Findings as reviewdog's diagnostics (rdjson, Reviewdog Diagnostic Format), for comments on a review."""

from __future__ import annotations

import json
from collections.abc import Sequence

from argmap.escape import for_json, one_line
from argmap.model.findings import Finding, Severity
from argmap.report.findings.text import Checked

SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def as_rdjson(checked: Sequence[Checked]) -> str:
    """One ``DiagnosticResult``. Text is escaped to ASCII; columns count UTF-8 bytes, as the format has them."""
    found = [_diagnostic(one, finding) for one in checked for finding in one.findings]
    return for_json(json.dumps({"source": {"name": "argmap"}, "diagnostics": found}, indent=2)) + "\n"


def _diagnostic(one: Checked, finding: Finding) -> dict[str, object]:
    location: dict[str, object] = {"path": one.file.replace("\\", "/").removeprefix("./")}
    if finding.place:
        line, column = finding.place.line, finding.place.column
        text = one.lines[line - 1] if line <= len(one.lines) else ""
        location["range"] = {
            "start": {"line": line, "column": len(text[: column - 1].encode()) + 1 if text else column}
        }
    return {
        "message": one_line(f"{finding.message} {finding.hint}"),
        "location": location,
        "severity": SEVERITY[finding.severity],
        "code": {"value": finding.code},
    }
