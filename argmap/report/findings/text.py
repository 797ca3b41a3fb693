"""Findings as text for people: errors and warnings in full with their lines, notes as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.escape import for_log, for_terminal, one_line
from argmap.model.findings import SEVERITIES, Finding, Severity
from argmap.report.findings.few import Few, few
from argmap.report.findings.pages import names
from argmap.vocabulary import Outcome, counted, quotations_in_words


class Checked(NamedTuple):
    """The findings in one file. ``lines`` is its text by lines, empty when it could not be decoded.

    ``quotations`` counts them by what became of them, empty where no source names a copy.
    """

    file: str
    findings: tuple[Finding, ...]
    lines: Sequence[str] = ()
    was_read: bool = True
    quotations: Mapping[Outcome, int] = {}


class FindingsStyle(NamedTuple):
    """The style of printing: colour, width, notes in full or as counts, all findings or the first of each kind."""

    colour: bool = False
    width: int = 100
    notes: bool = False
    all: bool = False


COLOURS: dict[str, str] = {"error": "1;31", "warning": "33", "note": "36", "place": "1", "quiet": "2", "good": "32"}
"""SGR parameters (ECMA-48) by use."""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of their places, then of their codes."""

    def place(finding: Finding) -> tuple[int, int, str, str]:
        at = finding.place
        return (at.line, at.column, finding.code, finding.message) if at else (0, 0, finding.code, finding.message)

    return tuple(sorted(findings, key=place))


def count_by_severity(checked: Iterable[Checked]) -> dict[Severity, int]:
    """The number of findings by severity."""
    counts: Counter[str] = Counter()
    for one in checked:
        for finding in one.findings:
            counts[finding.severity] += 1 + finding.more
    return {severity: counts[severity] for severity in SEVERITIES}


def as_text(checked: Sequence[Checked], style: FindingsStyle) -> str:
    """The whole report: each file's findings, then a summary line."""
    blocks = [block for one in checked for block in _blocks(one, style)]
    end = "\n".join(filter(None, [summary(checked, style), quotations_line(count_quotations(checked))]))
    return for_log("\n\n".join([*blocks, end]) + "\n")


def count_quotations(checked: Iterable[Checked]) -> dict[Outcome, int]:
    """The number of quotations in all files by what became of them; empty where no source names a copy."""
    counts: Counter[Outcome] = Counter()
    for one in checked:
        counts.update(one.quotations)
    return dict(counts)


def quotations_line(counts: Mapping[Outcome, int]) -> str:
    """The numbers of :func:`count_quotations` as a sentence; empty where nothing is quoted."""
    told = quotations_in_words(counts)
    return told and f"{told}."


def _blocks(one: Checked, style: FindingsStyle) -> Iterator[str]:
    in_full = [finding for finding in one.findings if finding.severity != "note" or style.notes]
    shown, rest = Few(tuple(in_full), "") if style.all else few(in_full)
    for finding in shown:
        yield "\n".join(_in_full(finding, one, style))
    if rest:
        yield f"{_coloured(one_line(one.file), 'place', style)}: {rest}; --all shows each"
    notes = [finding for finding in one.findings if finding.severity == "note"]
    if notes and not style.notes:
        yield "\n".join(_folded(one.file, notes, style))


def _in_full(finding: Finding, one: Checked, style: FindingsStyle) -> Iterator[str]:
    place = finding.place
    where = one_line(one.file) + (f":{place.line}:{place.column}" if place else "")
    what = _coloured(f"{finding.severity} {finding.code}", finding.severity, style)
    yield f"{_coloured(where, 'place', style)}: {what}: {one_line(finding.message)}"
    yield from _source_line(finding, one, style)
    if finding.hint:
        yield f"    {one_line(finding.hint)}"


def _source_line(finding: Finding, one: Checked, style: FindingsStyle) -> Iterator[str]:
    """The line of the finding, with a caret below its column."""
    place = finding.place
    if place is None or not 1 <= place.line <= len(one.lines):
        return
    number = f"{place.line:>6} | "
    room = max(style.width - len(number), 20)
    told = one.lines[place.line - 1][: 4 * room]  # a line may be a million characters long
    before, after = told[: place.column - 1], told[place.column - 1 :]
    # Escaping makes characters longer, so the caret stands below the escaped text.
    line = for_terminal(before + after).replace("\n", " ").rstrip()
    indent = len(for_terminal(before))
    if len(line) > room:
        line = line[: room - 1] + "…"
    yield _coloured(number + line, "quiet", style)
    if indent < room:
        yield _coloured(f"{'':>6} | ", "quiet", style) + " " * indent + _coloured("^", finding.severity, style)


def _folded(file: str, notes: Sequence[Finding], style: FindingsStyle) -> Iterator[str]:
    """Notes by rule: their number, and the ids of the first."""
    noun = "note" if len(notes) == 1 else "notes"
    where = _coloured(one_line(file), "place", style)
    yield f"{where}: {len(notes)} {noun} on what the map leaves open; --all shows each"
    by_code: dict[str, list[Finding]] = {}
    for note in notes:
        by_code.setdefault(note.code, []).append(note)
    for code in sorted(by_code):
        found = by_code[code]
        head = f"  {len(found):>4}  {code} {names().get(code, ''):<26}"
        yield head + _coloured(_some([_about(note) for note in found], style.width - len(head) - 1), "quiet", style)


def _about(finding: Finding) -> str:
    """The id of the thing that a finding is about."""
    return one_line(finding.path[1] if len(finding.path) > 1 else "".join(finding.path))


def _some(ids: Sequence[str], room: int) -> str:
    """As many of the ids as fit into ``room`` characters, and an ellipsis for the rest."""
    ids = list(dict.fromkeys(ids))
    shown = ""
    for place, one in enumerate(ids):
        longer = f"{shown}, {one}" if shown else one
        if len(longer) + (3 if place < len(ids) - 1 else 0) > room:
            return f"{shown}, …" if shown else ""
        shown = longer
    return shown


def summary(checked: Sequence[Checked], style: FindingsStyle) -> str:
    """One line with the numbers of files, errors, warnings and notes."""
    counts = count_by_severity(checked)
    unread = sum(not one.was_read for one in checked)
    files = f"Checked {len(checked)} {'map' if len(checked) == 1 else 'maps'}"
    parts = [
        counted(counts["error"], "error"),
        counted(counts["warning"], "warning"),
        counted(counts["note"], "note"),
    ]
    kind = "error" if counts["error"] else "warning" if counts["warning"] else "good"
    if unread:
        parts.append(f"{unread} could not be read")
    return _coloured(f"{files}: {', '.join(parts)}.", kind, style)


def _coloured(text: str, kind: str, style: FindingsStyle) -> str:
    return f"\x1b[{COLOURS[kind]}m{text}\x1b[0m" if style.colour else text
