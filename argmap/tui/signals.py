"""Ends the editor after a signal or the loss of the terminal.

The editor is asked to end. It cannot while it waits for a disk that does not answer, or writes to a terminal that is
stopped or gone; the process is then ended after :data:`LAST_MOMENT` seconds.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from argmap.tui.flow_control import attributes_before

LAST_MOMENT = 3
"""Seconds that the editor has to end by itself."""

HANGUP = 1
"""The number of SIGHUP, also on systems without it."""

SIGNALS = ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that end the editor. In the terminal, Ctrl+C and Ctrl+\\ are keys and send no signal."""

AS_BEFORE = (
    "\x1b[<u\x1b[?1003l\x1b[?1000l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Resets the terminal: keyboard protocol, mouse, focus reports, bracketed paste, line wrap, screen, cursor, colours.
"""


class ExitSignals:
    """Calls ``end`` with the signal's number when the program must end; ``end`` may run in any thread.

    If the editor does not end within :data:`LAST_MOMENT` seconds, the terminal is reset, ``last_words`` are written,
    and the process ends with 128 plus the number of the signal.
    """

    def __init__(self, end: Callable[[int], object], last_words: Callable[[int], str]) -> None:
        self._end = end
        self._last_words = last_words
        self._before: dict[int, Any] = {}
        self._terminal: int | None = None
        self._attributes: list[Any] | None = None

    def __enter__(self) -> ExitSignals:
        """Install the signal handlers and watch the terminal on standard input, if there is one."""
        for number in (getattr(signal, name) for name in SIGNALS if hasattr(signal, name)):
            with contextlib.suppress(ValueError):  # not in the main thread
                self._before[number] = signal.signal(number, self._on_signal)
        with contextlib.suppress(OSError, ValueError):
            self._watch_terminal(sys.__stdin__.fileno() if sys.__stdin__ is not None else -1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Restore the previous signal handlers."""
        for number, before in self._before.items():
            signal.signal(number, before)

    def _watch_terminal(self, terminal: int) -> None:
        if not os.isatty(terminal):
            return
        self._terminal = terminal
        self._attributes = attributes_before(terminal)
        if hasattr(select, "poll"):
            threading.Thread(target=self._wait_for_hangup, args=(terminal,), daemon=True).start()

    def _on_signal(self, number: int, frame: object) -> None:
        self._end_soon(number)
        threading.Thread(target=self._end_anyway, args=(number,), daemon=True).start()

    def _wait_for_hangup(self, terminal: int) -> None:
        # Any thread may get the signal of a closed terminal, and Python's main thread may be blocked in a write.
        poll = select.poll()
        poll.register(terminal, 0)
        while not (events := [event for _, event in poll.poll()]):
            pass
        if events[0] & select.POLLHUP:
            self._end_soon(HANGUP)
            self._end_anyway(HANGUP)

    def _end_soon(self, number: int) -> None:
        with contextlib.suppress(RuntimeError):  # the editor has ended already
            self._end(number)

    def _end_anyway(self, number: int) -> None:
        time.sleep(LAST_MOMENT)
        parting = threading.Thread(target=self._part, args=(number,), daemon=True)
        parting.start()
        parting.join(1)  # a blocked terminal must not delay the end
        os._exit(128 + number)

    def _part(self, number: int) -> None:
        if self._terminal is None or number == HANGUP:
            return
        if self._attributes is not None:
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._attributes)
        with contextlib.suppress(OSError):
            os.write(2, f"{AS_BEFORE}{self._last_words(number)}\n".encode())


def name_of_signal(number: int) -> str:
    """The name of a signal, such as SIGTERM."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
