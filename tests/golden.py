"""Files that keep what the program gives, word for word."""

from __future__ import annotations

import os
from pathlib import Path

WRITES = os.environ.get("ARGMAP_GOLDEN") == "write"
"""Whether the files are to be written anew."""


def kept(file: Path, text: str) -> str:
    """What a file keeps; with ``ARGMAP_GOLDEN=write`` it is made to keep ``text``."""
    if WRITES:
        file.write_bytes(text.encode())
    return file.read_bytes().decode()
