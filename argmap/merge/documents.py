"""Merging documents, and deciding in a document the conflicts that a merge left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.merge.comments import with_merged_comments
from argmap.merge.conflict_markers import markers_in, with_markers, without_markers
from argmap.merge.conflicts import Conflict, MergedMap, Pick, Reworded
from argmap.merge.resolution import resolve
from argmap.merge.spellings import with_spellings
from argmap.merge.three_way import merge
from argmap.model.types import Map


class MergedDocument(NamedTuple):
    """The bytes of a merged document, its map, the conflicts that have a marker in it, and what is only told."""

    data: bytes
    map: Map
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Reworded, ...] = ()


def merge_documents(base: Document | None, ours: Document, theirs: Document) -> MergedDocument:
    """Merge theirs into ours, whose layout stays. ``base`` is None when both sides added the file.

    When one side did not change the file, the result is the other side's file to the byte.
    """
    if base is not None and ours.data == base.data:
        return MergedDocument(theirs.data, theirs.map)
    if ours.data == theirs.data or (base is not None and theirs.data == base.data):
        return MergedDocument(ours.data, ours.map)
    before = base.map if base is not None else _common_title(ours, theirs)
    merged = merge(before, ours.map, theirs.map)
    spelt = with_spellings(revise(ours, merged.map), ours, theirs, *([base] if base is not None else []))
    revised = with_merged_comments(spelt, base, ours, theirs)
    data = with_markers(revised, merged.conflicts).data
    return MergedDocument(data, merged.map, merged.conflicts, merged.notices)


def _common_title(ours: Document, theirs: Document) -> Map:
    """The base of two files without a common ancestor: a map with the title that both have, or none."""
    return Map(title=ours.map.title if ours.map.title == theirs.map.title else "")


class Decided(NamedTuple):
    """A document after a decision, and the conflicts that are still open."""

    document: Document
    conflicts: tuple[Conflict, ...]


def decide(
    document: Document, conflicts: Iterable[Conflict], one: Conflict, pick: Pick, wording: str | None = None
) -> Decided:
    """Decide one of the open conflicts of a document, as :func:`argmap.merge.resolution.resolve` does.

    Where any of them has a marker, those that are still open have one afterwards, and no others. Raises MapError for
    a pick that this conflict does not allow.
    """
    conflicts = tuple(conflicts)
    merged = resolve(MergedMap(document.map, conflicts), one, pick, wording)
    settled = [conflict for conflict in conflicts if conflict not in merged.conflicts]
    revised = revise(without_markers_of(document, settled), merged.map)
    return Decided(with_markers(revised, merged.conflicts) if markers_in(document) else revised, merged.conflicts)


def without_markers_of(document: Document, settled: Iterable[Conflict]) -> Document:
    """The document without the markers of these conflicts. Raises MapError when that would change the map."""
    settled = tuple(settled)
    gone = [marker for marker in markers_in(document) if any(marker.is_of(conflict) for conflict in settled)]
    return without_markers(document, gone) if gone else document
