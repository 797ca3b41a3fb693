"""Watches the file on disk and shows a notice when it differs from the version that was read."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.escape import one_line
from argmap.tui.context import EditorServices
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState

Stamp = tuple[int, int] | None
"""Modification time in nanoseconds and size in bytes; None without a file."""

NEVER: Stamp = (-1, -1)


def stamp_of(file: Path) -> Stamp:
    """The present stamp of a file."""
    try:
        status = os.stat(file)  # noqa: PTH116  Path.stat is slower, and this runs every two seconds
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class DiskWatch:
    """Compares the editor's file in a thread, one comparison at a time. Reads it only when its stamp changed."""

    def __init__(self, state: EditorState, keymap: Keymap, services: EditorServices) -> None:
        self._state = state
        self._keymap = keymap
        self._services = services
        self._compared = NEVER
        """The stamp at the last comparison."""
        self.is_looking = False

    def look(self) -> None:
        """Compare the file unless a comparison is running, as on a slow disk."""
        if not self.is_looking:
            self.is_looking = True
            self._services.in_background(self._look)

    def look_anew(self) -> None:
        """Compare the file even with the same stamp, because the editor's version changed."""
        self._compared = NEVER
        self.look()

    def _look(self) -> None:
        try:
            self._compare()
        finally:
            self.is_looking = False

    def _compare(self) -> None:
        from argmap.io.files import current_digest

        state = self._state
        expected, stamp = state.digest, stamp_of(state.file)
        if stamp != self._compared:
            self._compared = stamp
            self._services.from_thread(self._tell, expected, current_digest(state.file))

    def _tell(self, expected: str | None, found: str | None) -> None:
        if self._state.digest != expected:  # saved or taken in during the comparison
            self._compared = NEVER
            return
        key, name = self._keymap.key_of("from-disk"), one_line(self._state.file.name)
        if found == expected:
            said = ""
        elif found is None:
            said = f"{name} was deleted or moved. Press {key} or click to save it again."
        else:
            said = f"{name} changed on disk. Press {key} or click to merge or reload."
        self._state.notice_disk(said)
