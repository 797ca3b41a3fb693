"""Journal entries: each change as one JSON value, enough to repeat it after a crash.

An entry replaces one stretch of the text: ``{"label", "at", "cut", "put", "sum"}``, where ``at`` and ``cut`` count
characters and ``sum`` is the SHA-256 of the whole text after it. Undo, redo and merges are entries like any other.
The first entry also holds the text that it starts from (``"base"``, compressed), so that a journal can be used even
when the file has been changed or lost since.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

from argmap.mapfile.document import Block, Document

Entry = dict[str, str | int]

LARGEST = 256 * 1024 * 1024
"""Bytes that an unpacked text may have: as many as a map file."""


@dataclass
class Chain:
    """Makes the entries of one journal, each starting from the text in which the one before ended.

    The document before is then at rest: undo may want its text, but hardly soon.
    """

    end: Document | None = None
    """The document the journal leads to, at first the one on disk; None when that is not known yet."""
    is_empty: bool = True

    def entry(self, before: Document, after: Document, label: str) -> Entry:
        """The entry for a change. An empty journal starts from what is on disk, or from ``before``."""
        start = self.end or before
        made = entry(start, after, label)
        if self.is_empty:
            made["base"] = packed(start.text)
        self.end, self.is_empty = after, False
        start.rest()
        return made

    def restart(self, on_disk: Document) -> None:
        """The journal is emptied: its next entry is its first, and starts from this document."""
        self.end, self.is_empty = on_disk, True


def entry(before: Document, after: Document, label: str) -> Entry:
    """The journal entry that turns the text of one document into that of another."""
    start, end = _shared(before.blocks, after.blocks)
    at = sum(len(block.text) for block in before.blocks[:start])
    old = "".join(block.text for block in before.blocks[start : len(before.blocks) - end])
    new = "".join(block.text for block in after.blocks[start : len(after.blocks) - end])
    prefix, cut, put = changed_stretch(old, new)
    return {"label": label, "at": at + prefix, "cut": cut, "put": put, "sum": digest_of(after)}


def repeated(text: str, item: Any) -> str | None:
    """The text after an entry, or None when the entry does not fit it or is not one."""
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
    """The SHA-256 of a document's text, hexadecimal, without putting the text together."""
    found = hashlib.sha256()
    for block in document.blocks:
        found.update(block.text.encode())
    return found.hexdigest()


def packed(text: str) -> str:
    """A text, compressed, in ASCII."""
    return base64.b64encode(zlib.compress(text.encode(), 1)).decode("ascii")


def unpacked(text: str) -> str | None:
    """The text that :func:`packed` made ASCII of; None when it is damaged, or larger than a map may be."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(base64.b64decode(text, validate=True), LARGEST)
        return data.decode() if unpacking.eof else None
    except (ValueError, zlib.error):
        return None


def _shared(one: tuple[Block, ...], other: tuple[Block, ...]) -> tuple[int, int]:
    """How many blocks two documents share at their start and at their end."""
    room = min(len(one), len(other))
    start = next((n for n in range(room) if one[n] is not other[n]), room)
    room -= start
    return start, next((n for n in range(room) if one[-1 - n] is not other[-1 - n]), room)


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
