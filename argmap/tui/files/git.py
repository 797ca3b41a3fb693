"""The branch of the file and its changes since the last commit. Asks git, so it runs in threads."""

from __future__ import annotations

from pathlib import Path

from argmap.escape import one_line
from argmap.io.files import read_output
from argmap.io.git import read as git
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Map
from argmap.session.session import State
from argmap.tui.state import KnownChanges


def branch_words(file: Path) -> str:
    """The text for the header, such as ``git: main*``; empty when git does not track the file.

    The bytes are compared except for line ends, which git may convert. ``git status`` would run the filters that the
    repository configures.
    """
    try:
        place = git.tracked(file)
        branch = git.run(["rev-parse", "--abbrev-ref", "HEAD"], place.repository.folder).decode().strip()
        commit = git.commit_id(place.repository, "HEAD")
        committed = None if commit is None else git.at_revision(place, commit)
        changed = committed is None or _lines(committed) != _lines(read_output(file) or b"")
    except MapError:
        return ""
    return f"git: {one_line(branch)}{'*' if changed else ''}"


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def changes_since_commit(file: Path, saved: Map, now: State) -> KnownChanges:
    """The changes from the last commit to ``now``; without a commit, from the file on disk."""
    from argmap.tui.views.changes import lines_between

    why = "The file is not committed yet. Commit it with git to see the changes since then."
    committed = None
    try:
        committed = committed_map(file)
    except git.NoRepository:
        why = "The file is not in a git repository. Run 'git init' in its folder to see changes since a commit."
    except git.GitRefused:
        why = "No commit to compare with."
    except MapError as refusal:
        return KnownChanges(now, (), str(refusal))
    if committed is None:
        return KnownChanges(now, lines_between(saved, now.map), f"No unsaved changes. {why}")
    return KnownChanges(now, lines_between(committed, now.map), "No changes since the last commit.")


def committed_map(file: Path) -> Map | None:
    """The map as last committed, or None when it never was. Raises GitRefused and ReadingRefused."""
    place = git.tracked(file)
    commit = git.commit_id(place.repository, "HEAD")
    data = git.at_revision(place, commit) if commit is not None else None
    return read(data, f"HEAD:{file.name}").map if data is not None else None
