"""Status reports in GitHub-flavoured Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.escape import for_markdown
from argmap.model.ids import is_id, split_address
from argmap.report.status.model import ReportEntry, ReportSection, StatusReport


def report_markdown(report: StatusReport, ids: bool = False) -> str:
    """A report as a Markdown page with a first-level heading; with ``ids`` after the texts."""
    parts = [f"# {for_markdown(report.title)}"]
    parts += ["\n".join(_section(section, ids)) for section in report.sections]
    return "\n\n".join([*parts, f"*{for_markdown(report.caveat)}*"]) + "\n"


def _section(section: ReportSection, ids: bool) -> Iterator[str]:
    yield f"## {for_markdown(section.heading)}"
    yield ""
    yield for_markdown(section.lead)
    for group in section.groups:
        if not group.entries:
            continue
        yield ""
        if group.heading:
            yield f"### {for_markdown(group.heading)}"
            yield ""
        for entry in group.entries:
            yield from _entry(entry, ids)


def _entry(entry: ReportEntry, ids: bool) -> Iterator[str]:
    named = ", ".join(map(code, entry.ids)) if ids else ""
    yield f"- {for_markdown(entry.text)}{f' ({named})' if named else ''}"
    for detail in entry.details:
        yield f"  - {for_markdown(detail)}"


def code(name: str) -> str:
    """An id or link address as a code span; other texts, which could end a code span, are escaped instead."""
    parts = [name]
    while (pair := split_address(parts[-1])) is not None:
        parts[-1:] = pair
    return f"`{' -> '.join(parts)}`" if all(map(is_id, parts)) else for_markdown(name)
