"""The brief of a map as HTML: main claims, tensions, and the reasons for and against in numbered, nested lists.

It is what a phone shows first and what is printed, since its text is as large as that of any page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from argmap.draw.paint.painter import element_id
from argmap.escape import for_xml, one_line
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.types import Claim
from argmap.views.brief import (
    AGAINST,
    AND,
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
    position_note,
    side_title,
    signs_and_meanings,
    tensions_beside,
)
from argmap.views.sides import claims_by_side
from argmap.views.wording import side_named
from argmap.vocabulary import ASSUMED, NO_CLAIMS, RELATIONS, SIDE_MEANING, SIDE_SIGN, STANCE_WORDS, UNSOURCED

NOBODY = f"<small>{NO_CLAIMS}</small>"

MOST_ROWS = 400
"""The number of rows, roughly, above which deeper levels are counted; the outline has them."""


def brief_markup(index: Index, made: Brief, elsewhere: Mapping[str, str]) -> str:
    """The elements of a map's brief; ``elsewhere`` gives the addresses of claims that are on other pages."""
    return "\n".join(_BriefWriter(index, made, elsewhere).elements())


class _BriefWriter:
    def __init__(self, index: Index, made: Brief, elsewhere: Mapping[str, str]) -> None:
        self._index = index
        self._brief = made
        self._elsewhere = elsewhere
        self._deepest = _deepest(self._brief)

    def elements(self) -> Iterator[str]:
        """The elements, each on a line or more."""
        sections = self._brief.sections
        first = sections[0] if sections else None
        yield from self._key()
        if first is None:
            yield "<p>No claims yet.</p>"
        elif self._brief.several or first.claim is None:
            yield from self._tensions()
        for section in sections:
            yield from self._section(section)

    def _key(self) -> Iterator[str]:
        """The signs that occur, and what they mean."""
        rows = list(self._brief.rows())
        linked = any(row.linked for row in rows)
        kinds = {row.kind for row in rows if not row.linked}
        found = signs_and_meanings(kinds, linked, self._index.map.claims)
        signs = [(self._key_sign(name, sign), meaning) for name, sign, meaning in found]
        beside = tensions_beside(self._index, self._brief)
        if any(row.side for row in rows) or any(claims_by_side(self._index, one) for one in beside):
            signs.append((f'<span class="lead side" aria-hidden="true">{SIDE_SIGN}</span>', SIDE_MEANING))
        if signs:
            items = "".join(f"<li>{sign} {meaning}</li>" for sign, meaning in signs)
            yield f'<ul class="key" aria-label="Key" lang="en">{items}</ul>'

    @staticmethod
    def _key_sign(name: str, sign: str) -> str:
        """A sign as on its row; a stance is plain text there."""
        if name in STANCE_WORDS or name == UNSOURCED:
            return sign
        kind = f" {name}" if name in RELATIONS else ""
        return f'<span class="sign{kind}" aria-hidden="true">{for_xml(sign)}</span>'

    def _section(self, section: BriefSection) -> Iterator[str]:
        title = heading(self._index, self._brief, section)
        yield f'<section class="brief-section"><h2>{_text(title)}</h2>'
        if section.claim is not None:
            yield f'<p class="main-claim">{self._claim(section.claim)}{self._aside(section.claim)}'
            yield f"{_note(cross_links(section.also))}</p>"
            if not self._brief.several:
                yield from self._tensions()
        yield '<div class="columns">'
        for group in section.groups:
            yield from self._group(section, group)
        yield "</div></section>"

    def _group(self, section: BriefSection, group: BriefGroup) -> Iterator[str]:
        yield f'<div class="column {group.heading or "plain"}">'
        if group.heading:
            yield f"<h3>{FOR if group.heading == 'supports' else AGAINST}</h3>"
        elif section.tension is not None and (title := side_title(self._index, section.tension, group.side)):
            yield f"<h3>{_text(title)}</h3>"
        yield from self._items(group.rows)
        yield "</div>"

    def _items(self, rows: Sequence[BriefRow]) -> Iterator[str]:
        """A list of links, each with the rows of its premises and a list of what is below them."""
        level = -1
        for row, deep in in_reading_order(rows):
            if deep > self._deepest:
                continue
            if not row.goes_with_row_before:
                yield "<ul>" if deep > level else "</li>" + "</ul></li>" * (level - deep)
                yield "<li>"
            level = deep
            yield self._row(row, deep)
        yield "</li>" + "</ul></li>" * level + "</ul>" if level >= 0 else ""

    def _row(self, row: BriefRow, level: int) -> str:
        kind = row.kind
        sign = ""
        if kind is not None:
            name = "linked premise" if row.linked else RELATIONS[kind].noun
            mark = "&amp;" if row.linked else RELATIONS[kind].sign
            sign = f'<span class="sign {kind}" role="img" aria-label="{name}">{mark}</span> '
        hidden = row.below if level == self._deepest else 0
        more = f" <small>{hidden} more</small>" if hidden else ""
        also = _note(cross_links(row.also, row.together))
        joined = f"{AND} " if row.goes_with_row_before else ""
        if row.continues is not None:
            joined = f'<span class="lead {kind}">{for_xml(lead(row, headed=True))}</span> '
        named = f'<span class="lead side">{SIDE_SIGN} {_text(row.side)}</span> ' if row.side else ""
        number = f'<span class="number">{for_xml(row.number)}</span> '
        said = f"{sign}{number}{joined}{named}{self._claim(row.claim)}{self._aside(row.claim)}{also}{more}"
        return f'<div class="row {kind or "plain"}{" with" if row.goes_with_row_before else ""}">{said}</div>'

    def _claim(self, claim: Claim) -> str:
        address = self._elsewhere.get(claim.id) or f"#{element_id(claim.id, 'claim')}"
        return f'<a href="{for_xml(address)}">{_text(claim.text)}</a>'

    def _aside(self, claim: Claim) -> str:
        """Who takes which position on a claim, and whether it is assumed."""
        said = f" <small>({ASSUMED})</small>" if claim.assumed else ""
        for held in holders(self._index, claim):
            for name, position in held.names:
                view = STANCE_WORDS[position.stance].view
                sign = f'<span role="img" aria-label="{view}:">{held.sign}</span>'
                note = for_xml(one_line(position_note(self._index, position, {})))
                title = f' title="{note}"' if note else ""
                said += f' <span class="stakeholder {position.stance}"{title}>{sign} {_text(name)}</span>'
        return said

    def _tensions(self) -> Iterator[str]:
        """A line for each tension, with the numbers of the claims on each of its sides."""
        yield '<div class="strips">'
        for tension in tensions_beside(self._index, self._brief):
            yield f'<div class="strip"><h3>{_text(tension_name(tension))}</h3><ul>'
            by_side = claims_by_side(self._index, tension)
            for side, claims in by_side.items():
                numbers = ", ".join(map(self._number, claims))
                name = f"{SIDE_SIGN} {_text(side_named(tension, side))}"
                yield f'<li><span class="lead side">{name}</span> {numbers or NOBODY}</li>'
            yield f"{'' if by_side else f'<li>{NOBODY}</li>'}</ul></div>"
        yield "</div>"

    def _number(self, claim: Claim) -> str:
        address = self._elsewhere.get(claim.id) or f"#{element_id(claim.id, 'claim')}"
        return f'<a href="{for_xml(address)}">{for_xml(self._brief.numbers[claim.id])}</a>'


def _deepest(brief: Brief) -> int:
    """The deepest level down to which there are no more than :data:`MOST_ROWS` rows, at least the top one."""
    groups = (group for section in brief.sections for group in section.groups)
    counts = Counter(level for group in groups for _, level in in_reading_order(group.rows))
    totals = accumulate(counts[depth] for depth in range(max(counts, default=0) + 1))
    return max((depth for depth, total in enumerate(totals) if total <= MOST_ROWS), default=0)


def _note(words: str) -> str:
    return f" <small>{_text(words)}</small>" if words else ""


def _text(words: str) -> str:
    """Text of the map, isolated so that its direction of writing does not affect the text around it."""
    return f"<bdi>{for_xml(one_line(words))}</bdi>"
