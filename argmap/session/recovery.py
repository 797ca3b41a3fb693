"""Recovery of unsaved work from a journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import MergedMap
from argmap.model.findings import MapError
from argmap.session.journal import replayed, unpacked
from argmap.session.session import Session
from argmap.vocabulary import counted


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


def recover(present: Document, entries: Sequence[Any]) -> Recovery:
    """Replay the entries of a journal, up to the first damaged one, on the document now on disk.

    When the entries start from another document, they are replayed on the one in the journal and the result is merged
    into the one on disk. Raises MapError when nothing can be recovered.
    """
    found = _ending(present, entries)
    if found is not None:
        document, labels = found
        session = Session.open(present).replace_document(document, _label(labels))
        return Recovery(session, labels, len(entries) - len(labels))
    base = _base(present, entries)
    found = _ending(base, entries) if base is not None else None
    if base is None or found is None:
        raise MapError(f"Cannot recover: the unsaved changes belong to another version of '{present.file}'.")
    document, labels = found
    outside = Session.open(base).replace_document(document, _label(labels)).merge_outside(present)
    merged = outside.session.document
    session = Session.open(present).replace_document(merged, _label(labels))
    return Recovery(session, labels, len(entries) - len(labels), outside.merged)


def _label(labels: tuple[str, ...]) -> str:
    return f"recover {counted(len(labels), 'change')}"


def _base(present: Document, entries: Sequence[Any]) -> Document | None:
    """The document that the entries start from, which is in the first of them."""
    kept = entries[0].get("base") if entries and isinstance(entries[0], dict) else None
    text = unpacked(kept) if isinstance(kept, str) else None
    return _read(present, text) if text is not None else None


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
    """The text after each entry, up to the first that does not fit."""
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
