"""A map as OPML for outliners and mind maps, in the order in which every outline of a map is told.

Published source: OPML 2.0 (http://opml.org/spec2.opml). A sign before each text says how it bears on the one above.
Attributes ``type``, ``id`` and ``how``, which the standard leaves to programs, let the import find claims, links,
tensions and sides again.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.escape import for_xml_exactly
from argmap.excerpt import excerpt
from argmap.interchange.build import is_web_address
from argmap.interchange.sheets.tables_of import HOW
from argmap.model.index import Index
from argmap.model.source_names import source_line
from argmap.model.types import Claim
from argmap.views.outline.entries import OutlineEntry, outline
from argmap.views.wording import citation_said, citations, position_said, source_numbers
from argmap.vocabulary import ASSUMED, LINKED_SIGN, RELATIONS, SEE, SIDE_LEAD, TENSION_LEAD, capital

DEEPEST = 60
"""Levels of the outline. What is deeper stands at this level with its level before it, as programs that read outlines
go down by recursion."""


def write_opml(index: Index) -> str:
    """The outline of the map as OPML, ending with a newline. The notes of its editors are not in it."""
    return "\n".join(_document(index)) + "\n"


def _document(index: Index) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<opml version="2.0">'
    yield f"  <head><title>{for_xml_exactly(index.map.title)}</title></head>"
    yield "  <body>"
    if index.map.question:
        yield f"    <outline {_attributes({'text': index.map.question, 'type': 'question'})}/>"
    yield from _nested(index)
    yield from _sources(index)
    yield "  </body>"
    yield "</opml>"


def _nested(index: Index) -> Iterator[str]:
    """The elements of the outline. One is closed when the next stands no deeper."""
    numbers = dict(source_numbers(index))
    waiting = ""
    depth = -1
    for entry in outline(index):
        level = min(entry.depth, DEEPEST)
        if waiting:
            yield f"{waiting}>" if level > depth else f"{waiting}/>"
        for closed in range(depth - 1, level - 1, -1):
            yield f"{_indent(closed)}</outline>"
        values = _values(index, entry, numbers)
        if entry.depth > DEEPEST:
            values["text"] = f"({entry.depth}) {values['text']}"
        waiting, depth = f"{_indent(level)}<outline {_attributes(values)}", level
    if waiting:
        yield f"{waiting}/>"
    for closed in range(depth - 1, -1, -1):
        yield f"{_indent(closed)}</outline>"


def _indent(level: int) -> str:
    return "  " * (level + 2)


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f'{name}="{for_xml_exactly(value)}"' for name, value in values.items() if value)


def _values(index: Index, entry: OutlineEntry, numbers: dict[str, int]) -> dict[str, str]:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        words = ". ".join(part for part in (tension.title, tension.question) if part) or entry.id
        own = {"title": tension.title or "", "question": tension.question or ""}
        return {"text": f"{TENSION_LEAD} {words}", "type": "tension", "id": entry.id, **own}
    if entry.role == "side":
        title = next(side.title for side in index.tensions[entry.tension or ""].sides if side.id == entry.id)
        return {"text": f"{SIDE_LEAD} {title}", "type": "side", "id": entry.id, "title": title}
    claim = index.claims.get(entry.id)
    how, sign = _how(entry)
    if claim is None:
        return {"text": f"{sign}(missing claim)", "type": "missing"}
    if entry.elsewhere:
        text = f"{sign}{excerpt(claim.text)} ({SEE[entry.elsewhere]})"
        return {"text": text, "type": "reference", "id": claim.id, "how": how}
    tags = ",".join(claim.tags)
    note = "\n".join(_on_record(index, claim, numbers))
    side = {"tension": claim.tension or "", "side": claim.side or ""}
    return {"text": sign + claim.text, "type": "claim", "id": claim.id, "how": how, **side, "category": tags} | {
        "_note": note
    }


def _how(entry: OutlineEntry) -> tuple[str, str]:
    """How a claim bears on what is above it, in a word and as a sign before its text."""
    if entry.reason is None:
        return "", ""
    if entry.role == "linked":
        return "with", f"{LINKED_SIGN} "
    return HOW[entry.reason.kind], f"{RELATIONS[entry.reason.kind].sign} "


def _on_record(index: Index, claim: Claim, numbers: dict[str, int]) -> Iterator[str]:
    """What is known of a claim, a line each: that it is assumed, who holds it, what it and its links cite."""
    if claim.assumed:
        yield capital(ASSUMED)
    for position in claim.positions:
        yield position_said(index, position) + _mark(position.source, numbers)
    for citation, citing in citations(claim):
        said = citation_said(citation)
        lead = "The link cites" if citing == "step" else "Cites"
        yield f"{lead}{_mark(citation.source, numbers)}{f' {said}' if said else ''}"


def _mark(source: str | None, numbers: dict[str, int]) -> str:
    return f" [{numbers[source]}]" if source in numbers else ""


def _sources(index: Index) -> Iterator[str]:
    if not index.map.sources:
        return
    yield f"{_indent(0)}<outline {_attributes({'text': 'Sources', 'type': 'sources'})}>"
    for number, source in enumerate(index.map.sources, 1):
        url = source.url if source.url and is_web_address(source.url) else ""
        values = {"text": f"[{number}] {source_line(source)}", "type": "source", "id": source.id}
        yield f"{_indent(1)}<outline {_attributes({**values, 'title': source.title or '', 'url': url})}/>"
    yield f"{_indent(0)}</outline>"
