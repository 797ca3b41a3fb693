"""Steps that several journeys share: a map in the folder, leaving the editor, checking, git."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.small_maps import THREE
from tests.terminal.tmux import ROOT, Terminal


def map_in(folder: Path, text: str = THREE) -> Path:
    file = folder / "map.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def opened(terminal: Terminal, folder: Path, *, marks_pastes: bool = True) -> Path:
    """A map in the folder, open in the editor; its file."""
    file = map_in(folder)
    terminal.argmap("map.yaml", marks_pastes=marks_pastes)
    terminal.until("Close the street.", "? help")
    return file


def leave(terminal: Terminal) -> None:
    process = terminal.editor_process()
    terminal.keys("q")
    terminal.until_ended(process)
    terminal.until(gone="help")


def check(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", "check", str(file)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def git(folder: Path, *args: str) -> str:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *name, *args], cwd=folder, check=True, capture_output=True, text=True).stdout
