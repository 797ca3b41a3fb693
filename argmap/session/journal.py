"""Journal entries: each edit as one JSON value, enough to repeat it on the bytes it started from.

An entry replaces one stretch of the text: ``{"label", "at", "cut", "put", "sum"}``, where ``at`` and ``cut`` count
characters and ``sum`` is the SHA-256 of the whole text after it. Undo, redo and merges are entries like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.model.findings import Refusal
from argmap.session.session import Session
from argmap.text.document import Document
from argmap.text.read import read


def entry(before: Document, after: Document, label: str) -> dict[str, str | int]:
    """The journal entry that turns the text of one document into that of another."""
    start, cut, put = changed_stretch(before.text, after.text)
    return {"label": label, "at": start, "cut": cut, "put": put, "sum": digest(after.text)}


@dataclass(frozen=True)
class Recovery:
    """What could be had from a journal: the session after its entries, as one edit on the base that can be undone."""

    session: Session
    labels: tuple[str, ...]
    """The labels of the edits that were repeated, in order."""
    lost: int
    """How many entries at the end could not be."""


def recover(base: Document, entries: Sequence[Any]) -> Recovery:
    """Repeat journalled edits on the document they started from, as far as they are whole.

    Raises Refusal when not one entry fits the document, as when it is not the one they started from.
    """
    texts = list(_repeated(base.text, entries))
    while texts:
        try:
            document = read(encoded(base, texts[-1][1]), base.file)
        except Refusal:
            texts.pop()
            continue
        labels = tuple(label for label, _ in texts)
        session = Session.open(base).replace_document(document, f"recover {len(labels)} edits")
        return Recovery(session, labels, len(entries) - len(labels))
    raise Refusal(f"The journal does not fit {base.file}: it was begun on another version of the file.")


def _repeated(text: str, entries: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Label and text after each entry, up to the first that does not fit."""
    for item in entries:
        try:
            start, cut, put = int(item["at"]), int(item["cut"]), str(item["put"])
            text = text[:start] + put + text[start + cut :]
            if digest(text) != item["sum"]:
                return
            yield str(item["label"]), text
        except (KeyError, TypeError, ValueError):
            return


def encoded(like: Document, text: str) -> bytes:
    """``text`` as bytes, with a byte order mark when ``like`` has one."""
    mark = b"\xef\xbb\xbf" if like.data.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()


def digest(text: str) -> str:
    """The SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def changed_stretch(before: str, after: str) -> tuple[int, int, str]:
    """The one stretch in which two texts differ: where it starts, how much of the first goes, what comes instead."""
    start = common_prefix(before, after)
    room = min(len(before), len(after)) - start
    end = min(common_prefix(before[::-1], after[::-1]), room)
    return start, len(before) - start - end, after[start : len(after) - end]


def common_prefix(one: str, other: str) -> int:
    """How many characters two texts have in common from their start, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
