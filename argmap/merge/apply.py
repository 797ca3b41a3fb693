"""``apply(changes, map)``: a map with changes made to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Removed, names_of
from argmap.merge.list_order import placed
from argmap.model.findings import Path, Refusal
from argmap.model.paths import Item, first_step, items_of, keyed
from argmap.model.renaming import relabelled
from argmap.model.types import Map, Part, rebuilt

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
    return _in_part(map, [(edit.path, edit) for edit in changes.edits])


def _in_part(part: P, steps: Iterable[Step]) -> P:
    fields: dict[str, Any] = {}
    lists: dict[str, dict[str, list[Step]]] = {}
    for path, change in steps:
        if len(path) == 1 and isinstance(change, Changed):
            fields[path[0]] = change.new
        else:
            name, key, rest = first_step(type(part), path)
            lists.setdefault(name, {}).setdefault(key, []).append((rest, change))
    for name, by_key in lists.items():
        fields[name] = _in_list(keyed(items_of(part, name)), by_key)
    return rebuilt(part, **fields)


def _in_list(items: dict[str, Item], by_key: dict[str, list[Step]]) -> tuple[Item, ...]:
    gone: set[str] = set()
    incoming: dict[str, str | None] = {}
    for key, steps in by_key.items():
        if key not in items and not isinstance(steps[0][1], Added):
            raise Refusal(f"There is no '{key}' to change at {' / '.join(steps[0][1].path)}: the map is another one.")
        inner = _whole(key, steps, items, gone, incoming)
        item = items.get(key)
        if inner and isinstance(item, Part):
            items[key] = _in_part(item, inner)
    kept = (key for key in items if key not in gone and key not in incoming)
    return tuple(items[key] for key in placed(kept, incoming))


def _whole(
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
