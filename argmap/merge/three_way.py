"""``merge(base, ours, theirs)``: two people's changes to one map, together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from argmap.merge.changes import Changed, Moved, Removed
from argmap.merge.conflicts import AddedTwice, BothChanged, Clash, Conflict, Merged, RemovedButNeeded
from argmap.merge.contradictions import new_clashes
from argmap.merge.diff import edits_within
from argmap.merge.ids import agree
from argmap.merge.list_order import moved, placed
from argmap.merge.prose import merged_prose
from argmap.merge.references import REFERS_TO
from argmap.merge.soundness import mended
from argmap.model.findings import Path
from argmap.model.paths import FIELDS, LISTS, SECTIONS, Item, child_path, default_of, items_of, keyed
from argmap.model.renaming import Names, relabelled, relabelled_item
from argmap.model.types import KINDS, Citation, Claim, Map, Part, Position, Reason, rebuilt


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


P = TypeVar("P", bound=Part)

TOGETHER: Mapping[type[Part], tuple[tuple[str, ...], ...]] = {
    Claim: (("tension", "side"),),
    Reason: (("kind", "note"),),
    Position: (("stance", "source", "quote", "date"),),
    Citation: (("locator", "quote"),),
}
"""Fields that mean something only together: a side is one of its tension's, words are evidence for the stance they
were quoted for, a warrant belongs to a support or to an objection. One side's half never joins the other's."""

PROSE = frozenset({"summary", "note", "interests"})
"""Fields of several sentences, merged sentence by sentence. A claim's text is none of them: two rewordings of one
sentence joined word by word are a claim that nobody made (each of two negations turns the other's meaning round)."""


def _groups(kind: type[Part]) -> tuple[tuple[str, ...], ...]:
    together = TOGETHER.get(kind, ())
    alone = tuple((name,) for name in FIELDS[kind] if not any(name in group for group in together))
    return (*alone, *together)


GROUPS = {kind: _groups(kind) for kind in FIELDS}


def merged_part(base: P | None, ours: P, theirs: P, path: Path, conflicts: list[Conflict]) -> P:
    """The merge of one thing that both sides have; what cannot be decided is ours, and added to ``conflicts``."""
    fields: dict[str, Any] = {}
    for group in GROUPS[type(ours)]:
        fields.update(_merged_fields(group, base, ours, theirs, path, conflicts))
    for name in LISTS.get(type(ours), ()):
        fields[name] = _merged_list(base, ours, theirs, path, name, conflicts)
    return rebuilt(ours, **fields)


def _merged_fields(
    group: tuple[str, ...], base: Part | None, ours: Part, theirs: Part, path: Path, conflicts: list[Conflict]
) -> dict[str, Any]:
    left, right = _values(ours, group), _values(theirs, group)
    if left == right:
        return {}
    before = tuple(default_of(type(ours), name) for name in group) if base is None else _values(base, group)
    if left == before or right == before:
        return dict(zip(group, right if left == before else left, strict=True))
    if group == ("note",) and before == (None,):
        return {"note": f"{left[0]} {right[0]}"}
    if len(group) == 1 and group[0] in PROSE and (prose := merged_prose(before[0], left[0], right[0])) is not None:
        return {group[0]: prose}
    conflicts.append(BothChanged(path, group, before, left, right))
    return {}


def _values(part: Part, group: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(part, name) for name in group)


def _merged_list(
    base: Part | None, ours: Part, theirs: Part, path: Path, name: str, conflicts: list[Conflict]
) -> tuple[Item, ...]:
    left, right = items_of(ours, name), items_of(theirs, name)
    before = () if base is None else items_of(base, name)
    if right is before or left is right:
        return left
    if left is before:
        return right
    old, mine, other = keyed(before), keyed(left), keyed(right)
    found: dict[str, Item] = {}
    beside: list[Item] = []
    for key in (*mine, *(key for key in other if key not in mine)):
        if key not in old and _are_two_passages(mine.get(key), other.get(key)):
            found[key] = mine[key]
            beside.extend([other[key]] if other[key] not in left else [])
            continue
        here = child_path(path, name, key, mine.get(key) or other[key])
        item = _merged_item(old.get(key), mine.get(key), other.get(key), here, conflicts)
        if item is not None:
            found[key] = item
    order = _order(list(old), list(mine), list(other), found)
    items = (*(found[key] for key in order), *beside)
    return _by_kind(items) if name == "reasons" and _grouped(left) and _grouped(right) else items


def _are_two_passages(ours: Item | None, theirs: Item | None) -> bool:
    """Whether both cite one source for different words: two citations, which can stand side by side."""
    if not (isinstance(ours, Citation) and isinstance(theirs, Citation)):
        return False
    return bool(ours.quote and theirs.quote) and ours.quote != theirs.quote


def _merged_item(
    base: Item | None, ours: Item | None, theirs: Item | None, path: Path, conflicts: list[Conflict]
) -> Item | None:
    if ours is None or theirs is None:
        return _present_once(base, ours, theirs, path, conflicts)
    if base is not None and (base is ours or base == ours):
        return theirs
    if ours == theirs or (base is not None and base == theirs):
        return ours
    # Equal keys of one list name things of one type, and unequal strings have unequal keys.
    return merged_part(cast("Part | None", base), cast(Part, ours), cast(Part, theirs), path, conflicts)


def _present_once(
    base: Item | None, ours: Item | None, theirs: Item | None, path: Path, conflicts: list[Conflict]
) -> Item | None:
    one = theirs if ours is None else ours
    if one is None or base is None:
        return one
    if not (isinstance(one, Part) and isinstance(base, Part)) or not _says_more(base, one, path):
        return None
    conflicts.append(RemovedButNeeded(path, "ours" if ours is None else "theirs", one))
    return one


def _says_more(base: Part, now: Part, path: Path) -> bool:
    """Whether a side wrote anything into the thing, beyond taking things away."""
    if now == base:
        return False
    return any(
        not isinstance(edit, Removed | Moved) and not (isinstance(edit, Changed) and edit.new in (None, False))
        for edit in edits_within(base, now, path)
    )


def _order(base: list[str], ours: list[str], theirs: list[str], found: Mapping[str, Item]) -> list[str]:
    """The order of ours, with what theirs added or moved behind what it stands behind in theirs."""
    old, mine = frozenset(base), frozenset(ours)
    elsewhere = moved(base, theirs) - moved(base, ours) if theirs != base else frozenset()
    incoming: dict[str, str | None] = {}
    before: str | None = None
    for key in theirs:
        if key in found:
            if key not in mine or key in elsewhere:
                incoming[key] = before
            before = key
    kept = (key for key in ours if key in found and key not in incoming)
    return placed(kept, incoming, skip=mine - old)


def _grouped(items: tuple[Item, ...]) -> bool:
    return _by_kind(items) == items


def _by_kind(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Supports, then objections, then undercuts."""
    return tuple(sorted(items, key=lambda item: KINDS.index(item.kind) if isinstance(item, Reason) else 0))
