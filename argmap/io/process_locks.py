"""Locks that a process has on files of its own as long as it lives: the system releases them however it ends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def file_key(file: Path) -> str:
    """What names of files that are about another file begin with."""
    return hashlib.sha256(os.fsencode(file)).hexdigest()[:16]


def take_lock(descriptor: int) -> bool:
    """Lock an open file for this process, as long as it lives; False when another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows: an open file cannot be removed or renamed there
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # some network file systems have no locks
    return True


def is_locked(path: Path) -> bool:
    """Whether a running process has a file, by its lock, as process ids are reused."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            return not take_lock(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return False
