"""Saying that a large map is being read, before there is a screen to say it on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from argmap.escape import one_line
from argmap.tui.views.outline import fitted

LARGE = 1_000_000
"""Bytes of a file from which reading takes long enough to be told of: about half a second."""

ERASE_LINE = "\r\x1b[K"


@contextmanager
def loading_notice(file: Path) -> Iterator[None]:
    """While a large file is read, a line in the terminal says so; afterwards it is gone again."""
    try:
        is_large = file.stat().st_size >= LARGE
    except OSError:  # reading says what is wrong with it
        is_large = False
    if not is_large:
        yield
        return
    room = shutil.get_terminal_size().columns - 1
    sys.stdout.write(fitted(f"Reading {one_line(file.name)} …", room).rstrip())
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write(ERASE_LINE)
        sys.stdout.flush()
