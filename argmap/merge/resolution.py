"""Deciding the conflicts of a merged map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from argmap.edit.reasons import retarget
from argmap.merge.changes import Value
from argmap.merge.conflicts import (
    AddedTwice,
    BothChanged,
    Clash,
    Conflict,
    MergedMap,
    Pick,
    RemovedButNeeded,
    RenamedTwice,
    Retargeted,
    Reworded,
    Twins,
    at_odds,
    places,
    renamed_conflict,
    with_paths,
)
from argmap.merge.ids import unified
from argmap.merge.list_order import by_kind_as
from argmap.merge.twins import as_one
from argmap.model.findings import MapError, Path
from argmap.model.ids import ARROW, problem_with
from argmap.model.paths import SECTIONS, ListItem, first_step, found_at, items_of, keyed
from argmap.model.references import Thing, named_by, pruned, target_named, things_in
from argmap.model.renaming import Renaming, renamed
from argmap.model.types import Map, Part, rebuilt

P = TypeVar("P", bound=Part)

TEXTS = frozenset(
    {"text", "short", "note", "summary", "title", "question", "interests", "name", "quote", "locator", "scheme"}
)
"""Fields in which a person may write another wording, or keep both."""


def picks(conflict: Conflict) -> tuple[Pick, ...]:
    """The picks that :func:`resolve` takes for this conflict."""
    if isinstance(conflict, AddedTwice | Clash | Reworded | Twins):
        return ("ours", "theirs", "both")
    if isinstance(conflict, BothChanged) and _text_at_odds(conflict):
        return ("ours", "theirs", "both")
    return ("ours", "theirs")


def reworded(conflict: Conflict) -> str | None:
    """The text or id of ours that another wording can replace; None for a conflict that is not about one."""
    if isinstance(conflict, RenamedTwice):
        return conflict.ours
    if isinstance(conflict, Reworded):
        return conflict.now
    if isinstance(conflict, BothChanged) and (name := _text_at_odds(conflict)) is not None:
        return str(conflict.ours[conflict.fields.index(name)])
    return None


def resolve(merged: MergedMap, conflict: Conflict, pick: Pick, wording: str | None = None) -> MergedMap:
    """``merged`` with one conflict decided, and with it the conflicts about things that the decision removes.

    ``wording`` replaces the text or id in question. Raises MapError for a pick that this conflict does not allow, and
    for a conflict that is not among those of ``merged``.
    """
    if conflict not in merged.conflicts:
        raise MapError("This conflict is decided already, or belongs to another merge.")
    if pick not in picks(conflict):
        raise MapError(f"You cannot keep both at {' / '.join(conflict.path)}. Pick one side.")
    if wording is not None and reworded(conflict) is None:
        raise MapError(f"What is in question at {' / '.join(conflict.path)} is not a text. Pick one side.")
    others = tuple(one for one in merged.conflicts if one != conflict)
    decided = _decided(merged.map, conflict, pick, wording, others)
    gone = things_in(merged.map) - things_in(decided.map)
    still = (_without_choices(one, gone) for one in decided.conflicts if _exists(decided.map, one))
    return MergedMap(decided.map, tuple(one for one in still if one is not None))


def still_open(map: Map, conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that no edit of ``map`` has decided: what they are about exists and is as the merge left it."""
    return tuple(one for one in conflicts if _exists(map, one) and _is_as_merged(map, one))


def _is_as_merged(map: Map, conflict: Conflict) -> bool:
    if isinstance(conflict, Reworded):
        return _exists(map, conflict) and getattr(found_at(map, conflict.path), "text", None) == conflict.now
    if not isinstance(conflict, BothChanged):
        return True
    part = found_at(map, conflict.path)
    return tuple(getattr(part, name, None) for name in conflict.fields) == conflict.ours


