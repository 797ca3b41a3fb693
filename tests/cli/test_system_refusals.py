"""What the system refuses, and a bug in argmap, are said in one sentence, whichever command met it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import __version__

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


BUG = "import argmap.cli.fmt as fmt; fmt.main = lambda argv: {}['\\x1b[2Jgone']"
"""A command of argmap that has a bug."""


def test_a_bug_is_said_in_one_sentence_that_names_the_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(tmp_path / "state"))
    done = argmap("fmt", "map.yaml", cwd=tmp_path, before=BUG)
    [log] = (tmp_path / "state" / "faults").glob("*.log")
    assert done.returncode == 70
    assert done.stdout == ""
    assert done.stderr == (
        "argmap: A bug in argmap stopped this command (KeyError: '\\x1b[2Jgone'). "
        f"Please report the details in {log}.\n"
    )
    details = log.read_text(encoding="utf-8")
    assert details.startswith(f"argmap {__version__}, Python ")
    assert "last action: fmt\n" in details
    assert "Traceback" in details


@pytest.mark.parametrize(
    "helper", ["argmap.escape.one_line", "argmap.io.fault_log.write_fault_log", "argmap.cli.output.print_refusal"]
)
def test_a_bug_in_what_says_a_bug_is_said_in_a_fixed_sentence(helper: str, tmp_path: Path) -> None:
    module, _, name = helper.rpartition(".")
    broken = f"{BUG}; import {module} as broken; broken.{name} = lambda *_: {{}}['gone too']"
    done = argmap("fmt", "map.yaml", cwd=tmp_path, before=broken)
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr == ("argmap: A bug in argmap stopped this command. Please report it with what you did.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a stream that is always full")
def test_a_stream_that_takes_no_sentence_leaves_the_exit_code(tmp_path: Path) -> None:
    full = f"{BUG}; sys.stderr = open('/dev/full', 'w', buffering=1)"
    assert argmap("fmt", "map.yaml", cwd=tmp_path, before=full).returncode == 70


def test_a_bug_is_said_where_its_details_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(tmp_path / "file"))
    done = argmap("fmt", cwd=tmp_path, before=BUG)
    assert done.returncode == 70
    assert done.stderr.endswith(
        f"Please report it with what 'argmap doctor' prints, and with what you did (argmap {__version__}).\n"
    )
    assert done.stderr.count("\n") == 1
