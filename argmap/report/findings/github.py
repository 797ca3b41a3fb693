"""Findings as GitHub workflow commands, which become annotations on a pull request.

GitHub shows 10 errors, 10 warnings and 10 notices of a step and silently drops the rest, so the rest is summed up.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.escape import for_log, for_workflow_data, for_workflow_property, one_line
from argmap.model.findings import SEVERITIES, Finding, Severity
from argmap.report.findings.pages import names
from argmap.report.findings.text import Checked, FindingsStyle, hint_of, summary
from argmap.vocabulary import counted

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
