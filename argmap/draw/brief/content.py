"""What a brief shows: which rows down to which depth, and the words, labels and badges of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from argmap.draw.brief.flow import TEXT, Icon, LineToken, badge, label, side_label, words
from argmap.draw.brief.options import ALL, SMALL
from argmap.draw.isolation import isolated_part, joined_parts, on_lines
from argmap.draw.measure import ANY_FONT, FontMetrics, Weight
from argmap.escape import one_line
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.names import source_parts, source_place, tension_name
from argmap.model.types import Claim, Position, Tension
from argmap.semantics.wording import stakeholder_named
from argmap.views.brief import (
    AGAINST,
    AND,
    FOR,
    THE_MAIN_CLAIM,
    Brief,
    BriefGroup,
    BriefRow,
    BriefSection,
    CrossLink,
    cross_links,
    heading,
    holders,
    in_reading_order,
    link_in_words,
    name_in_full,
    number_above,
    numbers_of_side,
    position_note,
    short_of,
    shown_above,
    side_title,
    tensions_beside,
)
from argmap.views.sides import claims_by_side
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import citations, name_tail, side_named
from argmap.vocabulary import ASSUMED, CONTINUED, NO_CLAIMS, NO_MARKS, STANCE_WORDS, QuotationMarks

AFTER_LABEL = 2.0
"""Space between a bold label and the words after it, besides that between two words."""

MOST_SMALL = 176.0
"""The width up to which the words of a link elsewhere stay on one line."""

MOST_BADGES, MOST_LINKS, MOST_NUMBERS = 6, 4, 12
"""The most badges of a stance, links elsewhere, and numbers of claims on a side that are named; more are counted."""


class Detail(NamedTuple):
    """How much of a brief is shown: rows down to a number of ``levels``, and of each group the first ``most``.

    Claims from the level ``short_from`` on have their short labels, if they have one.
    """

    levels: int
    most: int | None = None
    short_from: int = ALL


class ShownRow(NamedTuple):
    """A row, or (``row`` is None) a line that counts rows that are not shown.

    ``again`` is what the row says where a column goes on below it.
    """

    row: BriefRow | None
    level: int
    tokens: tuple[LineToken, ...]
    again: tuple[LineToken, ...] = ()

    @property
    def icon(self) -> Icon:
        """Its sign."""
        return (self.row.kind or "other") if self.row is not None else ""

    @property
    def is_linked(self) -> bool:
        """Whether it is a further premise of the link of the row before it."""
        return self.row is not None and self.row.goes_with_row_before

    @property
    def number(self) -> str:
        """Its number; empty without a row."""
        return self.row.number if self.row is not None else ""

    @property
    def above(self) -> str:
        """The number of the row that it is below; empty at the top."""
        return number_above(self.number)


class RowColumn(NamedTuple):
    """The rows of a group under their title, and the name of its colours."""

    title: str
    look: str
    blocks: tuple[ShownRow, ...]


class Section(NamedTuple):
    """A main claim or another heading, and its groups.

    ``head`` is before its text, ``asides`` are who has a position on a main claim and its links.
    """

    kind: str
    title: str
    claim: Claim | None
    head: tuple[LineToken, ...]
    tokens: tuple[LineToken, ...]
    asides: tuple[LineToken, ...]
    columns: tuple[RowColumn, ...]


class Strip(NamedTuple):
    """A tension by its id, with the numbers of the claims on each of its sides."""

    tension: str
    title: str
    tokens: tuple[LineToken, ...]


class BriefContent(NamedTuple):
    """All that a brief shows. ``sources`` are what its claims and positions cite; rows and notes may have their
    numbers, and then all are named. ``names`` are the full names of stakeholders after the short ones that their
    badges have. Those that are read from the right are isolated."""

    sections: tuple[Section, ...]
    strips: tuple[Strip, ...]
    notes: tuple[str, ...]
    names: tuple[str, ...]
    sources: tuple[str, ...]
    are_numbered: bool
    shown: int
    total: int


def shown_rows(group: BriefGroup, detail: Detail) -> Iterator[tuple[BriefRow, int, int]]:
    """The rows of a group with their levels, and the number of rows below each that are not shown."""
    for row, level in in_reading_order(_tops(group, detail)):
        if level < detail.levels:
            yield row, level, row.below if level + 1 == detail.levels else 0


def _tops(group: BriefGroup, detail: Detail) -> tuple[BriefRow, ...]:
    """The rows at the top of a group that are shown; premises of one link are not parted."""
    if not detail.levels:
        return ()
    most = len(group.rows) if detail.most is None else detail.most
    while most < len(group.rows) and group.rows[most].goes_with_row_before:
        most += 1
    return group.rows[:most]


def left_out(group: BriefGroup, detail: Detail) -> int:
    """The number of rows of a group that are not below a shown row."""
    return sum(1 + row.below for row in group.rows[len(_tops(group, detail)) :])


def shown_claims(brief: Brief, detail: Detail) -> frozenset[str]:
    """The ids of the claims that a brief shows down to some detail."""
    groups = [group for section in brief.sections for group in section.groups]
    rows = [row.claim for group in groups for row, _, _ in shown_rows(group, detail)]
    mains = [section.claim for section in brief.sections if section.claim is not None]
    return frozenset(claim.id for claim in (*mains, *rows))


def content(
    index: Index,
    brief: Brief,
    detail: Detail,
    font: FontMetrics = ANY_FONT,
    *,
    small: float = SMALL,
    quotes: bool = False,
    marks: QuotationMarks = NO_MARKS,
) -> BriefContent:
    """What the brief of a map shows down to some detail, with notes on who said what if ``quotes`` are wanted.

    ``small`` is the size of labels and badges.
    """
    return _ContentBuilder(index, brief, detail, font, small, marks if quotes else None).content()


class _ContentBuilder:
    def __init__(
        self,
        index: Index,
        brief: Brief,
        detail: Detail,
        font: FontMetrics,
        small: float,
        marks: QuotationMarks | None,
    ) -> None:
        self._index, self._brief, self._detail = index, brief, detail
        self._font, self._small, self._marks = font, small, marks
        self._notes: list[str] = []
        self._names: dict[str, None] = {}
        self._shown = shown_claims(brief, detail)
        self._shown_numbers = {brief.numbers[one] for one in self._shown if one in brief.numbers}
        self._source_numbers = source_numbers(index, self._shown) if marks is not None else {}

    def content(self) -> BriefContent:
        """The content."""
        sections = tuple([self._section(section) for section in self._brief.sections])
        strips = tuple(self._strips())
        total = len(self._index.claims)
        return BriefContent(
            sections,
            strips,
            tuple(self._notes),
            tuple(self._names),
            self._sources(),
            bool(self._source_numbers),
            len(self._shown),
            total,
        )

    def _sources(self) -> tuple[str, ...]:
        """The names of sources, with their numbers where rows and notes have these; else those cited most first."""
        numbers, named = self._source_numbers, {}
        for one in self._cited():
            source = self._index.sources[one]
            parts = [*source_parts(source), *(source_place(source) if numbers else ())]
            (named[one],) = on_lines([told_again(joined_parts(parts))])
        return tuple([f"[{numbers[one]}] {name}" if numbers else name for one, name in named.items()])

    def _cited(self) -> Iterable[str]:
        if self._source_numbers:
            return self._source_numbers
        claims = [claim for claim in self._index.map.claims if claim.id in self._shown]
        cited = Counter(citation.source for claim in claims for citation, _ in citations(claim))
        cited.update([position.source for claim in claims for position in claim.positions if position.source])
        return [one for one, _ in cited.most_common() if one in self._index.sources]

    def _label(
        self,
        text: str,
        look: str = "quiet",
        *,
        size: float = 0.0,
        weight: Weight = "bold",
    ) -> LineToken:
        """A label, no smaller than labels are here."""
        return label(text, self._font, look, max(size, self._small), weight)

    # Sections

    def _section(self, section: BriefSection) -> Section:
        title = one_line(heading(self._index, self._brief, section))
        kind = "claim" if section.claim is not None else "tension" if section.tension is not None else "missing"
        head: list[LineToken] = []
        tokens: list[LineToken] = []
        asides: list[LineToken] = []
        if section.claim is None:
            tokens += words(title, self._font, f"word-{kind}", TEXT * 1.1, "bold")
        else:
            head.append(self._label(title.upper(), f"word-{kind}"))
            asides += self._asides(section.claim, section.also, ())
            tokens += words(one_line(section.claim.text), self._font, size=TEXT * 1.2, weight="bold")
        columns = [self._column(section, group) for group in section.groups]
        hidden = sum(left_out(group, self._detail) for group in section.groups if not self._detail.levels)
        if hidden:
            (head or tokens).append(self._label(f"{hidden} more"))
        kept = tuple(column for column in columns if column.blocks)
        return Section(kind, title, section.claim, tuple(head), tuple(tokens), tuple(asides), kept)

    def _column(self, section: BriefSection, group: BriefGroup) -> RowColumn:
        blocks: list[ShownRow] = []
        for row, level, hidden in shown_rows(group, self._detail):
            blocks.append(ShownRow(row, level, self._row(row, level, hidden), self._again(row)))
        rest = left_out(group, self._detail)
        if rest and blocks:
            blocks.append(ShownRow(None, 0, (self._label(f"{rest} more"),)))
        if group.heading:
            title = FOR if group.heading == "supports" else AGAINST
            return RowColumn(title, group.heading, tuple(blocks))
        title = side_title(self._index, section.tension, group.side) if section.tension is not None else ""
        return RowColumn(one_line(title), "tension", tuple(blocks))

    # Rows

    def _row(self, row: BriefRow, level: int, hidden: int) -> tuple[LineToken, ...]:
        claim = row.claim
        tokens = [self._number(row)]
        if row.continues is not None:
            link = row.continues._replace(number=self._findable(row.continues.number))
            tokens += self._small_words(f"{link_in_words(link)}:", f"word-{link.kind}")
        if row.goes_with_row_before:
            tokens += words(AND, self._font, "quiet")
        if row.side:
            tokens += side_label(one_line(row.side), self._font, self._small)
        text = claim.short if level >= self._detail.short_from and claim.short else claim.text
        said = words(one_line(text), self._font, weight="regular" if level else "bold")
        tokens += _set_off(said) if row.side else said
        tokens += self._asides(claim, row.also, row.together)
        if hidden:
            tokens.append(self._label(f"{hidden} more"))
        return tuple(tokens)

    def _again(self, row: BriefRow) -> tuple[LineToken, ...]:
        """What a row says at the top of a column that goes on below it."""
        if not row.rows:
            return ()
        text = words(one_line(row.claim.short or row.claim.text), self._font, "quiet")
        return self._number(row), *text, self._label(f"({CONTINUED})", weight="regular")

    def _number(self, row: BriefRow) -> LineToken:
        return self._label(row.number, size=TEXT * 0.86, weight="regular")

    def _asides(self, claim: Claim, also: Sequence[CrossLink], together: Sequence[str]) -> Iterator[LineToken]:
        """Who has a position on a claim, and its other parents."""
        numbers = self._source_numbers
        if claim.assumed:
            yield self._label(f"({ASSUMED})", weight="regular")
        cited = {numbers[citation.source] for citation, _ in citations(claim) if citation.source in numbers}
        if marks := "".join(f"[{number}]" for number in sorted(cited)):
            yield self._label(marks, weight="regular")
        for held in holders(self._index, claim):
            for _, position in held.names[:MOST_BADGES]:
                yield self._badge(position)
            if (more := len(held.names) - MOST_BADGES) > 0:
                yield self._label(f"{held.sign} {more} more")
        links = [(f"together with {self._findable(number)}", "quiet") for number in together]
        links += [(self._also(link), f"word-{link.kind}") for link in also]
        shown = links[:MOST_LINKS]
        for place, (said, look) in enumerate(shown, 1):
            yield from self._small_words(said if place == len(shown) else f"{said};", look)
        if (more := len(links) - MOST_LINKS) > 0:
            yield self._label(f"and {more} more links")

    def _badge(self, position: Position) -> LineToken:
        name = short_of(self._index, position.stakeholder)
        if full := name_in_full(self._index, position.stakeholder):
            self._names[isolated_part(full)] = None
        said = position_note(self._index, position, {}, self._marks or NO_MARKS)
        note = ""
        if self._marks is not None:
            numbers = self._source_numbers
            note = one_line(position_note(self._index, position, numbers, self._marks, numbers))
        if note:
            self._notes.append(note)
        tail = name_tail(bool(position.source), len(self._notes) if note else 0)
        who = stakeholder_named(self._index, position.stakeholder)
        title = said or f"{who}: {STANCE_WORDS[position.stance].view}"
        return badge(one_line(name), self._font, position.stance, one_line(title), tail, self._small)

    def _also(self, link: CrossLink) -> str:
        return cross_links((link._replace(number=self._findable(link.number)),))

    def _small_words(self, said: str, look: str) -> Iterator[LineToken]:
        """Small words after a text, set off from it; a few of them stay on one line."""
        if self._font.width(said, self._small, "bold") <= MOST_SMALL:
            yield self._label(said, look)
            return
        for place, token in enumerate(words(said, self._font, look, self._small, "bold")):
            yield token if place else token._replace(space=4.0)

    def _findable(self, number: str) -> str:
        """The number of a row, or of the row below which it is where it has none here: ``one under 12``."""
        if number in self._shown_numbers:
            return number
        above = shown_above(number, self._shown_numbers)
        return f"one under {above}" if above else "one not shown"

    # Tensions

    def _strips(self) -> Iterator[Strip]:
        for tension in tensions_beside(self._index, self._brief):
            name = one_line(tension_name(tension))
            tokens = (*words(name, self._font, "word-tension", weight="bold"), *self._sides(tension))
            yield Strip(tension.id, name, tokens)

    def _sides(self, tension: Tension) -> Iterator[LineToken]:
        """The sides with their claims; of a tension without claims that there are none, once."""
        size = max(TEXT * 0.9, self._small)
        by_side = claims_by_side(self._index, tension)
        has_claims = any(by_side.values())
        for side, claims in by_side.items():
            yield from side_label(one_line(side_named(tension, side)), self._font, size, 9.0)
            if has_claims:
                yield from _set_off(words(self._where(claims) or NO_CLAIMS, self._font, "ink", size))
        if not has_claims:
            yield from _set_off(words(NO_CLAIMS, self._font, "quiet", size))

    def _where(self, claims: Sequence[Claim]) -> str:
        """Where the claims of a side are; more than some are counted."""
        places = numbers_of_side([self._brief.numbers[one.id] for one in claims], self._shown_numbers)
        more = len(places) - MOST_NUMBERS
        said = ", ".join([*places[:MOST_NUMBERS], *([f"and {more} more"] if more > 0 else [])])
        return said.replace(THE_MAIN_CLAIM, THE_MAIN_CLAIM.replace(" ", "\u00a0"))


def _set_off(tokens: Iterable[LineToken]) -> Iterator[LineToken]:
    """Words after a bold label, with more space before the first."""
    for place, token in enumerate(tokens):
        yield token if place else token._replace(space=token.space + AFTER_LABEL)
