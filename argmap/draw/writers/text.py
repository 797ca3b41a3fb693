"""A map as a plain-text outline, with its structure in words, to be read aloud, searched and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from argmap.draw.terminal.cells import wrapped
from argmap.escape import for_log, one_line
from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.names import source_line
from argmap.model.types import Claim, Position, Source
from argmap.semantics.wording import stakeholder_named
from argmap.views.outline.build import OutlineEntry, indent, outline
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import is_quoted, lines_on_record
from argmap.vocabulary import ASSUMED, LINKED_LEAD, RELATIONS, SEE, SIDE_LEAD, STANCE_WORDS, TENSION_LEAD

NARROWEST = 30
"""The minimum width in cells to which deep levels of the outline are wrapped."""


def listing(
    index: Index,
    depth: int | None = None,
    ids: bool = False,
    width: int | None = None,
    quotes: bool = False,
    quotations: str = "",
) -> str:
    """The outline as text, ending with a newline.

    ``depth`` limits the levels of reasons; ``ids`` adds the ids of claims. ``quotes`` adds lines below each claim
    with who said what, where and when, and its citations, and the numbered sources at the end. Each claim is one
    line, or is wrapped to the ``width`` of a terminal in cells with a hanging indent. ``quotations`` says how many of
    them were found in the copies of their sources.
    """
    map = index.map
    head = [one_line(map.title)]
    head += [one_line(map.question)] if map.question else []
    numbers = source_numbers(index) if quotes else {}
    lines = [*head, "", *_lines(index, depth, ids, quotes, numbers)]
    if numbers:
        lines += ["", "Sources", *(f"[{number}] {_source(index.sources[name])}" for name, number in numbers.items())]
    lines += ["", f"{quotations}."] if quotations else []
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


def _lines(index: Index, depth: int | None, ids: bool, quotes: bool, numbers: Mapping[str, int]) -> Iterator[str]:
    base = 0
    for entry in outline(index):
        if entry.role in {"tension", "side", "claim"}:
            base = entry.depth
        if depth is not None and entry.depth - base > depth:
            continue
        start = indent(entry.depth)
        yield start + _line(index, entry, ids, quotes)
        claim = index.claims.get(entry.id) if quotes and entry.role not in {"tension", "side"} else None
        if claim is not None and not entry.elsewhere:
            yield from (f"{start}    {one_line(line)}" for line in lines_on_record(index, claim, numbers))


def _source(source: Source) -> str:
    line = source_line(source)
    accessed = f"accessed {source.accessed}" if source.accessed else ""
    return one_line(". ".join(filter(None, (line, source.url if source.url != line else "", accessed))))


def _line(index: Index, entry: OutlineEntry, ids: bool, quotes: bool) -> str:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        words = [part for part in (tension.title, tension.question) if part]
        return one_line(f"{TENSION_LEAD} {'. '.join(words) or entry.id}")
    if entry.role == "side":
        sides = {side.id: side.title for side in index.tensions[entry.tension or ""].sides}
        return one_line(f"{SIDE_LEAD} {sides[entry.id]}")
    claim = index.claims.get(entry.id)
    text = (excerpt(claim.text) if entry.elsewhere else claim.text) if claim else f"(missing claim {entry.id})"
    line = _lead(entry) + text + (f" [{entry.id}]" if ids and claim else "")
    if entry.elsewhere:
        return one_line(f"{line} ({SEE[entry.elsewhere]})")
    return one_line(line + (holders_in_brackets(index, claim, unless=is_quoted if quotes else None) if claim else ""))


def _lead(entry: OutlineEntry) -> str:
    if entry.reason is None:
        return ""
    return f"{LINKED_LEAD if entry.role == 'linked' else RELATIONS[entry.reason.kind].lead} "


def holders_in_brackets(index: Index, claim: Claim, unless: Callable[[Position], bool] | None = None) -> str:
    """Who agrees with a claim and who does not, in brackets; empty if nobody takes a position.

    Positions for which ``unless`` is true are left out.
    """
    parts = []
    if claim.assumed:
        parts.append(ASSUMED)
    for stance, words in STANCE_WORDS.items():
        held = [
            position.stakeholder
            for position in claim.positions
            if position.stance == stance and not (unless and unless(position))
        ]
        if names := [stakeholder_named(index, who) for who in held]:
            parts.append(f"{words.held_by} {', '.join(names)}")
    return f" ({'; '.join(parts)})" if parts else ""
