"""Conflicts in a document as comments, where they wait for a person: writing them, finding them, taking them out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from argmap.mapfile.document import Document
from argmap.mapfile.places import place_of
from argmap.mapfile.read.encoding import BOM
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import Conflict
from argmap.merge.markers import read as marks_read
from argmap.merge.markers.read import Mark, tells_of, without_marks
from argmap.merge.markers.write import marked
from argmap.model.findings import Path, Refusal
from argmap.model.types import Map


def with_marks(document: Document, conflicts: Iterable[Conflict]) -> Document:
    """The document with a comment for each conflict that has none yet, beside what it is about; at the very top if a
    comment there would not leave the map as it is. Raises Refusal when neither can be done."""
    there = marks_in(document)
    conflicts = tuple(one for one in conflicts if not any(tells_of(mark, one) for mark in there))
    if not conflicts:
        return document
    beside = marked(document.text, conflicts, partial(line_of, document))
    on_top = marked(document.text, conflicts, lambda path: 1)
    for text in (beside, on_top):
        found = read_back(document, text, document.map)
        if found is not None:
            return found
    raise Refusal(f"The conflicts cannot be written into {document.file} without harm to it. Merge it by hand.")


def marks_in(document: Document) -> tuple[Mark, ...]:
    """The conflicts that stand in the document as comments, in file order.

    What only looks like one in the middle of a text is left out: it cannot be taken out without harm.
    """
    found = marks_read.marks_in(document.text, document.map)
    if not found or _without(document, found) is not None:
        return found
    return tuple(mark for mark in found if _without(document, [mark]) is not None)


def without(document: Document, settled: Iterable[Mark]) -> Document:
    """The document without the lines of these marks. Raises Refusal when that would change the map."""
    found = _without(document, settled)
    if found is None:
        raise Refusal("The comment of the conflict cannot be taken out without harm to the map. Take it out by hand.")
    return found


def _without(document: Document, settled: Iterable[Mark]) -> Document | None:
    return read_back(document, without_marks(document.text, settled), document.map)


def line_of(document: Document, path: Path) -> int:
    """The line, from 1, of what a path names."""
    place = place_of(document, path)
    return place.line if place else 1


def read_back(document: Document, text: str, map: Map) -> Document | None:
    """The document with this text, if it then still says ``map``."""
    if text == document.text:
        return document if document.map == map else None
    try:
        found = read((BOM if document.bom else b"") + text.encode(), document.file)
    except Refusal:
        return None
    return found if found.map == map else None
