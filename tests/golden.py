"""Files that keep what the program gives, word for word."""

from __future__ import annotations

import os
from pathlib import Path


def kept(file: Path, text: str) -> str:
    """What a file keeps; with ``ARGMAP_GOLDEN=write`` it is made to keep ``text``."""
    if os.environ.get("ARGMAP_GOLDEN") == "write":
        file.write_bytes(text.encode())
    return file.read_bytes().decode()
