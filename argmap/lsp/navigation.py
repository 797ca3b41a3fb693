"""Going about in maps: definitions, references, the outline of a file, and finding things by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol.types import (
    DocumentHighlight,
    DocumentHighlightKind,
    DocumentSymbol,
    FoldingRange,
    Location,
    Position,
    Range,
    SymbolKind,
    WorkspaceSymbol,
)

from argmap.lsp.naming import thing_named
from argmap.lsp.open_map import OpenMap
from argmap.mapfile.document import Block
from argmap.mapfile.occurrences import Occurrence, Written
from argmap.model.characters import folded
from argmap.model.findings import Path
from argmap.model.types import KINDS, Claim
from argmap.vocabulary import RELATIONS, THINGS, capital

MOST_FOUND = 200
"""Things that a search by name lists."""

_KINDS: Mapping[str, SymbolKind] = {
    "tensions": SymbolKind.Enum,
    "stakeholders": SymbolKind.Class,
    "claims": SymbolKind.Function,
    "sources": SymbolKind.File,
}


def definition(uri: str, open_map: OpenMap, position: Position) -> Location | None:
    """The definition of the thing that is named at a position."""
    here = open_map.occurrence_at(open_map.text.offset(position))
    if here is None:
        return None
    for one in _same(open_map, here):
        if one.defines and (range := open_map.range(one.start, one.end)) is not None:
            return Location(uri, range)
    return None


def references(uri: str, open_map: OpenMap, position: Position, *, with_definition: bool) -> list[Location]:
    """Every place that names what is named at a position."""
    here = open_map.occurrence_at(open_map.text.offset(position))
    found = []
    for one in _same(open_map, here) if here is not None else ():
        range = open_map.range(one.start, one.end)
        if range is not None and (with_definition or not one.defines):
            found.append(Location(uri, range))
    return found


def highlights(open_map: OpenMap, position: Position) -> list[DocumentHighlight]:
    """The same places, for an editor to highlight: the definition, and the references."""
    here = open_map.occurrence_at(open_map.text.offset(position))
    found = []
    for one in _same(open_map, here) if here is not None else ():
        kind = DocumentHighlightKind.Write if one.defines else DocumentHighlightKind.Read
        if (range := open_map.range(one.start, one.end)) is not None:
            found.append(DocumentHighlight(range, kind))
    return found


def _same(open_map: OpenMap, here: Occurrence) -> Iterator[Occurrence]:
    # The name of a link stands nowhere as a whole, but its claim's does.
    name = here.thing[-1].partition(" ->")[0]
    return (one for one in open_map.occurrences(name) if one.thing == here.thing)


# The outline of a file


def symbols(open_map: OpenMap) -> list[DocumentSymbol]:
    """The sections of the file, their entries by name, and in these the links and sides."""
    document = open_map.document
    found: list[DocumentSymbol] = []
    entries: list[DocumentSymbol] = []
    for block, start in zip(document.blocks, document.starts, strict=False) if document is not None else ():
        if block.part is not None:
            entry = _entry(open_map, block, start)
            if entry is not None and found:
                entries.append(entry)
                found[-1].range = Range(found[-1].range.start, entry.range.end)
            continue
        for one in open_map.layout_of(block).written:
            top = _symbol(open_map, one, start, capital(one.path[0]), SymbolKind.Namespace)
            if len(one.path) == 1 and top is not None:
                found.append(top)
                top.children = entries = []
    return found


def _entry(open_map: OpenMap, block: Block, start: int) -> DocumentSymbol | None:
    written = open_map.layout_of(block).written
    path = written[0].path
    name = thing_named(open_map.index, path)
    entry = _symbol(open_map, written[0], start, name, _KINDS[block.section], path[1])
    if entry is not None and isinstance(block.part, Claim):
        entry.children = [made for one in written if (made := _link(open_map, one, start, block.part)) is not None]
    return entry


def _link(open_map: OpenMap, one: Written, start: int, claim: Claim) -> DocumentSymbol | None:
    if len(one.path) != 4 or one.path[2] not in KINDS:
        return None
    kind, target = one.path[2], one.path[3].partition("#")[0]
    section = "reasons" if " -> " in target else "claims"
    words = f"{RELATIONS[kind].verb} {thing_named(open_map.index, (section, target))}"
    return _symbol(open_map, one, start, words, SymbolKind.Event)


def _symbol(
    open_map: OpenMap, one: Written, start: int, name: str, kind: SymbolKind, detail: str | None = None
) -> DocumentSymbol | None:
    whole = open_map.range(start + one.start, start + max(one.end, one.name_end))
    own = open_map.range(start + one.start, start + one.name_end)
    if whole is None or own is None:
        return None
    return DocumentSymbol(name or one.path[-1], kind, whole, own, detail)


def folds(open_map: OpenMap) -> list[FoldingRange]:
    """The sections, entries, and fields of more than one line."""
    document, text = open_map.document, open_map.text
    found = []
    for block, start in zip(document.blocks, document.starts, strict=False) if document is not None else ():
        for one in open_map.layout_of(block).written:
            begin, end = open_map.now(start + one.start), open_map.now(start + one.end)
            if begin is not None and end is not None and text.line_of(end) > text.line_of(begin):
                found.append(FoldingRange(text.line_of(begin), text.line_of(end)))
    return [*_section_folds(open_map), *found]


def _section_folds(open_map: OpenMap) -> Iterator[FoldingRange]:
    document, text = open_map.document, open_map.text
    opened = end_of_last = 0
    for block, start in zip(document.blocks, document.starts, strict=False) if document is not None else ():
        if block.part is None:
            if end_of_last > opened:
                yield FoldingRange(opened, end_of_last)
            sections = [one for one in open_map.layout_of(block).written if one.path == (block.opens,)]
            begin = open_map.now(start + sections[0].start) if sections else None
            opened = end_of_last = text.line_of(begin) if begin is not None else 0
        else:
            end = open_map.now(start + open_map.layout_of(block).written[0].end)
            end_of_last = text.line_of(end) if end is not None else end_of_last
    if end_of_last > opened:
        yield FoldingRange(opened, end_of_last)


# Finding by name


def found_by_name(uri: str, open_map: OpenMap, query: str) -> Iterator[WorkspaceSymbol]:
    """The entries of a map whose id or text has every word of a query."""
    words = folded(query).split()
    for section, noun in THINGS.items():
        for part in getattr(open_map.map, section):
            path: Path = (section, part.id)
            name = thing_named(open_map.index, path)
            if all(word in folded(f"{part.id} {name}") for word in words):
                span = open_map.span_of(path)
                range = open_map.range(*span) if span is not None else None
                if range is not None:
                    yield WorkspaceSymbol(Location(uri, range), name, _KINDS[section], container_name=noun)
