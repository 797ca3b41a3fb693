"""The ways to leave the editor with unsaved work, in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.journey import opened
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize(
    ("answer", "saves", "offers"),
    [
        ("sjjdx", True, False),
        ("k", False, True),
        ("d", False, False),
        pytest.param("s", True, False, marks=pytest.mark.slow),
    ],
)
def test_unsaved_work_is_saved_kept_or_dropped(
    terminal: Terminal, tmp_path: Path, answer: str, saves: bool, offers: bool
) -> None:
    """Keys that come in one packet with the answer change nothing any more."""
    file = opened(terminal, tmp_path)
    terminal.keys("n")
    terminal.until("New claim beside:")
    terminal.type("Trams run all night.")
    terminal.keys("Enter")
    terminal.until("Added “Trams run")
    terminal.keys("q")
    terminal.until("Save changes to")
    process = terminal.editor_process()
    terminal.type(answer)
    terminal.until_ended(process)
    terminal.keys("C-u")
    assert ("Trams run all night." in file.read_text(encoding="utf-8")) == saves
    terminal.run("clear; echo left $?")
    terminal.until("left 0")
    terminal.argmap("map.yaml")
    terminal.until("1 unsaved change" if offers else "? help")
