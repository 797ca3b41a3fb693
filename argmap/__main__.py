"""The ``argmap`` command, and ``python -m argmap``: quiet about Ctrl+C from the first module on."""

from __future__ import annotations

import sys

try:
    import signal
except KeyboardInterrupt:
    sys.exit(130)  # ExitCode.INTERRUPTED, without loading more

LISTENS = signal.getsignal(signal.SIGINT) is signal.default_int_handler
"""Whether Ctrl+C means anything; it does not in a shell's background."""

if LISTENS:
    # Until there is something that could tidy up, Ctrl+C just ends the program, without Python's account of where.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run() -> None:
    """The console entry."""
    from argmap.cli import main

    main.run(listens=LISTENS)


if __name__ == "__main__":
    run()
