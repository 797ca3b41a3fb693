"""Before a merge: agreeing on names, so that one id means one thing on all sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.merge.changes import Renamed, names_of
from argmap.merge.conflicts import AddedTwice, RenamedTwice
from argmap.merge.references import references
from argmap.merge.rename_detection import renames
from argmap.model.ids import ARROW, split_address, unused
from argmap.model.paths import SECTIONS
from argmap.model.renaming import Names, relabelled
from argmap.model.types import Claim, Map, Part, Position, Reason, rebuilt


@dataclass(frozen=True, slots=True)
class Agreed:
    """Both sides in the names of the base, and the names that the merged map is to have in the end.

    ``of_ours`` and ``of_theirs`` lead, one after the other, from a side's own names to those of the base.
    """

    ours: Map
    theirs: Map
    final: Names
    conflicts: tuple[AddedTwice | RenamedTwice, ...]
    of_ours: tuple[Names, ...] = ()
    of_theirs: tuple[Names, ...] = ()


def agree(base: Map, ours: Map, theirs: Map) -> Agreed:
    """Take back what each side renamed, and give theirs another id where both used one new id for two things.

    A renaming counts as one only if the other side knows nothing of the new id, or made it too.
    """
    renamed_ours, renamed_theirs = renames(base, ours), renames(base, theirs)
    kept_ours = names_of(_undisputed(renamed_ours, renamed_theirs, theirs))
    kept_theirs = names_of(_undisputed(renamed_theirs, renamed_ours, ours))
    ours = relabelled(ours, kept_ours.reversed())
    theirs = relabelled(theirs, kept_theirs.reversed())
    twice = tuple(_renamed_twice(kept_ours, kept_theirs))
    final = kept_ours.joined(kept_theirs)
    fresh = _fresh_names(base, ours, theirs, final)
    added = tuple(AddedTwice((section, new), (there, fresh[there, new])) for section, there, new in fresh.pairs)
    own, other = (kept_ours.reversed(),), (kept_theirs.reversed(), fresh.names)
    return Agreed(ours, relabelled(theirs, fresh.names), final, (*twice, *added), own, other)


def _undisputed(mine: Iterable[Renamed], others: Iterable[Renamed], other: Map) -> Iterator[Renamed]:
    also = {(item.path, item.new) for item in others}
    known: set[str] | None = None
    for item in mine:
        known = _all_ids(other) if known is None else known
        if (item.path, item.new) in also or item.new not in known:
            yield item


def _all_ids(map: Map) -> set[str]:
    """Every id in the map, sides and broken references included."""
    found = {item.id for section in SECTIONS for item in getattr(map, section)}
    found.update(side.id for tension in map.tensions for side in tension.sides)
    for reference in references(map):
        found.update(reference.to[-1].split(ARROW))
    return found


def _renamed_twice(ours: Names, theirs: Names) -> Iterator[RenamedTwice]:
    for (section, old), new in ours.ids.items():
        other = theirs.ids.get((section, old), new)
        if other != new:
            yield RenamedTwice((section, old), old, new, other)
    for (tension, old), new in ours.sides.items():
        other = theirs.sides.get((tension, old), new)
        if other != new:
            yield RenamedTwice(("tensions", tension, "sides", old), old, new, other)


@dataclass(frozen=True, slots=True)
class _Fresh:
    pairs: tuple[tuple[str, str, str], ...]
    """Our section, their section, the id that both added."""
    names: Names

    def __getitem__(self, key: tuple[str, str]) -> str:
        return self.names.ids[key]


def _fresh_names(base: Map, ours: Map, theirs: Map, final: Names) -> _Fresh:
    """New ids for what theirs added under an id that ours added for something else."""
    before = {item.id for section in SECTIONS for item in getattr(base, section)}
    added_ours, added_theirs = _added(ours, before), _added(theirs, before)
    pairs = [
        (section, there, new)
        for new, (section, item) in added_ours.items()
        if new in added_theirs
        for there, other in (added_theirs[new],)
        if not _same_thing(section, item, there, other)
    ]
    if not pairs:
        return _Fresh((), Names())
    taken = _all_ids(base) | _all_ids(ours) | _all_ids(theirs) | set(final.ids.values())
    names: dict[tuple[str, str], str] = {}
    for _, there, new in pairs:
        names[there, new] = unused(new, taken)
        taken.add(names[there, new])
    return _Fresh(tuple(pairs), Names(names))


def _added(map: Map, before: set[str]) -> dict[str, tuple[str, Part]]:
    return {
        item.id: (section, item) for section in SECTIONS for item in getattr(map, section) if item.id not in before
    }


_TELLING = {
    "claims": ("text",),
    "sources": ("url", "title"),
    "stakeholders": ("name",),
    "tensions": ("title", "question"),
}
"""The fields that tell what a thing is, whatever its id."""


def _same_thing(section: str, item: Part, there: str, other: Part) -> bool:
    """Whether two additions of one id are one thing, so that their fields can be merged: they tell the same in a
    field that both give, or there is none."""
    if section != there:
        return False
    told = [(getattr(item, name), getattr(other, name)) for name in _TELLING[section]]
    both = [(one, another) for one, another in told if one and another]
    return not both or any(one == another for one, another in both)


def joined(map: Map, names: Names, picked: str) -> Map:
    """``map`` in the new names, in which a claim has one reason for or against a target and one position of a holder.

    Where there were two, they become one of the same kind with the notes, premises and citations of both; of two
    that contradict each other the one stays that referred to ``picked``, an id of ``map``.
    """
    renamed = relabelled(map, names)
    claims = (_joined_claim(old, new, picked) for old, new in zip(map.claims, renamed.claims, strict=True))
    return rebuilt(renamed, claims=tuple(claims))


def _joined_claim(old: Claim, new: Claim, picked: str) -> Claim:
    reasons: dict[str, Reason] = {}
    for before, reason in zip(old.reasons, new.reasons, strict=True):
        known = reasons.get(reason.target)
        meant = picked in (split_address(before.target) or (before.target,))
        reasons[reason.target] = reason if known is None else _one_reason(known, reason, meant)
    positions: dict[str, Position] = {}
    for held, position in zip(old.positions, new.positions, strict=True):
        if position.stakeholder not in positions or held.stakeholder == picked:
            positions[position.stakeholder] = position
    if len(reasons) == len(new.reasons) and len(positions) == len(new.positions):
        return new
    in_order = [
        one for kind in dict.fromkeys(one.kind for one in new.reasons) for one in reasons.values() if one.kind == kind
    ]
    return rebuilt(new, reasons=tuple(in_order), positions=tuple(positions.values()))


def _one_reason(known: Reason, other: Reason, meant: bool) -> Reason:
    if known.kind != other.kind:
        return other if meant else known
    notes = dict.fromkeys(note for note in (known.note, other.note) if note is not None)
    return rebuilt(
        known,
        linked=tuple(dict.fromkeys((*known.linked, *other.linked))),
        note=" ".join(notes) or None,
        sources=tuple(dict.fromkeys((*known.sources, *other.sources))),
    )
