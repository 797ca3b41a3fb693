"""What every command that takes a map shares: opening it, and saying why it cannot be done."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.output import print_error, print_refusal
from argmap.escape import for_log, one_line
from argmap.model.findings import Finding, ReadingRefused, Refusal

if TYPE_CHECKING:
    from argmap.text.document import Document

Main = Callable[[list[str]], int]

COULD_NOT_RUN = 2


def open_map(path: str) -> Document:
    """The map in the file ``path``, or on standard input when ``path`` is ``-``.

    Raises ReadingRefused when the file is not a map, Refusal when it cannot be read.
    """
    from argmap.text.read import read
    from argmap.world.files import load, standard_input

    if path == "-":
        return read(standard_input(), "<stdin>")
    return read(load(Path(path)).data, path)


def finding_line(finding: Finding) -> str:
    """``FILE:LINE:COLUMN: severity CODE: what is wrong. What to do.`` on one line, safe for a terminal."""
    place = finding.place
    where = f"{one_line(place.file)}:{place.line}:{place.column}: " if place else ""
    hint = f" {finding.hint}" if finding.hint else ""
    return for_log(where + one_line(f"{finding.severity} {finding.code}: {finding.message}{hint}"))


def reports_refusals(main: Main) -> Main:
    """Make a command say each refusal on standard error as one sentence and return exit code 2."""

    @functools.wraps(main)
    def wrapped(argv: list[str]) -> int:
        try:
            return main(argv)
        except ReadingRefused as refused:
            print_error("".join(finding_line(finding) + "\n" for finding in refused.findings))
        except Refusal as refused:
            print_refusal(refused)
        return COULD_NOT_RUN

    return wrapped
