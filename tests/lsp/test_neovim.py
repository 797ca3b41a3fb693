"""The language server in a real Neovim. The session is the one that the documents show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lsp.dispute import WHOLE

SCRIPT = Path(__file__).with_name("neovim.lua")
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "write-in-a-text-editor.md"


def session(folder: Path) -> str:
    """What is told of a session in which the dispute is edited."""
    file = folder / "map.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    server = "\n".join([sys.executable, "-m", "argmap", "lsp"])
    told = {"ARGMAP_SERVER": server, "ARGMAP_FILE": str(file), "XDG_STATE_HOME": str(folder), "HOME": str(folder)}
    command = ["nvim", "--headless", "--clean", "-n", "-c", f"luafile {SCRIPT}"]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | told, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.needs("neovim")
def test_the_session_in_the_documents_is_what_happens(tmp_path: Path) -> None:
    shown = re.search(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    assert session(tmp_path) == shown[1]
