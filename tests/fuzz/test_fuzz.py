"""Every input that is kept holds the laws, and so do those that a short run makes of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.mapfile.document import Document
from tests.examples import tries_all
from tests.fuzz import targets
from tests.fuzz.guided import NAMES
from tests.fuzz.targets import TARGETS, seeds

ROOT = Path(__file__).parents[2]


def test_every_target_can_be_named() -> None:
    assert sorted(NAMES) == sorted(TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_the_inputs_that_are_kept_hold_the_laws(name: str) -> None:
    kept = seeds(name)
    assert kept
    for data in kept:
        TARGETS[name](data)


def test_a_law_that_does_not_hold_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(document: Document) -> str:
        return document.text.replace("title", "title ") + "\n"

    monkeypatch.setattr(targets, "laid_out", wrong)
    with pytest.raises(AssertionError):
        targets.map_file(b"argmap: 1\ntitle: A map\nclaims: {}\n")


@pytest.mark.needs("atheris")
@pytest.mark.parametrize("name", NAMES)
def test_no_input_that_follows_coverage_breaks_a_law(name: str, tmp_path: Path) -> None:
    """The same inputs in every run; ``python -m tests.fuzz.guided`` makes others, as many as one likes."""
    runs, crashes = 9000 if tries_all() else 1000, tmp_path / "crashes"
    command = [sys.executable, "-m", "tests.fuzz.guided", name, "--runs", str(runs), "--seed", "1"]
    places = ["--corpus", str(tmp_path / "corpus"), "--crashes", str(crashes)]
    done = subprocess.run([*command, *places], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, [done.stderr[-3000:], *(path.read_bytes() for path in crashes.iterdir())]
    # libFuzzer ends a few inputs late when it reads a growing corpus again just before the last one.
    made = re.search(r"Done (\d+) runs", done.stderr)
    assert made and int(made[1]) >= runs, done.stderr[-3000:]
