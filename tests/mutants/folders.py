"""A copy of the repository, in which faults are made."""

from __future__ import annotations

import compileall
import shutil
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

ROOT = Path(__file__).resolve().parents[2]

_LEFT = shutil.ignore_patterns(
    ".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", ".reached", "*.egg-info", "build"
)


NOTED_TESTS = (sys.executable, "-m", "pytest", "-m", "", "-p", "no:cacheprovider", "-p", "tests.mutants.noting")
"""How a run of tests there begins, slow ones among them, of which each is noted."""


def copied(folder: Path) -> Path:
    """A copy of all that the tests look at, in a folder that is there already.

    Its package is compiled, and a file of it is read anew where its text is another: two faults may have the same
    size and be written in the same second.
    """
    place = Path(shutil.copytree(ROOT, folder / "argmap", symlinks=True, ignore=_LEFT))
    compileall.compile_dir(place / "argmap", quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return place
