"""Each system call of a save fails in the kernel's name: strace answers it with an error instead.

``tests/faults/test_failing_calls.py`` does the same to the functions of Python, for more commands and far quicker;
this also reaches the calls that Python makes by itself. A usual run lets each call fail with one error, ``.ci/slow``
with several.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.io.atomic import STRAY_PREFIX
from tests.examples import WHOLE, share_of

ROOT = Path(__file__).parents[2]
ERRORS = ("EIO", "ENOSPC", "EACCES", "EDQUOT")
CANNOT_FAIL = {"getpid", "getrandom", "brk", "mmap", "munmap", "rt_sigaction", "futex", "uname"}
BEGIN, END = "/argmap-save-begins", "/argmap-save-ends"
SAVE = f"""
import os, sys
from pathlib import Path
from argmap.io.files import load, save
from argmap.model.findings import MapError
path = Path(sys.argv[1])
seen = save(path, b"warm", load(path).digest).digest  # loads what it needs
path.write_bytes(b"old" * 1000)
seen = load(path).digest
os.access({BEGIN!r}, 0)
try: said = "saved" if save(path, b"new" * 900, seen) else ""
except MapError as refused: said = str(refused)
os.access({END!r}, 0)
print(said)
"""


def traced(folder: Path, *options: str) -> tuple[str, list[str]]:
    """What the save said under strace, and the calls that it made."""
    path, trace = folder / "map.yaml", folder.parent / "trace.txt"
    for entry in folder.iterdir():
        entry.unlink()
    path.write_bytes(b"before")
    command = ["strace", "-q", "-o", str(trace), *options, sys.executable, "-c", SAVE, str(path)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout.strip(), trace.read_text("utf-8", "replace").splitlines()


def calls(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """The names of the calls, and whether each is one of the save."""
    saving = False
    for line in lines:
        name = re.match(r"\w+(?=\()", line)
        if name:
            yield name[0], saving and END not in line
        if BEGIN in line or END in line:
            saving = BEGIN in line


@pytest.mark.needs("strace")
def test_a_save_whose_nth_system_call_fails_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    said, lines = traced(folder)
    assert said == "saved"
    numbers, wanted = Counter[str](), []
    for name, saving in calls(lines):
        numbers[name] += 1
        if saving and name not in CANNOT_FAIL:
            wanted.append((name, numbers[name]))
    assert len(wanted) > 30
    failed = 0
    for place, (name, number) in enumerate(wanted):
        for error in ERRORS if share_of(WHOLE) >= WHOLE else (ERRORS[place % len(ERRORS)],):
            said, lines = traced(folder, "-e", f"inject={name}:error={error}:when={number}")
            left = {entry.name: entry.read_bytes() for entry in folder.iterdir() if STRAY_PREFIX not in entry.name}
            assert left == {"map.yaml": b"new" * 900 if said == "saved" else b"old" * 1000}, (
                name,
                number,
                error,
                said,
            )
            failed += any("(INJECTED)" in line for line in lines)
    assert failed > len(wanted) / 2
