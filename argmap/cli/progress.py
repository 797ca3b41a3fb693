"""A line that says what is going on, on a terminal only, gone when it is done."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from argmap.cli.output import print_error
from argmap.escape import one_line

CLEAR = "\r\x1b[K"
"""To the beginning of the line, and nothing on it."""


@contextlib.contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Show ``doing`` on standard error while the block runs, if that is a terminal; it may show what follows."""
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
    """Tell the person at the terminal something, in the place of what is going on."""
    print_error(f"{CLEAR if sys.stderr.isatty() else ''}{one_line(sentence)}\n")
