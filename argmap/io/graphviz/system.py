"""The system engine: the ``dot`` command, run with a deadline and a stop.

The ``graphviz`` package names the command, and does not run it: its ``pipe`` (0.21) waits for ``subprocess.run``
without a timeout, has no way to stop it from another thread, and reads an answer of any length into memory.
"""

from __future__ import annotations

import threading

from argmap.draw.layout.errors import LayoutError, cancelled_by_caller, too_slow
from argmap.escape import one_line
from argmap.io import processes


def lay_out_by_system(dot: str, deadline: float, cancelled: threading.Event) -> bytes:
    """The ``json0`` of ``dot`` by the ``dot`` command; raises LayoutError."""
    from graphviz import DOT_BINARY

    try:
        answer = processes.run([str(DOT_BINARY), "-Kdot", "-Tjson0"], dot.encode(), deadline, cancelled)
    except processes.Overdue:
        raise too_slow(deadline) from None
    except processes.Stopped:
        raise cancelled_by_caller() from None
    except processes.Endless:
        raise _failed("its answer had no end") from None
    except (FileNotFoundError, PermissionError) as failure:
        raise LayoutError(
            "missing",
            "The 'dot' command is missing. Install Graphviz (https://graphviz.org/download/) "
            "or use --engine embedded.",
        ) from failure
    except OSError as failure:
        raise _failed(failure.strerror or "it did not start") from failure
    if answer.code != 0 or not answer.output:
        raise _failed(_first_line(answer.problems))
    return answer.output


def _failed(why: str) -> LayoutError:
    return LayoutError("crash", f"Graphviz failed on this map: {why}. Try --engine embedded.")


def _first_line(problems: bytes) -> str:
    lines = problems[:10_000].decode(errors="replace").strip().splitlines()
    return one_line(lines[0])[:200].rstrip(".") if lines else "it gave no reason"
