"""What the header says of git: the branch, and a star when the file differs from its last commit."""

from __future__ import annotations

from pathlib import Path

from argmap.escape import one_line
from argmap.world import git


def words_for(file: Path) -> str:
    """Such as ``git: main*``; nothing where git knows nothing of the file."""
    try:
        place = git.tracked(file)
        branch = git.run(["rev-parse", "--abbrev-ref", "HEAD"], place.repository.folder).decode().strip()
        changed = git.run(["status", "--porcelain", "--", str(file.absolute())], place.repository.folder)
    except git.GitRefused:
        return ""
    return f"git: {one_line(branch)}{'*' if changed.strip() else ''}"
