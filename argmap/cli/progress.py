"""A line that says what is going on, on a terminal only, gone when it is done."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from argmap.escape import one_line


@contextlib.contextmanager
def progress(doing: str) -> Iterator[None]:
    """Show ``doing`` on standard error while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(one_line(doing))
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
