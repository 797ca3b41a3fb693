"""Status reports as text, wrapped to the terminal's width."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from argmap.escape import for_log, one_line
from argmap.report.status.model import ReportEntry, ReportSection, StatusReport

WIDTH = 100


def report_text(report: StatusReport, ids: bool = False, width: int = WIDTH) -> str:
    """A report as plain text of at most ``width`` columns, except for longer words; with ``ids`` after the texts."""
    parts = [one_line(report.title), *("\n".join(_section(section, ids, width)) for section in report.sections)]
    return for_log("\n\n".join([*parts, *wrap(report.caveat, width)]) + "\n")


def _section(section: ReportSection, ids: bool, width: int) -> Iterator[str]:
    heading = one_line(section.heading)
    yield from wrap(heading, width)
    yield "=" * min(len(heading), width)
    yield from wrap(one_line(section.lead), width)
    for group in section.groups:
        if group.heading and group.entries:
            yield ""
            yield from wrap(one_line(group.heading), width, break_long_words=False, break_on_hyphens=False)
        for entry in group.entries:
            yield from _entry(entry, ids, width)


def _entry(entry: ReportEntry, ids: bool, width: int) -> Iterator[str]:
    named = f" [{', '.join(map(one_line, entry.ids))}]" if ids and entry.ids else ""
    yield from _hanging(one_line(entry.text) + named, "- ", width)
    for detail in entry.details:
        yield from _hanging(one_line(detail), "    ", width)


def _hanging(text: str, lead: str, width: int) -> list[str]:
    rest = lead.replace("-", " ")
    return wrap(
        text, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
