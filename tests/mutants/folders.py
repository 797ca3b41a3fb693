"""A copy of the repository, in which faults are made."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_LEFT = shutil.ignore_patterns(
    ".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", ".reached", "*.egg-info", "build"
)


NOTED_TESTS = (sys.executable, "-m", "pytest", "-m", "", "-p", "no:cacheprovider", "-p", "tests.mutants.noting")
"""How a run of tests there begins, slow ones among them, of which each is noted."""


def copied(folder: Path) -> Path:
    """A copy of all that the tests look at, in a folder that is there already."""
    return Path(shutil.copytree(ROOT, folder / "argmap", symlinks=True, ignore=_LEFT))
