"""Sources and stakeholders that both sides of a merge added under two ids and that are most likely one thing; and two
positions of one stakeholder on one claim as one, with all that either was recorded from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.merge.conflicts import Twins
from argmap.merge.ids import unified
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.model.paths import FIELDS
from argmap.model.references import pruned
from argmap.model.renaming import Renaming, renamed
from argmap.model.types import Claim, Map, Position, Source, Stakeholder, rebuilt
from argmap.vocabulary import STANCE_WORDS


def in_one(index: Index, one: Position, two: Position) -> tuple[Position, list[str]]:
    """The fuller of two positions, else the first, with sentences that say what it does not."""
    if two.stance == one.stance and _says_all_of(two, one):
        return two, []
    if two.stance == one.stance and _says_all_of(one, two):
        return one, []
    return one, [_told(index, two, " too" if two.stance == one.stance else " elsewhere")]


def _says_all_of(one: Position, other: Position) -> bool:
    """Whether a position has everything that another has."""
    return all(getattr(other, name) in (None, getattr(one, name)) for name in ("source", "quote", "date"))


def _told(index: Index, position: Position, where: str) -> str:
    """A position as a sentence of a note."""
    who = index.stakeholders.get(position.stakeholder)
    name = (who.name if who is not None else None) or position.stakeholder
    source = index.sources.get(position.source or "")
    origin = [source_name(source) if source is not None else position.source, position.date]
    view = STANCE_WORDS[position.stance].on.rpartition(" ")[0]
    words = f": “{position.quote}”" if position.quote else ""
    given = ", ".join(word for word in origin if word)
    return f"{name} {view},{where}{words}{f' ({given})' if given else ''}."


SECTIONS = ("stakeholders", "sources")

Entry = Stakeholder | Source


def new_twins(merged: Map, base: Map, ours: Map, theirs: Map) -> Iterator[Twins]:
    """The pairs of which each side added one; all maps are in one set of ids."""
    for section in SECTIONS:
        before, mine, other, there = (_entries(map, section) for map in (base, ours, theirs, merged))
        left = [item for key, item in mine.items() if key not in before and key not in other and key in there]
        right = [item for key, item in other.items() if key not in before and key not in mine and key in there]
        by_key: dict[str, list[Entry]] = {}
        for item in right:
            for key in _keys(item):
                by_key.setdefault(key, []).append(item)
        taken: set[str] = set()
        for one in left:
            near = (two for key in _keys(one) for two in by_key.get(key, ()))
            found = next((two for two in near if two.id not in taken and _is_one_thing(one, two)), None)
            if found is not None:
                taken.add(found.id)
                yield Twins((section, one.id), (section, found.id))


def _keys(item: Entry) -> list[str]:
    """The names and addresses by which a thing can be recognized; two things without a common one are not
    compared."""
    known = (_words(item.name),) if isinstance(item, Stakeholder) else (_place(item.url), _words(item.title))
    return [key for key in known if key]


def _entries(map: Map, section: str) -> dict[str, Entry]:
    return {item.id: item for item in getattr(map, section)}


def _is_one_thing(one: Entry, two: Entry) -> bool:
    """Whether two things have one name or one web address. Two titles alike with other authors or dates do not."""
    if isinstance(one, Stakeholder) or isinstance(two, Stakeholder):
        return True  # for want of an address they have their name in common
    if _place(one.url) is not None and _place(one.url) == _place(two.url):
        return True
    if _words(one.title) is None or _words(one.title) != _words(two.title):
        return False
    origins = ((_words(one.author), _words(two.author)), (_words(one.date), _words(two.date)))
    return all(None in pair or pair[0] == pair[1] for pair in origins)


def _words(text: str | None) -> str | None:
    return " ".join(re.findall(r"\w+", text.casefold())) or None if text else None


def _place(url: str | None) -> str | None:
    """A web address without the parts that make no difference: scheme, ``www.``, a slash or a text fragment at the
    end."""
    if not url:
        return None
    plain = re.sub(r"^https?://(www\.)?", "", url.strip(), flags=re.IGNORECASE)
    return re.sub(r"(#:~:.*|#)$", "", plain).rstrip("/")


def as_one(map: Map, kept: Path, gone: Path) -> Map:
    """The map with two things as one, that at ``kept``: it gets the values that only the other has, and all
    references."""
    section, name = kept
    items = _entries(map, section)
    whole: Entry = rebuilt(items[name], **_missing_fields(items[name], items[gone[1]]))
    if isinstance(whole, Stakeholder) and whole.part_of in {name, gone[1]}:
        whole = rebuilt(whole, part_of=None)
    others = tuple(whole if item.id == name else item for item in getattr(map, section) if item.id != gone[1])
    renaming = Renaming({(section, gone[1]): name})
    if section == "stakeholders":
        map = rebuilt(map, claims=tuple(_with_both_positions(map, claim, name, gone[1]) for claim in map.claims))
    new = unified(rebuilt(map, **{section: others}), renaming, name)
    claims = (rebuilt(claim, sources=tuple(dict.fromkeys(claim.sources))) for claim in new.claims)
    return pruned(rebuilt(new, claims=tuple(claims)), renamed(map, renaming))


def _with_both_positions(map: Map, claim: Claim, kept: str, gone: str) -> Claim:
    """A claim on which one stakeholder has what both positions say, in its position or in the note."""
    positions = {position.stakeholder: position for position in claim.positions}
    if kept not in positions or gone not in positions:
        return claim
    other = rebuilt(positions.pop(gone), stakeholder=kept)
    positions[kept], more = in_one(Index.of(map), positions[kept], other)
    note = " ".join(part for part in (claim.note, *more) if part) or None
    return rebuilt(claim, positions=tuple(positions.values()), note=note)


def _missing_fields(one: Entry, two: Entry) -> dict[str, str]:
    """The fields that only the second gives; a digest only with its copy."""
    found = {name: getattr(two, name) for name in FIELDS[type(one)] if getattr(one, name) is None}
    if getattr(one, "copy", None) is not None:
        found.pop("copy_sha256", None)
    return {name: value for name, value in found.items() if value is not None}
