"""A document with another map: patched, read again where it was touched, and compared."""

from __future__ import annotations

from argmap.model.findings import ReadingRefused, Refusal
from argmap.model.types import Map
from argmap.text.document import Block, Document
from argmap.text.patch import Change, changes
from argmap.text.read import read
from argmap.text.reread import reread_frame, unprovable
from argmap.text.splice import apply


def revise(document: Document, target: Map) -> Document:
    """``document`` changed to hold ``target``, only the lines that carry the change touched.

    Raises Refusal when the text cannot be made to say exactly ``target``; no document is ever returned that does
    not. What was not touched is not read again: :func:`argmap.text.prove.prove` reads all.
    """
    made = changes(document, target)
    if not made:
        return document
    if any(change.blocks is None for change in made):
        return _read_again(document, target, made)
    blocks: list[Block] = []
    at = 0
    for change in made:
        blocks += document.blocks[at : change.first]
        blocks += _blocks_after(document, change, target)
        at = change.last
    blocks += document.blocks[at:]
    return Document(document.file, target, tuple(blocks), document.bom, document.style)


def _blocks_after(document: Document, change: Change, target: Map) -> tuple[Block, ...]:
    assert change.blocks is not None
    if change.last == change.first + 1 and change.blocks[0].part is None:
        block = change.blocks[0]
        start = document.starts[change.first]
        text = apply(block.text, [splice.moved(-start) for splice in change.splices])
        return (reread_frame(block, text, target),)
    return change.blocks


def _read_again(document: Document, target: Map, made: list[Change]) -> Document:
    text = apply(document.text, [splice for change in made for splice in change.splices])
    bom = "\ufeff" if document.bom else ""
    try:
        found = read((bom + text).encode(), document.file)
    except ReadingRefused as refused:
        raise Refusal(f"The change was not made: the file would no longer be a map. {refused}") from refused
    if found.map != target:
        raise unprovable()
    return found
