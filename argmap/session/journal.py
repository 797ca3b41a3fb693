"""Journal entries: each change of a document as a JSON value, and the recovery of unsaved work from them.

An entry replaces one span of the text: ``{"label", "at", "cut", "put", "sum"}``. ``at`` and ``cut`` count characters,
and ``sum`` is the SHA-256 of the whole text after it, in hexadecimal. Undo, redo and merges are entries like edits.
The first entry also has the text that it starts from (``"base"``, compressed), so that a journal can be used when the
file was changed or lost since. An entry after which other conflicts are open than after the one before has their
markers (``"conflicts"``), as the text of the map need not have them. ``"leaves_out": 1`` says that the text after an
entry leaves out a change on disk, because its merge or reload was undone.

Between them are entries of drafts: ``{"draft": {"kind", "ids", "rest", "heading", "values"}}``. The last one about a
subject holds; without values the draft is no more.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.mapfile.document import Block, Document
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.session.drafts import Draft, DraftSubject
from argmap.session.session import Session
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.merge.conflicts import Conflict, MergedMap

JournalEntry = dict[str, str | int]

LARGEST = 256 * 1024 * 1024
"""The largest number of bytes of an unpacked text, which is that of a map file."""


@dataclass
class JournalWriter:
    """Makes the entries of one journal. Each starts from the text in which the one before ends.

    The document before then drops what it cached, as it is needed only for an undo.
    """

    end: Document | None = None
    """The document after the last entry, at first the one on disk; None when that is not known yet."""
    is_empty: bool = True
    conflicts: tuple[Conflict, ...] = ()
    """The conflicts that are open after the last entry."""

    def entry(
        self,
        before: Document,
        after: Document,
        label: str,
        conflicts: tuple[Conflict, ...] = (),
        *,
        leaves_out: bool = False,
    ) -> JournalEntry:
        """The entry of a change after which these conflicts are open.

        The first starts from the document on disk, or from ``before``. ``leaves_out`` says that what is on disk is
        left out.
        """
        start = self.end or before
        made = entry(start, after, label)
        if self.is_empty:
            made["base"] = packed(start.text)
        if conflicts != self.conflicts:
            from argmap.merge.conflict_markers import markers_of

            made["conflicts"] = markers_of(conflicts)
        if leaves_out:
            made["leaves_out"] = 1
        self.end, self.is_empty, self.conflicts = after, False, conflicts
        start.rest()
        return made

    def restart(self, on_disk: Document) -> None:
        """Begin again after the journal was emptied: the next entry is the first and starts from this document."""
        self.end, self.is_empty, self.conflicts = on_disk, True, ()


def entry(before: Document, after: Document, label: str) -> JournalEntry:
    """The journal entry that turns the text of one document into that of another."""
    start, end = _shared(before.blocks, after.blocks)
    at = sum(len(block.text) for block in before.blocks[:start])
    old = "".join(block.text for block in before.blocks[start : len(before.blocks) - end])
    new = "".join(block.text for block in after.blocks[start : len(after.blocks) - end])
    prefix, cut, put = changed_stretch(old, new)
    return {"label": label, "at": at + prefix, "cut": cut, "put": put, "sum": digest_of(after)}


def draft_entry(subject: DraftSubject, draft: Draft | None) -> dict[str, Any]:
    """The journal entry of a draft; None says that there is none any more."""
    heading, values = draft if draft is not None else ("", {})
    return {"draft": {**subject._asdict(), "heading": heading, "values": dict(values)}}


def changes_in(entries: Sequence[Any]) -> Sequence[Any]:
    """The entries of changes, without those of drafts."""
    return [item for item in entries if not (isinstance(item, dict) and "draft" in item)]


def unsaved_in(entries: Sequence[Any]) -> Sequence[Any]:
    """The entries of changes; none when all were undone again, so that the text ends as it began."""
    match changes := changes_in(entries):
        case [{"base": str(base)}, *_] if not any({"conflicts", "leaves_out"} & change.keys() for change in changes):
            begun = unpacked(base)
            return [] if begun is not None and changes[-1].get("sum") == digest(begun) else changes
    return changes


def drafts_in(entries: Sequence[Any]) -> dict[DraftSubject, Draft]:
    """The drafts that there are after these entries, the last one last. Malformed ones are left out."""
    found: dict[DraftSubject, Draft] = {}
    for item in entries:
        match item:
            case {"draft": {"kind": kind, "ids": [*ids], "rest": [*rest], "heading": heading, "values": {**values}}}:
                if _are_texts([kind, *ids, *rest, heading, *values.values()]):
                    subject = DraftSubject(kind, tuple(ids), tuple(rest))
                    found.pop(subject, None)
                    if values:
                        found[subject] = Draft(heading, {str(name): str(value) for name, value in values.items()})
    return found


def _are_texts(values: Iterable[object]) -> bool:
    """Whether all are texts without halves of surrogate pairs, which cannot be shown."""
    return all(isinstance(one, str) and not _HALVES.search(one) for one in values)


_HALVES = re.compile("[\ud800-\udfff]")


def replayed(text: str, item: Any) -> str | None:
    """The text after an entry; None when the entry was made for another text, or is malformed."""
    match item:
        case {"at": int(start), "cut": int(cut), "put": str(put), "sum": str(known)}:
            text = text[:start] + put + text[start + cut :]
        case _:
            return None
    try:
        return text if digest(text) == known else None
    except UnicodeEncodeError:  # half a surrogate pair, which no text has
        return None


def digest(text: str) -> str:
    """The SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(document: Document) -> str:
    """The SHA-256 of the text of a document, hexadecimal, computed block by block."""
    found = hashlib.sha256()
    for block in document.blocks:
        found.update(block.text.encode())
    return found.hexdigest()


