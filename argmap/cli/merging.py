"""Merging documents: what ``argmap merge``, git's merge driver and nothing else share."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.compare.conflicts import Conflict, Merged
from argmap.compare.marks import marked
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
    revised = revise(ours, merged.map)
    if merged.clean:
        return MergedDocument(revised.data, ())
    return MergedDocument(_with_marks(revised, merged), merged.conflicts)


def _nothing_but_the_title(ours: Document, theirs: Document) -> Map:
    """What two files that were added apart have in common, as far as can be known."""
    return Map(title=ours.map.title if ours.map.title == theirs.map.title else "")


def _with_marks(document: Document, merged: Merged) -> bytes:
    """The document's bytes with a comment for each conflict; at the very top if a comment beside its place would
    not leave the map as it is."""

    def beside(path: Path) -> int:
        place = document.place(path)
        return place.line if place else 1

    for line_of in (beside, lambda path: 1):
        data = _encoded(document, marked(document.text, merged.conflicts, line_of))
        try:
            if read(data, document.file).map == merged.map:
                return data
        except Refusal:
            continue
    raise Refusal(f"The conflicts cannot be written into {document.file} without harm to it. Merge it by hand.")


def _encoded(document: Document, text: str) -> bytes:
    bom = b"\xef\xbb\xbf"
    return (bom if document.data.startswith(bom) else b"") + text.encode()
