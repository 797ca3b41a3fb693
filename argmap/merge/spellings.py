"""Entries that a merge brings into ours, written as they are in the file that they come from."""

from __future__ import annotations

from argmap.mapfile.document import Block, Document
from argmap.merge.conflict_markers import reread


def with_spellings(document: Document, ours: Document, *sources: Document) -> Document:
    """``document`` with each entry that ours lacks as the first of ``sources`` writes it, if that says the same.

    A date stays without quotation marks, a folded text folded. Comments inside an entry come with it.
    """
    known = ours.numbers.keys()
    texts = [
        block.text if block.key is None or block.key in known else _as_in(block, sources) for block in document.blocks
    ]
    text = "".join(texts)
    return document if text == document.text else reread(document, text, document.map) or document


def _as_in(block: Block, sources: tuple[Document, ...]) -> str:
    """The text of an entry, with the lines of its own as another file has them."""
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
