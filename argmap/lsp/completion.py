"""Completion: ids with the texts that they stand for, fields, and words of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemLabelDetails,
    CompletionList,
    Position,
    TextEdit,
)

from argmap.lsp.cursor import ITEM, Cursor, cursor_at, description
from argmap.lsp.naming import link_named, thing_named
from argmap.lsp.open_map import OpenMap
from argmap.mapfile.record import Field, Record
from argmap.mapfile.scalars import one_line as spelt
from argmap.model.index import Index
from argmap.model.references import SECTION_NAMED_BY, Thing
from argmap.vocabulary import STANCE_WORDS, counted

MOST = 100
"""Items that are offered at once; more are found by typing on."""

_NAMED_IN: dict[str, str] = {
    **SECTION_NAMED_BY,
    "supports": "claims",
    "objects_to": "claims",
    "claim": "claims",
    "with": "claims",
    "sources": "sources",
    "positions": "stakeholders",
    "undercuts": "reasons",
    "reason": "reasons",
    "tags": "tags",
}
"""The fields whose values, items or names are ids, and of what."""


class Offer(NamedTuple):
    """One thing that may be written here: the text, what is said of it, and what kind it is."""

    text: str
    detail: str
    kind: CompletionItemKind


def completion(open_map: OpenMap, position: Position) -> CompletionList:
    """What may be written at a position."""
    cursor = cursor_at(open_map.text, position)
    offers = list(_offers(open_map, cursor)) if cursor is not None else []
    if cursor is None or not offers:
        return CompletionList(is_incomplete=False, items=[])
    best = _matching(offers, cursor.typed.strip("\"'"))
    edited = open_map.text.range(cursor.start, open_map.text.offset(position))
    items = [
        CompletionItem(
            offer.text.rstrip(": "),
            label_details=CompletionItemLabelDetails(description=offer.detail) if offer.detail else None,
            kind=offer.kind,
            detail=offer.detail or None,
            sort_text=f"{number:04}",
            filter_text=f"{cursor.typed}{offer.text} {offer.detail}" if cursor.typed else offer.text,
            text_edit=TextEdit(edited, offer.text),
        )
        for number, offer in enumerate(best[:MOST])
    ]
    return CompletionList(is_incomplete=len(best) > MOST or bool(offers), items=items)


def _matching(offers: list[Offer], typed: str) -> list[Offer]:
    """The offers that match the typed text: ids that begin with it, then ids and texts with all of its words."""
    wanted = typed.casefold()
    if not wanted:
        return offers
    first = [one for one in offers if one.text.casefold().startswith(wanted)]
    words = wanted.replace("-", " ").split()
    others = [
        one
        for one in offers
        if not one.text.casefold().startswith(wanted)
        and all(word in f"{one.text} {one.detail}".casefold() for word in words)
    ]
    return [*first, *others]


def _offers(open_map: OpenMap, cursor: Cursor) -> Iterator[Offer]:
    field, record = cursor.field, cursor.record
    if cursor.name is None and record is not None:
        if cursor.path[-1:] == (ITEM,) and record.short is not None:
            yield from _values(open_map, record.by_name[record.short], cursor)
        yield from _fields(record, cursor)
        return
    if field is None:
        return
    if cursor.name is None and field.kind == "entries":
        if field.name == "positions":
            held = set(cursor.beside)
            for offer in _ids(open_map, "stakeholders", cursor):
                if offer.text not in held:
                    yield offer._replace(text=f"{offer.text}: ")
        return
    yield from _values(open_map, field, cursor)


def _fields(record: Record, cursor: Cursor) -> Iterator[Offer]:
    for field in record.fields:
        if field.name not in cursor.beside:
            stop = ":" if field.kind in {"list", "texts", "entries"} else ": "
            yield Offer(field.name + stop, description(record.name, field.name), CompletionItemKind.Property)


def _values(open_map: OpenMap, field: Field, cursor: Cursor) -> Iterator[Offer]:
    if field.kind == "choice":
        for choice in field.choices:
            words = STANCE_WORDS[choice].view if choice in STANCE_WORDS else ""  # type: ignore[index]
            yield Offer(choice, words if words != choice else "", CompletionItemKind.EnumMember)
    elif field.kind == "flag":
        yield Offer("true", "", CompletionItemKind.EnumMember)
    elif field.kind == "entries" and field.of is not None and field.of.short is not None:
        yield from _values(open_map, field.of.by_name[field.of.short], cursor)
    elif field.name == "side":
        yield from _sides(open_map, cursor.beside.get("tension", ""))
    elif field.name in _NAMED_IN and not (field.kind in {"list", "texts"} and cursor.name is not None):
        yield from _ids(open_map, _NAMED_IN[field.name], cursor)


def _sides(open_map: OpenMap, tension: str) -> Iterator[Offer]:
    found = open_map.index.tensions.get(tension)
    for side in found.sides if found is not None else ():
        thing: Thing = ("tensions", tension, "sides", side.id)
        yield Offer(side.id, thing_named(open_map.index, thing), CompletionItemKind.Reference)


def _ids(open_map: OpenMap, section: str, cursor: Cursor) -> Iterator[Offer]:
    index = open_map.index
    own = cursor.path[1] if len(cursor.path) > 1 else ""
    if section == "reasons":
        for address in index.reasons:
            yield Offer(address, link_named(index, address), CompletionItemKind.Reference)
        return
    if section == "tags":
        for tag, number in _tags(open_map):
            yield Offer(spelt(tag, cursor.in_flow), counted(number, "claim"), CompletionItemKind.Keyword)
        return
    things: Iterable[str] = index.claims if section == "claims" else getattr(index, section)
    others = [name for name in things if name != own or section != cursor.path[0]]
    for name in _likely(index, section, others, cursor.typed.strip("\"'").casefold()):
        yield Offer(name, thing_named(index, (section, name)), CompletionItemKind.Reference)


def _likely(index: Index, section: str, names: list[str], typed: str) -> list[str]:
    """Those of thousands of ids that match the typed text, one more than are offered; the others are not
    mentioned."""
    first = [name for name in names if name.startswith(typed)]
    if len(first) > MOST or not typed:
        return first[: MOST + 1]
    words = typed.replace("-", " ").split()
    texts: Iterable[str] = (
        (index.claims[name].text for name in names)
        if section == "claims"
        else (thing_named(index, (section, name)) for name in names)
    )
    found = [
        name
        for name, text in zip(names, texts, strict=True)
        if all(word in name or word in text.casefold() for word in words)
    ]
    return list(dict.fromkeys([*first, *found]))[: MOST + 1]


def _tags(open_map: OpenMap) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for claim in open_map.map.claims:
        for tag in claim.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
