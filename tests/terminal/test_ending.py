"""The editor ends when its terminal is taken away, also while it waits for that terminal to take what it paints."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from argmap.cli.output import CLEAR
from tests.bench.over_pty import OverPty

SAMPLE = Path(__file__).parents[2] / "maps" / "uk_openai.yaml"
PATIENCE = 30.0
"""Seconds until a process that should have ended is given up."""


def exit_code(process: int) -> int:
    """The exit code of a child that ends while there is patience; it is killed otherwise."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)  # between two looks, not for anything to happen
    os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def test_a_file_that_cannot_be_read_is_told_of_and_takes_no_screen(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("argmap: 1\ntitle: [\n", encoding="utf-8")
    folders = {"ARGMAP_STATE_HOME": str(tmp_path / "state"), "ARGMAP_CONFIG_HOME": str(tmp_path / "config")}
    editor = OverPty([sys.executable, "-m", "argmap", str(file)], folders)
    editor.until(b"AM004")
    assert exit_code(editor.process) == 2
    editor.read(0)
    os.close(editor.terminal)
    shown = bytes(editor.painted).decode()
    assert "\x1b[?1049h" not in shown
    assert shown.startswith(f"{CLEAR}Opening map.yaml ...{CLEAR}{file}:2:8: error AM004: ") and shown.endswith("\n")


@pytest.mark.parametrize("how", ["closed", "SIGTERM"])
def test_an_editor_that_cannot_paint_ends(tmp_path: Path, how: str) -> None:
    file = tmp_path / "map.yaml"
    file.write_bytes(SAMPLE.read_bytes())
    folders = {"ARGMAP_STATE_HOME": str(tmp_path / "state"), "ARGMAP_CONFIG_HOME": str(tmp_path / "config")}
    editor = OverPty([sys.executable, "-m", "argmap", str(file)], folders)
    editor.until(b"help")
    editor.until_quiet()
    until_it_waits(editor)
    if how == "closed":
        os.close(editor.terminal)
    else:
        os.kill(editor.process, signal.Signals[how])
    assert exit_code(editor.process) == 128 + signal.Signals["SIGHUP" if how == "closed" else how]


def until_it_waits(editor: OverPty) -> None:
    """Turn pages without reading what is painted, until the editor does no more work for it."""
    idle = 0
    end = time.monotonic() + PATIENCE
    while idle < 4:
        assert time.monotonic() < end, "it goes on painting"
        before = processor_time(editor.process)
        editor.type(b"\x1b[6~\x1b[5~" * 4)
        time.sleep(0.1)  # between two looks
        idle = idle + 1 if processor_time(editor.process) == before else 0


def processor_time(process: int) -> int:
    """Ticks that a process has worked (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
