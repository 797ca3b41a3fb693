"""Where a thing in a map is written."""

from __future__ import annotations

from argmap.mapfile.document import Document
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, Sequence, compose, start_of
from argmap.mapfile.syntax.positions import Lines
from argmap.mapfile.syntax.report import Report
from argmap.model.findings import Path, Place
from argmap.model.ids import tidy_address


def place_of(document: Document, path: Path) -> Place | None:
    """The place of the thing that ``path`` names, or of the nearest thing around it; None in a file without any.

    An entry of a mapping is at its name; an item of a list at its first character.
    """
    number = document.numbers.get((path[0], path[1])) if len(path) > 1 else None
    if number is not None:
        offset = _offset_in(document.blocks[number].text, path[1:])
        return document.lines.place(document.starts[number] + (offset or 0))
    for number, block in enumerate(document.blocks):
        if block.part is None and (offset := _offset_in(block.text, path)) is not None:
            return document.lines.place(document.starts[number] + offset)
    return document.lines.place(0) if document.blocks else None


def _offset_in(text: str, path: Path) -> int | None:
    node = compose(text, Report(Lines("", text)))
    found: int | None = None
    for number, name in enumerate(path):
        step = _step(node, name, path[number - 1] if number else "")
        if step is None:
            break
        found, node = step
    return found


def _step(node: Node | None, name: str, field: str) -> tuple[int, Node] | None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.value == name:
                return key.start_mark.index, value
    if isinstance(node, Sequence):
        wanted, _, count = name.partition("#")
        numbered = [item for item in node.items if names(item) == (wanted if count.isdigit() else name)]
        place = int(count) - 1 if count.isdigit() else 0
        if place < len(numbered):
            return start_of(numbered[place]), numbered[place]
    return None


def names(item: Node) -> str | None:
    """What an item of a list is known by: its text, or in the long form the claim, reason or source it names."""
    if isinstance(item, Mapping):
        for key, value in item.pairs:
            if key.value in {"claim", "reason", "source"} and not isinstance(value, (Mapping, Sequence)):
                return tidy_address(value.value)
        return None
    if isinstance(item, Sequence):
        return None
    scalar: Scalar = item
    return tidy_address(scalar.value)
