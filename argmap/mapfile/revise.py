"""A document with another map: patched, read again where it was touched, and compared."""

from __future__ import annotations

from argmap.mapfile.document import Block, Document
from argmap.mapfile.patch.patch import changes
from argmap.model.types import Map


def revise(document: Document, target: Map) -> Document:
    """``document`` changed to hold ``target``, only the lines that carry the change touched.

    Raises Refusal when the text cannot be made to say exactly ``target``; no document is ever returned that does
    not. What was not touched is not read again: :func:`argmap.mapfile.verify.prove` reads all.
    """
    made = changes(document, target)
    if not made:
        return document
    blocks: list[Block] = []
    at = 0
    for change in made:
        blocks += document.blocks[at : change.first]
        blocks += change.blocks
        at = change.last
    blocks += document.blocks[at:]
    return Document(document.file, target, tuple(blocks), document.bom, document.style)
