"""The exit codes of commands."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command says to the shell, and for the merge driver to git."""

    FINE = 0
    FOUND = 1
    """Findings, differences, conflicts, exports out of date."""
    COULD_NOT_RUN = 2
    CONFLICTS_WRITTEN = 10
    """The merge driver's own code. A shell or a Python that cannot start argmap ends with 1 or 2, among others, from
    which git's configuration distinguishes this code."""
    BUG = 70
    """A fault in argmap itself: EX_SOFTWARE of sysexits.h."""
    INTERRUPTED = 130
    """128 and the number of SIGINT, as shells have it."""
