"""Merging documents, and deciding in a document the conflicts that a merge left, each by the number of its marker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from argmap.mapfile.document import Block, Document
from argmap.mapfile.patch.patch import revise
from argmap.merge.comments import with_merged_comments
from argmap.merge.conflict_markers import Marker, markers_in, reread, with_markers, without_markers
from argmap.merge.conflicts import Conflict, MergedMap, Pick, Reworded
from argmap.merge.resolution import picks, resolve
from argmap.merge.three_way import merge
from argmap.model.findings import MapError
from argmap.model.types import Map
from argmap.vocabulary import counted


def with_spellings(document: Document, ours: Document, *sources: Document) -> Document:
    """``document``, with each entry that ours lacks spelled as in the first of ``sources`` that has the same value.

    A date stays without quotation marks, a folded text folded. Comments inside an entry come with it.
    """
    known = ours.numbers.keys()
    texts = [
        block.text if block.key is None or block.key in known else _as_in(block, sources) for block in document.blocks
    ]
    text = "".join(texts)
    return document if text == document.text else reread(document, text, document.map) or document


def _as_in(block: Block, sources: tuple[Document, ...]) -> str:
    """The text of an entry, with the lines of the other file in place of its own."""
    assert block.key is not None
    lines, here = block.text.split("\n"), _own_lines(block)
    for source in sources:
        number = source.numbers.get(block.key)
        other = source.blocks[number] if number is not None else None
        if other is None or other.part != block.part:
            continue
        theirs, there = other.text.replace("\r\n", "\n").split("\n"), _own_lines(other)
        if here and there and _indent(lines[here.start]) == _indent(theirs[there.start]):
            end = "\r" if "\r\n" in block.text else ""
            own = [line + end for line in theirs[there.start : there.stop]]
            return "\n".join([*lines[: here.start], *own, *lines[here.stop :]])
    return block.text


def _own_lines(block: Block) -> range:
    """The numbers of an entry's lines from its name to its last value, without comments around them."""
    says = [
        number
        for number, line in enumerate(block.text.split("\n"))
        if line.strip() and not line.lstrip().startswith("#")
    ]
    return range(says[0], says[-1] + 1) if says else range(0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class MergedDocument(NamedTuple):
    """The bytes of a merged document, its map, the conflicts that have a marker in it, and the rewordings that are
    only reported."""

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

    :data:`ALL` stands for the conflicts that no number decides. Raises MapError for a number without a marker, for
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
