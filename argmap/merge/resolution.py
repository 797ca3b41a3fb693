"""Deciding a conflict: the map that a pick gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from argmap.merge.conflicts import (
    AddedTwice,
    BothChanged,
    Clash,
    Conflict,
    Merged,
    Pick,
    RemovedButNeeded,
    RenamedTwice,
)
from argmap.merge.ids import joined
from argmap.merge.pruning import pruned, without_gone
from argmap.merge.references import present
from argmap.merge.three_way import renamed
from argmap.model.findings import Path, Refusal
from argmap.model.ids import problem_with
from argmap.model.paths import SECTIONS, Item, first_step, found_at, items_of, keyed
from argmap.model.renaming import Names, relabelled
from argmap.model.types import Map, Part, rebuilt

P = TypeVar("P", bound=Part)

TEXTS = frozenset({"text", "note", "summary", "title", "question", "interests", "name", "quote", "locator"})
"""Fields for which one may write another wording, or keep both."""


def picks(conflict: Conflict) -> tuple[Pick, ...]:
    """The ways in which :func:`resolve` can decide this conflict, besides another wording for a text."""
    if isinstance(conflict, AddedTwice | Clash):
        return ("ours", "theirs", "both")
    if isinstance(conflict, BothChanged) and _text_at_odds(conflict):
        return ("ours", "theirs", "both")
    return ("ours", "theirs")


def reworded(conflict: Conflict) -> str | None:
    """The text or id of ours that another wording can take the place of; None where there is none."""
    if isinstance(conflict, RenamedTwice):
        return conflict.ours
    if isinstance(conflict, BothChanged) and (name := _text_at_odds(conflict)) is not None:
        return str(conflict.ours[conflict.fields.index(name)])
    return None


def resolve(merged: Merged, conflict: Conflict, pick: Pick, wording: str | None = None) -> Merged:
    """``merged`` with one conflict decided, and with it those about what went.

    ``wording`` replaces the text or the id in question.

    Raises Refusal for a pick that makes no sense here, or when the conflict is not one of this merge.
    """
    if conflict not in merged.conflicts:
        raise Refusal("This conflict is decided already, or belongs to another merge.")
    if pick not in picks(conflict):
        raise Refusal(f"Both cannot stand at {' / '.join(conflict.path)}. Pick one side.")
    if wording is not None and reworded(conflict) is None:
        raise Refusal(f"What is in question at {' / '.join(conflict.path)} is not a text. Pick one side.")
    left = tuple(one for one in merged.conflicts if one != conflict)
    decided = _decided(merged.map, conflict, pick, wording, left)
    gone = present(merged.map) - present(decided.map)
    still = (without_gone(one, gone) for one in decided.conflicts if _stands(decided.map, one))
    return Merged(decided.map, tuple(one for one in still if one is not None))


def _decided(map: Map, conflict: Conflict, pick: Pick, wording: str | None, left: tuple[Conflict, ...]) -> Merged:
    if isinstance(conflict, BothChanged):
        return Merged(_with_values(map, conflict, pick, wording), left)
    if isinstance(conflict, RemovedButNeeded):
        return _removed(map, conflict.path, left) if pick == conflict.removed_by else Merged(map, left)
    if isinstance(conflict, AddedTwice):
        return _one_of_two(map, conflict, pick, left)
    if isinstance(conflict, RenamedTwice):
        return _with_name(map, conflict, wording or (conflict.ours if pick == "ours" else conflict.theirs), left)
    if pick == "both":
        return Merged(map, left)
    return _removed(map, conflict.other if pick == "ours" else conflict.path, left)


def still_open(map: Map, conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that no edit to ``map`` has decided: all they are about is there, and as the merge left it."""
    return tuple(one for one in conflicts if _stands(map, one) and _is_as_merged(map, one))


def _is_as_merged(map: Map, conflict: Conflict) -> bool:
    if not isinstance(conflict, BothChanged):
        return True
    part = found_at(map, conflict.path)
    return tuple(getattr(part, name, None) for name in conflict.fields) == conflict.ours


