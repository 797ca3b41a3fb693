"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning services and editors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from urllib.parse import quote

from argmap.escape import for_json, one_line
from argmap.model.findings import Finding, Severity
from argmap.report.findings.pages import RulePage, pages
from argmap.report.findings.text import Checked

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "suggestion": "note"}


def as_sarif(checked: Sequence[Checked]) -> str:
    """One SARIF log with one run. Text is escaped to ASCII."""
    used = sorted({finding.code for one in checked for finding in one.findings})
    described = {code: page for code in used if (page := pages().get(code))}
    numbers = {code: number for number, code in enumerate(described)}
    run = {
        "tool": {"driver": {"name": "argmap", "rules": [_rule(page) for page in described.values()]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one.file, finding, numbers) for one in checked for finding in one.findings],
    }
    return for_json(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)) + "\n"


def _rule(page: RulePage) -> dict[str, object]:
    return {
        "id": page.code,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.sentence},
        "fullDescription": {"text": f"{page.sentence} {page.why}".strip()},
        "help": {"text": f"Bad:\n\n{page.bad}\nGood:\n\n{page.good}"},
        "defaultConfiguration": {"level": LEVELS[page.level]},
    }


def _result(file: str, finding: Finding, numbers: dict[str, int]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": one_line(f"{finding.message} {finding.hint}")},
        "locations": [_location(file, finding)],
        "partialFingerprints": {"argmapPath/v1": _fingerprint(file, finding)},
    }
    return result | ({"ruleIndex": numbers[finding.code]} if finding.code in numbers else {})


def _location(file: str, finding: Finding) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(file)}}
    if finding.place:
        physical["region"] = {"startLine": finding.place.line, "startColumn": finding.place.column}
    location: dict[str, object] = {"physicalLocation": physical}
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": one_line("/".join(finding.path))}]
    return location


def _uri(file: str) -> str:
    """The file as a URI reference relative to where the check ran."""
    return quote(file.replace("\\", "/").removeprefix("./"))


def _fingerprint(file: str, finding: Finding) -> str:
    """A hash of the code and of the things that the finding is about, which is the same when lines move."""
    parts = "\0".join((_uri(file), finding.code, *finding.path, *("/".join(path) for path in finding.related)))
    return hashlib.sha256(parts.encode(errors="surrogatepass")).hexdigest()[:32]
