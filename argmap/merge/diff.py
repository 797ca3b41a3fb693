"""``diff(a, b)``: what changed between two maps, by id and field."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Removed, names_of
from argmap.merge.list_order import moved, predecessors
from argmap.merge.rename_detection import renames
from argmap.model.findings import Path
from argmap.model.paths import FIELDS, LISTS, Item, child_path, items_of, keyed
from argmap.model.renaming import relabelled
from argmap.model.types import Map, Part


def diff(a: Map, b: Map) -> Changes:
    """The changes that turn ``a`` into ``b``; empty when they are equal.

    ``apply(diff(a, b), a) == b`` for any two maps, order included.
    """
    renamed = renames(a, b)
    if renamed:
        a = relabelled(a, names_of(renamed))
    return Changes(renamed, tuple(_in_part(a, b, ())))


def edits_within(a: Part, b: Part, path: Path) -> Iterator[Change]:
    """The changes inside one thing that is in both maps, renamings aside; ``path`` is the thing's own."""
    return _in_part(a, b, path)


def _in_part(a: Part, b: Part, path: Path) -> Iterator[Change]:
    for name in FIELDS[type(a)]:
        old, new = getattr(a, name), getattr(b, name)
        if old != new:
            yield Changed((*path, name), old, new)
    for name in LISTS.get(type(a), ()):
        old_items, new_items = items_of(a, name), items_of(b, name)
        if old_items is not new_items:
            yield from _in_list(keyed(old_items), keyed(new_items), path, name)


def _in_list(a: dict[str, Item], b: dict[str, Item], path: Path, name: str) -> Iterator[Change]:
    for key, item in a.items():
        if key not in b:
            yield Removed(child_path(path, name, key, item), item)
    elsewhere = moved(list(a), list(b))
    before = predecessors(list(b))
    for key, item in b.items():
        here = child_path(path, name, key, item)
        old = a.get(key)
        if old is None:
            yield Added(here, item, before[key])
            continue
        if key in elsewhere:
            yield Moved(here, before[key])
        if isinstance(item, Part) and isinstance(old, Part) and old is not item and old != item:
            yield from _in_part(old, item, here)
