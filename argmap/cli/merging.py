"""Merging documents: what ``argmap merge``, git's merge driver and nothing else share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain

from argmap.cli.merging_comments import missing, new_comments
from argmap.compare.conflicts import Conflict, Merged
from argmap.compare.marks import marked, with_lines
from argmap.compare.merge import merge
from argmap.model.findings import Path, Refusal
from argmap.model.types import Map
from argmap.text.document import Document
from argmap.text.read import read
from argmap.text.revise import revise


@dataclass(frozen=True, slots=True)
class MergedDocument:
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
    if merged.clean:
        return MergedDocument(revised.data, ())
    return MergedDocument(_with_marks(revised, merged), merged.conflicts)


def _nothing_but_the_title(ours: Document, theirs: Document) -> Map:
    """What two files that were added apart have in common, as far as can be known."""
    return Map(title=ours.map.title if ours.map.title == theirs.map.title else "")


def _with_comments(document: Document, base: Document | None, ours: Document, theirs: Document) -> Document:
    """The merged document with the comments that theirs added, and those of ours whose entry theirs removed; without
    them if they would change what it says."""
    comments = missing(chain(new_comments(base, ours), new_comments(base, theirs)), document)
    if not comments:
        return document
    lines = [(_line_of(document, comment.path), comment.text) for comment in comments]
    return _read_back(document, with_lines(document.text, lines), document.map) or document


def _with_marks(document: Document, merged: Merged) -> bytes:
    """The document's bytes with a comment for each conflict; at the very top if a comment beside its place would
    not leave the map as it is."""
    beside = marked(document.text, merged.conflicts, partial(_line_of, document))
    on_top = marked(document.text, merged.conflicts, lambda path: 1)
    for text in (beside, on_top):
        found = _read_back(document, text, merged.map)
        if found is not None:
            return found.data
    raise Refusal(f"The conflicts cannot be written into {document.file} without harm to it. Merge it by hand.")


def _line_of(document: Document, path: Path) -> int:
    place = document.place(path)
    return place.line if place else 1


def _read_back(document: Document, text: str, map: Map) -> Document | None:
    """The document with this text, if it then still says ``map``."""
    try:
        found = read(_encoded(document, text), document.file)
    except Refusal:
        return None
    return found if found.map == map else None


def _encoded(document: Document, text: str) -> bytes:
    bom = b"\xef\xbb\xbf"
    return (bom if document.data.startswith(bom) else b"") + text.encode()
