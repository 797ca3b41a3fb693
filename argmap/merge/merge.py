"""``merge(base, ours, theirs)``: two people's changes to one map, together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from argmap.merge.agreed_ids import agree
from argmap.merge.conflicts import AddedTwice, BothChanged, Clash, Conflict, Merged, RemovedButNeeded
from argmap.merge.contradictions import new_clashes
from argmap.merge.references import REFERS_TO
from argmap.merge.soundness import mended
from argmap.merge.three_way import merged_part
from argmap.model.paths import SECTIONS
from argmap.model.renaming import Names, relabelled, relabelled_item
from argmap.model.types import Map, Part


def merge(base: Map, ours: Map, theirs: Map) -> Merged:
    """The three-way merge by id and field, in the order of ours, with what is left for a person to decide.

    ``merge(b, b, t).map == t``, ``merge(b, o, b).map == o`` and ``merge(b, x, x).map == x``, without conflicts. No
    sentence that a side wrote is lost: it is in the map or in a conflict. A reference to what the other side
    renamed follows; one to what the other side removed brings it back, as a conflict.
    """
    if base == theirs or ours == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    agreed = agree(base, ours, theirs)
    conflicts: list[Conflict] = []
    merged = merged_part(base, agreed.ours, agreed.theirs, (), conflicts)
    merged = mended(merged, base, agreed.ours, agreed.theirs, conflicts)
    conflicts.extend(new_clashes(merged, agreed.ours, agreed.theirs))
    there = {(section, item.id) for section in SECTIONS for item in getattr(merged, section)}
    naming = (conflict for conflict in agreed.conflicts if conflict.path[:2] in there)
    everything = (*naming, *conflicts)
    return Merged(relabelled(merged, agreed.final), tuple(renamed(one, agreed.final) for one in everything))


def renamed(conflict: Conflict, names: Names) -> Conflict:
    """The conflict in the names of the merged map."""
    if not names:
        return conflict
    path = names.path(conflict.path)
    if isinstance(conflict, BothChanged):
        values = (_renamed_values(conflict.fields, side, names) for side in _sides(conflict))
        return BothChanged(path, conflict.fields, *values)
    if isinstance(conflict, RemovedButNeeded):
        section = path[0] if len(path) == 2 else ""
        item = relabelled_item(conflict.item, names, section) if isinstance(conflict.item, Part) else conflict.item
        return RemovedButNeeded(path, conflict.removed_by, item, tuple(map(names.path, conflict.needed_by)))
    if isinstance(conflict, AddedTwice):
        return AddedTwice(path, names.path(conflict.other))
    if isinstance(conflict, Clash):
        return Clash(path, names.path(conflict.other), conflict.why)
    return replace(conflict, path=path)


def _sides(conflict: BothChanged) -> tuple[tuple[Any, ...], ...]:
    return conflict.base, conflict.ours, conflict.theirs


def _renamed_values(fields: tuple[str, ...], values: tuple[Any, ...], names: Names) -> tuple[Any, ...]:
    before = dict(zip(fields, values, strict=True))
    after = {
        name: names.of(REFERS_TO[name], value) if name in REFERS_TO and value is not None else value
        for name, value in before.items()
    }
    if before.get("side") is not None and before.get("tension") is not None:
        after["side"] = names.of_side(before["tension"], before["side"])
    return tuple(after.values())
