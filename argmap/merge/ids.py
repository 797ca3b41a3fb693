"""Unification of ids in a merge: one id for one thing, and two ids for two things, on all sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.merge.changes import Renamed, renaming_of
from argmap.merge.conflicts import AddedTwice, RenamedTwice
from argmap.merge.rename_detection import renames
from argmap.model.ids import ARROW, split_address, unused
from argmap.model.paths import SECTIONS
from argmap.model.references import references
from argmap.model.renaming import Renaming, renamed
from argmap.model.types import Claim, Map, Part, Position, Reason, rebuilt


@dataclass(frozen=True, slots=True)
class AgreedIds:
    """Both sides of a merge in the ids of the base, and the renaming that gives the merged map its final ids.

    ``of_ours`` and ``of_theirs`` lead, one after the other, from the ids of a side to those of the base.
    """

    ours: Map
    theirs: Map
    final: Renaming
    conflicts: tuple[AddedTwice | RenamedTwice, ...]
    of_ours: tuple[Renaming, ...] = ()
    of_theirs: tuple[Renaming, ...] = ()


def agree(base: Map, ours: Map, theirs: Map) -> AgreedIds:
    """Undo what each side renamed, and give theirs a new id where both sides added one id for two things.

    A change of id counts as a renaming when the other side made it too, or has no trace of the new id.
    """
    renamed_ours, renamed_theirs = renames(base, ours), renames(base, theirs)
    kept_ours = renaming_of(_undisputed(renamed_ours, renamed_theirs, theirs))
    kept_theirs = renaming_of(_undisputed(renamed_theirs, renamed_ours, ours))
    ours = renamed(ours, kept_ours.reversed())
    theirs = renamed(theirs, kept_theirs.reversed())
    twice = tuple(_renamed_twice(kept_ours, kept_theirs))
    final = kept_ours.joined(kept_theirs)
    added, fresh = _added_twice(base, ours, theirs, final)
    own, other = (kept_ours.reversed(),), (kept_theirs.reversed(), fresh)
    return AgreedIds(ours, renamed(theirs, fresh), final, (*twice, *added), own, other)


def _undisputed(mine: Iterable[Renamed], others: Iterable[Renamed], other: Map) -> Iterator[Renamed]:
    also = {(item.path, item.new) for item in others}
    known: set[str] | None = None
    for item in mine:
        known = _all_ids(other) if known is None else known
        if (item.path, item.new) in also or item.new not in known:
            yield item


def _all_ids(map: Map) -> set[str]:
    """Every id in the map, with those of sides and of dangling references."""
    found = {item.id for section in SECTIONS for item in getattr(map, section)}
    found.update(side.id for tension in map.tensions for side in tension.sides)
    for reference in references(map):
        found.update(reference.to[-1].split(ARROW))
    return found


def _renamed_twice(ours: Renaming, theirs: Renaming) -> Iterator[RenamedTwice]:
    for (section, old), new in ours.ids.items():
        other = theirs.ids.get((section, old), new)
        if other != new:
            yield RenamedTwice((section, old), old, new, other)
    for (tension, old), new in ours.sides.items():
        other = theirs.sides.get((tension, old), new)
        if other != new:
            yield RenamedTwice(("tensions", tension, "sides", old), old, new, other)


def _added_twice(base: Map, ours: Map, theirs: Map, final: Renaming) -> tuple[list[AddedTwice], Renaming]:
    """What both sides added under one id without meaning one thing, and new ids for the things of theirs."""
    before = {item.id for section in SECTIONS for item in getattr(base, section)}
    added_ours, added_theirs = _added(ours, before), _added(theirs, before)
    pairs = [
        (section, there, new)
        for new, (section, item) in added_ours.items()
        if new in added_theirs
        for there, other in (added_theirs[new],)
        if not _is_same_thing(section, item, there, other)
    ]
    if not pairs:
        return [], Renaming()
    taken = _all_ids(base) | _all_ids(ours) | _all_ids(theirs) | set(final.ids.values())
    fresh: dict[tuple[str, str], str] = {}
    for _, there, new in pairs:
        fresh[there, new] = unused(new, taken)
        taken.add(fresh[there, new])
    return [AddedTwice((section, new), (there, fresh[there, new])) for section, there, new in pairs], Renaming(fresh)


def _added(map: Map, before: set[str]) -> dict[str, tuple[str, Part]]:
    return {
        item.id: (section, item) for section in SECTIONS for item in getattr(map, section) if item.id not in before
    }


_IDENTIFYING = {
    "claims": ("text",),
    "sources": ("url", "title"),
    "stakeholders": ("name",),
    "tensions": ("title", "question"),
}
"""The fields that identify a thing, whatever its id."""


def _is_same_thing(section: str, item: Part, there: str, other: Part) -> bool:
    """Whether two additions of one id are one thing, so that their fields can be merged.

    They are when an identifying field that both give is equal, or when they have no such field in common.
    """
    if section != there:
        return False
    values = [(getattr(item, name), getattr(other, name)) for name in _IDENTIFYING[section]]
    both = [(one, another) for one, another in values if one and another]
    return not both or any(one == another for one, another in both)


def unified(map: Map, renaming: Renaming, picked: str) -> Map:
    """``map`` in the new ids, where ``renaming`` gives two things one id and ``picked`` is the old id that counts.

    A claim keeps one reason for each target and one position for each stakeholder. Two reasons of one kind become
    one, with the notes, linked premises and citations of both. Of two reasons of different kinds, and of two
    positions, the one that referred to ``picked`` stays.
    """
    new = renamed(map, renaming)
    claims = (_unified_claim(before, after, picked) for before, after in zip(map.claims, new.claims, strict=True))
    return rebuilt(new, claims=tuple(claims))


def _unified_claim(old: Claim, new: Claim, picked: str) -> Claim:
    reasons: dict[str, Reason] = {}
    for before, reason in zip(old.reasons, new.reasons, strict=True):
        known = reasons.get(reason.target)
        counts = picked in (split_address(before.target) or (before.target,))
        reasons[reason.target] = reason if known is None else _one_reason(known, reason, counts)
    positions: dict[str, Position] = {}
    for held, position in zip(old.positions, new.positions, strict=True):
        if position.stakeholder not in positions or held.stakeholder == picked:
            positions[position.stakeholder] = position
    if len(reasons) == len(new.reasons) and len(positions) == len(new.positions):
        return new
    kinds = dict.fromkeys(reason.kind for reason in new.reasons)
    in_order = [reason for kind in kinds for reason in reasons.values() if reason.kind == kind]
    return rebuilt(new, reasons=tuple(in_order), positions=tuple(positions.values()))


def _one_reason(known: Reason, other: Reason, other_counts: bool) -> Reason:
    if known.kind != other.kind:
        return other if other_counts else known
    notes = dict.fromkeys(note for note in (known.note, other.note) if note is not None)
    return rebuilt(
        known,
        linked=tuple(dict.fromkeys((*known.linked, *other.linked))),
        note=" ".join(notes) or None,
        sources=tuple(dict.fromkeys((*known.sources, *other.sources))),
    )
