"""Findings as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from argmap.escape import for_json
from argmap.model.findings import Finding, Path
from argmap.report.findings.pages import names
from argmap.report.findings.text import Checked, count_by_severity, count_quotations

VERSION = 1
"""The version of the layout below. It rises when a field is removed or changes its meaning; fields may be added at
any time.
"""


def as_json(checked: Sequence[Checked]) -> str:
    """One object: ``version``, ``files``, ``counts`` by severity, ``quotations`` by what became of them where a
    source names a copy, and ``findings`` in the order of the files. ASCII, so that nothing in it acts on a terminal
    or log.
    """
    report = {
        "version": VERSION,
        "files": [{"file": one.file, "read": one.was_read, "findings": len(one.findings)} for one in checked],
        "counts": count_by_severity(checked),
        **({"quotations": quotations} if (quotations := count_quotations(checked)) else {}),
        "findings": [_object(one.file, finding) for one in checked for finding in one.findings],
    }
    return for_json(json.dumps(report, indent=2)) + "\n"


def _object(file: str, finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "code": finding.code,
        "name": names().get(finding.code, ""),
        "level": finding.severity,
        "file": file,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "claim": claim_of(finding.path),
        "path": list(finding.path),
        "message": finding.message,
        "hint": finding.hint,
        "related": [list(path) for path in finding.related],
    }


def claim_of(path: Path) -> str | None:
    """The id of the claim that a path leads into, or None."""
    return path[1] if len(path) > 1 and path[0] == "claims" else None
