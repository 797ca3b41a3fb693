"""What commands print. Nothing else of them writes to standard output or standard error.

Text for people is made safe for build logs here: no line is a command to a build service, wherever in it the text of
a map, the name of a file or the message of a commit occurs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from argmap.escape import for_log, one_line

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
    print_error(CLEAR + one_line(doing))
    sys.stderr.flush()


def say(sentence: str) -> None:
    """Print a sentence on standard error, over the line of :func:`progress` where there is one."""
    print_error(f"{CLEAR if sys.stderr.isatty() else ''}{one_line(sentence)}\n")
