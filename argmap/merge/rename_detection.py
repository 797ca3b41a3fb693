"""Rename detection: a thing that lost its id in one map and has the same content under a new id in the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from difflib import SequenceMatcher
from typing import Any

from argmap.merge.changes import Renamed
from argmap.model.findings import Path
from argmap.model.paths import SECTIONS
from argmap.model.references import references
from argmap.model.types import Claim, Map, Part, Source, Stakeholder, Tension, rebuilt

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
        likely = [old for old in near if _alike(gone[old], claim)]
        if len(likely) == 1:
            del gone[likely[0]], come[new]
            yield likely[0], new


def _alike(old: Any, new: Any) -> bool:
    matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


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
