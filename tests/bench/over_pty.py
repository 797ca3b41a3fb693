"""A program on a pseudo-terminal: keys in, painted bytes out, with the time at which the picture is complete."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

LINES, COLUMNS = 50, 160

BURST_ENDS = 0.100
"""Seconds of silence after which what a key painted is over."""


class Painted(NamedTuple):
    """Milliseconds from a key until the picture is complete."""

    picture: float
    """Apart from what follows the keys (:attr:`OverPty.follows`)."""
    all: float


PIECE = re.compile(r"\x1b\[(?P<numbers>[0-9;?<>=$]*)(?P<final>[A-Za-z])|\x1b[^\[]|\r|\n|(?P<text>[^\x1b\r\n]+)")


class Picture:
    """The cells that a program of Textual has painted, each with its text and colours."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, str]] = {}
        self._row, self._column, self._style = 1, 1, ""
        self._begun = b""
        """The begin of a character or sequence whose end has not come yet."""

    def take(self, data: bytes) -> set[tuple[int, int]]:
        """Paint; the cells that show something else now, by line and column, both from 1."""
        try:
            words, self._begun = (self._begun + data).decode(), b""
        except UnicodeDecodeError as cut:
            words, self._begun = cut.object[: cut.start].decode(), cut.object[cut.start :]
        if (last := words.rfind("\x1b")) >= 0 and not PIECE.match(words, last):
            words, self._begun = words[:last], words[last:].encode() + self._begun
        return {place for piece in PIECE.finditer(words) for place in self._painted(piece)}

    def place_of(self, text: str) -> tuple[int, int]:
        """Where a text is, by line and column. Raises LookupError when it is nowhere."""
        for row, cells in self._lines():
            at = "".join(cells.values()).find(text)
            if at >= 0:
                return row, list(cells)[at]
        raise LookupError(text)

    @property
    def text(self) -> str:
        """All that is shown, line by line."""
        return "\n".join("".join(cells.values()) for _, cells in self._lines())

    def _lines(self) -> list[tuple[int, dict[int, str]]]:
        """The characters of each line by their columns, all in order."""
        lines: dict[int, dict[int, str]] = {}
        for (row, column), (character, _) in sorted(self._cells.items()):
            lines.setdefault(row, {})[column] = character
        return list(lines.items())

    def _painted(self, piece: re.Match[str]) -> list[tuple[int, int]]:
        text, numbers, final = piece["text"] or "", piece["numbers"], piece["final"]
        if final == "m":
            self._style = "" if numbers in {"", "0"} else f"{self._style};{numbers}"
        elif final == "H":
            row, _, column = numbers.partition(";")
            self._row, self._column = int(row or 1), int(column or 1)
        elif piece[0] == "\r":
            self._column = 1
        elif piece[0] == "\n":
            self._row += 1
        return [place for place in map(self._put, text) if place is not None]

    def _put(self, character: str) -> tuple[int, int] | None:
        place, cell = (self._row, self._column), (character, self._style)
        before, self._cells[place] = self._cells.get(place), cell
        self._column += cell_len(character)
        return place if before != cell else None


class OverPty:
    """Runs a command on a pseudo-terminal of a given size, and answers what a terminal is asked."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], lines: int = LINES, columns: int = COLUMNS
    ) -> None:
        self.started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are not compiled at each start
            os.environ.update(environment, TERM="xterm-256color", COLORTERM="truecolor")
            try:
                os.execvp(command[0], list(command))
            finally:
                os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.painted = bytearray()
        self.picture = Picture()
        self.follows: Callable[[tuple[int, int]], bool] = lambda place: False
        """Whether a cell, by line and column, is in a pane that follows the keys after a moment."""
        self._unseen: list[tuple[float, bytes]] = []
        """What is not in the picture yet, with the time when it came."""

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
        self._unseen.append((time.perf_counter(), data))
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

    def until_shown(self, text: str, timeout: float = 60.0) -> None:
        """Wait until ``text`` is in the picture, of which only cells that changed are painted."""
        end = time.perf_counter() + timeout
        while True:
            self.read(0.05)
            self.look()
            try:
                self.picture.place_of(text)
            except LookupError as missing:
                if time.perf_counter() > end:
                    raise TimeoutError(f"{text!r} is not shown") from missing
            else:
                return

    def until_quiet(self, silence: float = 0.25, timeout: float = 60.0) -> None:
        """Read until nothing comes for ``silence`` seconds."""
        end = time.perf_counter() + timeout
        while self.read(silence) and time.perf_counter() < end:
            pass
        self.painted.clear()

    def press(self, key: bytes, first_within: float = 5.0) -> Painted:
        """Send a key, and wait until the picture is complete: the last byte that changes a cell of it.

        The last one of all, where none does. Raises TimeoutError when nothing is painted.
        """
        self.look()
        sent = time.perf_counter()
        os.write(self.terminal, key)
        if not self.read(first_within):
            raise TimeoutError(f"nothing was painted for {key!r}")
        while self.read(BURST_ENDS):
            pass
        came = self.look()
        changed = [(when, places) for when, places in came if places] or came
        own = [when for when, places in changed if not places or not all(map(self.follows, places))]
        return Painted((max(own, default=changed[0][0]) - sent) * 1000, (changed[-1][0] - sent) * 1000)

    def look(self) -> list[tuple[float, set[tuple[int, int]]]]:
        """Take in what was painted: when each piece of it came, and the cells that it changed."""
        unseen, self._unseen = self._unseen, []
        return [(came, self.picture.take(data)) for came, data in unseen]

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


def leave_panes_aside(editor: OverPty) -> None:
    """Take the editor's brief, its claim pane, the line of messages and the titles for what follows the keys."""
    editor.look()
    (claim_pane, _), (titles, brief) = map(editor.picture.place_of, ("─ Claim ─", "─ Brief ─"))
    editor.follows = lambda place: place[1] >= brief - 1 or place[0] <= titles or claim_pane <= place[0] < LINES
