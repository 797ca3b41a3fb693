"""Which other editors have a file open: each has a locked file of its own in the user's state folder.

A file of an editor that was killed has no lock and is removed by the next one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from argmap.io.process_locks import file_key, is_locked, take_lock
from argmap.io.user_folders import state_folder

SUFFIX = ".open"


class Presence:
    """An editor of a file, which others on this machine see from when it first looks for them until it leaves.

    Where there is no state folder, or none that can be written, the others do not see it.
    """

    def __init__(self, map_file: Path) -> None:
        self._key = file_key(Path(os.path.realpath(map_file)))
        self._name = f"{self._key}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._descriptor: int | None = None
        self._has_left = False

    def others(self) -> int:
        """Be seen by others, and count those that have the file open. What ended editors left is removed."""
        count = 0
        with contextlib.suppress(OSError):
            folder = _folder()
            self._enter(folder)
            for path in folder.glob(f"*{SUFFIX}"):
                if path.name != self._name and _is_there(path):
                    count += path.name.startswith(self._key)
        return count

    def _enter(self, folder: Path) -> None:
        """Make the file that others see, also where it was removed."""
        if self._has_left or (self._descriptor is not None and (folder / self._name).exists()):
            return
        self._close()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._descriptor = os.open(folder / self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        take_lock(self._descriptor)

    def leave(self) -> None:
        """Be seen no more."""
        self._has_left = True
        self._close()
        with contextlib.suppress(OSError):
            (_folder() / self._name).unlink()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _is_there(path: Path) -> bool:
    """Whether the editor of a file still runs; otherwise the file is removed."""
    if is_locked(path):
        return True
    try:
        path.unlink(missing_ok=True)
    except OSError:  # Windows: it is open
        return True
    return False


def _folder() -> Path:
    return state_folder() / "open"
