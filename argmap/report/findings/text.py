"""Findings as text for people: totals, errors and warnings with their lines, and suggestions counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.escape import for_log, for_terminal, one_line
from argmap.excerpt import excerpt
from argmap.model.findings import SEVERITIES, Finding, Severity
from argmap.report.findings.few import Few, few
from argmap.report.findings.pages import names_of_several
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
    """The style of printing: colour, width, suggestions one by one or as counts, all findings or the first of each
    kind.
    """

    colour: bool = False
    width: int = 100
    suggestions: bool = False
    all: bool = False


LONGEST = 240
"""Characters of the message of a suggestion that is the only one of its kind."""

COLOURS: dict[str, str] = {
    "error": "1;31",
    "warning": "33",
    "suggestion": "36",
    "place": "1",
    "quiet": "2",
    "good": "32",
}
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
    """The whole report: the totals, then each file's findings, the worst first."""
    blocks = [block for one in checked for block in _blocks(one, style)]
    totals = "\n".join(filter(None, [summary(checked, style), quotations_line(count_quotations(checked))]))
    return for_log("\n\n".join([totals, *blocks]) + "\n")


def count_quotations(checked: Iterable[Checked]) -> dict[Outcome, int]:
    """The number of quotations in all files by what became of them; empty where no source names a copy."""
    counts: Counter[Outcome] = Counter()
    for one in checked:
        counts.update(one.quotations)
    return dict(counts)


def quotations_line(counts: Mapping[Outcome, int]) -> str:
    """The numbers of :func:`count_quotations` as a sentence; empty where nothing is quoted."""
    words = quotations_in_words(counts)
    return words and f"{words}."


def _blocks(one: Checked, style: FindingsStyle) -> Iterator[str]:
    for severity in SEVERITIES:
        found = [finding for finding in one.findings if finding.severity == severity]
        if severity == "suggestion" and found and not style.suggestions:
            yield "\n".join(_folded(one.file, found, style))
            return
        shown, rest = Few(tuple(found), "") if style.all else few(found)
        for finding in shown:
            yield "\n".join(_in_full(finding, one, style))
        if rest:
            yield f"{_coloured(one_line(one.file), 'place', style)}: {rest} (--all lists them)"


def _in_full(finding: Finding, one: Checked, style: FindingsStyle) -> Iterator[str]:
    place = finding.place
    where = one_line(one.file) + (f":{place.line}:{place.column}" if place else "")
    what = _coloured(f"{finding.severity} {finding.code}", finding.severity, style)
    yield f"{_coloured(where, 'place', style)}: {what}: {one_line(finding.message)}"
    yield from _source_line(finding, one, style)
    if hint := hint_of(finding):
        yield f"    {one_line(hint)}"


def hint_of(finding: Finding) -> str:
    """The advice on a finding; one for the whole map names the command that lists what it replaces."""
    listing = f"Run 'argmap check --select {finding.code}' to list them." if finding.whole else ""
    return f"{finding.hint} {listing}".strip()


def _source_line(finding: Finding, one: Checked, style: FindingsStyle) -> Iterator[str]:
    """The line of the finding, with a caret below its column."""
    place = finding.place
    if place is None or not 1 <= place.line <= len(one.lines):
        return
    number = f"{place.line:>6} | "
    room = max(style.width - len(number), 20)
    shown = one.lines[place.line - 1][: 4 * room]  # a line may be a million characters long
    before, after = shown[: place.column - 1], shown[place.column - 1 :]
    # Escaping makes characters longer, so the caret is placed below the escaped text.
    line = for_terminal(before + after).replace("\n", " ").rstrip()
    indent = len(for_terminal(before))
    if len(line) > room:
        line = line[: room - 1] + "…"
    yield _coloured(number + line, "quiet", style)
    if indent < room:
        yield _coloured(f"{'':>6} | ", "quiet", style) + " " * indent + _coloured("^", finding.severity, style)


def _folded(file: str, found: Sequence[Finding], style: FindingsStyle) -> Iterator[str]:
    """Suggestions by rule, the most frequent first: their number and what the rule finds, or the only one in full."""
    where = _coloured(one_line(file), "place", style)
    total = sum(1 + one.more for one in found)
    yield f"{where}: {counted(total, 'suggestion')} (--suggestions lists them)"
    by_code: dict[str, list[Finding]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    for code, same in sorted(by_code.items(), key=lambda item: (-len(item[1]), item[0])):
        what = same[0].message if len(same) == 1 else f"{len(same):,} {names_of_several()[code]}"
        yield f"  {_coloured(code, 'quiet', style)}  {excerpt(one_line(what), LONGEST)}"


def summary(checked: Sequence[Checked], style: FindingsStyle) -> str:
    """One line with the numbers of files, errors, warnings and suggestions."""
    counts = count_by_severity(checked)
    unread = sum(not one.was_read for one in checked)
    files = f"Checked {len(checked)} {'map' if len(checked) == 1 else 'maps'}"
    parts = [
        counted(counts["error"], "error"),
        counted(counts["warning"], "warning"),
        counted(counts["suggestion"], "suggestion"),
    ]
    kind = "error" if counts["error"] else "warning" if counts["warning"] else "good"
    if unread:
        parts.append(f"{unread} could not be read")
    return _coloured(f"{files}: {', '.join(parts)}.", kind, style)


def _coloured(text: str, kind: str, style: FindingsStyle) -> str:
    return f"\x1b[{COLOURS[kind]}m{text}\x1b[0m" if style.colour else text
