"""After a merge: no reference may break because one side removed what the other newly refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from argmap.merge.conflicts import BothChanged, Conflict, RemovedButNeeded, Side
from argmap.merge.list_order import placed
from argmap.merge.references import Reference, Thing, of_values, present, references
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.paths import Item, items_of, keyed
from argmap.model.types import KINDS, Claim, Map, Reason, Tension, rebuilt


def broken(map: Map) -> tuple[Reference, ...]:
    """The references to what the map does not have, in file order."""
    there = present(map)
    return tuple(reference for reference in references(map) if reference.to not in there)


def mended(merged: Map, base: Map, ours: Map, theirs: Map, conflicts: list[Conflict]) -> Map:
    """``merged`` with everything put back that one side removed and the other's additions need, in the map or as the
    other choice in a conflict.

    References that a side had broken itself are left alone.
    """
    missing = _missing(merged, conflicts)
    if not missing:
        return merged
    known = {_who(reference) for side in (ours, theirs) for reference in broken(side)}
    versions: tuple[tuple[Side, Map], ...] = (("ours", theirs), ("theirs", ours), ("ours", base))
    while needed := _by_target(reference for reference in missing if _who(reference) not in known):
        for thing, paths in needed.items():
            merged = _restored(merged, thing, paths, versions, conflicts)
        left = _missing(merged, conflicts)
        if left == missing:
            break
        missing = left
    return merged


def _missing(merged: Map, conflicts: Iterable[Conflict]) -> tuple[Reference, ...]:
    there = present(merged)
    other_choices = (
        Reference((*one.path, name), thing)
        for one in conflicts
        if isinstance(one, BothChanged)
        for name, thing in of_values(one.fields, one.theirs)
    )
    return tuple(one for one in (*references(merged), *other_choices) if one.to not in there)


def _who(reference: Reference) -> tuple[Path, Thing]:
    return reference.at[:2], reference.to


def _by_target(missing: Iterator[Reference]) -> dict[Thing, tuple[Path, ...]]:
    found: dict[Thing, tuple[Path, ...]] = {}
    for reference in missing:
        found[reference.to] = (*found.get(reference.to, ()), reference.at)
    return found


def _restored(
    merged: Map,
    thing: Thing,
    needed_by: tuple[Path, ...],
    versions: tuple[tuple[Side, Map], ...],
    conflicts: list[Conflict],
) -> Map:
    """``merged`` with ``thing`` as the first version that has it; ``versions`` come with who then removed it."""
    for removed_by, version in versions:
        if thing not in present(version) or thing in present(merged):
            continue
        path, item = _found(version, thing, {claim.id for claim in merged.claims})
        conflicts.append(RemovedButNeeded(path, removed_by, item, needed_by))
        return _with(merged, path, item, version)
    return merged


def _found(version: Map, thing: Thing, claims: set[str]) -> tuple[Path, Item]:
    """The path and the item that bring ``thing`` back; for a reason its claim, if that is gone too."""
    if thing[0] == "reasons":
        premise, target = split_address(thing[1]) or ("", "")
        claim = next(claim for claim in version.claims if claim.id == premise)
        if premise not in claims:
            return ("claims", premise), claim
        reason = next(reason for reason in claim.reasons if reason.target == target)
        return ("claims", premise, reason.kind, target), reason
    item: Item = keyed(getattr(version, thing[0]))[thing[1]]
    if len(thing) == 4 and isinstance(item, Tension):
        item = keyed(item.sides)[thing[3]]
    return thing, item


def _with(merged: Map, path: Path, item: Item, version: Map) -> Map:
    """``merged`` with ``item`` at ``path``, where it stood in ``version``."""
    if len(path) == 2:
        whole: Map = _inserted(merged, path[0], path[1], item, version)
        return whole
    section, name = path[0], "sides" if path[0] == "tensions" else "reasons"
    holders = tuple(
        _inserted(holder, name, path[3], item, keyed(getattr(version, section))[path[1]])
        if holder.id == path[1]
        else holder
        for holder in getattr(merged, section)
    )
    return rebuilt(merged, **{section: holders})


def _inserted(holder: Any, name: str, key: str, item: Item, version: Any) -> Any:
    items = keyed(items_of(holder, name))
    before: str | None = None
    for other in keyed(items_of(version, name)):
        if other == key:
            break
        before = other if other in items else before
    order = placed(items, {key: before})
    items[key] = item
    together = tuple(items[one] for one in order)
    if isinstance(holder, Claim):
        together = tuple(sorted(together, key=lambda one: KINDS.index(one.kind) if isinstance(one, Reason) else 0))
    return rebuilt(holder, **{name: together})
