"""A real terminal: tmux with a socket of its own. Everything waits on what is shown, nothing on the clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds until something that should show is given up."""


def state_of(process: int) -> str:
    """The state of a process as the system tells it, such as ``T`` for stopped; ``Z`` where it has ended."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return "Z"
    return stat.rpartition(")")[2].split()[0]


class Terminal:
    """A tmux session with one window, in which commands are typed and run."""

    def __init__(self, folder: Path, columns: int = 80, lines: int = 24) -> None:
        self.folder = folder
        self._socket = folder / "tmux.sock"
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in {"TMUX", "NO_COLOR", "EDITOR", "VISUAL"}
            },
            "ARGMAP_STATE_HOME": str(folder / "state"),
            "ARGMAP_CONFIG_HOME": str(folder / "config"),
            "PYTHONPATH": str(ROOT),
            "PS1": "$ ",
            "TERM": "xterm-256color",
        }
        size = ("-x", str(columns), "-y", str(lines))
        command = ["tmux", "-S", str(self._socket), "-f", os.devnull, "new-session", "-d", *size, "sh"]
        subprocess.run(command, check=True, cwd=folder, env=environment)
        self._looking: subprocess.Popen[bytes] | None = None
        self.tmux("set", "-g", "escape-time", "0")
        self.tmux("set", "-g", "default-terminal", "tmux-256color")

    def tmux(self, *args: str) -> str:
        """What a tmux command prints."""
        done = subprocess.run(["tmux", "-S", str(self._socket), *args], check=True, capture_output=True, text=True)
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Press keys, by tmux's names (``Enter``, ``C-s``, ``M-Up``, ``a``)."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self.tmux("send-keys", "-l", text)

    def send(self, data: bytes) -> None:
        """Send bytes, all in one packet."""
        self.tmux("send-keys", "-H", *(f"{byte:02x}" for byte in data))

    def paste_unmarked(self, text: str) -> None:
        """Paste as a terminal does that does not mark pastes: line ends as Enter."""
        buffer = self.folder / "pasted"
        buffer.write_text(text, encoding="utf-8")
        self.tmux("load-buffer", str(buffer))
        self.tmux("paste-buffer")

    def run(self, command: str) -> None:
        """Type a command line and Enter."""
        self.type(command)
        self.keys("Enter")

    def argmap(self, *args: str, marks_pastes: bool = True) -> None:
        """Start ``argmap`` with these arguments; it may be told that the terminal is not known to mark pastes."""
        unknown = () if marks_pastes else ("env", "-u", "TMUX", "TERM=xterm-256color")
        self.run(" ".join([*unknown, sys.executable, "-m", "argmap", *args]))

    def click(self, x: int, y: int) -> None:
        """Press and release the left mouse button on a cell, counted from 0 (SGR mouse reports)."""
        for end in "Mm":
            self.send(f"\x1b[<0;{x + 1};{y + 1}{end}".encode())

    def click_on(self, text: str, place: int = 0) -> None:
        """Click on the first line with a text, or on another of the lines that have it."""
        lines = self.until(text).splitlines()
        y = [y for y, line in enumerate(lines) if text in line][place]
        self.click(lines[y].index(text) + len(text) // 2, y)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self.tmux("resize-window", "-x", str(columns), "-y", str(lines))

    def screen(self) -> str:
        """What is shown, as text.

        One client of tmux is asked again and again (tmux(1), "CONTROL MODE"): to begin one for each look takes as
        much of the processor as the program that is looked at.
        """
        if self._looking is None:
            command = ["tmux", "-S", str(self._socket), "-C", "attach", "-f", "no-output,ignore-size"]
            self._looking = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._answer(self._looking)
        assert self._looking.stdin is not None
        self._looking.stdin.write(b"capture-pane -p\n")
        self._looking.stdin.flush()
        return self._answer(self._looking)

    @staticmethod
    def _answer(client: subprocess.Popen[bytes]) -> str:
        """What tmux says to the next command: the lines between ``%begin`` and the ``%end`` of the same number."""
        assert client.stdout is not None
        lines: list[bytes] = []
        begun: list[bytes] = []
        for line in client.stdout:
            if not begun:
                begun = line.split()[1:] if line.startswith(b"%begin ") else []
            elif line.split()[1:] == begun and line.startswith((b"%end ", b"%error ")):
                return b"".join(lines).decode()
            else:
                lines.append(line)
        raise AssertionError("tmux has ended")

    def until(self, *texts: str, gone: str = "") -> str:
        """Wait until all texts are shown and ``gone`` is not; the screen then."""
        end = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if all(text in screen for text in texts) and not (gone and gone in screen):
                return screen
            if time.monotonic() > end:
                raise AssertionError(f"waited for {texts!r} (and not {gone!r}) in:\n{screen}")
            time.sleep(0.005)  # between two looks, not for anything to happen

    def until_holds(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain in:\n{self.screen()}")
            time.sleep(0.02)  # between two looks, not for anything to happen

    def until_file(self, path: Path, text: str) -> str:
        """Wait until a file holds a text; its content then. The name may be a pattern such as ``*.journal``."""
        end = time.monotonic() + PATIENCE
        while True:
            content = "".join(found.read_text(encoding="utf-8") for found in path.parent.glob(path.name))
            if text in content:
                return content
            if time.monotonic() > end:
                raise AssertionError(f"waited for {text!r} in {path}:\n{content}\n{self.screen()}")
            time.sleep(0.02)  # between two looks, not for anything to happen

    def editor_process(self) -> int:
        """The process id of the program in the foreground."""
        shell = int(self.tmux("display-message", "-p", "#{pane_pid}"))
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[-1])

    def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        """Send the foreground program a signal; returns its process id."""
        process = self.editor_process()
        os.kill(process, how)
        return process

    def until_ended(self, process: int) -> None:
        """Wait until a process is gone (or only waits to be counted by its parent)."""
        end = time.monotonic() + PATIENCE
        while state_of(process) != "Z":
            if time.monotonic() > end:
                raise AssertionError(f"process {process} is still there")
            time.sleep(0.02)  # between two looks, not for anything to happen

    def start_over(self) -> None:
        """A fresh shell in the same window; what a killed program did to the terminal is gone."""
        self.tmux("respawn-pane", "-k", "sh")

    def close(self) -> None:
        """Take the terminal away from whatever runs in it."""
        self.tmux("kill-server")
        if self._looking is not None:
            self._looking.communicate()
