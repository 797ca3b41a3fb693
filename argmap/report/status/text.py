"""Status reports as text, wrapped to the terminal's width."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from argmap.escape import for_log, one_line
from argmap.report.status.model import ReportEntry, ReportSection, StatusReport

WIDTH = 100


def report_text(report: StatusReport, width: int = WIDTH) -> str:
    """A report as plain text of at most ``width`` columns, except for longer words."""
    parts = [one_line(report.title), *("\n".join(_section(section, width)) for section in report.sections)]
    return for_log("\n\n".join([*parts, *wrap(report.caveat, width)]) + "\n")


def _section(section: ReportSection, width: int) -> Iterator[str]:
    heading = one_line(section.heading)
    yield heading
    yield "=" * len(heading)
    yield from wrap(one_line(section.lead), width)
    for group in section.groups:
        if group.heading and group.entries:
            yield ""
            yield one_line(group.heading)
        for entry in group.entries:
            yield from _entry(entry, width)


def _entry(entry: ReportEntry, width: int) -> Iterator[str]:
    ids = f" [{', '.join(map(one_line, entry.ids))}]" if entry.ids else ""
    yield from _hanging(one_line(entry.text) + ids, "- ", width)
    for detail in entry.details:
        yield from _hanging(one_line(detail), "    ", width)


def _hanging(text: str, lead: str, width: int) -> list[str]:
    rest = lead.replace("-", " ")
    return wrap(
        text, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
