"""Why the system would not read or write a file, in words that say what to do."""

from __future__ import annotations

import errno
from pathlib import Path

_REASONS = {
    errno.ENOENT: "there is no such file or folder. Check the name",
    errno.EACCES: "you may not do that here. Check the permissions of the file and its folder",
    errno.EPERM: "you may not do that here. Check the permissions of the file and its folder",
    errno.EROFS: "the disk is read-only. Save elsewhere",
    errno.ENOSPC: "the disk is full. Free some space and try again; nothing was changed",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: "your disk quota is used up. Free some space and try again",
    errno.EFBIG: "the file would be larger than allowed here; nothing was changed",
    errno.ELOOP: "its links go round in a circle. Name the real file",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
    errno.EEXIST: "a part of its path is a file, not a folder. Check the name",
    errno.ENOTDIR: "a part of its path is a file, not a folder. Check the name",
    errno.EISDIR: "it is a folder. Name a file",
    errno.EBUSY: "it is in use or mounted by itself. Save under another name",
    errno.ENXIO: "it is a pipe or a device, not a file. Use '-' to read from standard input",
}


def why_not_read(path: Path, error: OSError) -> str:
    """A sentence for a file that could not be read."""
    return f"{path} cannot be read: {_because(error)}."


def why_not_written(path: Path, error: OSError) -> str:
    """A sentence for a file that could not be written."""
    return f"{path} cannot be written: {_because(error)}."


def _because(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or "the system gave no reason")
