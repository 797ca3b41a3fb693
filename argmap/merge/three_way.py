"""Three-way merge of maps, by id and field: what one side alone changed is taken, what both changed is a conflict.

This is the rule of ``diff3`` (Khanna, Kunal & Pierce 2007) for each field of each thing, where things are matched by
id and not by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from argmap.merge.changes import Change, Changed, Moved, Removed
from argmap.merge.conflicts import (
    BothChanged,
    Branch,
    Conflict,
    MergedMap,
    RemovedButNeeded,
    Reworded,
    renamed_conflict,
)
from argmap.merge.diff import edits_within
from argmap.merge.ids import agree
from argmap.merge.link_conflicts import new_clashes, with_one_target
from argmap.merge.list_order import by_kind_as, moved, placed
from argmap.merge.prose import merged_prose
from argmap.merge.references import restored
from argmap.merge.rewordings import reworded_under
from argmap.merge.twins import new_twins
from argmap.model.findings import Path
from argmap.model.paths import FIELDS, LISTS, SECTIONS, ListItem, child_path, default_of, found_at, items_of, keyed
from argmap.model.renaming import renamed
from argmap.model.types import Citation, Claim, Map, Part, Position, Reason, Source, rebuilt

P = TypeVar("P", bound=Part)

TOGETHER: Mapping[type[Part], tuple[tuple[str, ...], ...]] = {
    Claim: (("tension", "side"),),
    Reason: (("kind", "note"),),
    Position: (("stance", "source", "quote", "date"),),
    Citation: (("locator", "quote"),),
    Source: (("copy", "copy_sha256"),),
}
"""Fields that are merged as one value, because each means something only beside the others: a side is one of its
tension, a quote is evidence for the stance it was recorded for, a note explains a support or an objection, a digest
is that of a copy."""

PROSE = frozenset({"summary", "note", "interests"})
"""Fields that are merged sentence by sentence.

