"""Merging documents: what ``argmap merge``, git's merge driver and nothing else share."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from argmap.cli.merging_comments import missing, new_comments
from argmap.compare.conflicts import Conflict
from argmap.compare.marks import with_lines
from argmap.compare.merge import merge
from argmap.model.types import Map
from argmap.session.marking import line_of, read_back, with_marks
from argmap.text.document import Document
from argmap.text.revise import revise


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
    revised = _with_comments(revise(ours, merged.map), base, ours, theirs)
    return MergedDocument(with_marks(revised, merged.conflicts).data, merged.conflicts)


def _nothing_but_the_title(ours: Document, theirs: Document) -> Map:
    """What two files that were added apart have in common, as far as can be known."""
    return Map(title=ours.map.title if ours.map.title == theirs.map.title else "")


def _with_comments(document: Document, base: Document | None, ours: Document, theirs: Document) -> Document:
    """The merged document with the comments that theirs added, and those of ours whose entry theirs removed; without
    them if they would change what it says."""
    comments = missing(chain(new_comments(base, ours), new_comments(base, theirs)), document)
    if not comments:
        return document
    lines = [(line_of(document, comment.path), comment.text) for comment in comments]
    return read_back(document, with_lines(document.text, lines), document.map) or document