def _stands(map: Map, conflict: Conflict) -> bool:
    """Whether everything that a conflict is about is still in the map."""
    paths = (conflict.path, conflict.other) if isinstance(conflict, AddedTwice | Clash) else (conflict.path,)
    return all(found_at(map, path) is not None for path in paths)


def _text_at_odds(conflict: BothChanged) -> str | None:
    """The one text field in which the sides differ, or None."""
    rows = zip(conflict.fields, conflict.ours, conflict.theirs, strict=True)
    differing = [(name, left, right) for name, left, right in rows if left != right]
    if len(differing) == 1 and differing[0][0] in TEXTS and all(isinstance(text, str) for text in differing[0][1:]):
        return differing[0][0]
    return None


def _with_values(map: Map, conflict: BothChanged, pick: Pick, wording: str | None) -> Map:
    values = dict(zip(conflict.fields, conflict.theirs if pick == "theirs" else conflict.ours, strict=True))
    text = _text_at_odds(conflict)
    if text is not None and wording is not None:
        values[text] = wording
    elif text is not None and pick == "both":
        place = conflict.fields.index(text)
        values[text] = f"{conflict.ours[place]} {conflict.theirs[place]}"
    return _replaced(map, conflict.path, lambda part: rebuilt(part, **values))


def _removed(map: Map, path: Path, left: Sequence[Conflict]) -> Merged:
    """The map without what is at ``path`` and without what referred to it; conflicts about it are settled."""
    if path[-1] == "part_of":
        smaller = _replaced(map, path[:-1], lambda part: rebuilt(part, part_of=None))
        return Merged(smaller, tuple(left))
    smaller = pruned(_replaced(map, path, lambda part: None), map)
    return Merged(smaller, tuple(left))


def _one_of_two(map: Map, conflict: AddedTwice, pick: Pick, left: Sequence[Conflict]) -> Merged:
    if pick == "both":
        return Merged(map, tuple(left))
    (section, wanted), (there, other) = conflict.path, conflict.other
    gone = conflict.other if pick == "ours" else conflict.path
    smaller = _replaced(map, gone, lambda part: None)
    names = Names({(there, other): wanted})
    if section == there:
        # References to the one that went are meant for the one that stays, where it takes the same step.
        kept = wanted if pick == "ours" else other
        smaller = pruned(joined(smaller, names, kept), relabelled(map, names))
    else:
        smaller = pruned(smaller, map)
        smaller = relabelled(smaller, names) if pick == "theirs" else smaller
    return Merged(smaller, tuple(left))


def _with_name(map: Map, conflict: RenamedTwice, name: str, left: Sequence[Conflict]) -> Merged:
    problem = problem_with(name)
    if problem is not None:
        raise Refusal(f"'{name}' cannot be an id: it {problem}.")
    *around, present = conflict.path
    others = [tuple(around)] if len(around) > 1 else [(section,) for section in SECTIONS]
    if name != present and any(found_at(map, (*other, name)) is not None for other in others):
        raise Refusal(f"'{name}' is the name of something else by now. Give another name.")
    if len(conflict.path) == 4:
        names = Names(sides={(conflict.path[1], conflict.path[3]): name})
    else:
        names = Names({(conflict.path[0], conflict.path[1]): name})
    return Merged(relabelled(map, names), tuple(renamed(one, names) for one in left))


def _replaced(part: P, path: Path, change: Any) -> P:
    """``part`` with what is at ``path`` changed; a change to None takes it out of its list."""
    if not path:
        changed: P = change(part)
        return changed
    name, key, rest = first_step(type(part), path)
    items: dict[str, Item] = keyed(items_of(part, name))
    if key not in items:
        raise Refusal(f"There is nothing at {' / '.join(path)} any more. Look at the conflict again.")
    item = items[key]
    new = _replaced(item, rest, change) if isinstance(item, Part) else change(item)
    kept = (new if one == key else value for one, value in items.items())
    return rebuilt(part, **{name: tuple(one for one in kept if one is not None)})
