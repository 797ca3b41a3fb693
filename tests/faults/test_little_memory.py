"""Memory that is not there costs no file, and is said in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import share_of

ROOT = Path(__file__).parents[2]
MAP = "argmap: 1\ntitle:   The bridge\nclaims:\n  build:\n    text:   Build it.\n"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to so many bytes of addresses")


@pytest.mark.needs("_testcapi")
def test_a_save_whose_nth_allocation_fails_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.failing_allocations", tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    assert "not said to be saved" in done.stdout


def within(kilobytes: int, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs Python within so much memory."""
    limited = ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", sys.executable, *words]
    return subprocess.run(limited, cwd=cwd, capture_output=True, text=True, check=False)


@LINUX
@pytest.mark.parametrize("command", ["fmt map.yaml", "rename map.yaml build make"])
def test_a_command_with_little_memory_does_all_or_says_so(command: str, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    few = next(
        size for size in range(8_000, 200_000, 2_000) if not within(size, "-c", "pass", cwd=tmp_path).returncode
    )
    path.write_text(MAP, encoding="utf-8")
    assert not within(few + 100_000, "-m", "argmap", *command.split(), cwd=tmp_path).returncode
    after, codes, traces = path.read_text("utf-8"), set(), 0
    steps = share_of(60)
    for step in range(steps):
        path.write_text(MAP, encoding="utf-8")
        done = within(few + 30_000 * step // steps, "-m", "argmap", *command.split(), cwd=tmp_path)
        codes.add(done.returncode)
        now = path.read_text("utf-8")
        assert now == (MAP if done.returncode else after), done
        traces += "argmap/cli" in done.stderr
    assert 0 in codes and len(codes) > 1
    assert traces <= 2  # what Python makes of a failing allocation of its own is anybody's guess
