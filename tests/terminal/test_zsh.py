"""zsh completes argmap's commands and files as they are typed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal.tmux import Terminal

OFFERED = (
    ("argmap exp", ("explain", "export")),
    ("argmap git ", ("install", "status", "uninstall")),
    ("argmap check --format s", ("argmap check --format sarif",)),
    ("argmap show map", ("argmap show map\\ one.yaml",)),
    ("argmap export -o map", ("argmap export -o map\\ one.yaml",)),
)


@pytest.mark.terminal
@pytest.mark.needs("zsh")
def test_what_is_offered(tmp_path: Path, terminal: Terminal) -> None:
    (tmp_path / "map one.yaml").touch()
    terminal.run("exec zsh -f")
    terminal.run("PS1='zsh> '; autoload -U compinit; compinit -D -u")
    terminal.run(f'eval "$({sys.executable} -m argmap completion zsh)"; echo read""y')
    terminal.until("ready")
    for typed, offered in OFFERED:
        terminal.keys("C-u", "C-l")
        terminal.until("zsh>", gone="argmap")
        terminal.type(typed)
        terminal.keys("Tab")
        terminal.until(*offered)
