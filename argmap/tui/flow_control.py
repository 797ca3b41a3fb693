"""Flow control of the terminal (XON/XOFF), under which Ctrl+S stops all output and Ctrl+Q lets it go on.

The editor takes both as keys, from the moment at which its command begins: to load it takes half a second, in which a
terminal that Ctrl+S stops would stay so for good.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

ENDING = ("SIGQUIT", "SIGTERM", "SIGHUP")
"""Signals that would end the process at once."""

_without: set[int] = set()
"""The terminal whose flow control is turned off; empty when none is."""


@contextlib.contextmanager
def without_flow_control() -> Iterator[None]:
    """Turn the flow control of the terminal on standard input off within, if it is on; nothing on Windows."""
    before: dict[int, Any] = {}

    def end(number: int, frame: object) -> None:
        give_back_flow_control()
        signal.signal(number, before[number])
        os.kill(os.getpid(), number)

    _turn_off()
    for number in (getattr(signal, name) for name in ENDING if _without):
        with contextlib.suppress(ValueError):  # not in the main thread
            before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        give_back_flow_control()
        for number, handler in before.items():
            signal.signal(number, handler)


def give_back_flow_control() -> None:
    """Turn it on again if it was turned off and not given back since."""
    while _without:
        _change(_without.pop(), on=True)


def attributes_before(terminal: int) -> list[Any] | None:
    """The attributes of a terminal, with the flow control that is turned off; None where there are none."""
    try:
        import termios
    except ImportError:  # Windows
        return None
    try:
        attributes = termios.tcgetattr(terminal)
    except termios.error:
        return None
    if terminal in _without:
        attributes[0] |= termios.IXON
    return attributes


def _turn_off() -> None:
    with contextlib.suppress(OSError, ValueError):
        terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else -1
        if os.isatty(terminal) and _change(terminal, on=False):
            _without.add(terminal)


def _change(terminal: int, *, on: bool) -> bool:
    """Turn the flow control of a terminal on or off, if the process has it; True if it was otherwise before.

    What Ctrl+S has stopped goes on when it is turned off.
    """
    try:
        import termios
    except ImportError:  # Windows
        return False
    with contextlib.suppress(OSError, termios.error):
        if _is_in_background(terminal):
            return False
        attributes = termios.tcgetattr(terminal)
        if bool(attributes[0] & termios.IXON) != on:
            attributes[0] ^= termios.IXON
            termios.tcsetattr(terminal, termios.TCSANOW, attributes)
            return True
    return False


def _is_in_background(terminal: int) -> bool:
    """Whether the shell has the terminal, which stops a process that changes it."""
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:  # the terminal does not control the process
        return False
