"""``diff(a, b)``: what changed between two maps, by id and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Removed, names_of
from argmap.merge.list_order import moved, placed, predecessors
from argmap.merge.rename_detection import renames
from argmap.model.findings import Path, Refusal
from argmap.model.paths import FIELDS, LISTS, Item, child_path, first_step, items_of, keyed
from argmap.model.renaming import relabelled
from argmap.model.types import Map, Part, rebuilt


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


P = TypeVar("P", bound=Part)
Step = tuple[Path, Change]
"""A change with the part of its path that is still to be walked."""


def apply(changes: Changes, map: Map) -> Map:
    """``map`` with ``changes`` made.

    The changes must have been found against this map, or against one that has all that they name; raises
    Refusal when something to remove, move or change is not there.
    """
    if changes.renames:
        map = relabelled(map, names_of(changes.renames))
    return _part_after(map, [(edit.path, edit) for edit in changes.edits])


def _part_after(part: P, steps: Iterable[Step]) -> P:
    fields: dict[str, Any] = {}
    lists: dict[str, dict[str, list[Step]]] = {}
    for path, change in steps:
        if len(path) == 1 and isinstance(change, Changed):
            fields[path[0]] = change.new
        else:
            name, key, rest = first_step(type(part), path)
            lists.setdefault(name, {}).setdefault(key, []).append((rest, change))
    for name, by_key in lists.items():
        fields[name] = _list_after(keyed(items_of(part, name)), by_key)
    return rebuilt(part, **fields)


def _list_after(items: dict[str, Item], by_key: dict[str, list[Step]]) -> tuple[Item, ...]:
    gone: set[str] = set()
    incoming: dict[str, str | None] = {}
    for key, steps in by_key.items():
        if key not in items and not isinstance(steps[0][1], Added):
            raise Refusal(f"There is no '{key}' to change at {' / '.join(steps[0][1].path)}: the map is another one.")
        inner = _split_steps(key, steps, items, gone, incoming)
        item = items.get(key)
        if inner and isinstance(item, Part):
            items[key] = _part_after(item, inner)
    kept = (key for key in items if key not in gone and key not in incoming)
    return tuple(items[key] for key in placed(kept, incoming))


def _split_steps(
    key: str, steps: Sequence[Step], items: dict[str, Item], gone: set[str], incoming: dict[str, str | None]
) -> list[Step]:
    """Take in the changes to the item as a whole; those inside it are returned."""
    inner: list[Step] = []
    for rest, change in steps:
        if rest:
            inner.append((rest, change))
        elif isinstance(change, Removed):
            gone.add(key)
        elif isinstance(change, Added):
            items[key] = change.item
            incoming[key] = change.after
        elif isinstance(change, Moved):
            incoming[key] = change.after
    return inner
