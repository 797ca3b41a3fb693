"""Seeing that a file was saved."""

from __future__ import annotations

from pathlib import Path


def state_of(file: Path) -> object:
    """What differs after a save: time, size, or the inode when the file was replaced. None when there is no file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
