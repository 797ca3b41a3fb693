"""Recognising that an id was changed: what it names left under one id and came back under another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from difflib import SequenceMatcher
from typing import Any

from argmap.merge.changes import Renamed
from argmap.merge.references import references
from argmap.model.findings import Path
from argmap.model.paths import SECTIONS
from argmap.model.types import Claim, Map, Part, Source, Stakeholder, Tension, rebuilt

Telling = Callable[[Any], Hashable]

ALIKE = 0.6
"""Share of a claim's text that must be the same (Ratcliff & Obershelp 1988) for a reworded claim with the
same links to count as renamed."""


def renames(a: Map, b: Map) -> tuple[Renamed, ...]:
    """The things whose id changed between ``a`` and ``b``: text and links carry over.

    Only where it is beyond doubt: ``b`` has the old id nowhere, not even in a reference, and ``a`` has the
    new id nowhere; and one thing alone looks like the other.
    """
    gone = {section: _missing(a, b, section) for section in SECTIONS}
    come = {section: _missing(b, a, section) for section in SECTIONS}
    found: list[Renamed] = []
    if any(gone[section] and come[section] for section in SECTIONS):
        free = _Free(a, b)
        for section in SECTIONS:
            pairs = _pairs(section, gone[section], come[section], free)
            found.extend(Renamed((section, old), new) for old, new in pairs)
    found.extend(_renamed_sides(a, b, {item.path: item.new for item in found}))
    return tuple(found)


def _missing(a: Map, b: Map, section: str) -> dict[str, Part]:
    """What a section of ``a`` has and that of ``b`` has not, by id."""
    there = {item.id for item in getattr(b, section)}
    return {item.id: item for item in getattr(a, section) if item.id not in there}


class _Free:
    """Which ids the other map has no trace of, and which claims a claim is linked with."""

    def __init__(self, a: Map, b: Map) -> None:
        self._in_a, self.links_a = _traces(a)
        self._in_b, self.links_b = _traces(b)

    def pair(self, old: str, new: str) -> bool:
        return old not in self._in_b and new not in self._in_a


def _traces(map: Map) -> tuple[set[str], dict[str, set[str]]]:
    """All ids that stand anywhere in the map, and by id the ids that refer to it or that it refers to."""
    ids = {item.id for section in SECTIONS for item in getattr(map, section)}
    links: dict[str, set[str]] = {}
    for reference in references(map):
        for name in reference.to[1].split(" -> "):
            ids.add(name)
            links.setdefault(name, set()).add(reference.at[1])
            links.setdefault(reference.at[1], set()).add(name)
    return ids, links


def _pairs(section: str, gone: dict[str, Part], come: dict[str, Part], free: _Free) -> Iterator[tuple[str, str]]:
    for telling in (_content, _TELLING[section]):
        for old, new in _alone_alike(gone, come, telling):
            if free.pair(old, new):
                del gone[old], come[new]
                yield old, new
    if section == "claims":
        yield from _reworded_too(gone, come, free)


def _content(item: Any) -> Hashable:
    """All that an item says, but for its id."""
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


_TELLING: dict[str, Telling] = {
    "claims": _of_claim,
    "stakeholders": _of_stakeholder,
    "sources": _of_source,
    "tensions": _of_tension,
}


def _alone_alike(gone: dict[str, Part], come: dict[str, Part], telling: Telling) -> list[tuple[str, str]]:
    """The ids, one of each, whose things tell the same, where no other thing does."""
    olds, news = _by(gone, telling), _by(come, telling)
    return [
        (olds[what][0], news[what][0])
        for what in olds
        if what is not None and len(olds[what]) == 1 and len(news.get(what, ())) == 1
    ]


def _by(items: dict[str, Part], telling: Telling) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = {}
    for item_id, item in items.items():
        groups.setdefault(telling(item), []).append(item_id)
    return groups


def _reworded_too(gone: dict[str, Part], come: dict[str, Part], free: _Free) -> Iterator[tuple[str, str]]:
    """Claims reworded as well as renamed: they share a link, and most of their text."""
    for new, claim in list(come.items()):
        links = free.links_b.get(new, set())
        near = [old for old in gone if links & free.links_a.get(old, set()) and free.pair(old, new)]
        likely = [old for old in near if _alike(gone[old], claim)]
        if len(likely) == 1:
            del gone[likely[0]], come[new]
            yield likely[0], new


def _alike(old: Any, new: Any) -> bool:
    matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _renamed_sides(a: Map, b: Map, renamed: dict[Path, str]) -> Iterator[Renamed]:
    """Sides with the same title under another id, in a tension that both maps have; paths in the old names."""
    tensions = {item.id: item for item in b.tensions}
    for old in a.tensions:
        new = tensions.get(renamed.get(("tensions", old.id), old.id))
        if new is None or old.sides == new.sides:
            continue
        gone = {side.id: side for side in old.sides if side.id not in {one.id for one in new.sides}}
        come = {side.id: side for side in new.sides if side.id not in {one.id for one in old.sides}}
        held = {claim.side for claim in b.claims if claim.tension == new.id}
        held_before = {claim.side for claim in a.claims if claim.tension == old.id}
        for one, other in _alone_alike(dict(gone), dict(come), lambda side: _words(side.title)):
            if one not in held and other not in held_before:
                yield Renamed(("tensions", old.id, "sides", one), other)
