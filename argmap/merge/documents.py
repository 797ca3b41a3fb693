"""Merging documents: what ``argmap merge``, git's merge driver and nothing else share."""

from __future__ import annotations

from typing import NamedTuple

from argmap.mapfile.document import Document
from argmap.mapfile.revise import revise
from argmap.merge.comments import with_merged_comments
from argmap.merge.conflicts import Conflict
from argmap.merge.markers.document import with_marks
from argmap.merge.three_way import merge
from argmap.model.types import Map


class MergedDocument(NamedTuple):
    """The outcome: bytes to write, and the conflicts that stand in them as comments."""

    data: bytes
    conflicts: tuple[Conflict, ...]


def merge_documents(base: Document | None, ours: Document, theirs: Document) -> MergedDocument:
    """Theirs merged into ours, whose comments and layout stay; ``base`` is None when both sides added the file.

    When one side did not touch the map at all, the result is the other side's file to the byte.
    """
    if base is not None and ours.data == base.data:
        return MergedDocument(theirs.data, ())
    if ours.data == theirs.data or (base is not None and theirs.data == base.data):
        return MergedDocument(ours.data, ())
    before = base.map if base is not None else _nothing_but_the_title(ours, theirs)
    merged = merge(before, ours.map, theirs.map)
    revised = with_merged_comments(revise(ours, merged.map), base, ours, theirs)
    return MergedDocument(with_marks(revised, merged.conflicts).data, merged.conflicts)


def _nothing_but_the_title(ours: Document, theirs: Document) -> Map:
    """What two files that were added apart have in common, as far as can be known."""
    return Map(title=ours.map.title if ours.map.title == theirs.map.title else "")
