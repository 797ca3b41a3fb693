"""What the system refuses is said in one sentence, whichever command met it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LONG = "x" * 300
"""A name that no file system takes."""


def argmap(*argv: str, cwd: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    arguments = f"sys.argv = ['argmap', *{list(argv)!r}]"
    lines = f"import os, sys; {before}; from argmap.cli.main import run; {arguments}; run(listens=True)"
    return subprocess.run([sys.executable, "-c", lines], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder that a program runs in")
def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    done = argmap("git", "status", cwd=tmp_path, before="os.mkdir('here'); os.chdir('here'); os.rmdir('../here')")
    assert done.returncode == 2
    assert done.stderr == "argmap: the folder that this runs in is gone. Change to another one.\n"


def test_a_file_that_the_system_refuses_is_named(tmp_path: Path) -> None:
    done = argmap("git", "status", cwd=tmp_path, before=f"import pathlib; pathlib.Path.cwd = lambda: open({LONG!r})")
    assert done.returncode == 2
    assert done.stderr.startswith(f"argmap: {LONG} cannot be used: ")
    assert done.stderr.count("\n") == 1
