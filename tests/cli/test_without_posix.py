"""Commands run where Python lacks what only POSIX systems have, as on Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "maps" / "uk_openai.yaml"

WITHOUT = """\
import os, sys

for name in ("curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for name in (
    "chown", "fchown", "lchown", "chroot", "fork", "forkpty", "fpathconf", "fstatvfs", "getegid", "geteuid", "getgid",
    "getgroups", "getloadavg", "getpgid", "getpgrp", "getuid", "initgroups", "lockf", "mkfifo", "mknod", "nice",
    "openpty", "pathconf", "posix_fadvise", "posix_fallocate", "pread", "pwrite", "sched_getaffinity", "sendfile",
    "setegid", "seteuid", "setsid", "setuid", "statvfs", "sync", "sysconf", "tcgetpgrp", "ttyname", "uname", "wait3",
    "wait4",
):
    if hasattr(os, name):
        delattr(os, name)
"""

COMMAND = """\
{without}
from argmap.__main__ import run
run()
"""

EDITING = """\
import textual.app, textual.drivers.linux_driver  # which take what this system has
{without}
import asyncio
from pathlib import Path
from argmap.tui.run import prepare
from argmap.io.preferences import Preferences

async def edit():
    editor = prepare(Path("map.yaml"), Preferences())
    async with editor.run_test(size=(160, 50)) as pilot:
        while editor.main.claim_id is None:
            await pilot.press("j")
        await pilot.press("a", *"Because", "enter")
        while not editor.main.state.session.dirty:
            await pilot.pause()
        await pilot.press("ctrl+s")
        while editor.main.state.session.dirty:
            await pilot.pause()

asyncio.run(asyncio.wait_for(edit(), 60))
"""


@pytest.mark.parametrize(
    "command",
    [
        ["check", "map.yaml"],
        ["show", "map.yaml"],
        ["fmt", "map.yaml"],
        ["rename", "map.yaml", "foreign-reliance", "reliance"],
        ["export", "map.yaml", "-o", "map.svg"],
        ["export", "map.yaml", "-o", "map.pdf"],
        ["export", "map.yaml", "-o", "map.html"],
        ["diff", "map.yaml", "other.yaml"],
        ["merge", "map.yaml", "other.yaml", "other.yaml"],
        ["new", "new.yaml", "--title", "Fresh"],
    ],
    ids=" ".join,
)
def test_a_command_needs_nothing_that_windows_lacks(command: list[str], tmp_path: Path) -> None:
    """Reading, saving, laying out: each ends as it does anywhere, without a traceback."""
    shutil.copy(SAMPLE, tmp_path / "map.yaml")
    (tmp_path / "other.yaml").write_text(
        SAMPLE.read_text(encoding="utf-8").replace("title: ", "title: Other ", 1), encoding="utf-8"
    )
    done = _run(COMMAND, command, tmp_path)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr


def test_the_editor_needs_nothing_that_windows_lacks(tmp_path: Path) -> None:
    """A claim is added and saved; how the terminal is read, Textual has a part of its own for there."""
    shutil.copy(SAMPLE, tmp_path / "map.yaml")
    done = _run(EDITING, (), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Because" in (tmp_path / "map.yaml").read_text(encoding="utf-8")


def _run(program: str, arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program.format(without=WITHOUT), *arguments]
    environment = os.environ | {"ARGMAP_STATE_HOME": str(folder / "state")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
