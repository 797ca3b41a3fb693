"""Signals: each leaves the terminal as it was, says what became of unsaved work, and ends with its own code."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import slow_but
from tests.terminal.journey import opened
from tests.terminal.tmux import Terminal, state_of

pytestmark = pytest.mark.terminal

ENDS = [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP]
FEW = slow_but(ENDS, *ENDS[::2])
"""All of them too, of which a usual run tries those that one presses and that a system sends."""


def change(terminal: Terminal, text: str = "Trams run all night.") -> None:
    terminal.keys("n")
    terminal.until("New claim beside:")
    terminal.type(text)
    terminal.keys("Enter")
    terminal.until("Added “")


def is_as_it_was(terminal: Terminal, code: int) -> None:
    """The shell has the terminal again: it echoes, breaks lines, shows the cursor, and no mouse is told of."""
    terminal.run("echo code=$?")
    terminal.until(f"code={code}")
    terminal.run("stty -a | tr ';' '\\n' | grep -c -- '-echo\\>\\|-icanon\\>\\|-isig\\>'; echo looked")
    terminal.until("\n0\nlooked")
    modes = "#{cursor_flag} #{alternate_on} #{mouse_any_flag} #{wrap_flag}"
    assert terminal.tmux("display-message", "-p", modes).split() == ["1", "0", "0", "1"]


@pytest.mark.parametrize("how", ENDS, ids=lambda how: how.name)
def test_a_signal_ends_the_editor_and_says_what_is_kept(
    terminal: Terminal, tmp_path: Path, how: signal.Signals
) -> None:
    opened(terminal, tmp_path)
    change(terminal)
    terminal.until_ended(terminal.kill(how))
    terminal.until(f"argmap: Ended by {how.name}. Your unsaved changes are kept.", "Run 'argmap map.yaml'")
    is_as_it_was(terminal, 128 + how)
    terminal.argmap("map.yaml")
    terminal.until("1 unsaved change to map.yaml")


@pytest.mark.parametrize("how", FEW, ids=lambda how: how.name)
def test_a_signal_says_nothing_when_all_is_saved(terminal: Terminal, tmp_path: Path, how: signal.Signals) -> None:
    opened(terminal, tmp_path)
    terminal.until_ended(terminal.kill(how))
    is_as_it_was(terminal, 128 + how)
    assert "argmap:" not in terminal.screen()


@pytest.mark.parametrize("how", FEW, ids=lambda how: how.name)
def test_a_signal_at_the_opening_screen_gives_the_terminal_back(terminal: Terminal, how: signal.Signals) -> None:
    terminal.argmap()
    terminal.until("Open a map, or start one", "New map")
    terminal.until_ended(terminal.kill(how))
    is_as_it_was(terminal, 128 + how)
    assert "Traceback" not in terminal.screen()


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP], ids=lambda stop: stop.name)
def test_a_stopped_editor_is_there_again_in_the_foreground(
    terminal: Terminal, tmp_path: Path, stop: signal.Signals
) -> None:
    opened(terminal, tmp_path)
    change(terminal)
    process = terminal.kill(stop)
    terminal.until("Stopped")
    terminal.type("stty sane; clear; echo in   the   shell")
    terminal.keys("C-j")  # which ends a line in a raw terminal, too
    terminal.until("in the shell")
    terminal.run("bg")
    terminal.until("[1]")  # which shells say once it goes on
    terminal.until_holds(lambda: state_of(process) == "T")
    terminal.run("fg")
    terminal.until("Close the street.", "Trams run all night.", "? help")
    change(terminal, "Buses wait.")  # each key counts once
    terminal.until("Buses wait.")
    terminal.keys("q")
    terminal.until("Save changes to")
    terminal.keys("d")
    terminal.until_ended(process)
    is_as_it_was(terminal, 0)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """The folder, which another program has locked."""
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    yield tmp_path
    os.close(folder)


def test_a_locked_folder_stops_saving_with_a_sentence_and_nothing_else(terminal: Terminal, locked: Path) -> None:
    file = opened(terminal, locked)
    before = file.read_bytes()
    change(terminal)
    terminal.keys("C-s")
    terminal.until("Saving…")
    change(terminal, "Buses wait.")
    terminal.until_file(locked / "state" / "journals" / "*.journal", "Buses wait.")
    terminal.keys("C-s")
    terminal.until("Not saved. Another program has locked the folder")
    assert file.read_bytes() == before
    terminal.keys("C-s")
    terminal.until("Saving…")
    process = terminal.editor_process()
    terminal.keys("C-q")
    terminal.until("Save changes to")
    terminal.keys("k")
    terminal.until_ended(process)
    is_as_it_was(terminal, 0)


def test_a_signal_ends_a_save_that_waits(terminal: Terminal, locked: Path) -> None:
    opened(terminal, locked)
    change(terminal)
    terminal.keys("C-s")
    terminal.until("Saving…")
    terminal.until_ended(terminal.kill(signal.SIGTERM))
    terminal.until("Ended by SIGTERM. Your unsaved changes are kept.")
    is_as_it_was(terminal, 128 + signal.SIGTERM)


def test_ctrl_c_in_ones_own_editor_ends_that_alone(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("EDITOR='sh -c \"echo own   editor; sleep 600\"'; export EDITOR")
    opened(terminal, tmp_path)
    terminal.keys("E")
    terminal.until("own editor")
    terminal.keys("C-c")
    terminal.until("ended with code", "Close the street.")
