"""Ending from outside: a signal, or a terminal that is gone. The editor is asked to end, and made to where it cannot.

It cannot while it waits for a terminal to take what it paints: one that was stopped, or closed before it was done,
takes nothing more.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

LAST_MOMENT = 3
"""Seconds in which an end from outside is to be polite."""

HANGUP = 1
"""The number of SIGHUP, also where there is no such signal."""


class Endings:
    """Calls ``end`` with a signal's number, from any thread, when the program is to end."""

    def __init__(self, end: Callable[[int], object]) -> None:
        self._end = end
        self._before: dict[int, Any] = {}

    def watch(self, terminal: int | None) -> None:
        """Watch for SIGTERM, SIGHUP and the end of the terminal with this file descriptor, if there is one."""
        for number in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)):
            with contextlib.suppress(ValueError):  # not in the main thread
                self._before[number] = signal.signal(number, self._on_signal)
        if terminal is not None and os.isatty(terminal) and hasattr(select, "poll"):
            threading.Thread(target=self._wait_for_hangup, args=(terminal,), daemon=True).start()

    def stop(self) -> None:
        """Give the signals back."""
        for number, before in self._before.items():
            signal.signal(number, before)

    def _on_signal(self, number: int, frame: object) -> None:
        if hasattr(signal, "alarm"):
            signal.alarm(LAST_MOMENT)
        self._end(number)

    def _wait_for_hangup(self, terminal: int) -> None:
        # The signal of a closed terminal may reach any thread, and Python acts on it in one that waits to paint.
        poll = select.poll()
        poll.register(terminal, 0)
        while not (events := [event for _, event in poll.poll()]):
            pass
        if events[0] & select.POLLHUP:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                self._end(HANGUP)
            time.sleep(LAST_MOMENT)
            os._exit(128 + HANGUP)
