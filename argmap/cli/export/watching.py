"""Repeating an action whenever a file is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from argmap.cli.command import reports_refusals
from argmap.cli.output import print_error
from argmap.escape import one_line
from argmap.io.files import state_of

EVERY = 0.25
"""Seconds between looks at the files."""


def watch(files: Sequence[Path], act: Callable[[Path], int]) -> int:
    """Call ``act`` with each file now, and again whenever it changes, until interrupted; then return 0.

    A file that cannot be read is reported, and tried again when it changes.
    """
    seen: dict[Path, object] = {}
    print_error(f"Watching {', '.join(one_line(str(file)) for file in files)}; Ctrl-C ends.\n")
    try:
        while True:
            for file in files:
                if (state := state_of(file)) != seen.get(file, "never"):
                    seen[file] = state
                    reports_refusals(lambda _, file=file: act(file))([])  # type: ignore[misc]
            time.sleep(EVERY)
    except KeyboardInterrupt:
        return 0
