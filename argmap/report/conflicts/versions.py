"""The versions in a conflict, and who holds the claim that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from argmap.escape import one_line
from argmap.excerpt import NAME, excerpt
from argmap.merge.conflicts import (
    AddedTwice,
    BothChanged,
    Clash,
    Conflict,
    RemovedButNeeded,
    RenamedTwice,
    Retargeted,
    Reworded,
    Twins,
    at_odds,
)
from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.model.paths import found_at
from argmap.model.types import KINDS, Citation, Position, Reason, Source
from argmap.report.conflicts.headings import MOST_NAMED
from argmap.report.conflicts.names import (
    UNNAMED,
    Names,
    link_quoted,
    named,
    part_quoted,
    quoted,
    short,
    words_of,
)
from argmap.vocabulary import FIELDS, RELATIONS, STANCE_WORDS, counted


class Row(NamedTuple):
    """A version in a conflict: whose it is, its text, and the text that it is compared with, if any."""

    label: str
    was: str | None
    now: str


def rows(conflict: Conflict, index: Index, names: Names = UNNAMED) -> list[Row]:
    """The versions in a conflict, each with the side that it is from."""
    labels = {"ours": "yours", "theirs": "theirs"}
    if names is not None:
        labels = {"ours": short(names.ours), "theirs": short(names.theirs)}
    return [Row(labels.get(row.label, row.label), row.was, row.now) for row in _rows(conflict, index)]


def _rows(conflict: Conflict, index: Index) -> Iterator[Row]:
    match conflict:
        case BothChanged():
            found = at_odds(conflict)
            base, ours, theirs = (_values(found, place, index) for place in (1, 2, 3))
            was = None if all(_is_empty(row[1]) for row in found) else base
            yield Row("before", None, base)
            yield Row("ours", was, ours)
            yield Row("theirs", was, theirs)
        case RemovedButNeeded():
            yield from _kept(conflict, index)
        case Reworded(was=was, now=now, reworded_by=by):
            yield Row("before", None, one_line(was))
            yield Row(by, one_line(was), one_line(now))
            other = "theirs" if by == "ours" else "ours"
            told = _all_told((*conflict.added, *conflict.changed), index)
            yield from (Row(other if place == 0 else "", None, one) for place, one in enumerate(told))
        case AddedTwice(path, other) | Clash(path, other) | Twins(path, other):
            yield Row("ours", None, _told_at(path, index))
            yield Row("theirs", None, _told_at(other, index))
        case RenamedTwice(old=old, ours=mine, theirs=other_id):
            yield from (Row("before", None, old), Row("ours", None, mine), Row("theirs", None, other_id))
        case Retargeted(path, old, ours, theirs):
            verb = RELATIONS[path[2]].verb  # type: ignore[index]
            for who, target in (("before", old), ("ours", ours), ("theirs", theirs)):
                to = link_quoted(index, target) if ARROW in target else _full(index, target)
                yield Row(who, None, f"{verb} {to}")


def _full(index: Index, claim_id: str) -> str:
    claim = index.claims.get(claim_id)
    return f"“{one_line(claim.text)}”" if claim is not None else f"'{one_line(claim_id)}'"


def _kept(conflict: RemovedButNeeded, index: Index) -> Iterator[Row]:
    """The thing that one side deleted, and what the other wrote into it."""
    other = "theirs" if conflict.removed_by == "ours" else "ours"
    before = dict(conflict.before)
    text = next((name for name in ("text", "title", "name") if name in before), None)
    if text is None:
        yield Row("kept", None, _in_full(conflict.item, conflict.path, index))
    for name, old in before.items():
        now = _field(name, text, _value(getattr(conflict.item, name, None), name, index))
        if _is_empty(old):
            yield Row(other, None, f"+ {now}")
            continue
        was = _field(name, text, _value(old, name, index))
        yield Row("before", None, was)
        yield Row(other, was, now)
    told = _all_told((*conflict.added, *conflict.needed_by[:MOST_NAMED]), index)
    yield from (Row(other, None, f"+ {one}") for one in told)


def _field(name: str, text: str | None, words: str) -> str:
    return words if name == text else f"{FIELDS.get(name, name)}: {words}"


def _values(found: Sequence[tuple[str, Any, Any, Any]], place: int, index: Index) -> str:
    if len(found) == 1:
        return _value(found[0][place], found[0][0], index)
    given = [(row[0], row[place]) for row in found]
    return ", ".join(f"{FIELDS.get(name, name)}: {_value(value, name, index)}" for name, value in given)


_SECTIONS = {"tension": "tensions", "source": "sources", "part_of": "stakeholders"}


def _is_empty(value: Any) -> bool:
    return value is None or value == ()


def _value(value: Any, name: str, index: Index) -> str:
    if _is_empty(value):
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in _SECTIONS:
        return quoted(index, _SECTIONS[name], value)
    if name == "stance":
        return STANCE_WORDS[value].verb
    return RELATIONS[value].verb if name == "kind" and value in RELATIONS else one_line(str(value))


def _all_told(paths: Iterable[Path], index: Index) -> Iterable[str]:
    """The things at some paths, each told once: changes inside of a thing have the words of the whole."""
    return dict.fromkeys(_told_at(path, index) for path in paths)


def _told_at(path: Path, index: Index) -> str:
    """The thing at a path in full: a claim's text, a position with its stance and quote, a source."""
    item = found_at(index.map, path)
    is_whole = len(path) == 2 or isinstance(item, Position | Citation | Reason)
    return _in_full(item, path, index) if item is not None and is_whole else named(path, index)


