"""Structural diff of maps, by id and field, and its inverse: ``apply(diff(a, b), a) == b``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Removed, renaming_of
from argmap.merge.ids import renames
from argmap.merge.list_order import moved, placed, predecessors
from argmap.model.findings import MapError, Path
from argmap.model.paths import FIELDS, LISTS, ListItem, child_path, first_step, items_of, keyed
from argmap.model.renaming import renamed
from argmap.model.types import Map, Part, rebuilt

P = TypeVar("P", bound=Part)
Step = tuple[Path, Change]
"""A change, with the part of its path that is still to be followed."""


def diff(a: Map, b: Map) -> Changes:
    """The changes that turn ``a`` into ``b``, order included; none when they are equal."""
    found = renames(a, b)
    return Changes(found, tuple(_part_diff(renamed(a, renaming_of(found)), b, ())))


def edits_within(a: Part, b: Part, path: Path) -> Iterator[Change]:
    """The changes between two versions of the thing at ``path``, in one set of ids."""
    return _part_diff(a, b, path)


def revision_diff(parents: Sequence[Map], after: Map) -> Changes:
    """The changes that a revision made to the maps of its parents, one or several.

    For a merge these are the changes against every parent, as in git's combined diff: what was taken from one parent
    is no change of the merge.
    """
    first, *others = (diff(parent, after) for parent in parents)
    for other in others:
        known = {(type(edit), edit.path) for edit in other.edits}
        renames_known = {(item.path, item.new) for item in other.renames}
        first = Changes(
            tuple(item for item in first.renames if (item.path, item.new) in renames_known),
            tuple(edit for edit in first.edits if (type(edit), edit.path) in known),
        )
    return first


def _part_diff(a: Part, b: Part, path: Path) -> Iterator[Change]:
    for name in FIELDS[type(a)]:
        old, new = getattr(a, name), getattr(b, name)
        if old != new:
            yield Changed((*path, name), old, new)
    for name in LISTS.get(type(a), ()):
        old_items, new_items = items_of(a, name), items_of(b, name)
        if old_items is not new_items:
            yield from _list_diff(keyed(old_items), keyed(new_items), path, name)


def _list_diff(a: dict[str, ListItem], b: dict[str, ListItem], path: Path, name: str) -> Iterator[Change]:
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
            yield from _part_diff(old, item, here)


def apply(changes: Changes, map: Map) -> Map:
    """``map`` with ``changes`` made.

    The changes must come from a diff of this map, or of one with the same ids. Raises MapError when something that
    they remove, move or change is missing.
    """
    map = renamed(map, renaming_of(changes.renames))
    return _changed_part(map, [(edit.path, edit) for edit in changes.edits])


def _changed_part(part: P, steps: Iterable[Step]) -> P:
    fields: dict[str, Any] = {}
    lists: dict[str, dict[str, list[Step]]] = {}
    for path, change in steps:
        if len(path) == 1 and isinstance(change, Changed):
            fields[path[0]] = change.new
        else:
            name, key, rest = first_step(type(part), path)
            lists.setdefault(name, {}).setdefault(key, []).append((rest, change))
    for name, by_key in lists.items():
        fields[name] = _changed_list(keyed(items_of(part, name)), by_key)
    return rebuilt(part, **fields)


def _changed_list(items: dict[str, ListItem], by_key: dict[str, list[Step]]) -> tuple[ListItem, ...]:
    gone: set[str] = set()
    incoming: dict[str, str | None] = {}
    for key, steps in by_key.items():
        if key not in items and not isinstance(steps[0][1], Added):
            raise MapError(f"'{key}' not found at {' / '.join(steps[0][1].path)}: this is a different map.")
        inner = _change_whole(key, steps, items, gone, incoming)
        item = items.get(key)
        if inner and isinstance(item, Part):
            items[key] = _changed_part(item, inner)
    kept = (key for key in items if key not in gone and key not in incoming)
    return tuple(items[key] for key in placed(kept, incoming))


def _change_whole(
    key: str, steps: Sequence[Step], items: dict[str, ListItem], gone: set[str], incoming: dict[str, str | None]
) -> list[Step]:
    """Make the changes to one item as a whole, in ``items``, ``gone`` and ``incoming``; return those inside it."""
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
