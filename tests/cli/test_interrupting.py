"""Ctrl+C ends a command without a word, whenever it comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = str(Path(__file__).resolve().parents[2] / "maps" / "uk_openai.yaml")

INTERRUPTED = """\
import os, sys
sys.modules.pop("signal", None)

class Interrupts:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), 2)

sys.meta_path.insert(0, Interrupts())
from argmap.__main__ import run
run()
"""


SAYS = """\
import signal
signal.signal(signal.SIGINT, getattr(signal, {before!r}))
from argmap.__main__ import LISTENS
print(LISTENS, signal.getsignal(signal.SIGINT).name)
"""


@pytest.mark.parametrize(
    ("before", "said"),
    [("default_int_handler", "True SIG_DFL"), ("SIG_IGN", "False SIG_IGN"), ("SIG_DFL", "False SIG_DFL")],
)
def test_ctrl_c_means_something_unless_who_started_argmap_says_otherwise(before: str, said: str) -> None:
    """A shell lets what runs in its background ignore Ctrl+C."""
    command = [sys.executable, "-c", SAYS.format(before=before)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == said


@pytest.mark.skipif(sys.platform == "win32", reason="a process of Windows cannot send itself Ctrl+C")
@pytest.mark.parametrize("module", ["signal", "argmap.cli", "argmap.cli.check", "argmap.mapfile.read.read"])
def test_ctrl_c_ends_a_command_without_a_word(module: str) -> None:
    """While the modules are loaded that a command needs, from the first."""
    command = [sys.executable, "-c", INTERRUPTED.format(module=module), "check", SAMPLE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {-2, 130}
    assert (done.stdout, done.stderr) == ("", "")
