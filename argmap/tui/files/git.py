"""What the header says of git: the branch, and a star when the file differs from its last commit."""

from __future__ import annotations

from pathlib import Path

from argmap.escape import one_line
from argmap.io.files import read_output
from argmap.io.git import read
from argmap.model.findings import Refusal


def words_for(file: Path) -> str:
    """Such as ``git: main*``; nothing where git knows nothing of the file.

    The file is compared as bytes but for its line ends, which git may have changed on the way. ``git status`` would
    run the filters that the repository names.
    """
    try:
        place = read.tracked(file)
        branch = read.run(["rev-parse", "--abbrev-ref", "HEAD"], place.repository.folder).decode().strip()
        commit = read.commit_id(place.repository, "HEAD")
        committed = None if commit is None else read.at_revision(place, commit)
        changed = committed is None or _lines(committed) != _lines(read_output(file) or b"")
    except Refusal:
        return ""
    return f"git: {one_line(branch)}{'*' if changed else ''}"


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
