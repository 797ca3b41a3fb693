"""The log of a fault in argmap itself: its traceback in a file of the state folder, escaped for terminals."""

from __future__ import annotations

import contextlib
import os
import platform
import traceback
from datetime import datetime
from pathlib import Path

from argmap import __version__
from argmap.escape import for_terminal, one_line
from argmap.io.user_folders import state_folder

KEPT = 10
"""How many logs are kept; older ones are removed."""


def fault_name(fault: BaseException) -> str:
    """The kind of a fault and what it says, as a short line that is safe for a terminal."""
    return one_line(type(fault).__name__ + (f": {fault}" if str(fault) else ""))[:200]


def where_to_look(log: object) -> str:
    """What to do with the log of a fault: ``log`` is its file, if there is one."""
    if log:
        return f"Please report the details in {one_line(str(log))}."
    return f"Please report it with what 'argmap doctor' prints, and with what you did (argmap {__version__})."


def write_fault_log(fault: BaseException, doing: str, folder: Path | None = None) -> Path | None:
    """Write the traceback of ``fault`` and ``doing``, the last action, to a file; None when it cannot be written.

    Only the user can read the file: a traceback may quote the map.
    """
    lines = [
        f"argmap {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"last action: {doing or 'none'}",
        "",
        "".join(traceback.format_exception(fault)),
    ]
    try:
        kept = (folder or state_folder()) / "faults"
        kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = kept / f"{datetime.now():%Y-%m-%d-%H%M%S}-{os.getpid()}.log"
        path.touch(mode=0o600)
        path.write_text(for_terminal("\n".join(lines)), encoding="utf-8")
    except OSError:
        return None
    _sweep(kept)
    return path


def _sweep(kept: Path) -> None:
    for old in sorted(kept.glob("*.log"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
