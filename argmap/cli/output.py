"""What commands print. Nothing else of them writes to standard output or standard error.

Words for people are made safe for build logs here: no line is a command to a build service, wherever in it the text
of a map, the name of a file or the message of a commit stands.
"""

from __future__ import annotations

import sys

from argmap.escape import for_log, one_line


def print_text(text: str) -> None:
    """Print whole lines on standard output. Their control characters are escaped already."""
    sys.stdout.write(for_log(text))


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
