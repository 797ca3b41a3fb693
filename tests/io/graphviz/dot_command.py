"""A ``dot`` command that is not Graphviz, for tests of what argmap does when that goes wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def stand_in_for_dot(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a shell script where ``dot`` is looked for first."""
    command = folder / "dot"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
