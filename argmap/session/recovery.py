"""Recovering unsaved work from a journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import MergeResult
from argmap.model.findings import Refusal
from argmap.session.journal import repeated, unpacked
from argmap.session.session import Session
from argmap.vocabulary import counted


@dataclass(frozen=True)
class Recovery:
    """What could be had from a journal: the session after its entries, as one edit that can be undone."""

    session: Session
    labels: tuple[str, ...]
    """The labels of the changes that were repeated, in order."""
    lost: int
    """How many entries at the end could not be."""
    merged: MergeResult | None = None
    """When the file was changed since, how its changes and the unsaved ones went together."""


def recover(present: Document, entries: Sequence[Any]) -> Recovery:
    """Repeat journalled changes, as far as they are whole, on the document now on disk.

    When that is not the one they started from, they are repeated on the one in the journal and merged.
    Raises Refusal when nothing can be had.
    """
    found = _ending(present, entries)
    if found is not None:
        document, labels = found
        session = Session.open(present).replace_document(document, _label(labels))
        return Recovery(session, labels, len(entries) - len(labels))
    base = _base(present, entries)
    found = _ending(base, entries) if base is not None else None
    if base is None or found is None:
        raise Refusal(f"The journal does not fit '{present.file}': it was begun on another version of the file.")
    document, labels = found
    outside = Session.open(base).replace_document(document, _label(labels)).merge_outside(present)
    merged = outside.session.document
    session = Session.open(present).replace_document(merged, _label(labels))
    return Recovery(session, labels, len(entries) - len(labels), outside.merged)


def _label(labels: tuple[str, ...]) -> str:
    return f"recover {counted(len(labels), 'change')}"


def _base(present: Document, entries: Sequence[Any]) -> Document | None:
    """The document that the entries start from, out of the first of them."""
    kept = entries[0].get("base") if entries and isinstance(entries[0], dict) else None
    text = unpacked(kept) if isinstance(kept, str) else None
    return _read(present, text) if text is not None else None


def _ending(base: Document, entries: Sequence[Any]) -> tuple[Document, tuple[str, ...]] | None:
    """The document that the entries lead to from ``base`` and their labels, without last ones that cannot be read."""
    whole = sum(1 for _ in _repeated(base.text, entries))
    for count in range(whole, 0, -1):
        *_, text = _repeated(base.text, entries[:count])
        document = _read(base, text)
        if document is not None:
            labels = (item.get("label") for item in entries[:count])
            return document, tuple(label if isinstance(label, str) else "edit" for label in labels)
    return None


def _repeated(text: str, entries: Sequence[Any]) -> Iterator[str]:
    """The text after each entry, up to the first that does not fit."""
    for item in entries:
        after = repeated(text, item)
        if after is None:
            return
        text = after
        yield text


def _read(like: Document, text: str) -> Document | None:
    mark = b"\xef\xbb\xbf" if like.bom else b""
    try:
        return read(mark + text.encode(), like.file)
    except Refusal:
        return None
