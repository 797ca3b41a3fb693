"""The session in Neovim that the documents show: ``python -m tests.lsp.neovim_session`` writes it there anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

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


def with_session(page: str, told: str) -> str:
    """A page with the session that it shows replaced."""
    return re.sub(r"(?<=```text\n).*?(?=```)", lambda _: told, page, count=1, flags=re.DOTALL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shown = with_session(PAGE.read_text(encoding="utf-8"), session(Path(folder)))
    PAGE.write_text(shown, encoding="utf-8")
