"""A file as fields, named entries and items of lists, each with its comments: what laying out goes by."""

from __future__ import annotations

from typing import final

from argmap.mapfile.fields import MAP, Field
from argmap.mapfile.layout import SIDE
from argmap.mapfile.syntax.cst import Mapping, Node, Sequence
from argmap.mapfile.trivia import Comment, Trivia


@final
class Entry:
    """A field, a named entry or an item of a list (``name`` is None), and what it holds.

    ``is_record`` tells whether it is one of its field's records (or texts), rather than the field as a whole;
    ``commented`` whether a comment belongs to it or to anything in it.
    """

    __slots__ = ("above", "below", "beside", "children", "commented", "field", "inside", "is_record", "name", "node")

    def __init__(self, name: str | None, node: Node, field: Field, is_record: bool, trivia: Trivia) -> None:
        self.name = name
        self.node = node
        self.field = field
        self.is_record = is_record
        self.children: list[Entry] = []
        self.inside: list[Comment] = trivia.of(node, "inside")
        self.above: list[Comment] = trivia.of(node, "above")
        self.beside: list[Comment] = trivia.of(node, "beside")
        self.below: list[Comment] = trivia.of(node, "below")
        self.commented = bool(self.inside or self.above or self.beside or self.below)


def entries(root: Mapping, trivia: Trivia) -> list[Entry]:
    """The top-level fields of the file whose root node is ``root``."""
    return [_entry(key.value, value, MAP.by_name[key.value], False, trivia) for key, value in root.pairs]


def _entry(name: str | None, node: Node, of: Field, is_record: bool, trivia: Trivia) -> Entry:
    entry = Entry(name, node, of, is_record, trivia)
    if isinstance(node, Sequence):
        entry.children = [_entry(None, item, of, True, trivia) for item in node.items]
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            below, whole = _field_of(entry, key.value)
            entry.children.append(_entry(key.value, value, below, whole, trivia))
    entry.commented = entry.commented or any(child.commented for child in entry.children)
    return entry


def _field_of(entry: Entry, name: str) -> tuple[Field, bool]:
    """The field of a pair in ``entry``, and whether the pair is one of its records."""
    if entry.field.kind == "entries" and not entry.is_record:
        return (entry.field, True) if entry.field.of is not None else (SIDE, True)
    assert entry.field.of is not None
    return entry.field.of.by_name[name], False
