"""What git knows of the file: its branch, its changes since the last commit, the merge that it waits for.

To ask git takes time, so that the editor does it in threads.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from argmap.escape import one_line
from argmap.io.files import read_output
from argmap.io.git import read as git
from argmap.io.git.sides import bytes_of_sides, waiting
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.mapfile.read.source_text import conflict_markers
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

    why = "Once the file is committed with git, the changes since then are shown here."
    committed = None
    try:
        committed = committed_map(file)
    except git.NoRepository:
        why = "Where the file is kept in a git repository, the changes since the last commit are shown here."
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


class Unmerged(NamedTuple):
    """The merge, by claim and field, of a file in which git left conflict markers."""

    merged: Document
    written_by_hand: int
    """How many lines of the file no side has: they were written since git merged."""


def unmerged(file: Path, data: bytes) -> Unmerged | None:
    """The merge of the versions that git has of a file with these bytes.

    None without markers, or where not all of them are maps.
    """
    from argmap.merge.documents import merge_documents

    text = data.decode(errors="replace")
    marks = tuple(conflict_markers(text))
    versions = bytes_of_sides(file) if marks else None
    if versions is None:
        return None
    try:
        base = read(versions.base, file.name) if versions.base is not None else None
        ours, theirs = read(versions.ours, file.name), read(versions.theirs, file.name)
    except MapError:
        return None
    known = {line for version in (base, ours, theirs) if version is not None for line in version.text.splitlines()}
    by_hand = sum(line not in known and not line.startswith(marks) for line in text.splitlines())
    return Unmerged(read(merge_documents(base, ours, theirs).data, str(file)), by_hand)


def what_git_waits_for(file: Path) -> str:
    """What to do in git about a file that was merged, as a sentence; empty when git does not wait for it."""
    step = waiting(file)
    if step is None:
        return ""
    if not step.deleted_by:
        return f"Run '{step.keep}' to finish the merge in git."
    return f"But {step.deleted_by} deleted the file. Run '{step.keep}' to keep it, '{step.delete}' to delete it."
