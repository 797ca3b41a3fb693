"""The formats of status reports: text wrapped to the terminal's width, GitHub-flavoured Markdown, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Protocol

from argmap.escape import for_json, for_log, for_markdown, one_line
from argmap.model.ids import is_id, split_address
from argmap.report.status.model import Json, ReportEntry, ReportSection, StatusReport

WIDTH = 100


def report_text(report: StatusReport, ids: bool = False, width: int = WIDTH) -> str:
    """A report as plain text of at most ``width`` columns, except for longer words; with ``ids`` after the texts."""
    parts = [
        one_line(report.title),
        *("\n".join(_section_as_text(section, ids, width)) for section in report.sections),
    ]
    return for_log("\n\n".join([*parts, *wrap(report.caveat, width)]) + "\n")


def _section_as_text(section: ReportSection, ids: bool, width: int) -> Iterator[str]:
    heading = one_line(section.heading)
    yield from wrap(heading, width)
    yield "=" * min(len(heading), width)
    yield from wrap(one_line(section.lead), width)
    for group in section.groups:
        if group.heading and group.entries:
            yield ""
            yield from wrap(one_line(group.heading), width, break_long_words=False, break_on_hyphens=False)
        for entry in group.entries:
            yield from _entry_as_text(entry, ids, width)


def _entry_as_text(entry: ReportEntry, ids: bool, width: int) -> Iterator[str]:
    named = f" [{', '.join(map(one_line, entry.ids))}]" if ids and entry.ids else ""
    yield from _hanging(one_line(entry.text) + named, "- ", width)
    for detail in entry.details:
        yield from _hanging(one_line(detail), "    ", width)


def _hanging(text: str, lead: str, width: int) -> list[str]:
    rest = lead.replace("-", " ")
    return wrap(
        text, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def report_markdown(report: StatusReport, ids: bool = False) -> str:
    """A report as a Markdown page with a first-level heading; with ``ids`` after the texts."""
    parts = [f"# {for_markdown(report.title)}"]
    parts += ["\n".join(_section_as_markdown(section, ids)) for section in report.sections]
    return "\n\n".join([*parts, f"*{for_markdown(report.caveat)}*"]) + "\n"


def _section_as_markdown(section: ReportSection, ids: bool) -> Iterator[str]:
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
            yield from _entry_as_markdown(entry, ids)


def _entry_as_markdown(entry: ReportEntry, ids: bool) -> Iterator[str]:
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


class ReportWriter(Protocol):
    """Writes a report; ``ids`` adds the ids of what it is about."""

    def __call__(self, report: StatusReport, ids: bool = ...) -> str:
        """The text of a report, ending with a newline."""


FORMATS: Mapping[str, ReportWriter] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": report_json,
}


def written(report: StatusReport, format: str, ids: bool = False, width: int = WIDTH) -> str:
    """A report in one of :data:`FORMATS`; plain text has lines of at most ``width`` columns."""
    return report_text(report, ids, width) if format == "text" else FORMATS[format](report, ids)