The text of a claim is one sentence and is merged as a whole: two rewordings of one sentence, joined word by word,
make a claim that nobody made (two negations cancel out).
"""


def _groups(kind: type[Part]) -> tuple[tuple[str, ...], ...]:
    together = TOGETHER.get(kind, ())
    alone = tuple((name,) for name in FIELDS[kind] if not any(name in group for group in together))
    return (*alone, *together)


GROUPS = {kind: _groups(kind) for kind in FIELDS}
"""The fields of each kind of part, in the groups that are merged as one value."""


def merge(base: Map, ours: Map, theirs: Map) -> MergedMap:
    """Merge two descendants of ``base``, keeping the order of ours.

    ``merge(b, b, t).map == t``, ``merge(b, o, b).map == o`` and ``merge(b, x, x).map == x``, without conflicts. Every
    text of either side is in the map or in a conflict. A reference to a thing that the other side renamed follows
    it; a thing that one side removed and the other newly refers to is kept, as a conflict.
    """
    if base == theirs or ours == theirs:
        return MergedMap(ours)
    if base == ours:
        return MergedMap(theirs)
    agreed = agree(base, ours, theirs)
    mine, other = agreed.ours, agreed.theirs
    one = with_one_target(base, mine, other)
    conflicts: list[Conflict] = []
    merged = _merged_part(one.base, mine, one.theirs, (), conflicts)
    conflicts.extend(conflict for conflict in one.conflicts if found_at(merged, conflict.path) is not None)
    merged = restored(merged, base, mine, other, conflicts)
    conflicts.extend(new_clashes(merged, mine, other))
    conflicts.extend(new_twins(merged, base, mine, other))
    asked, told = reworded_under(base, mine, other, merged)
    there = {(section, item.id) for section in SECTIONS for item in getattr(merged, section)}
    about_ids = (conflict for conflict in agreed.conflicts if conflict.path[:2] in there)
    found = tuple(renamed_conflict(conflict, agreed.final) for conflict in (*about_ids, *conflicts, *asked))
    notices = tuple(one for one in (renamed_conflict(one, agreed.final) for one in told) if isinstance(one, Reworded))
    return MergedMap(renamed(merged, agreed.final), found, notices)


def _merged_part(base: P | None, ours: P, theirs: P, path: Path, conflicts: list[Conflict]) -> P:
    """The merge of one thing that both sides have. Conflicts go to ``conflicts``, with ours in the map."""
    fields: dict[str, Any] = {}
    for group in GROUPS[type(ours)]:
        fields.update(_merged_fields(group, base, ours, theirs, path, conflicts))
    for name in LISTS.get(type(ours), ()):
        fields[name] = _merged_list(base, ours, theirs, path, name, conflicts)
    return rebuilt(ours, **fields)


def _merged_fields(
    group: tuple[str, ...], base: Part | None, ours: Part, theirs: Part, path: Path, conflicts: list[Conflict]
) -> dict[str, Any]:
    """The values of one group of fields, where they differ from ours."""
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
) -> tuple[ListItem, ...]:
    """The merge of the lists ``name`` of one thing, whose items are matched by key."""
    left, right = items_of(ours, name), items_of(theirs, name)
    before = () if base is None else items_of(base, name)
    if right is before or left is right:
        return left
    if left is before:
        return right
    old, mine, other = keyed(before), keyed(left), keyed(right)
    found: dict[str, ListItem] = {}
    second_passages: list[ListItem] = []
    for key in (*mine, *(key for key in other if key not in mine)):
        if key not in old and _are_two_passages(mine.get(key), other.get(key)):
            found[key] = mine[key]
            second_passages.extend([other[key]] if other[key] not in left else [])
            continue
        here = child_path(path, name, key, mine.get(key) or other[key])
        item = _merged_item(old.get(key), mine.get(key), other.get(key), here, conflicts)
        if item is not None:
            found[key] = item
    order = _order(list(old), list(mine), list(other), found)
    items = (*(found[key] for key in order), *second_passages)
    return by_kind_as((left, right), items)


def _are_two_passages(ours: ListItem | None, theirs: ListItem | None) -> bool:
    """Whether both sides cite one source with different quotes, which makes two citations that are both kept."""
    if not (isinstance(ours, Citation) and isinstance(theirs, Citation)):
        return False
    return bool(ours.quote and theirs.quote) and ours.quote != theirs.quote


def _merged_item(
    base: ListItem | None, ours: ListItem | None, theirs: ListItem | None, path: Path, conflicts: list[Conflict]
) -> ListItem | None:
    """The merge of one item of a list, None where a side lacks it; returns None where the merged list lacks it."""
    if ours is None or theirs is None:
        return _on_one_side(base, ours, theirs, path, conflicts)
    if base is not None and (base is ours or base == ours):
        return theirs
    if ours == theirs or (base is not None and base == theirs):
        return ours
    # Equal keys of one list belong to things of one type, and unequal strings have unequal keys.
    return _merged_part(cast("Part | None", base), cast(Part, ours), cast(Part, theirs), path, conflicts)


def _on_one_side(
    base: ListItem | None, ours: ListItem | None, theirs: ListItem | None, path: Path, conflicts: list[Conflict]
) -> ListItem | None:
    """An item that one side lacks: added by the other, removed, or removed while the other side changed it."""
    one = theirs if ours is None else ours
    if one is None or base is None:
        return one
    if not (isinstance(one, Part) and isinstance(base, Part)):
        return None
    edits = tuple(edits_within(base, one, path)) if one != base else ()
    if not any(_adds_something(edit) for edit in edits):
        return None
    fields = [edit for edit in edits if isinstance(edit, Changed) and edit.path[:-1] == path]
    added = [edit.path for edit in edits if _adds_something(edit) and edit not in fields]
    before = tuple((edit.path[-1], edit.old) for edit in fields)
    removed_by: Branch = "ours" if ours is None else "theirs"
    conflicts.append(RemovedButNeeded(path, removed_by, one, before=before, added=tuple(dict.fromkeys(added))))
    return one


def _adds_something(edit: Change) -> bool:
    """Whether an edit adds text, and does not only remove or move."""
    return not isinstance(edit, Removed | Moved) and not (isinstance(edit, Changed) and edit.new in (None, False))


def _order(base: list[str], ours: list[str], theirs: list[str], found: Mapping[str, ListItem]) -> list[str]:
    """The keys of ``found`` in the order of ours; what theirs added or moved keeps its predecessor."""
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
