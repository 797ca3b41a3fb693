"""A map as a plain-text outline: words alone carry the structure, so it can be read aloud, searched and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from argmap.draw.terminal.cells import wrapped
from argmap.escape import for_log, one_line
from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.source_names import source_line
from argmap.model.types import Claim, Position, Source
from argmap.semantics.wording import stakeholder_named
from argmap.views.order import Entry, indent, outline
from argmap.views.position_text import is_quoted, lines_on_record, source_numbers
from argmap.vocabulary import ASSUMED, LINKED_LEAD, RELATIONS, SEE_ABOVE, SIDE_LEAD, STANCE_WORDS, TENSION_LEAD

NARROWEST = 30
"""Cells below which a line is not wrapped: what is deep in the outline would stand one word a line."""


def listing(
    index: Index, depth: int | None = None, ids: bool = False, width: int | None = None, quotes: bool = False
) -> str:
    """The outline as text ending with a newline; ``depth`` limits the steps of argument, ``ids`` adds claims' ids.

    ``quotes`` tells on lines below each claim who said what, where and when, and what it cites, by the numbers of
    the sources, which follow. One line a claim, unless ``width`` gives the cells of a terminal to wrap to; what goes
    on is then indented deeper.
    """
    map = index.map
    head = [one_line(map.title)]
    head += [one_line(map.question)] if map.question else []
    lines = [*head, "", *_lines(index, depth, ids, quotes)]
    if quotes and map.sources:
        lines += ["", "Sources", *(f"[{number}] {_source(source)}" for number, source in enumerate(map.sources, 1))]
    if width is not None:
        lines = [part for line in lines for part in _hanging(line, width)]
    return for_log("\n".join(lines) + "\n")


def _hanging(line: str, width: int) -> list[str]:
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    first, *rest = wrapped(text, max(width - indent, NARROWEST), len(text) + 1)
    if not rest:
        return [line]
    deeper = " " * (indent + 4)
    going_on = wrapped(" ".join(rest), max(width - len(deeper), NARROWEST), len(text) + 1)
    return [" " * indent + first, *(deeper + part for part in going_on)]


def _lines(index: Index, depth: int | None, ids: bool, quotes: bool) -> Iterator[str]:
    base = 0
    numbers = source_numbers(index)
    for entry in outline(index):
        if entry.role in {"tension", "side", "claim"}:
            base = entry.depth
        if depth is not None and entry.depth - base > depth:
            continue
        start = indent(entry.depth)
        yield start + _line(index, entry, ids, quotes)
        claim = index.claims.get(entry.id) if quotes and entry.role not in {"tension", "side"} else None
        if claim is not None and not entry.again:
            yield from (f"{start}    {one_line(line)}" for line in lines_on_record(index, claim, numbers))


def _source(source: Source) -> str:
    line = source_line(source)
    return one_line(f"{line}. {source.url}" if source.url and source.url != line else line)


def _line(index: Index, entry: Entry, ids: bool, quotes: bool) -> str:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        words = [part for part in (tension.title, tension.question) if part]
        return one_line(f"{TENSION_LEAD} {'. '.join(words) or entry.id}")
    if entry.role == "side":
        sides = {side.id: side.title for side in index.tensions[entry.tension or ""].sides}
        return one_line(f"{SIDE_LEAD} {sides[entry.id]}")
    claim = index.claims.get(entry.id)
    text = (excerpt(claim.text) if entry.again else claim.text) if claim else f"(missing claim {entry.id})"
    line = _lead(entry) + text + (f" [{entry.id}]" if ids and claim else "")
    if entry.again:
        return one_line(f"{line} ({SEE_ABOVE})")
    return one_line(line + (holders(index, claim, unless=is_quoted if quotes else None) if claim else ""))


def _lead(entry: Entry) -> str:
    if entry.reason is None:
        return ""
    return f"{LINKED_LEAD if entry.role == 'linked' else RELATIONS[entry.reason.kind].lead} "


def holders(index: Index, claim: Claim, unless: Callable[[Position], bool] | None = None) -> str:
    """Who holds a claim and who rejects it, in brackets; empty when nobody does. Positions for which ``unless`` holds
    are left out: they are told elsewhere.
    """
    told = []
    if claim.assumed:
        told.append(ASSUMED)
    for stance, words in STANCE_WORDS.items():
        held = [
            position.stakeholder
            for position in claim.positions
            if position.stance == stance and not (unless and unless(position))
        ]
        if names := [stakeholder_named(index, who) for who in held]:
            told.append(f"{words.held_by} {', '.join(names)}")
    return f" ({'; '.join(told)})" if told else ""
