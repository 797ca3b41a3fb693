"""The most hostile files are answered in little memory: a sentence and exit 2; a map that is only large is
read. The limit is on the address space of a process of its own, some five times what an ordinary check takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from argmap.mapfile.canonical import write
from tests.bench.large_maps import large_map

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are kept on Linux only")

HEAD = "argmap: 1\ntitle: T\n"
LIMIT = 1 << 30
"""Bytes of address space."""

CHECK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from argmap.cli.main import main
sys.exit(main(["check", sys.argv[2]]))
"""

LAUGHS = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
HOSTILE = {
    "brackets": "[" * 100_000,
    "brackets-in-a-field": HEAD + "question: " + "[" * 100_000,
    "braces": HEAD + "question: " + "{a: " * 100_000,
    "dashes": HEAD + "claims:\n" + "- " * 100_000,
    "indents": "".join(" " * depth + "a:\n" for depth in range(3_000)),
    "one-line": HEAD + "question: " + "x" * 1_000_000 + ": y\n",
    "one-word": "x" * 1_000_000,
    "one-id": HEAD + "claims:\n  " + "x" * 1_000_000 + ":\n    text: x\n",
    "one-link": HEAD + "claims: {}\nsources:\n  a:\n    url: " + "x" * 1_000_000 + "\n",
    "aliases": LAUGHS,
    "question-marks": "? " * 50_000,
    "escapes": '"' + "\\x41" * 300_000,
    "unknown-fields": HEAD + "claims: {}\n" + "".join(f"field-{number}: x\n" for number in range(5_000)),
    "one-claim-again": HEAD + "claims:\n" + "  a:\n    text: x\n" * 5_000,
    "binary": "\x00\x01" * 500_000,
}


READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from argmap.mapfile.read.read import read
print(len(read(open(sys.argv[2], "rb").read(), "map.yaml").map.claims))
"""


def run(script: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, str(LIMIT), path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_with_a_place_and_exit_2(tmp_path: Path, name: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    done = run(CHECK, path)
    said = done.stdout + done.stderr
    assert done.returncode == 2, said[-2000:]
    assert "map.yaml:" in said
    assert "Traceback" not in said
    assert max(map(len, said.splitlines())) < 1_000


def test_twenty_thousand_claims_are_read(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(write(large_map(20_000)), encoding="utf-8")
    done = run(READ, path)
    assert done.stdout == "20000\n", done.stderr[-2000:]
