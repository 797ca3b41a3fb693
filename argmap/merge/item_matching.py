"""Matching the things of a document with those of the merged document: named ones by name, list items by content."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, reduce
from typing import Any

from argmap.mapfile.encode import Value, in_common, item_name, spell
from argmap.mapfile.patch.comments import canonical
from argmap.mapfile.patch.compare import Likeness, align
from argmap.mapfile.syntax.cst import Sequence
from argmap.mapfile.trivia import Item, Steps, Trivia
from argmap.model.paths import SECTIONS
from argmap.model.renaming import Renaming, renamed
from argmap.model.types import KINDS, Map

Pairs = dict[Steps, Steps]
"""The steps of the things in a part, each with those of its counterpart."""


class ItemMatching:
    """A matching from the things of ``own`` to those of ``goal``, whose texts are in ``written`` and ``trivia``.

    ``renamings`` lead, one after the other, from the ids of the first to those of the second. Named things are
    matched by name and list items by content; a support that became an objection is the same item.
    """

    def __init__(self, own: Map, written: Trivia, renamings: tuple[Renaming, ...], goal: Map, trivia: Trivia) -> None:
        self._written = written
        self._renamings = renamings
        self._own = reduce(renamed, renamings, own)
        self._goal = goal
        self._trivia = trivia
        self._own_parts, self._goal_parts = _parts(self._own), _parts(goal)
        self._pairs: dict[Steps, Pairs | None] = {}
        self._images: dict[Steps, set[Steps | None]] = {}

    def named(self, steps: Steps) -> Steps:
        """``steps`` in the ids of the goal."""
        return reduce(_renamed, self._renamings, steps)

    def of(self, steps: Steps) -> Steps | None:
        """The canonical steps of the counterpart; None when there is none."""
        there = self._counterpart(canonical(self.named(steps)))
        return there if there is not None and self._trivia.item(there) is not None else None

    def records(self) -> Iterator[Item]:
        """The positions, the sides and the items of lists in the first document."""
        for entry in self._entries.values():
            for field in (entry.child(place) for place in range(entry.children)):
                is_named = field.key is not None and field.step in {"positions", "sides"}
                if is_named or (field.key is not None and isinstance(field.node, Sequence)):
                    yield from (field.child(place) for place in range(field.children))

    def _counterpart(self, steps: Steps) -> Steps | None:
        if len(steps) < 2:
            return steps
        pairs = self._pairs_of(steps[:2])
        if pairs is None or steps in pairs:
            return pairs[steps] if pairs is not None else None
        step = steps[-1]
        if isinstance(step, int) and step >= 0:
            return None
        around = self._counterpart(steps[:-1])  # an empty thing has only its name and place
        return None if around is None else (*around, step)

    def has(self, steps: Steps) -> bool:
        """Whether the text of the first document has a counterpart of the thing at canonical ``steps`` of the second,
        which may be empty (``claims: {}``)."""
        if len(steps) < 2:
            return self._written.item(steps) is not None
        if steps[:2] not in self._own_parts:
            return False
        if steps in self._images_of(steps[:2]):
            return True
        has_content = steps in _paired(self._goal_value(steps[:2]), self._goal_value(steps[:2]), steps[:2])
        return not has_content and self.has(steps[:-1])

    def _images_of(self, entry: Steps) -> set[Steps | None]:
        """The counterparts of everything that the first document writes in an entry; its id is that of the second."""
        if entry not in self._images:
            item = self._entries.get(entry)
            self._images[entry] = {self.of(one.steps) for one in _all_in(item)} if item is not None else set()
        return self._images[entry]

    @cached_property
    def _entries(self) -> dict[Steps, Item]:
        """The entries of the first document by their steps in the ids of the second."""
        sections = (self._written.item((section,)) for section in SECTIONS)
        found = (item.child(place) for item in sections if item is not None for place in range(item.children))
        return {self.named(item.steps): item for item in found}

    def _goal_value(self, steps: Steps) -> Value:
        return spell(self._goal_parts[steps])

    def _pairs_of(self, steps: Steps) -> Pairs | None:
        """The pairs in one entry of a section; None when one document lacks the entry."""
        if steps not in self._pairs:
            own, goal = self._own_parts.get(steps), self._goal_parts.get(steps)
            self._pairs[steps] = _paired(spell(own), spell(goal), steps) if own and goal else None
        return self._pairs[steps]


def _all_in(item: Item) -> Iterator[Item]:
    yield item
    for place in range(item.children):
        yield from _all_in(item.child(place))


def _parts(map: Map) -> dict[Steps, Any]:
    return {(section, part.id): part for section in SECTIONS for part in getattr(map, section)}


def _renamed(steps: Steps, renaming: Renaming) -> Steps:
    if len(steps) < 2 or not renaming:
        return steps
    section, part_id, rest = str(steps[0]), str(steps[1]), steps[2:]
    if len(rest) > 1 and rest[0] == "sides":
        rest = ("sides", renaming.side(part_id, str(rest[1])), *rest[2:])
    elif len(rest) > 1 and rest[0] == "positions":
        rest = ("positions", renaming.id("stakeholders", str(rest[1])), *rest[2:])
    return (section, renaming.id(section, part_id), *rest)


def _paired(own: Value, goal: Value, steps: Steps) -> Pairs:
    return {canonical(one): canonical(other) for one, other in _pairs(own, goal, steps, steps)}


def _pairs(own: Value, goal: Value, here: Steps, there: Steps) -> Iterator[tuple[Steps, Steps]]:
    yield here, there
    if isinstance(own, dict) and isinstance(goal, dict):
        for name, value in own.items():
            if name in goal:
                yield from _pairs(value, goal[name], (*here, name), (*there, name))
        groups = [KINDS] if len(here) == 2 else []
        for names in (*groups, *((name,) for name in own if isinstance(own[name], list) and name not in KINDS)):
            for one, other in _aligned(_items(own, names), _items(goal, names)):
                yield from _pairs(one[2], other[2], (*here, *one[:2]), (*there, *other[:2]))


_Item = tuple[str, int, Value]


def _items(value: dict[str, Value], names: tuple[str, ...]) -> list[_Item]:
    found: list[_Item] = []
    for name in names:
        items = value.get(name, [])
        found += [(name, place, item) for place, item in enumerate(items)] if isinstance(items, list) else []
    return found


def _aligned(own: list[_Item], goal: list[_Item]) -> Iterator[tuple[_Item, _Item]]:
    def closeness(place: int, after: int) -> tuple[int, ...]:
        return in_common(own[place][2], goal[after][2])

    matched = align(
        Likeness([repr((name, item)) for name, _, item in own], [repr((name, item)) for name, _, item in goal]),
        Likeness([repr(item) for _, _, item in own], [repr(item) for _, _, item in goal]),
        Likeness([item_name(item) for _, _, item in own], [item_name(item) for _, _, item in goal], closeness),
    )
    yield from ((own[place], goal[after]) for after, place in enumerate(matched) if place is not None)
