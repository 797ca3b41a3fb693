"""What commands print, and how they say that something cannot be done. No other file writes to standard output or
standard error.

Text for people is made safe for build logs here: no line is a command to a build service, wherever in it the text of
a map, the name of a file or the message of a commit occurs.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from argmap.escape import for_log, one_line
from argmap.exit_codes import ExitCode
from argmap.model.findings import Finding, MapError, ReadingRefused

CLEAR = "\r\x1b[K"
"""Moves to the beginning of the line and empties it."""


def print_text(text: str, at_once: bool = False) -> None:
    """Print whole lines on standard output. Their control characters are escaped already.

    ``at_once``: also where the output is a pipe and the program goes on running.
    """
    sys.stdout.write(for_log(text))
    if at_once:
        sys.stdout.flush()


def print_error(text: str) -> None:
    """Print whole lines on standard error. Their control characters are escaped already."""
    sys.stderr.write(for_log(text))


def print_refusal(reason: object) -> None:
    """Say on standard error, in one line, why something cannot be done."""
    print_error(f"argmap: {one_line(str(reason))}\n")


def print_data(data: str | bytes) -> None:
    """Write what programs read to standard output as it is: its writer has escaped what could act in a log."""
    if isinstance(data, str):
        sys.stdout.write(data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def takes_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colour, and ``NO_COLOR`` (no-color.org) does not forbid it."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def text_width(widest: int) -> int:
    """The columns that text may take: those of the terminal, and ``widest`` at most or where there is no terminal."""
    return min(widest, shutil.get_terminal_size().columns) if sys.stdout.isatty() else widest


@contextlib.contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal what is being done, in a line that is gone when the block ends.

    Gives the function that shows the next step. Nothing is shown where standard error is not a terminal.
    """
    if not sys.stderr.isatty():
        yield lambda doing: None
        return
    _show(doing)
    try:
        yield _show
    finally:
        print_error(CLEAR)
        sys.stderr.flush()


def _show(doing: str) -> None:
    from argmap.draw.terminal.cells import cut

    print_error(CLEAR + cut(one_line(doing), shutil.get_terminal_size().columns - 1))
    sys.stderr.flush()


def say(sentence: str) -> None:
    """Print a sentence on standard error, over the line of :func:`progress` where there is one."""
    print_error(f"{CLEAR if sys.stderr.isatty() else ''}{one_line(sentence)}\n")


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
