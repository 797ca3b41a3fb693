"""Watching the file: a notice tells where it is no longer the one on the state."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.escape import one_line
from argmap.tui.context import EditorServices
from argmap.tui.keys.keymap import Keymap
from argmap.tui.state import EditorState

Stamp = tuple[int, int] | None
"""What changes whenever a file does: its time and size; None without a file."""

NEVER: Stamp = (-1, -1)


def stamp_of(file: Path) -> Stamp:
    """The stamp of a file now."""
    try:
        status = os.stat(file)  # noqa: PTH116  Path.stat is slower and this runs all the time
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class DiskWatch:
    """Looks at an editor's file in a thread, one look at a time. A file is read only when its stamp is another."""

    def __init__(self, state: EditorState, keymap: Keymap, services: EditorServices) -> None:
        self._state = state
        self._keymap = keymap
        self._services = services
        self._compared = NEVER
        """The stamp of the file that was compared last."""
        self.is_looking = False

    def look(self) -> None:
        """Look at the file, unless a slow disk has not answered the last look yet."""
        if not self.is_looking:
            self.is_looking = True
            self._services.in_background(self._look)

    def look_anew(self) -> None:
        """Look at the file though it may be the same one: another one is on the state now."""
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
        if self._state.digest != expected:  # saved, or taken in, while it was looked at
            self._compared = NEVER
            return
        key, name = self._keymap.key_of("from-disk"), one_line(self._state.file.name)
        if found == expected:
            said = ""
        elif found is None:
            said = f"{name} is gone from the disk. {key} or a click: write it again."
        else:
            said = f"{name} was changed on disk. {key} or a click: merge, reload or show."
        self._state.notice_disk(said)
