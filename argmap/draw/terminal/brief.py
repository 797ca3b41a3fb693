"""The brief of a map as entries for a pane of the terminal: numbered, nested and wrapped in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.draw.terminal.cells import cell_width, wrapped
from argmap.escape import one_line
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.types import Claim
from argmap.views.brief import (
    AGAINST,
    FOR,
    Brief,
    BriefGroup,
    BriefRow,
    BriefSection,
    cross_links,
    heading,
    holders,
    in_reading_order,
    lead,
    side_title,
    tensions_beside,
)
from argmap.views.sides import claims_by_side
from argmap.views.wording import side_named
from argmap.vocabulary import ASSUMED, LINKED_SIGN, NO_CLAIMS, RELATIONS

MOST_INDENTS = 8
"""Levels from which rows are indented no further."""

LONGEST = 200
"""Most lines of one entry."""


class BriefEntry(NamedTuple):
    """A row of a brief, or a heading (without a claim). Texts are on one line and safe for a terminal.

    ``look`` names the colour of the sign: a kind of link, ``with``, ``tension``, or nothing for a main claim.
    """

    text: str
    level: int
    claim_id: str | None = None
    tension_id: str | None = None
    number: str = ""
    sign: str = ""
    look: str = ""
    aside: str = ""
    """Who holds the claim, and its links elsewhere."""


def brief_entries(index: Index, brief: Brief) -> Iterator[BriefEntry]:
    """The rows of a brief with its headings, in reading order; then tensions that have no claims."""
    for section in brief.sections:
        yield _head(index, brief, section)
        for group in section.groups:
            title = _title(index, section, group)
            if title:
                yield BriefEntry(title, 1, look=group.heading or "tension")
            for row, level in in_reading_order(group.rows):
                yield _entry(index, row, level)
    for tension in tensions_beside(index, brief):
        if tension.id not in index.claims_in:
            sides = " · ".join(side_named(tension, side) for side in claims_by_side(index, tension))
            aside = one_line(f"{sides} · {NO_CLAIMS}" if sides else NO_CLAIMS)
            yield BriefEntry(one_line(tension_name(tension)), 0, tension_id=tension.id, look="tension", aside=aside)


def _head(index: Index, brief: Brief, section: BriefSection) -> BriefEntry:
    claim = section.claim
    if claim is None:
        look = "tension" if section.tension is not None else ""
        return BriefEntry(one_line(heading(index, brief, section)), 0, tension_id=section.tension, look=look)
    number = section.letter if brief.several else ""
    aside = _aside(index, claim, cross_links(section.also))
    return BriefEntry(one_line(claim.text), 0, claim.id, number=number, aside=aside)


def _title(index: Index, section: BriefSection, group: BriefGroup) -> str:
    if group.heading:
        return FOR if group.heading == "supports" else AGAINST
    return one_line(side_title(index, section.tension, group.side)) if section.tension is not None else ""


def _entry(index: Index, row: BriefRow, level: int) -> BriefEntry:
    sign = LINKED_SIGN if row.linked else RELATIONS[row.kind].sign if row.kind else ""
    look = "with" if row.linked else row.kind or ""
    aside = _aside(index, row.claim, cross_links(row.also, row.together))
    text = one_line(f"{lead(row, headed=True)} {row.claim.text}" if row.continues is not None else row.claim.text)
    return BriefEntry(text, level + 1, row.claim.id, None, row.number, sign, look, aside)


def _aside(index: Index, claim: Claim, links: str) -> str:
    held = [f"{one.sign} {', '.join(name for name, _ in one.names)}" for one in holders(index, claim)]
    parts = [*([ASSUMED] if claim.assumed else []), *held, *([links] if links else [])]
    return one_line(" · ".join(parts))


BriefLine = tuple[tuple[str, str], ...]
"""A line of a brief: pieces of text with the names of their styles; none in the empty line before an entry."""


def brief_lines(entry: BriefEntry, width: int, *, is_first: bool) -> list[BriefLine]:
    """An entry in lines of at most ``width`` cells. One at the top, but the first, has an empty line before it."""
    indent = " " * (2 * max(0, min(entry.level - 1, MOST_INDENTS)))
    head = " ".join(part for part in (entry.number, entry.sign) if part)
    start = cell_width(indent) + (cell_width(head) + 1 if head else 0)
    room = max(width - start, 8)
    lines: list[BriefLine] = []
    for number, text in enumerate(wrapped(entry.text, room, LONGEST)):
        before = _head_pieces(entry, indent, head) if not number else ((" " * start, "plain"),)
        lines.append((*before, (text, _text_look(entry))))
    if entry.aside:
        lines += [((" " * start, "plain"), (text, "dim")) for text in wrapped(entry.aside, room, LONGEST)]
    if (not entry.level and not is_first) or (entry.level == 1 and entry.claim_id is None):
        lines.insert(0, ())
    return lines


def _head_pieces(entry: BriefEntry, indent: str, head: str) -> tuple[tuple[str, str], ...]:
    if not head:
        return ((indent, "plain"),)
    number = f"{entry.number} " if entry.number else ""
    sign = f"{entry.sign} " if entry.sign else ""
    return ((indent, "plain"), (number, "dim"), (sign, entry.look or "plain"))


def _text_look(entry: BriefEntry) -> str:
    if entry.claim_id is None:
        return entry.look or "strong"
    return "strong" if not entry.level else "plain"
