"""Reasons that turn from support to objection or back: the list is renamed, or the item moves with its comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.text.extents import Extent, of_items
from argmap.text.nodes import Mapping, Sequence
from argmap.text.spell import Fields, Value, item_name

TURNS = (("supports", "objects_to"), ("objects_to", "supports"))


class Turning(NamedTuple):
    """The item at ``place`` of the list ``source``, which goes to the list ``goal`` of the same claim."""

    source: Sequence
    place: int
    extent: Extent
    goal: str
    name: str
    old: Value
    new: Value


def turned_list(node: Mapping, old: Fields, new: Fields) -> dict[str, str]:
    """The name of the list of which all items have turned, with the name that it gets; empty when there is none."""
    present = {key.value for key, _ in node.pairs}
    for one, other in TURNS:
        if one in old and one not in new and other in new and other not in present:
            return {one: other} if list(_by_name(old, one)) == list(_by_name(new, other)) else {}
    return {}


def turning_items(text: str, node: Mapping, old: Fields, new: Fields) -> Iterator[Turning]:
    """The items of block lists that have turned one by one."""
    if node.flow:
        return
    lists = {key.value: (key.end_mark.index, value) for key, value in node.pairs}
    for one, other in TURNS:
        leaving, coming = _by_name(old, one), _by_name(new, other)
        names = [name for name in coming if name in leaving and name not in _by_name(new, one)]
        before, source = lists.get(one, (0, None))
        if not names or not isinstance(source, Sequence) or source.flow or len(source.items) != len(leaving):
            continue
        extents, places = of_items(text, source, before), list(leaving)
        for name in names:
            place = places.index(name)
            yield Turning(source, place, extents[place], other, name, leaving[name], coming[name])


def reindented(text: str, by: int) -> str:
    """Lines moved ``by`` columns to the right, or to the left as far as their indents go."""
    return "\n".join([_shifted(line, by) for line in text.split("\n")])


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _by_name(fields: Fields, name: str) -> dict[str, Value]:
    items = fields.get(name, [])
    return {item_name(item): item for item in items} if isinstance(items, list) else {}
