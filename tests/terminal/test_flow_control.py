"""Ctrl+S is a key from the start, and the terminal has its flow control (XON/XOFF) back however the editor ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.tui.conftest import SMALL

pytestmark = pytest.mark.terminal

PATIENCE = 30.0
WITHIN = """
import os, signal, sys
from argmap.tui.flow_control import without_flow_control
for name in ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"):  # of which nohup and scripts may have some ignored
    signal.signal(getattr(signal, name), signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)
with without_flow_control():
    os.write(1, b"within")
    if sys.argv[1] == "fault":
        raise ValueError
    signal.pause()
"""


class Line:
    """A terminal that a program is started in; what the program writes there is read here."""

    def __init__(self, folder: Path) -> None:
        self._own, self.terminal = os.openpty()
        self.written = b""
        self.environment: Mapping[str, str] = {
            **os.environ,
            "TERM": "xterm-256color",
            "ARGMAP_STATE_HOME": str(folder),
            "ARGMAP_CONFIG_HOME": str(folder),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }

    def run(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start Python with these arguments, after Ctrl+S."""
        self.type(b"\x13")
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), self.terminal)
        return subprocess.Popen([sys.executable, *arguments], **streams, env=self.environment, start_new_session=True)

    def type(self, keys: bytes) -> None:
        os.write(self._own, keys)

    def until(self, process: subprocess.Popen[bytes], text: bytes = b"\0") -> int | None:
        """Read until the text comes, or until the program has ended; its exit code then."""
        end = time.monotonic() + PATIENCE
        while text not in self.written and process.poll() is None:
            assert time.monotonic() < end, self.written
            if select.select([self._own], [], [], 0.02)[0]:
                self.written += os.read(self._own, 65536)
        return process.returncode

    @property
    def has_flow_control(self) -> bool:
        return bool(termios.tcgetattr(self.terminal)[0] & termios.IXON)

    def close(self) -> None:
        os.close(self._own)
        os.close(self.terminal)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    one = Line(tmp_path)
    assert one.has_flow_control
    yield one
    one.close()


def test_ctrl_s_before_the_editor_has_the_terminal_stops_nothing(line: Line, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(SMALL, encoding="utf-8")
    editor = line.run("-m", "argmap", str(tmp_path / "map.yaml"))
    line.until(editor, b"Close the street.")
    assert not line.has_flow_control
    line.type(b"q")
    assert line.until(editor) == 0
    assert line.has_flow_control


def test_a_refused_map_leaves_flow_control_as_it_was(line: Line, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("[", encoding="utf-8")
    assert line.until(line.run("-m", "argmap", str(tmp_path / "map.yaml"))) == 2
    assert line.has_flow_control


ENDS = [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP]


@pytest.mark.parametrize("how", [*ENDS, None], ids=lambda how: how.name if how else "fault")
def test_flow_control_is_back_when_a_start_is_cut_short(line: Line, how: signal.Signals | None) -> None:
    starting = line.run("-c", WITHIN, "wait" if how else "fault")
    line.until(starting, b"within")
    if how is not None:
        assert not line.has_flow_control
        starting.send_signal(how)
    assert line.until(starting) == (-how if how else 1)
    assert line.has_flow_control


@pytest.mark.parametrize("how", ENDS, ids=lambda how: how.name)
def test_flow_control_is_back_after_a_signal_to_the_editor(line: Line, tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "map.yaml").write_text(SMALL, encoding="utf-8")
    editor = line.run("-m", "argmap", str(tmp_path / "map.yaml"))
    line.until(editor, b"Close the street.")
    editor.send_signal(how)
    assert line.until(editor) == 128 + how
    assert line.has_flow_control
