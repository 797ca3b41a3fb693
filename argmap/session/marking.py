"""Writing conflicts into a document as comments, where they wait for a person."""

from __future__ import annotations

from functools import partial

from argmap.compare.conflicts import Merged
from argmap.compare.marks import marked
from argmap.model.findings import Path, Refusal
from argmap.model.types import Map
from argmap.text.document import Document
from argmap.text.read import read


def with_marks(document: Document, merged: Merged) -> Document:
    """The document with a comment for each conflict; at the very top if a comment beside its place would not leave
    the map as it is. Raises Refusal when neither can be done."""
    beside = marked(document.text, merged.conflicts, partial(line_of, document))
    on_top = marked(document.text, merged.conflicts, lambda path: 1)
    for text in (beside, on_top):
        found = read_back(document, text, merged.map)
        if found is not None:
            return found
    raise Refusal(f"The conflicts cannot be written into {document.file} without harm to it. Merge it by hand.")


def line_of(document: Document, path: Path) -> int:
    """The line, from 1, of what a path names."""
    place = document.place(path)
    return place.line if place else 1


def read_back(document: Document, text: str, map: Map) -> Document | None:
    """The document with this text, if it then still says ``map``."""
    if text == document.text:
        return document if document.map == map else None
    bom = b"\xef\xbb\xbf" if document.bom else b""
    try:
        found = read(bom + text.encode(), document.file)
    except Refusal:
        return None
    return found if found.map == map else None