def _exists(map: Map, conflict: Conflict) -> bool:
    """Whether everything that a conflict is about is in the map."""
    if isinstance(conflict, Reworded):
        return any(found_at(map, path) is not None for path in (*conflict.added, *conflict.changed))
    return all(found_at(map, path) is not None for path in places(conflict))


def _text_at_odds(conflict: BothChanged) -> str | None:
    """The name of the one field in which the sides differ, if it is a text on both."""
    odds = at_odds(conflict)
    if len(odds) != 1:
        return None
    name, _, *texts = odds[0]
    return name if name in TEXTS and all(isinstance(text, str) for text in texts) else None


# Decisions by kind of conflict


def _decided(
    map: Map, conflict: Conflict, pick: Pick, wording: str | None, others: tuple[Conflict, ...]
) -> MergedMap:
    """The map after a decision, with the other conflicts, some of which may be about things it removed."""
    match conflict:
        case BothChanged():
            return MergedMap(_with_values(map, conflict, pick, wording), others)
        case RemovedButNeeded():
            removes = pick == conflict.removed_by
            return MergedMap(_without(map, conflict.path) if removes else map, others)
        case AddedTwice():
            return MergedMap(map if pick == "both" else _one_of_two(map, conflict, pick), others)
        case RenamedTwice():
            return _with_id(map, conflict, wording or (conflict.ours if pick == "ours" else conflict.theirs), others)
        case Clash():
            loser = conflict.other if pick == "ours" else conflict.path
            return MergedMap(map if pick == "both" else _without(map, loser), others)
        case Twins(path, other):
            kept, gone = (path, other) if pick == "ours" else (other, path)
            return MergedMap(map if pick == "both" else as_one(map, kept, gone), _now_at(others, gone, kept))
        case Retargeted():
            return _with_target(map, conflict, others) if pick == "theirs" else MergedMap(map, others)
        case Reworded():
            return MergedMap(_with_wording(map, conflict, pick, wording), others)


def _with_values(map: Map, conflict: BothChanged, pick: Pick, wording: str | None) -> Map:
    values = dict(zip(conflict.fields, conflict.theirs if pick == "theirs" else conflict.ours, strict=True))
    text = _text_at_odds(conflict)
    if text is not None and wording is not None:
        values[text] = wording
    elif text is not None and pick == "both":
        place = conflict.fields.index(text)
        values[text] = f"{conflict.ours[place]} {conflict.theirs[place]}"
    return _changed_at(map, conflict.path, lambda part: rebuilt(part, **values))


def _without(map: Map, path: Path) -> Map:
    """The map without the thing or the group at ``path``, and without references to it."""
    if path[-1] == "part_of":
        return _changed_at(map, path[:-1], lambda part: rebuilt(part, part_of=None))
    return pruned(_changed_at(map, path, lambda part: None), map)


def _with_wording(map: Map, conflict: Reworded, pick: Pick, wording: str | None) -> Map:
    """The map with a wording, and with what was added to the old one unless the new one was picked without it."""
    if wording is not None:
        return _changed_at(map, conflict.path, lambda claim: rebuilt(claim, text=wording))
    if pick == "both":
        return map
    if pick != conflict.reworded_by:
        return _changed_at(map, conflict.path, lambda claim: rebuilt(claim, text=conflict.was))
    for path in conflict.added:
        if found_at(map, path) is not None:
            map = _without(map, path)
    return map


def _with_target(map: Map, conflict: Retargeted, others: tuple[Conflict, ...]) -> MergedMap:
    """The map with the link to the target of theirs, and the other conflicts with their paths in that map."""
    premise = conflict.path[1]
    old, new = f"{premise}{ARROW}{conflict.ours}", f"{premise}{ARROW}{conflict.theirs}"
    map = _changed_at(
        map,
        conflict.path,
        lambda reason: rebuilt(reason, linked=tuple(one for one in reason.linked if one != conflict.theirs)),
    )
    moved = (*conflict.path[:-1], conflict.theirs)

    def path_now(path: Path) -> Path:
        if path[: len(moved)] == conflict.path:
            return (*moved, *path[len(moved) :])
        return tuple(step.replace(old, new) if ARROW in step else step for step in path)

    return MergedMap(retarget(map, old, conflict.theirs), tuple(with_paths(one, path_now) for one in others))


