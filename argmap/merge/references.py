"""Repair of references in a merge: what one side removed and the other newly refers to is restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from argmap.merge.conflicts import BothChanged, Branch, Conflict, RemovedButNeeded, Retargeted
from argmap.merge.list_order import by_kind_as, placed
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.paths import ListItem, items_of, keyed
from argmap.model.references import Reference, Thing, dangling, named_by, references, target_named, things_in
from argmap.model.types import Map, Tension, rebuilt

Versions = tuple[tuple[Branch, Map], ...]
"""Maps to restore things from, the first choice first, each with the side that removed what is restored from it."""


def restored(merged: Map, base: Map, ours: Map, theirs: Map, conflicts: list[Conflict]) -> Map:
    """``merged`` with everything restored that a reference in it, or in theirs of a conflict, newly needs.

    Each restored thing is a conflict, appended to ``conflicts``. References that dangle on a side itself stay so.
    """
    missing = _missing(merged, conflicts)
    if not missing:
        return merged
    known = {_from_to(reference) for side in (ours, theirs) for reference in dangling(side)}
    versions: Versions = (("ours", theirs), ("theirs", ours), ("ours", base))
    while needed := _by_target(reference for reference in missing if _from_to(reference) not in known):
        for thing, paths in needed.items():
            merged = _with_thing(merged, thing, paths, versions, conflicts)
        left = _missing(merged, conflicts)
        if left == missing:
            break
        missing = left
    return merged


def _missing(merged: Map, conflicts: Iterable[Conflict]) -> tuple[Reference, ...]:
    """The dangling references of the map, and of the values of theirs in undecided conflicts."""
    there = things_in(merged)
    waiting = (reference for one in conflicts for reference in _of_theirs(one))
    return tuple(one for one in (*references(merged), *waiting) if one.to not in there)


def _of_theirs(conflict: Conflict) -> Iterator[Reference]:
    """The references of the values of theirs in a conflict."""
    if isinstance(conflict, BothChanged):
        for name, thing in named_by(conflict.fields, conflict.theirs):
            yield Reference((*conflict.path, name), thing)
    elif isinstance(conflict, Retargeted):
        yield Reference(conflict.path, target_named(conflict.theirs))


def _from_to(reference: Reference) -> tuple[Path, Thing]:
    """The entry that makes a reference, and the thing that it names."""
    return reference.at[:2], reference.to


def _by_target(missing: Iterable[Reference]) -> dict[Thing, tuple[Path, ...]]:
    found: dict[Thing, tuple[Path, ...]] = {}
    for reference in missing:
        found[reference.to] = (*found.get(reference.to, ()), reference.at)
    return found


def _with_thing(
    merged: Map, thing: Thing, needed_by: tuple[Path, ...], versions: Versions, conflicts: list[Conflict]
) -> Map:
    """``merged`` with ``thing`` as it is in the first of the versions that has it."""
    for removed_by, version in versions:
        if thing not in things_in(version) or thing in things_in(merged):
            continue
        path, item = _to_restore(version, thing, {claim.id for claim in merged.claims})
        conflicts.append(RemovedButNeeded(path, removed_by, item, needed_by))
        return _with_item(merged, path, item, version)
    return merged


def _to_restore(version: Map, thing: Thing, claims: set[str]) -> tuple[Path, ListItem]:
    """The path and the item that restore ``thing``: for a reason its claim, if that is not among ``claims``."""
    if thing[0] == "reasons":
        premise, target = split_address(thing[1]) or ("", "")
        claim = next(claim for claim in version.claims if claim.id == premise)
        if premise not in claims:
            return ("claims", premise), claim
        reason = next(reason for reason in claim.reasons if reason.target == target)
        return ("claims", premise, reason.kind, target), reason
    item: ListItem = keyed(getattr(version, thing[0]))[thing[1]]
    if len(thing) == 4 and isinstance(item, Tension):
        item = keyed(item.sides)[thing[3]]
    return thing, item


def _with_item(merged: Map, path: Path, item: ListItem, version: Map) -> Map:
    """``merged`` with ``item`` at ``path``, behind what it follows in ``version``."""
    if len(path) == 2:
        whole: Map = _inserted(merged, path[0], path[1], item, version)
        return whole
    section, name = path[0], "sides" if path[0] == "tensions" else "reasons"
    owners = tuple(
        _inserted(owner, name, path[3], item, keyed(getattr(version, section))[path[1]])
        if owner.id == path[1]
        else owner
        for owner in getattr(merged, section)
    )
    return rebuilt(merged, **{section: owners})


def _inserted(owner: Any, name: str, key: str, item: ListItem, version: Any) -> Any:
    """``owner`` with ``item`` in its list ``name``, behind what it follows in the same list of ``version``."""
    items = keyed(items_of(owner, name))
    before: str | None = None
    for other in keyed(items_of(version, name)):
        if other == key:
            break
        before = other if other in items else before
    order = placed(items, {key: before})
    items[key] = item
    return rebuilt(owner, **{name: by_kind_as((), tuple(items[one] for one in order))})
