"""Proof that a changed text reads as the intended map: its changed blocks are read again, and before saving all
blocks."""

from __future__ import annotations

from typing import NamedTuple

from argmap.mapfile.document import Block, Document, Part
from argmap.mapfile.edits import Splice
from argmap.mapfile.fields import PROSE
from argmap.mapfile.read.decode import Builder
from argmap.mapfile.read.read import entry_blocks, read, with_warnings
from argmap.mapfile.read.source_text import check_characters, escaped_characters, possible_cuts, undecided_conflicts
from argmap.mapfile.syntax.cst import Mapping, Node, compose
from argmap.mapfile.syntax.positions import Lines
from argmap.mapfile.syntax.problems import Report, silent
from argmap.model.findings import MapError, ReadingRefused
from argmap.model.types import Map


class Change(NamedTuple):
    """Splices (offsets into the whole text) that all lie in the blocks from ``first`` up to ``last``, and the blocks
    that replace these, read again."""

    first: int
    last: int
    splices: tuple[Splice, ...]
    blocks: tuple[Block, ...]


def reread_entries(text: str, section: str, wanted: tuple[Part, ...]) -> tuple[Block, ...]:
    """The blocks of ``text``, some entries of a section, whose parts must equal ``wanted``.

    Raises MapError when they do not.
    """
    report, root = _composed(text)
    if not isinstance(root, Mapping) or root.flow or report.refuses:
        raise unprovable()
    builder = Builder(report)
    parts = tuple(builder.part(section, name, value) for name, value in builder.entries(root, (section,)))
    if report.refuses or parts != wanted:
        raise unprovable()
    first, *others = entry_blocks(text, section, wanted, root, -1)
    # Comments left above the first entry stay with it until the whole file is read again.
    above = text[: len(text) - sum(len(block.text) for block in (first, *others))]
    blocks = [first._replace(text=above + first.text), *others]
    return with_warnings(tuple(blocks), report)


def reread_frame(block: Block, text: str, map: Map) -> Block:
    """The frame ``block`` with another text, which must have the texts of ``map`` and nothing else."""
    report, root = _composed(text)
    before = compose(block.text, silent(block.text))
    if not isinstance(root, Mapping) or not isinstance(before, Mapping) or report.refuses:
        raise unprovable()
    said = [(key.value, getattr(value, "value", None)) for key, value in root.pairs]
    meant = [
        (key.value, getattr(map, key.value) if key.value in PROSE else getattr(value, "value", None))
        for key, value in before.pairs
    ]
    if said != meant:
        raise unprovable()
    return Block(text, opens=block.opens, warnings=tuple(report.placed))


def reread_document(text: str, wanted: Map, file: str) -> Document:
    """The document of ``text``, which must hold ``wanted``. Raises MapError when it does not."""
    try:
        found = read(text.encode(), file)
    except ReadingRefused as refused:
        raise MapError(f"The change was not made: the file would no longer be a map. {refused}") from refused
    if found.map != wanted:
        raise unprovable()
    return found


def _composed(text: str) -> tuple[Report, Node | None]:
    report = Report(Lines("", text))
    check_characters(text, report)
    escaped_characters(text, report)
    undecided_conflicts(text, report)
    return report, compose(text, report, possible_cuts(text))


def unprovable() -> MapError:
    """The message about a change that would not read back as intended."""
    return MapError(
        "The change was not made, because the file as it is laid out would not have read back as meant; "
        "lay it out with 'argmap fmt' first and try again."
    )


def prove(document: Document) -> Document:
    """``document`` read again from the bytes to be saved. Raises MapError when they do not hold its map."""
    try:
        found = read(document.data, document.file)
    except ReadingRefused as refused:
        raise MapError(f"The text to be saved could not be read back, so nothing was saved. {refused}") from refused
    if found.map != document.map:
        raise MapError("The text to be saved does not read back as the map on screen, so nothing was saved.")
    return found
