"""The user's own keys and colours, from the settings file to the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal.journey import leave, map_in
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal


def test_own_keys_and_colours_are_used_and_colours_remembered(terminal: Terminal, tmp_path: Path) -> None:
    map_in(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "editor.toml").write_text('[keys]\nadd-support = ["+"]\nzoom-in = ["ctrl+o"]\n')
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "+ support")
    terminal.keys("a")
    terminal.until("a works only in these tabs: Matrix")
    terminal.keys("+")
    terminal.until("Support for")
    terminal.keys("Escape")
    terminal.until("+ support")
    terminal.keys("C-t")
    terminal.until("▌dark ")
    terminal.keys("Down", "Enter")
    terminal.until("Theme: light.")
    terminal.until_file(tmp_path / "state" / "theme", "light")
    leave(terminal)
    terminal.argmap("map.yaml")
    terminal.until("? help")
    terminal.keys("C-t")
    terminal.until("▌light ")
    terminal.keys("Down", "Enter")
    terminal.until("Theme: dark-safe.")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[keys\n", "editor.toml are not TOML"),
        ('[keys]\nfly = ["f"]\n', "editor.toml: Unknown action 'fly'"),
        ('[keys]\nstanding = ["b"]\n', "'standing' is now called 'status'"),
        ('[keys]\ncopy = ["crtl+x"]\n', "'crtl+x' is not a key"),
        ('[keys]\ncopy = ["B"]\nmark = ["B"]\n', "The key B has two actions"),
        ('[kyes]\ncopy = ["B"]\n', "'kyes' is not a setting"),
        ('[keys]\ncopy = ["ctrl+h"]\n', "terminals send it as Backspace"),
        ('theme = "pink"\n', "unknown theme 'pink'"),
    ],
)
def test_settings_that_cannot_be_are_one_sentence(
    terminal: Terminal, tmp_path: Path, settings: str, said: str
) -> None:
    map_in(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "editor.toml").write_text(settings)
    terminal.run("clear")
    terminal.run(f"{sys.executable} -m argmap map.yaml; echo code $?")
    terminal.until("code 2")
    shown = " ".join(terminal.tmux("capture-pane", "-p", "-J").split())
    assert said in shown
    assert "Traceback" not in shown