def _in_full(item: object, path: Path, index: Index) -> str:
    if isinstance(item, Reason):
        target = part_quoted(index, path, path[2], path[3])
        return f"{quoted(index, 'claims', path[1])} {RELATIONS[item.kind].verb} {target}"
    return _said(item, index)


def _said(item: object, index: Index) -> str:
    """A thing in full, on one line."""
    match item:
        case Position(stakeholder=who, stance=stance, source=source, quote=quote, date=date):
            where = [quoted(index, "sources", source) if source else "", one_line(date or "")]
            return _with_quote(f"{quoted(index, 'stakeholders', who)} {STANCE_WORDS[stance].verb}", quote, where)
        case Citation(source=source, locator=locator, quote=quote):
            return _with_quote(f"cites {quoted(index, 'sources', source)}", quote, [one_line(locator or "")])
        case Source(url=url, date=date):
            rest = ", ".join(one_line(word) for word in (date, url) if word)
            return one_line(source_name(item)) + (f" ({rest})" if rest else "")
    return one_line(words_of(item))


def _with_quote(words: str, quote: str | None, where: Iterable[str]) -> str:
    given = ", ".join(word for word in where if word)
    said = f": “{excerpt(one_line(quote), NAME)}”" if quote else ""
    return f"{words}{said}{f' ({given})' if given else ''}"


# Who holds it


def facts(conflict: Conflict, index: Index) -> list[str]:
    """Who holds the claim of a conflict, and its links, a sentence each."""
    path = conflict.path
    claim = index.claims.get(path[1]) if len(path) > 1 and path[0] == "claims" else None
    if claim is None:
        return _uses(path, index)
    found = []
    if claim.positions and path[2:3] != ("positions",):
        held = [
            f"{one_line(words_of(index.stakeholders.get(one.stakeholder, one.stakeholder)))} "
            f"({STANCE_WORDS[one.stance].verb})"
            for one in claim.positions
        ]
        found.append(f"Positions: {_some(held)}.")
    given = [f"{RELATIONS[one.kind].verb} {part_quoted(index, path, one.kind, one.target)}" for one in claim.reasons]
    if given and path[2:3] not in {(kind,) for kind in KINDS}:
        found.append(f"It {_some(given)}.")
    aimed = index.reasons_for.get(claim.id, ())
    if aimed:
        kinds = {kind: sum(one.kind == kind for one in aimed) for kind in ("supports", "objects_to")}
        count = [
            counted(kinds[kind], RELATIONS[kind].noun)  # type: ignore[index]
            for kind in kinds
            if kinds[kind]
        ]
        found.append(f"It has {' and '.join(count)}.")
    return found


def _uses(path: Path, index: Index) -> list[str]:
    """How many claims refer to a stakeholder, source or tension."""
    by = {"stakeholders": index.positions_of, "sources": index.cited_by, "tensions": index.claims_in}
    if len(path) < 2 or path[0] not in by:
        return []
    used = len(by[path[0]].get(path[1], ()))
    return [f"Used by {counted(used, 'claim')}."] if used else []


def _some(words: Sequence[str]) -> str:
    more = len(words) - MOST_NAMED
    return ", ".join(words[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
