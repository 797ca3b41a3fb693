"""Deciding the conflicts that a merge left in a document, by the numbers of their markers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from argmap.mapfile.document import Document
from argmap.merge.conflict_markers import Marker, markers_in, without_markers
from argmap.merge.conflicts import Pick
from argmap.merge.documents import decide
from argmap.merge.resolution import picks
from argmap.model.findings import MapError
from argmap.vocabulary import counted

ALL = "all"
"""In place of a number: every conflict."""

DONE = "done"
"""In place of a pick: the conflict was settled by hand, and only its marker goes."""

Way = Literal[Pick, "done"]
WAYS: tuple[Way, ...] = get_args(Way)


class Decision(NamedTuple):
    """How to decide a conflict: the number of its marker from 1, or :data:`ALL`; a pick, or :data:`DONE`; and another
    wording in place of both sides' texts.
    """

    number: str
    way: Way
    wording: str | None = None


def with_decisions(document: Document, decisions: Sequence[Decision]) -> Document:
    """The document after all decisions, whose numbers are those of its markers before the first.

    :data:`ALL` stands for the conflicts that no number decides. Raises MapError for a number that there is not, for
    two decisions of one conflict, for an empty wording, and for a pick that a conflict does not allow.
    """
    markers = markers_in(document)
    _refuse_contradictions(decisions)
    in_order = sorted(decisions, key=lambda decision: decision.number == ALL)
    chosen = [(marker, decision) for decision in in_order for marker in _numbered(markers, decision.number)]
    for marker, decision in chosen:
        document = _decided(document, marker, decision)
    return document


def _refuse_contradictions(decisions: Sequence[Decision]) -> None:
    for number, of_one in groupby(sorted(set(decisions), key=_number), key=_number):
        what = f"'{ALL}'" if number == ALL else f"Conflict {number}"
        first, *others = of_one
        if others:
            raise MapError(f"{what} has two decisions. Choose one.")
        if first.wording is not None and not first.wording.strip():
            raise MapError(f"The wording of conflict {number} is empty. Write a text, or choose ours or theirs.")


def _number(decision: Decision) -> str:
    return decision.number


def _numbered(markers: tuple[Marker, ...], number: str) -> tuple[Marker, ...]:
    if number == ALL:
        return markers
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(markers)):
        there = f"{counted(len(markers), 'conflict')}, from 1" if markers else "no conflicts"
        raise MapError(f"Unknown conflict '{number}': the file has {there}.")
    return (markers[int(number) - 1],)


def _decided(document: Document, marker: Marker, decision: Decision) -> Document:
    if decision.way == DONE:
        return without_markers(document, [one for one in markers_in(document) if one.says == marker.says][:1])
    if marker.conflict is None:
        raise MapError(
            f"The conflict on line {marker.line} no longer matches the map. Edit the map, then mark it '=done'."
        )
    conflicts = [other.conflict for other in markers_in(document) if other.conflict is not None]
    one = next((conflict for conflict in conflicts if marker.is_of(conflict)), None)
    if one is None:
        return document  # an earlier decision settled it too
    if decision.way not in picks(one):
        raise MapError(f"You cannot use '{decision.way}' here: {marker.says} Choose ours or theirs.")
    return decide(document, conflicts, one, decision.way, decision.wording).document
