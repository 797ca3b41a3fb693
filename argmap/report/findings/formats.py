"""Findings in the formats of other programs: JSON, SARIF, workflow commands of GitHub, and rdjson of reviewdog.

Published sources: SARIF 2.1.0 (OASIS Standard, 27 March 2020); Reviewdog Diagnostic Format; GitHub Docs, "Workflow
commands for GitHub Actions". GitHub shows 10 errors, 10 warnings and 10 notices of a step and silently drops the
rest, so the rest is summed up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from urllib.parse import quote

from argmap.escape import for_json, for_log, for_workflow_data, for_workflow_property, one_line
from argmap.model.findings import SEVERITIES, Finding, Path, Severity
from argmap.report.findings.pages import RulePage, names, pages
from argmap.report.findings.text import Checked, FindingsStyle, count_by_severity, count_quotations, hint_of, summary
from argmap.vocabulary import counted

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


MOST = 10
"""Annotations of one kind that GitHub shows for one step (GitHub docs, "Workflow commands", limits)."""

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "suggestion": "notice"}


def as_commands(checked: Sequence[Checked], suggestions: bool = False) -> str:
    """A line for each annotation that GitHub shows, one for the rest, and the summary.

    Suggestions are annotations only on request, else the summary counts them. One notice is reserved for the rest.
    """
    shown: list[str] = []
    dropped: dict[Severity, int] = {}
    for severity in SEVERITIES:
        if severity == "suggestion" and not suggestions:
            continue
        of_kind = [(one.file, found) for one in checked for found in one.findings if found.severity == severity]
        most = MOST - 1 if severity == "suggestion" else MOST
        shown += [_command(file, finding) for file, finding in of_kind[:most]]
        if len(of_kind) > most:
            dropped[severity] = len(of_kind) - most
    if dropped:
        shown.append(f"::notice title=argmap::{for_workflow_data(_rest(dropped))}")
    return "".join(f"{line}\n" for line in [*shown, for_log(summary(checked, FindingsStyle()))])


def _rest(dropped: dict[Severity, int]) -> str:
    counts = [counted(count, f"more {severity}") for severity, count in dropped.items()]
    return f"{' and '.join(counts)}. GitHub shows {MOST} of a kind. Run 'argmap check --all' to list them."


def _command(file: str, finding: Finding) -> str:
    fields = [f"file={for_workflow_property(_in_repository(file))}"]
    if finding.place:
        fields += [f"line={finding.place.line}", f"col={finding.place.column}"]
    title = f"{finding.code} {names().get(finding.code, '')}".strip()
    fields.append(f"title={for_workflow_property(title)}")
    message = one_line(f"{finding.message} {hint_of(finding)}")
    return f"::{COMMANDS[finding.severity]} {','.join(fields)}::{for_workflow_data(message)}"


def _in_repository(file: str) -> str:
    """The file as GitHub names it: a leading ``./`` would keep the annotation off the diff."""
    name = one_line(file).replace("\\", "/")
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name


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
