"""What all commands do alike: saying why something cannot be done."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from argmap.cli.output import print_error, print_refusal
from argmap.escape import for_log, one_line
from argmap.exit_codes import ExitCode
from argmap.model.findings import Finding, MapError, ReadingRefused

Main = Callable[[list[str]], int]


def finding_line(finding: Finding) -> str:
    """``FILE:LINE:COLUMN: severity CODE: what is wrong. What to do.`` on one line, safe for a terminal."""
    place = finding.place
    where = f"{one_line(place.file)}:{place.line}:{place.column}: " if place else ""
    hint = f" {finding.hint}" if finding.hint else ""
    return for_log(where + one_line(f"{finding.severity} {finding.code}: {finding.message}{hint}"))


def problem_lines(findings: Iterable[Finding]) -> str:
    """A line for each of the first few findings of each kind, and one that counts the others."""
    from argmap.io.map_files import STANDARD_INPUT_NAME
    from argmap.report.findings.few import few

    shown, rest = few(findings)
    lines = [finding_line(finding) for finding in shown]
    if rest:
        place = next((finding.place for finding in shown if finding.place), None)
        file = "FILE" if place is None else "-" if place.file == STANDARD_INPUT_NAME else one_line(place.file)
        lines.append(for_log(f"... and {rest}. Run 'argmap check --all {file}' to list them."))
    return "".join(f"{line}\n" for line in lines)


def reports_refusals(main: Main) -> Main:
    """Make a command say each refusal on standard error as one sentence and return exit code 2."""

    @functools.wraps(main)
    def wrapped(argv: list[str]) -> int:
        try:
            return main(argv)
        except ReadingRefused as refused:
            print_error(problem_lines(refused.findings))
        except MapError as refused:
            print_refusal(refused)
        return ExitCode.COULD_NOT_RUN

    return wrapped
