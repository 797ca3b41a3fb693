"""Which things of two or three versions are the same: one id for one thing, and two ids for two things, on all sides.

A thing that lost its id in one map and has the same content under a new id in the other is renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from argmap.merge.changes import Added, Changes, Removed, Renamed, renaming_of
from argmap.merge.conflicts import AddedTwice, RenamedTwice
from argmap.model.findings import Path
from argmap.model.ids import ARROW, split_address, unused
from argmap.model.paths import SECTIONS
from argmap.model.references import references
from argmap.model.renaming import Renaming, renamed
from argmap.model.types import Claim, Map, Part, Position, Reason, Source, Stakeholder, Tension, rebuilt

Fingerprint = Callable[[Any], Hashable]
"""From a thing to what identifies it apart from its id; None when nothing does."""

ALIKE = 0.6
"""The similarity (Ratcliff & Metzener 1988, from 0 to 1) from which a reworded claim with a link in common counts as
renamed."""


def renames(a: Map, b: Map) -> tuple[Renamed, ...]:
    """The things whose id changed between ``a`` and ``b``.

    A pair counts only where it is unambiguous: ``b`` does not have the old id and ``a`` does not have the new one,
    not even in a reference, and no other thing has the same content.
    """
    gone = {section: _missing(a, b, section) for section in SECTIONS}
    come = {section: _missing(b, a, section) for section in SECTIONS}
    found: list[Renamed] = []
    if any(gone[section] and come[section] for section in SECTIONS):
        traces = _Traces(a, b)
        for section in SECTIONS:
            pairs = _pairs(section, gone[section], come[section], traces)
            found.extend(Renamed((section, old), new) for old, new in pairs)
    found.extend(_renamed_sides(a, b, {item.path: item.new for item in found}))
    return tuple(found)


def _missing(a: Map, b: Map, section: str) -> dict[str, Part]:
    """The entries of a section that ``a`` has and ``b`` lacks, by id."""
    there = {item.id for item in getattr(b, section)}
    return {item.id: item for item in getattr(a, section) if item.id not in there}


class _Traces:
    """The ids that occur in either map, and the claims that each claim is linked with."""

    def __init__(self, a: Map, b: Map) -> None:
        self._in_a, self.links_a = _traces(a)
        self._in_b, self.links_b = _traces(b)

    def allow(self, old: str, new: str) -> bool:
        """Whether the new map has no trace of the old id, nor the old map of the new one."""
        return old not in self._in_b and new not in self._in_a


def _traces(map: Map) -> tuple[set[str], dict[str, set[str]]]:
    """All ids that occur in the map, and for each id those that it refers to or that refer to it."""
    ids = {item.id for section in SECTIONS for item in getattr(map, section)}
    links: dict[str, set[str]] = {}
    for reference in references(map):
        for name in reference.to[1].split(" -> "):
            ids.add(name)
            links.setdefault(name, set()).add(reference.at[1])
            links.setdefault(reference.at[1], set()).add(name)
    return ids, links


def _pairs(section: str, gone: dict[str, Part], come: dict[str, Part], traces: _Traces) -> Iterator[tuple[str, str]]:
    for fingerprint in (_content, _FINGERPRINTS[section]):
        for old, new in _unique_pairs(gone, come, fingerprint):
            if traces.allow(old, new):
                del gone[old], come[new]
                yield old, new
    if section == "claims":
        yield from _reworded_too(gone, come, traces)


def _content(item: Any) -> Hashable:
    """The whole content of an item except its id; None for an item without any."""
    blank = rebuilt(item, id="", **({"reasons": ()} if isinstance(item, Claim) else {}))
    says_something = blank != type(item)(id="", **({"text": ""} if isinstance(item, Claim) else {}))
    return (repr(blank), _reasons(item)) if says_something else None


def _reasons(item: Any) -> Hashable:
    return tuple((reason.kind, reason.target) for reason in item.reasons) if isinstance(item, Claim) else ()


def _words(text: str | None) -> str | None:
    return " ".join(text.casefold().split()) if text else None


def _of_claim(claim: Claim) -> Hashable:
    return _words(claim.text)


def _of_stakeholder(stakeholder: Stakeholder) -> Hashable:
    return _words(stakeholder.name)


def _of_source(source: Source) -> Hashable:
    return source.url or _words(source.title)


def _of_tension(tension: Tension) -> Hashable:
    return _words(tension.title) or _words(tension.question) or tuple(side.title for side in tension.sides) or None


_FINGERPRINTS: dict[str, Fingerprint] = {
    "claims": _of_claim,
    "stakeholders": _of_stakeholder,
    "sources": _of_source,
    "tensions": _of_tension,
}


def _unique_pairs(gone: dict[str, Part], come: dict[str, Part], fingerprint: Fingerprint) -> list[tuple[str, str]]:
    """The pairs of old and new ids whose things have one fingerprint, where no other thing has it."""
    olds, news = _by(gone, fingerprint), _by(come, fingerprint)
    return [
        (olds[what][0], news[what][0])
        for what in olds
        if what is not None and len(olds[what]) == 1 and len(news.get(what, ())) == 1
    ]


def _by(items: dict[str, Part], fingerprint: Fingerprint) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = {}
    for item_id, item in items.items():
        groups.setdefault(fingerprint(item), []).append(item_id)
    return groups


def _reworded_too(gone: dict[str, Part], come: dict[str, Part], traces: _Traces) -> Iterator[tuple[str, str]]:
    """Claims that were both renamed and reworded: they have a link and most of their text in common."""
    for new, claim in list(come.items()):
        links = traces.links_b.get(new, set())
        near = [old for old in gone if links & traces.links_a.get(old, set()) and traces.allow(old, new)]
        likely = [old for old in near if _alike(gone[old], claim, ALIKE)]
        if len(likely) == 1:
            del gone[likely[0]], come[new]
            yield likely[0], new


def _alike(old: Any, new: Any, least: float) -> bool:
    matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least


PERHAPS_ALIKE = 0.3
"""The similarity from which a claim with the very links of a removed one may be that one."""

MOST_PERHAPS = 3


def perhaps_renamed(changes: Changes, a: Map, b: Map) -> list[tuple[Claim, Claim]]:
    """The removed claims of ``a``, each with the added claim of ``b`` that may be it in other words: they have links,
    all of them alike, and some words in common. Nothing where several claims could be meant, or where there are many.
    """
    gone = [edit.item for edit in changes.edits if isinstance(edit, Removed) and isinstance(edit.item, Claim)]
    come = [edit.item for edit in changes.edits if isinstance(edit, Added) and isinstance(edit.item, Claim)]
    if not gone or not come:
        return []
    now = {old: new for (section, old), new in changes.new_ids.items() if section == "claims"}
    before, after = _by_links(gone, a, now), _by_links(come, b, {})
    found = [
        (olds[0], after[links][0])
        for links, olds in before.items()
        if len(olds) == len(after.get(links, ())) == 1 and _alike(olds[0], after[links][0], PERHAPS_ALIKE)
    ]
    return found if len(found) <= MOST_PERHAPS else []


Links = frozenset[tuple[str, ...]]


def _by_links(claims: Iterable[Claim], map: Map, now: Mapping[str, str]) -> dict[Links, list[Claim]]:
    """The claims by their links, with the ids of today, to and from others; claims without any are left out."""
    links: dict[str, set[tuple[str, ...]]] = {claim.id: set() for claim in claims}
    for claim in map.claims:
        for reason in claim.reasons:
            if claim.id in links:
                links[claim.id].add((reason.kind, "to", *_known_as(reason.target, now)))
            for target in reason.target.split(ARROW):
                if target in links:
                    links[target].add((reason.kind, "from", now.get(claim.id, claim.id)))
    found: dict[Links, list[Claim]] = {}
    for claim in claims:
        if links[claim.id]:
            found.setdefault(frozenset(links[claim.id]), []).append(claim)
    return found


def _known_as(target: str, now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(now.get(one, one) for one in target.split(ARROW))


def _renamed_sides(a: Map, b: Map, renamed: dict[Path, str]) -> Iterator[Renamed]:
    """Sides with one title and different ids in a tension that both maps have. Paths have the old ids."""
    tensions = {item.id: item for item in b.tensions}
    for old in a.tensions:
        new = tensions.get(renamed.get(("tensions", old.id), old.id))
        if new is None or old.sides == new.sides:
            continue
        gone = {side.id: side for side in old.sides if side.id not in {one.id for one in new.sides}}
        come = {side.id: side for side in new.sides if side.id not in {one.id for one in old.sides}}
        held = {claim.side for claim in b.claims if claim.tension == new.id}
        held_before = {claim.side for claim in a.claims if claim.tension == old.id}
        for one, other in _unique_pairs(dict(gone), dict(come), lambda side: _words(side.title)):
            if one not in held and other not in held_before:
                yield Renamed(("tensions", old.id, "sides", one), other)


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
    """The things that the sides added under one id and that differ, and new ids for the things of theirs."""
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
