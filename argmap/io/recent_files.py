"""The maps that were opened last, for the opening screen."""

from __future__ import annotations

import contextlib
from pathlib import Path

from argmap.io.user_folders import state_folder

MOST = 9
"""Most files that are remembered."""


def recent_files() -> list[Path]:
    """The files that were opened last and still exist, the last one first."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        lines = (state_folder() / "recent").read_text(encoding="utf-8").splitlines()
        return [path for path in map(Path, lines) if path.is_absolute() and path.is_file()][:MOST]
    return []


def remember_file(file: Path) -> None:
    """Put a file first among those that were opened. Nothing happens when the folder cannot be written."""
    name = str(file.absolute())
    if "\n" in name:
        return
    with contextlib.suppress(OSError, UnicodeEncodeError):
        others = [str(path) for path in recent_files() if str(path) != name]
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "recent").write_text("\n".join([name, *others][:MOST]) + "\n", encoding="utf-8")
