"""Terminals for the journeys."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.tmux import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal of 80x24 in an empty folder."""
    one = Terminal(tmp_path)
    yield one
    with contextlib.suppress(subprocess.CalledProcessError):
        one.close()
