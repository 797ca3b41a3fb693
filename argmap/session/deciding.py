"""Deciding conflicts in a document: its map changes, and the comments of what was decided go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.compare.conflicts import Conflict, Merged, Pick
from argmap.compare.marks_read import tells_of
from argmap.compare.resolve import resolve
from argmap.session.marking import marks_in, with_marks, without
from argmap.text.document import Document
from argmap.text.revise import revise


@dataclass(frozen=True, slots=True)
class Decided:
    """A document after a decision, and the conflicts that are still open."""

    document: Document
    conflicts: tuple[Conflict, ...]


def decide(
    document: Document, conflicts: Iterable[Conflict], one: Conflict, pick: Pick, wording: str | None = None
) -> Decided:
    """Decide one of the open conflicts of a document, as :func:`argmap.compare.resolve.resolve` does.

    If any stand in the text as comments, those that are still open do afterwards, and no others.

    Raises Refusal when the decision makes no sense for this conflict.
    """
    conflicts = tuple(conflicts)
    merged = resolve(Merged(document.map, conflicts), one, pick, wording)
    settled = [conflict for conflict in conflicts if conflict not in merged.conflicts]
    marks = marks_in(document)
    gone = [mark for mark in marks if any(tells_of(mark, conflict) for conflict in settled)]
    made = revise(without(document, gone), merged.map)
    return Decided(with_marks(made, merged.conflicts) if marks else made, merged.conflicts)
