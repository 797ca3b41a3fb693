"""Argdown's own command line (npm: ``@argdown/cli``), which reads the same documents as we do."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.needs import argdown


def read_by_argdown(documents: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """What Argdown's own tools read in each document, by name; a document that they refuse is missing."""
    command = argdown()
    assert command is not None
    for name, text in documents.items():
        (folder / f"{name}.argdown").write_bytes(text.encode())
    given = [str(folder / "*.argdown"), str(folder / "read")]
    subprocess.run([command, "json", *given], capture_output=True, check=False, cwd=folder)
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (folder / "read").glob("*.json")}