def packed(text: str) -> str:
    """A text compressed (zlib) and in base 64."""
    return base64.b64encode(zlib.compress(text.encode(), 1)).decode("ascii")


def unpacked(text: str) -> str | None:
    """The text that :func:`packed` encoded; None when it is damaged or larger than a map may be."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(base64.b64decode(text, validate=True), LARGEST)
        return data.decode() if unpacking.eof else None
    except (ValueError, zlib.error):
        return None


def _shared(one: tuple[Block, ...], other: tuple[Block, ...]) -> tuple[int, int]:
    """The number of blocks that two documents share at their start, and at their end without these."""
    room = min(len(one), len(other))
    start = next((n for n in range(room) if one[n] is not other[n]), room)
    room -= start
    return start, next((n for n in range(room) if one[-1 - n] is not other[-1 - n]), room)


def changed_stretch(before: str, after: str) -> tuple[int, int, str]:
    """The one span in which two texts differ: its offset, its length in the first, and its text in the second."""
    start = common_prefix(before, after)
    room = min(len(before), len(after)) - start
    end = min(common_prefix(before[::-1], after[::-1]), room)
    return start, len(before) - start - end, after[start : len(after) - end]


def common_prefix(one: str, other: str) -> int:
    """The length of the common prefix of two texts, found by bisection."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True)
class Recovery:
    """What was recovered from a journal: a session in which all replayed changes are one edit that can be undone."""

    session: Session
    labels: tuple[str, ...]
    """The labels of the replayed changes, in order."""
    lost: int
    """The number of entries at the end that could not be replayed."""
    merged: MergedMap | None = None
    """The merge of the unsaved changes with those made to the file since; None when it was not changed."""
    conflicts: tuple[Conflict, ...] = ()
    """The open conflicts: those of that merge, and those that were open before."""
    leaves_out: bool = False
    """Whether a change on disk is left out, because its merge or reload was undone."""


def recover(present: Document, entries: Sequence[Any], *, is_gone: bool = False) -> Recovery:
    """Replay the entries of a journal, up to the first damaged one, on the document now on disk.

    When the entries start from another document, they are replayed on the one in the journal and the result is merged
    into the one on disk; where both changed the same thing, that is a conflict. ``is_gone`` says that there is no
    file any more, or an empty one, so that nothing is merged. Raises MapError when nothing can be recovered.
    """
    entries = changes_in(entries)
    base = _base(present, entries)
    found = _ending(base, entries) if base is not None else None
    if base is None or found is None:
        raise MapError(f"Cannot recover: the unsaved changes belong to another version of '{present.file}'.")
    document, labels = found
    conflicts = _conflicts(document, entries[: len(labels)])
    merged = None
    if not (is_gone or base is present or _was_saved(present, entries[: len(labels)])):
        outside = Session.open(base).replace_document(document, _label(labels)).merge_outside(present)
        from argmap.merge.resolution import still_open

        document, merged = outside.session.document, outside.merged
        conflicts = (*still_open(merged.map, conflicts), *merged.conflicts)
    session = Session.open(present).replace_document(document, _label(labels))
    leaves_out = "leaves_out" in entries[len(labels) - 1]
    return Recovery(session, labels, len(entries) - len(labels), merged, conflicts, leaves_out)


def _conflicts(document: Document, entries: Sequence[Any]) -> tuple[Conflict, ...]:
    """The conflicts that are open after these entries, which end with the document: recorded, or with a marker."""
    from argmap.merge.conflict_markers import find_markers, markers_in

    noted = [item["conflicts"] for item in entries if isinstance(item.get("conflicts"), str)]
    there = markers_in(document)
    recorded = find_markers(noted[-1], document.map) if noted else ()
    further = [one for one in recorded if one.conflict and not any(mark.is_of(one.conflict) for mark in there)]
    return tuple(mark.conflict for mark in (*there, *further) if mark.conflict is not None)


def _label(labels: tuple[str, ...]) -> str:
    return f"recover {counted(len(labels), 'change')}"


def _was_saved(present: Document, entries: Sequence[Any]) -> bool:
    """Whether one of the entries ends in the document on disk, as when the editor was killed while it saved."""
    known = digest_of(present)
    return any(item["sum"] == known for item in entries)


def _base(present: Document, entries: Sequence[Any]) -> Document | None:
    """The document that the entries start from: the one in the first of them, unless that is the one on disk.

    A first entry can replace the very words that differ, so that it seems to fit a text that it does not start from.
    """
    kept = entries[0].get("base") if entries and isinstance(entries[0], dict) else None
    text = unpacked(kept) if isinstance(kept, str) else None
    if text is None or text == present.text:
        return present
    return _read(present, text)


def _ending(base: Document, entries: Sequence[Any]) -> tuple[Document, tuple[str, ...]] | None:
    """The document after the entries and their labels, without last entries whose text is not a map."""
    whole = sum(1 for _ in _repeated(base.text, entries))
    for count in range(whole, 0, -1):
        *_, text = _repeated(base.text, entries[:count])
        document = _read(base, text)
        if document is not None:
            labels = (item.get("label") for item in entries[:count])
            return document, tuple(label if isinstance(label, str) else "edit" for label in labels)
    return None


def _repeated(text: str, entries: Sequence[Any]) -> Iterator[str]:
    """The text after each entry, up to the first entry that was made for another text."""
    for item in entries:
        after = replayed(text, item)
        if after is None:
            return
        text = after
        yield text


def _read(like: Document, text: str) -> Document | None:
    mark = b"\xef\xbb\xbf" if like.bom else b""
    try:
        return read(mark + text.encode(), like.file)
    except MapError:
        return None
