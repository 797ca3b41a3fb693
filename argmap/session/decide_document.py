"""Deciding conflicts in a document: its map changes, and the comments of what was decided go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.mapfile.document import Document
from argmap.mapfile.revise import revise
from argmap.merge.conflicts import Conflict, Merged, Pick
from argmap.merge.markers.document import marks_in, with_marks, without
from argmap.merge.markers.read import tells_of
from argmap.merge.resolution import resolve


@dataclass(frozen=True, slots=True)
class Decided:
    """A document after a decision, and the conflicts that are still open."""

    document: Document
    conflicts: tuple[Conflict, ...]


def decide(
    document: Document, conflicts: Iterable[Conflict], one: Conflict, pick: Pick, wording: str | None = None
) -> Decided:
    """Decide one of the open conflicts of a document, as :func:`argmap.merge.resolution.resolve` does.

    If any stand in the text as comments, those that are still open do afterwards, and no others.

    Raises Refusal when the decision makes no sense for this conflict.
    """
    conflicts = tuple(conflicts)
    merged = resolve(Merged(document.map, conflicts), one, pick, wording)
    settled = [conflict for conflict in conflicts if conflict not in merged.conflicts]
    made = revise(without_settled(document, settled), merged.map)
    return Decided(with_marks(made, merged.conflicts) if marks_in(document) else made, merged.conflicts)


def without_settled(document: Document, settled: Sequence[Conflict]) -> Document:
    """The document without the comments that tell of these conflicts.

    Raises Refusal when they cannot be taken out without harm to the map.
    """
    gone = [mark for mark in marks_in(document) if any(tells_of(mark, conflict) for conflict in settled)]
    return without(document, gone) if gone else document
