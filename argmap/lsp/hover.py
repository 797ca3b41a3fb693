"""Hover: the thing behind an id, or the meaning of a field, as Markdown.

A claim has its status, the reasons for and against it and who holds it, in the words of the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from argmap.escape import for_markdown, for_markdown_code
from argmap.excerpt import TOLD_AGAIN, excerpt
from argmap.lsp.cursor import cursor_at, description, example
from argmap.lsp.naming import link_named, thing_named
from argmap.lsp.open_map import OpenMap
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.names import source_line, source_name
from argmap.model.references import Thing
from argmap.model.types import Citation
from argmap.model.types import Position as Held
from argmap.semantics.explanations import sentence
from argmap.semantics.wording import argued
from argmap.views.wording import citation_said, citations, position_said
from argmap.vocabulary import (
    CAVEAT,
    RELATIONS,
    STANCE_WORDS,
    THINGS,
    capital,
    counted,
    quotation_mark,
)

MOST = 6
"""Reasons, positions or claims that a list names before it counts the others."""


def hover(open_map: OpenMap, position: Position) -> Hover | None:
    """The hover for the id or field at a position; None elsewhere."""
    offset = open_map.text.offset(position)
    occurrence = open_map.occurrence_at(offset)
    if occurrence is not None:
        lines = list(_thing(open_map, occurrence.thing))
        range = open_map.range(occurrence.start, occurrence.end)
    else:
        lines, range = list(_field(open_map, position)), None
    if not lines:
        return None
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n".join(lines)), range)


def _thing(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    tell = _TELLERS.get("sides" if len(thing) == 4 else thing[0])
    if tell is not None:
        yield from tell(open_map, thing)


def _claim(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    index, name = open_map.index, thing[1]
    claim = index.claims.get(name)
    if claim is None:
        yield _missing("claims", name)
        return
    yield f"**{for_markdown(excerpt(claim.text, TOLD_AGAIN))}**"
    if claim.tension is not None:
        side = f", {_words(index, ('tensions', claim.tension, 'sides', claim.side))}" if claim.side else ""
        yield f"Tension: {_words(index, ('tensions', claim.tension))}{side}"
    yield f"{for_markdown(sentence(open_map.labels, name))} *{CAVEAT}*"
    for kind in ("supports", "objects_to"):
        reasons = index.aimed_at(name, kind)
        noun = RELATIONS[kind].noun
        yield from _list(capital(counted(len(reasons), noun)), (argued(index, one) for one in reasons), len(reasons))
    said = (position_said(index, one) + _mark(open_map, one) for one in claim.positions)
    yield from _list(counted(len(claim.positions), "position"), said, len(claim.positions))
    quoted = [one for one, _ in citations(claim) if one.quote]
    yield from _list(counted(len(quoted), "quote"), (_quoted(open_map, one) for one in quoted), len(quoted))
    if claim.note:
        yield f"Note: {for_markdown(excerpt(claim.note, TOLD_AGAIN))}"


def _quoted(open_map: OpenMap, citation: Citation) -> str:
    source = open_map.index.sources.get(citation.source)
    name = source_name(source) if source is not None else citation.source
    return f"{name}, {citation_said(citation)}{_mark(open_map, citation)}"


def _mark(open_map: OpenMap, quoting: Citation | Held) -> str:
    """The outcome of the last check of a quote, written after the quote."""
    checked = open_map.checked
    outcome = checked.quotations.get((quoting.source, quoting.quote or "")) if checked is not None else None
    return f" {quotation_mark(outcome)}" if outcome is not None else ""


def _link(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    index, address = open_map.index, thing[1]
    reason = index.reasons.get(address)
    if reason is None:
        yield f"The map has no link {for_markdown_code(address)}."
        return
    yield for_markdown(link_named(index, address)) + "."
    if reason.note:
        yield f"Why it follows: {for_markdown(excerpt(reason.note, TOLD_AGAIN))}"
    undercuts = index.undercuts_of(reason)
    noun = RELATIONS["undercuts"].noun
    yield from _list(
        capital(counted(len(undercuts), noun)), (argued(index, one) for one in undercuts), len(undercuts)
    )


def _stakeholder(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    index, name = open_map.index, thing[1]
    found = index.stakeholders.get(name)
    if found is None:
        yield _missing("stakeholders", name)
        return
    more = f", {for_markdown(found.kind)}" if found.kind else ""
    yield f"**{_words(index, thing)}**{more}"
    if found.part_of:
        yield f"Part of {_words(index, ('stakeholders', found.part_of))}"
    if found.interests:
        yield f"Interests: {for_markdown(excerpt(found.interests, TOLD_AGAIN))}"
    held = index.positions_of.get(name, ())
    said = (f"{STANCE_WORDS[position.stance].view}: {excerpt(claim.text)}" for claim, position in held)
    yield from _list(counted(len(held), "position"), said, len(held))


def _source(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    index, name = open_map.index, thing[1]
    found = index.sources.get(name)
    if found is None:
        yield _missing("sources", name)
        return
    yield f"**{for_markdown(source_line(found))}**"
    if found.url:
        yield for_markdown_code(found.url)
    citing = index.cited_by.get(name, ())
    yield from _list(f"Cited by {counted(len(citing), 'claim')}", (excerpt(one.text) for one in citing), len(citing))


def _tension(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    index, name = open_map.index, thing[1]
    found = index.tensions.get(name)
    if found is None:
        yield _missing("tensions", name)
        return
    yield f"**{_words(index, thing)}**"
    if found.title and found.question:
        yield for_markdown(excerpt(found.question, TOLD_AGAIN))
    claims = index.claims_in.get(name, ())
    yield from _list("Sides", (side.title or side.id for side in found.sides), len(found.sides))
    yield from _list(counted(len(claims), "claim"), (excerpt(one.text) for one in claims), len(claims))


def _side(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    index = open_map.index
    claims = [one for one in index.claims_in.get(thing[1], ()) if one.side == thing[3]]
    yield f"Side: **{_words(index, thing)}**"
    yield from _list(counted(len(claims), "claim"), (excerpt(one.text) for one in claims), len(claims))


def _tag(open_map: OpenMap, thing: Thing) -> Iterator[str]:
    claims = [one for one in open_map.map.claims if thing[1] in one.tags]
    heading = f"Tag of {counted(len(claims), 'claim')}"
    yield from _list(heading, (excerpt(one.text) for one in claims), len(claims))


_TELLERS: Mapping[str, Callable[[OpenMap, Thing], Iterator[str]]] = {
    "claims": _claim,
    "reasons": _link,
    "stakeholders": _stakeholder,
    "sources": _source,
    "tensions": _tension,
    "sides": _side,
    "tags": _tag,
}


def _field(open_map: OpenMap, position: Position) -> Iterator[str]:
    """The description of the field whose name is at a position."""
    text = open_map.text
    line = text.line(position.line)
    name_end = line.find(":")
    column = text.offset(position) - text.line_start(position.line)
    if not 0 <= column <= name_end:
        return
    start = text.line_start(position.line)
    cursor = cursor_at(text, text.position(start + name_end))
    name = cursor.typed.strip("\"'") if cursor is not None else ""
    if cursor is not None and cursor.record is not None and name in cursor.record.by_name:
        yield description(cursor.record.name, name)
        if shown := example(cursor.record.name, name):
            yield f"Example: {for_markdown_code(f'{name}: {shown}')}"


def _missing(section: str, name: str) -> str:
    return f"The map has no {THINGS[section]} {for_markdown_code(name)}."


def _words(index: Index, thing: Path) -> str:
    return for_markdown(thing_named(index, thing))


def _list(heading: str, items: Iterator[str], count: int) -> Iterator[str]:
    if count:
        shown = [f"- {for_markdown(item)}" for _, item in zip(range(MOST), items, strict=False)]
        more = [f"- and {count - MOST} more"] if count > MOST else []
        yield "\n".join([f"{heading}:", "", *shown, *more])
