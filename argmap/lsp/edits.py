"""Edits of the text that an editor makes for the server: renames, and layout. Each touches only what it changes."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from lsprotocol.types import Position, PrepareRenamePlaceholder, Range, TextEdit

from argmap.edit.rename import rename, rename_side
from argmap.edit.text import rename_tag
from argmap.lsp.open_map import OpenMap
from argmap.mapfile.canonical import format
from argmap.mapfile.document import Document
from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.occurrences import Occurrence
from argmap.mapfile.patch.patch import patch
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError, ReadingRefused
from argmap.model.types import Map

MOST_LINES_COMPARED = 4000
"""Lines that are compared one by one to lay a file out; a larger difference is one edit."""


def sound_document(open_map: OpenMap) -> Document:
    """The document of the text as it is. Raises MapError when the text cannot be read as a map."""
    if open_map.is_to_be_read:
        open_map.read_whole()
    if open_map.document is None or not open_map.is_sound:
        first = open_map.refused[0] if open_map.refused else None
        where = f" Line {first.place.line}: {first.message}" if first is not None and first.place else ""
        raise MapError(f"First correct the errors in the file: it cannot be read as a map.{where}")
    return open_map.document


def text_edits(open_map: OpenMap, splices: Sequence[Splice]) -> list[TextEdit]:
    """Splices of the text as edits of the protocol."""
    return [TextEdit(open_map.text.range(start, end), text) for start, end, text in splices]


def revision(open_map: OpenMap, target: Map) -> list[TextEdit]:
    """The edits that make the text say ``target``. Raises MapError where it cannot be made to."""
    return text_edits(open_map, patch(sound_document(open_map), target))


# Renaming


def renameable(open_map: OpenMap, position: Position) -> PrepareRenamePlaceholder | None:
    """The name at a position that can be changed, with its span; None where nothing has an id or tag."""
    sound_document(open_map)
    here = _renameable(open_map, position)
    if here is None:
        return None
    return PrepareRenamePlaceholder(open_map.text.range(here.start, here.end), here.thing[-1])


def renamed(open_map: OpenMap, position: Position, new: str) -> list[TextEdit]:
    """The edits that give the thing named at a position another id, with every reference to it.

    Raises MapError when nothing there has an id, and when the new id is invalid or taken.
    """
    document = sound_document(open_map)
    here = _renameable(open_map, position)
    if here is None:
        raise MapError("Put the cursor on an id, at its definition or at a reference.")
    if here.thing[0] == "tags":
        return revision(open_map, rename_tag(document.map, here.thing[1], new))
    if len(here.thing) == 4:
        return revision(open_map, rename_side(document.map, here.thing[1], here.thing[3], new))
    return revision(open_map, rename(document.map, here.thing[1], new))


def _renameable(open_map: OpenMap, position: Position) -> Occurrence | None:
    here = open_map.occurrence_at(open_map.text.offset(position))
    return here if here is not None and here.thing[0] != "reasons" else None


# Layout


def laid_out(open_map: OpenMap) -> list[TextEdit]:
    """The edits that lay the file out as ``argmap fmt`` does. Raises MapError for a file that is not a map."""
    document = sound_document(open_map)
    return text_edits(open_map, line_splices(document.text, format(document)))


def laid_out_within(open_map: OpenMap, range: Range) -> list[TextEdit]:
    """The same for the entries alone that a range touches. None where that would change the map."""
    document = sound_document(open_map)
    start, end = open_map.text.offset(range.start), open_map.text.offset(range.end)
    formatted = read(format(document).encode(), document.file)
    splices = []
    for block, begin in zip(document.blocks, document.starts, strict=False):
        number = formatted.numbers.get(block.key) if block.key is not None else None
        if number is None or begin > end or begin + len(block.text) <= start:
            continue
        new = formatted.blocks[number].text
        splices += [splice.moved(begin) for splice in line_splices(block.text, new)]
    return text_edits(open_map, splices) if _says_the_same(document, splices) else []


def _says_the_same(document: Document, splices: Sequence[Splice]) -> bool:
    try:
        return read(apply(document.text, splices).encode(), document.file).map == document.map
    except ReadingRefused:
        return False


def line_splices(old: str, new: str) -> list[Splice]:
    """The splices of whole lines that make one text of another."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    middle, others = before[first : len(before) - last], after[first : len(after) - last]
    if not middle and not others:
        return []
    start = sum(map(len, before[:first]))
    if len(middle) + len(others) > MOST_LINES_COMPARED:
        return [Splice(start, start + sum(map(len, middle)), "".join(others))]
    offsets = [start]
    for line in middle:
        offsets.append(offsets[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, middle, others, autojunk=False)
    return [
        Splice(offsets[a], offsets[b], "".join(others[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
