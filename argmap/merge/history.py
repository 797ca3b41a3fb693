"""What one revision of a map changed, also where it is a merge, and following a claim back through its names."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.merge.changes import Changes
from argmap.merge.diff import diff
from argmap.model.findings import Path
from argmap.model.types import Map


def changed_by(parents: Sequence[Map], after: Map) -> Changes:
    """The changes that a revision made to the map of its parents.

    Of a merge these are what differs from every parent; what was taken over from one is told where it was made.
    """
    first, *others = (diff(parent, after) for parent in parents)
    for other in others:
        known = {(type(edit), edit.path) for edit in other.edits}
        renamed = {(item.path, item.new) for item in other.renames}
        first = Changes(
            tuple(item for item in first.renames if (item.path, item.new) in renamed),
            tuple(edit for edit in first.edits if (type(edit), edit.path) in known),
        )
    return first


def about(changes: Changes, path: Path) -> Changes:
    """The changes to one thing (named as in the new map), or to anything inside it."""
    renames = tuple(item for item in changes.renames if item.new_path == path or item.path[:2] == path[:2])
    return Changes(renames, tuple(changes.within(path)))


def name_before(changes: Changes, path: Path) -> Path:
    """The path of a thing before these changes, given its path after them."""
    return next((item.path for item in changes.renames if item.new_path == path), path)
