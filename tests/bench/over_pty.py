"""A program on a pseudo-terminal: keys in, painted bytes out, with the time of each."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

BURST_ENDS = 0.050
"""Seconds of silence after which what a key painted is over. The panes, which follow 80 ms later, are not in it."""


class OverPty:
    """Runs a command on a pseudo-terminal of a given size, and answers what a terminal is asked."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], lines: int = 50, columns: int = 160
    ) -> None:
        self.started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(environment, TERM="xterm-256color", COLORTERM="truecolor")
            try:
                os.execvp(command[0], list(command))
            finally:
                os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.painted = bytearray()

    def read(self, timeout: float) -> bytes:
        """What comes within ``timeout`` seconds; nothing when it stays silent."""
        ready, _, _ = select.select([self.terminal], [], [], timeout)
        if not ready:
            return b""
        try:
            data = os.read(self.terminal, 1 << 20)
        except OSError:
            return b""
        self.painted += data
        if b"\x1b[c" in data:
            os.write(self.terminal, b"\x1b[?62;c")
        if b"\x1b[?2004$p" in data:
            os.write(self.terminal, b"\x1b[?2004;1$y")  # as xterm and kitty
        return data

    def until(self, text: bytes, timeout: float = 60.0) -> float:
        """Wait until ``text`` has been painted; seconds since the start of the program."""
        end = time.perf_counter() + timeout
        while text not in self.painted:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} was not painted; last: {bytes(self.painted[-300:])!r}")
            self.read(0.05)
        return time.perf_counter() - self.started

    def until_quiet(self, silence: float = 0.25, timeout: float = 60.0) -> None:
        """Read until nothing comes for ``silence`` seconds."""
        end = time.perf_counter() + timeout
        while self.read(silence) and time.perf_counter() < end:
            pass
        self.painted.clear()

    def press(self, key: bytes, first_within: float = 5.0) -> float:
        """Send a key; milliseconds until the last byte of what it painted. Raises TimeoutError when nothing is."""
        sent = time.perf_counter()
        os.write(self.terminal, key)
        if not self.read(first_within):
            raise TimeoutError(f"nothing was painted for {key!r}")
        last = time.perf_counter()
        while self.read(BURST_ENDS):
            last = time.perf_counter()
        return (last - sent) * 1000

    def type(self, keys: bytes) -> None:
        """Send keys without looking at the time."""
        os.write(self.terminal, keys)

    def memory(self) -> float:
        """The memory that the program has now, in megabytes (Linux)."""
        return self._memory("VmRSS")

    def peak(self) -> float:
        """The most memory that the program has had, in megabytes (Linux)."""
        return self._memory("VmHWM")

    def _memory(self, name: str) -> float:
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        line = next(line for line in lines if line.startswith(name))
        return int(line.split()[1]) / 1024

    def end(self) -> None:
        """End the program."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)