def _now_at(conflicts: tuple[Conflict, ...], gone: Path, kept: Path) -> tuple[Conflict, ...]:
    """The conflicts in the ids in which the thing at ``gone`` has become part of the one at ``kept``."""
    renaming = Renaming({(gone[0], gone[1]): kept[1]})
    return tuple(renamed_conflict(one, renaming) for one in conflicts)


def _one_of_two(map: Map, conflict: AddedTwice, pick: Pick) -> Map:
    """The map with one of two things that were added under one id, under that id."""
    (section, wanted), (there, other) = conflict.path, conflict.other
    gone = conflict.other if pick == "ours" else conflict.path
    smaller = _changed_at(map, gone, lambda part: None)
    renaming = Renaming({(there, other): wanted})
    if section == there:
        # References to the removed thing are meant for the kept one, where both have the same kind.
        kept = wanted if pick == "ours" else other
        return pruned(unified(smaller, renaming, kept), renamed(map, renaming))
    smaller = pruned(smaller, map)
    return renamed(smaller, renaming) if pick == "theirs" else smaller


def _with_id(map: Map, conflict: RenamedTwice, new: str, others: Sequence[Conflict]) -> MergedMap:
    problem = problem_with(new)
    if problem is not None:
        raise MapError(f"'{new}' cannot be an id: it {problem}.")
    *around, present = conflict.path
    lists = [tuple(around)] if len(around) > 1 else [(section,) for section in SECTIONS]
    if new != present and any(found_at(map, (*where, new)) is not None for where in lists):
        raise MapError(f"'{new}' is the name of something else by now. Give another name.")
    if len(conflict.path) == 4:
        renaming = Renaming(sides={(conflict.path[1], conflict.path[3]): new})
    else:
        renaming = Renaming({(conflict.path[0], conflict.path[1]): new})
    return MergedMap(renamed(map, renaming), tuple(renamed_conflict(one, renaming) for one in others))


def _changed_at(part: P, path: Path, change: Callable[[Any], Any]) -> P:
    """``part`` with what is at ``path`` changed; a change to None removes it from its list."""
    if not path:
        changed: P = change(part)
        return changed
    name, key, rest = first_step(type(part), path)
    items: dict[str, ListItem] = keyed(items_of(part, name))
    if key not in items:
        raise MapError(f"There is nothing at {' / '.join(path)} any more. Look at the conflict again.")
    item = items[key]
    new = _changed_at(item, rest, change) if isinstance(item, Part) else change(item)
    kept = (new if one == key else value for one, value in items.items())
    now = tuple(one for one in kept if one is not None)
    return rebuilt(part, **{name: by_kind_as((tuple(items.values()),), now)})


# What is left to choose


def _without_choices(conflict: Conflict, gone: Collection[Thing]) -> Conflict | None:
    """``conflict`` without values that name what is gone; None when the values of both sides are equal then."""
    if isinstance(conflict, Retargeted):
        return None if target_named(conflict.theirs) in gone else conflict
    if not isinstance(conflict, BothChanged):
        return conflict
    ours, theirs = (_without_values(conflict.fields, values, gone) for values in (conflict.ours, conflict.theirs))
    return None if ours == theirs else replace(conflict, ours=ours, theirs=theirs)


def _without_values(fields: tuple[str, ...], values: tuple[Value, ...], gone: Collection[Thing]) -> tuple[Value, ...]:
    lost = {name for name, thing in named_by(fields, values) if thing in gone}
    if "tension" in lost:
        lost.add("side")
    return tuple(None if name in lost else value for name, value in zip(fields, values, strict=True))
