"""The system engine: the ``dot`` command, run through the ``graphviz`` package with a deadline."""

from __future__ import annotations

import subprocess
import threading
import time

from argmap.escape import one_line
from argmap.world.layout import LayoutRefused, cancelled_by_caller, too_slow

LOOK_EVERY = 0.02
"""Seconds between looks at whether the caller has cancelled."""


def lay_out_by_system(dot: str, deadline: float, cancelled: threading.Event) -> bytes:
    """The ``json0`` of ``dot`` by the ``dot`` command; raises LayoutRefused."""
    from graphviz.backend import dot_command

    try:
        process = subprocess.Popen(
            dot_command.command("dot", "json0"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as failure:
        raise LayoutRefused(
            "missing",
            "There is no 'dot' command here. Install Graphviz (https://graphviz.org/download/) "
            "or use --engine embedded.",
        ) from failure
    with process:
        try:
            output, problems = _watched(process, dot.encode(), deadline, cancelled)
        finally:
            process.kill()
    if process.returncode != 0 or not output:
        raise LayoutRefused("crash", f"Graphviz failed on this map: {_first_line(problems)}. Try --engine embedded.")
    return output


def _watched(
    process: subprocess.Popen[bytes], data: bytes, deadline: float, cancelled: threading.Event
) -> tuple[bytes, bytes]:
    ends = time.monotonic() + deadline
    waiting: bytes | None = data
    while True:
        try:
            return process.communicate(waiting, timeout=LOOK_EVERY)
        except subprocess.TimeoutExpired:
            # After the first call communicate() keeps the input; giving it again would be an error.
            waiting = None
        if cancelled.is_set():
            raise cancelled_by_caller()
        if time.monotonic() > ends:
            raise too_slow(deadline)


def _first_line(problems: bytes) -> str:
    lines = problems.decode(errors="replace").strip().splitlines()
    return one_line(lines[0]).rstrip(".") if lines else "it gave no reason"
