"""Importing a file: its format found, its content read, a map made, and an account of what became of each thing.

What a file has can be merged into a map that is there already. A file in which argmap wrote a whole map is that map:
what it no longer has goes. Of any other file the parts that the map has are found by id, else by text, web address or
name; they take what the file gives, and the rest is added. In a sheet with a column for it, an empty cell empties a
field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple, TypeVar

from argmap.excerpt import excerpt
from argmap.interchange.build import build
from argmap.interchange.draft import Draft, DraftClaim, DraftLink
from argmap.interchange.file import INVISIBLE, File, Unreadable, is_utf8
from argmap.interchange.formats import BY_NAME, Format, format_of
from argmap.interchange.ledger import Ledger
from argmap.model.types import (
    KINDS,
    Citation,
    Claim,
    Map,
    Part,
    Position,
    Reason,
    Tension,
    rebuilt,
)

AnyPart = TypeVar("AnyPart", bound=Part)


def replaced(old: Map, new: Map) -> Map:
    """``new`` instead of ``old``: the links of each claim in the order that they have in ``old``."""
    known = {claim.id: claim for claim in old.claims}
    claims = tuple(rebuilt(claim, reasons=_in_old_order(known.get(claim.id), claim)) for claim in new.claims)
    return rebuilt(new, claims=claims)


def merged(old: Map, draft: Draft, ledger: Ledger) -> Map:
    """``old`` with what a draft of a file holds."""
    _find_ids(old, draft)
    _find_ends(old, draft)
    known = {claim.id for claim in old.claims}
    for claim in draft.claims.values():
        if claim.retold and claim.id in known:
            claim.notes = []
    stubs = _stubs(old, draft)
    draft.claims |= stubs
    own = {part.id for some in _sections(draft) for part in some.values()}
    taken = {part.id for name in ("claims", "tensions", "stakeholders", "sources") for part in getattr(old, name)}
    new = build(draft, ledger, old.title, taken - own)
    held = {f"position of {key}": f"position of {one.id}" for key, one in draft.stakeholders.items()}
    gives = {
        claim.id: frozenset(held.get(name, name) for name in claim.gives)
        for claim in draft.claims.values()
        if claim.id
    }
    claims = [claim for claim in new.claims if claim.id not in stubs]
    return rebuilt(
        old,
        language=old.language or new.language,
        question=old.question or new.question,
        summary=old.summary or new.summary,
        tensions=_joined(old.tensions, new.tensions, _tension),
        stakeholders=_joined(old.stakeholders, new.stakeholders, _filled),
        claims=_joined(old.claims, claims, lambda one, other: _claim(one, other, gives.get(one.id, frozenset()))),
        sources=_joined(old.sources, new.sources, _filled),
    )


# Finding what the map has


def _find_ids(old: Map, draft: Draft) -> None:
    """Give each part of the draft that the map has its id there."""
    _name(draft.claims, old.claims, lambda claim: _plain(claim.text))
    _name(draft.sources, old.sources, lambda source: source.url or _plain(source.title))
    _name(draft.stakeholders, old.stakeholders, lambda one: _plain(one.name))
    _name(draft.tensions, old.tensions, lambda one: _plain(one.title or one.question))


def _name(drafts: Mapping[str, Any], parts: Iterable[Any], sign: Callable[[Any], str]) -> None:
    ids = {part.id for part in parts}
    by_sign: dict[str, str] = {}
    for part in parts:
        by_sign.setdefault(sign(part), part.id)
    taken = {one.id for one in drafts.values() if one.id in ids}
    for one in drafts.values():
        if one.id in ids:
            continue
        found = by_sign.get(sign(one)) if sign(one) else None
        if found is not None and found not in taken:
            taken.add(found)
            one.id = found


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _sections(draft: Draft) -> tuple[Mapping[str, Any], ...]:
    return draft.claims, draft.tensions, draft.stakeholders, draft.sources


def _find_ends(old: Map, draft: Draft) -> None:
    """Make links of the draft name by its key each claim that they name by its id or text in the map."""
    keys = {claim.id: key for key, claim in draft.claims.items() if claim.id}
    ids = {claim.id for claim in old.claims}
    by_text = {_plain(claim.text): claim.id for claim in reversed(old.claims)}

    def end(name: str) -> str:
        if name in draft.claims:
            return name
        named = name if name in ids else by_text.get(_plain(name), name)
        return keys.get(named, named)

    for claim in draft.claims.values():
        for link in claim.links:
            link.linked = [end(name) for name in link.linked]
            if link.kind != "undercuts":
                link.target = end(link.target)


def _stubs(old: Map, draft: Draft) -> dict[str, DraftClaim]:
    """Claims of the map that are not in the file, which its links may name, with the links that undercuts name. Such
    links of claims that are in the file are added to these."""
    keys = {claim.id: key for key, claim in draft.claims.items() if claim.id}
    named = _named_in(old, draft)
    stubs: dict[str, DraftClaim] = {}
    for claim in old.claims:
        if claim.id not in named:
            continue
        told = draft.claims.get(keys.get(claim.id, claim.id))
        if told is None:
            told = stubs[claim.id] = DraftClaim(claim.id, claim.text, "", id=claim.id)
        linked = {link.target for link in told.links}
        told.links += [
            link
            for reason in claim.reasons
            if reason.address in named and reason.kind not in told.gives
            if (link := _as_draft(reason, keys)).target not in linked
        ]
    return stubs


def _as_draft(reason: Reason, keys: Mapping[str, str]) -> DraftLink:
    linked = [keys.get(premise, premise) for premise in reason.linked]
    return DraftLink(reason.kind, keys.get(reason.target, reason.target), "", reason.address, linked)


def _named_in(old: Map, draft: Draft) -> set[str]:
    """What links of the draft name: claims and links of the map, and in turn the ends of those links."""
    named = {key for claim in draft.claims.values() for link in claim.links for key in (link.target, *link.linked)}
    waiting = {reason.address: reason for claim in old.claims for reason in claim.reasons}
    while found := waiting.keys() & named:
        for address in found:
            reason = waiting.pop(address)
            named |= {reason.premise, reason.target, *reason.linked}
    return named


# Joining two of a kind


def _joined(
    old: Iterable[AnyPart], new: Iterable[AnyPart], join: Callable[[AnyPart, AnyPart], AnyPart]
) -> tuple[AnyPart, ...]:
    found: dict[str, AnyPart] = {part.id: part for part in old}  # type: ignore[attr-defined]
    for part in new:
        name: str = part.id  # type: ignore[attr-defined]
        found[name] = join(found[name], part) if name in found else part
    return tuple(found.values())


def _filled(old: AnyPart, new: AnyPart) -> AnyPart:
    """``old`` with what it lacks and ``new`` has, but for a name that is no more than its id."""
    values = dict(new.items())
    more = {name: value for name, value in values.items() if value and value != values["id"]}
    return rebuilt(old, **{name: value for name, value in more.items() if not getattr(old, name)})


def _tension(old: Tension, new: Tension) -> Tension:
    return rebuilt(_filled(old, new), sides=_joined(old.sides, new.sides, _filled))


def _claim(old: Claim, new: Claim, gives: frozenset[str]) -> Claim:
    fields: dict[str, Any] = {}
    for name in ("text", "short", "tension", "side", "note"):
        before, after = getattr(old, name), getattr(new, name)
        if (after or name in gives) and _plain(after) != _plain(before):
            fields[name] = after
    if "assumed" in gives or new.assumed:
        fields["assumed"] = new.assumed
    fields["tags"] = new.tags if "tags" in gives else tuple(dict.fromkeys((*old.tags, *new.tags)))
    fields["sources"] = _citations(old.sources, new.sources, "sources" in gives)
    fields["positions"] = _positions(old, new, gives)
    fields["reasons"] = _reasons(old, new, gives)
    return rebuilt(old, **fields)


def _citations(old: tuple[Citation, ...], new: tuple[Citation, ...], exactly: bool) -> tuple[Citation, ...]:
    named = {one.source for one in new}
    kept = [one for one in old if not exactly or one.source in named]
    cited = {one.source for one in kept}
    more = [one for one in new if one not in kept and (one.source not in cited or one.quote or one.locator)]
    return (*kept, *more)


def _positions(old: Claim, new: Claim, gives: frozenset[str]) -> tuple[Position, ...]:
    found = {one.stakeholder: one for one in old.positions}
    after = {one.stakeholder: one for one in new.positions}
    for holder, position in after.items():
        before = found.get(holder, position)
        given = {name: value for name, value in position.items() if value}
        if position.quote and _plain(position.quote) == _plain(new.text):
            given.pop("quote")  # some formats have no position without words
        found[holder] = rebuilt(before, **given)
    return tuple(one for holder, one in found.items() if holder in after or f"position of {holder}" not in gives)


def _reasons(old: Claim, new: Claim, gives: frozenset[str]) -> tuple[Reason, ...]:
    after = {one.address: one for one in new.reasons}
    kept: dict[str, Reason] = {}
    for one in old.reasons:
        other = after.get(one.address)
        if other is None and one.kind in gives:
            continue
        kept[one.address] = _reason(one, other) if other is not None else one
    kept |= {address: one for address, one in after.items() if address not in kept}
    return tuple(one for kind in KINDS for one in kept.values() if one.kind == kind)


def _reason(old: Reason, new: Reason) -> Reason:
    given = {name: value for name, value in new.items() if value}
    if set(new.linked) == set(old.linked):
        given.pop("linked", None)
    sources = _citations(old.sources, new.sources, exactly=False)
    return rebuilt(old, **{**given, "sources": sources})


def _in_old_order(old: Claim | None, new: Claim) -> tuple[Reason, ...]:
    if old is None or old.reasons == new.reasons:
        return new.reasons
    places = {(one.kind, one.target): place for place, one in enumerate(old.reasons)}
    last = len(places)
    return tuple(
        sorted(new.reasons, key=lambda one: (KINDS.index(one.kind), places.get((one.kind, one.target), last)))
    )


class Imported(NamedTuple):
    """What came of importing a file."""

    map: Map
    ledger: Ledger
    format: Format


def import_file(file: File, format_name: str | None = None, into: Map | None = None) -> Imported:
    """The map that ``file`` holds, or ``into`` with what it holds, and its loss ledger. The format is found from the
    content when none is named.

    Raises Unreadable, with the file's name and place, when the file cannot be read as what it is.
    """
    ledger = Ledger()
    try:
        format = BY_NAME[format_name] if format_name else format_of(file)
        found = format.read(file, ledger)
        if isinstance(found, Draft) and not found.exact:
            _account_for_characters(file, ledger)
        made = _map_of(found, ledger, title_of(file.name), into)
    except Unreadable as unreadable:
        raise unreadable.within(file.name) from unreadable
    except RecursionError as error:
        raise Unreadable("Something is nested too deep. Divide the file.").within(file.name) from error
    return Imported(made, ledger, format)


def _map_of(found: Draft | Map, ledger: Ledger, name: str, into: Map | None) -> Map:
    if isinstance(found, Draft) and not found.exact and into is not None:
        return merged(into, found, ledger)
    if isinstance(found, Draft) and not name:
        name = excerpt(next((claim.text for claim in found.claims.values()), "Imported map"))
    made = build(found, ledger, name) if isinstance(found, Draft) else found
    if isinstance(found, Draft) and not (found.exact or made.claims or made.tensions):
        raise Unreadable("No claim was found: nothing in the file has a text.")
    return replaced(into, made) if into is not None else made


def title_of(name: str) -> str:
    """A title for a map from a file's name; empty for standard input, which has none."""
    if name == "<stdin>":
        return ""
    words = PurePath(name).stem.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or "Imported map"


def _account_for_characters(file: File, ledger: Ledger) -> None:
    if file.is_binary:
        return
    text = file.text
    if not is_utf8(file.data):
        ledger.read("text encoding")
        ledger.changed("text encoding", "whole file", "", "it is not UTF-8, and was read as Windows-1252")
    if INVISIBLE.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), 1):
        for found in INVISIBLE.finditer(line):
            place = f"line {number}, column {found.start() + 1}"
            ledger.extra(
                "invisible character", place, f"U+{ord(found[0]):04X}", "it has no width, and texts are without it"
            )
