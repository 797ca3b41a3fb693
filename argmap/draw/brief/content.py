"""What a brief shows: which rows down to which depth, and the words, labels and badges of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.draw.brief.flow import TEXT, Icon, LineToken, badge, label, words
from argmap.draw.brief.options import ALL
from argmap.draw.measure import ANY_FONT, FontMetrics
from argmap.draw.theme import HUES
from argmap.escape import one_line
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.names import source_line, tension_name
from argmap.model.types import Claim, Position, Tension
from argmap.semantics.wording import stakeholder_named
from argmap.views.brief import (
    AGAINST,
    FOR,
    Brief,
    BriefGroup,
    BriefRow,
    BriefSection,
    CrossLink,
    cross_links,
    heading,
    holders,
    lead,
    position_note,
    side_of,
    side_title,
)
from argmap.views.wording import citations, side_name
from argmap.vocabulary import ASSUMED, NO_MARKS, STANCE_WORDS, QuotationMarks

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
    """A row, or (``row`` is None) a line that counts rows that are not shown."""

    row: BriefRow | None
    level: int
    tokens: tuple[LineToken, ...]

    @property
    def icon(self) -> Icon:
        """Its sign."""
        return (self.row.kind or "other") if self.row is not None else ""

    @property
    def is_linked(self) -> bool:
        """Whether it is a further premise of the link of a row before it."""
        return self.row is not None and self.row.goes_with_row_before


class RowColumn(NamedTuple):
    """The rows of a group under their title, and the name of its colours."""

    title: str
    look: str
    blocks: tuple[ShownRow, ...]


class Section(NamedTuple):
    """A main claim or another heading, and its groups. What is said of a main claim is in its ``head``, before it."""

    kind: str
    title: str
    claim: Claim | None
    head: tuple[LineToken, ...]
    tokens: tuple[LineToken, ...]
    columns: tuple[RowColumn, ...]


class Strip(NamedTuple):
    """A tension with the numbers of the claims on each of its sides."""

    title: str
    tokens: tuple[LineToken, ...]


class BriefContent(NamedTuple):
    """All that a brief shows. ``sources`` are what its claims and positions cite."""

    sections: tuple[Section, ...]
    strips: tuple[Strip, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    shown: int
    total: int


def shown_rows(group: BriefGroup, detail: Detail) -> Iterator[tuple[BriefRow, int, int]]:
    """The rows of a group with their levels, and the number of rows below each that are not shown."""
    for top in group.rows[: detail.most]:
        waiting = [(top, 0)] if detail.levels else []
        while waiting:
            row, level = waiting.pop()
            is_last = level + 1 >= detail.levels
            yield row, level, row.below if is_last else 0
            if not is_last:
                waiting += [(below, level + 1) for below in reversed(row.rows)]


def left_out(group: BriefGroup, detail: Detail) -> int:
    """The number of rows of a group that are not below a shown row."""
    hidden = group.rows[detail.most :] if detail.levels and detail.most is not None else ()
    return sum(1 + row.below for row in (hidden if detail.levels else group.rows))


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
    quotes: bool = False,
    marks: QuotationMarks = NO_MARKS,
) -> BriefContent:
    """What the brief of a map shows down to some detail, with notes on who said what if ``quotes`` are wanted."""
    return _ContentBuilder(index, brief, detail, font, marks if quotes else None).content()


class _ContentBuilder:
    def __init__(
        self, index: Index, brief: Brief, detail: Detail, font: FontMetrics, marks: QuotationMarks | None
    ) -> None:
        self._index, self._brief, self._detail = index, brief, detail
        self._font, self._marks = font, marks
        self._hues = {holder.id: place % HUES for place, holder in enumerate(index.map.stakeholders)}
        self._notes: list[str] = []
        self._shown = shown_claims(brief, detail)
        self._shown_numbers = {brief.numbers[one] for one in self._shown if one in brief.numbers}

    def content(self) -> BriefContent:
        """The content."""
        sections = tuple([self._section(section) for section in self._brief.sections])
        strips = tuple(self._strips())
        total = len(self._index.claims)
        return BriefContent(sections, strips, tuple(self._notes), self._sources(), len(self._shown), total)

    def _sources(self) -> tuple[str, ...]:
        """The names of the sources of what is shown, those that are cited most first."""
        claims = [claim for claim in self._index.map.claims if claim.id in self._shown]
        cited = Counter(citation.source for claim in claims for citation, _ in citations(claim))
        cited.update(position.source for claim in claims for position in claim.positions if position.source)
        found = [self._index.sources[one] for one, _ in cited.most_common() if one in self._index.sources]
        return tuple([told_again(one_line(source_line(source))) for source in found])

    # Sections

    def _section(self, section: BriefSection) -> Section:
        title = one_line(heading(self._index, self._brief, section))
        kind = "claim" if section.claim is not None else "tension" if section.tension is not None else "missing"
        head: list[LineToken] = []
        tokens: list[LineToken] = []
        if section.claim is None:
            tokens += words(title, self._font, f"word-{kind}", TEXT * 1.1, "bold")
        else:
            head.append(label(title.upper(), self._font, f"word-{kind}"))
            head += self._asides(section.claim, section.also, ())
            tokens += words(one_line(section.claim.text), self._font, size=TEXT * 1.2, weight="bold")
        columns = [self._column(section, group) for group in section.groups]
        hidden = sum(left_out(group, self._detail) for group in section.groups if not self._detail.levels)
        if hidden:
            (head or tokens).append(label(f"{hidden} more", self._font, "quiet"))
        kept = tuple(column for column in columns if column.blocks)
        return Section(kind, title, section.claim, tuple(head), tuple(tokens), kept)

    def _column(self, section: BriefSection, group: BriefGroup) -> RowColumn:
        blocks: list[ShownRow] = []
        for row, level, hidden in shown_rows(group, self._detail):
            blocks.append(ShownRow(row, level, self._row(row, level, hidden)))
        rest = left_out(group, self._detail)
        if rest and blocks:
            blocks.append(ShownRow(None, 0, (label(f"{rest} more", self._font, "quiet"),)))
        if group.heading:
            title = FOR if group.heading == "supports" else AGAINST
            return RowColumn(title, group.heading, tuple(blocks))
        title = side_title(self._index, section.tension, group.side) if section.tension is not None else ""
        return RowColumn(one_line(title), "tension", tuple(blocks))

    # Rows

    def _row(self, row: BriefRow, level: int, hidden: int) -> tuple[LineToken, ...]:
        claim = row.claim
        tokens = [label(row.number, self._font, "quiet", TEXT * 0.86, "regular")]
        if word := self._lead(row):
            tokens += words(word, self._font, "quiet")
        if side := side_of(self._index, claim):
            tokens.append(label(one_line(side), self._font, "word-side", icon="side"))
        text = claim.short if level >= self._detail.short_from and claim.short else claim.text
        tokens += words(one_line(text), self._font, weight="regular" if level or row.linked else "bold")
        tokens += self._asides(claim, row.also, row.together)
        if hidden:
            tokens.append(label(f"{hidden} more", self._font, "quiet"))
        return tuple(tokens)

    def _lead(self, row: BriefRow) -> str:
        if row.kind == "undercuts" and not row.goes_with_row_before:
            return ""  # the sign of the row says it
        return lead(self._brief, row, headed=True)

    def _asides(self, claim: Claim, also: Sequence[CrossLink], together: Sequence[str]) -> Iterator[LineToken]:
        """Who has a position on a claim, and its other parents."""
        if claim.assumed:
            yield label(f"({ASSUMED})", self._font, "quiet", weight="regular")
        for held in holders(self._index, claim):
            for name, position in held.names[:MOST_BADGES]:
                yield self._badge(name, position)
            if (more := len(held.names) - MOST_BADGES) > 0:
                yield label(f"{held.sign} {more} more", self._font, "quiet")
        links = [label(f"together with {self._findable(number)}", self._font, "quiet") for number in together]
        links += map(self._also, also)
        yield from links[:MOST_LINKS]
        if (more := len(links) - MOST_LINKS) > 0:
            yield label(f"and {more} more links", self._font, "quiet")

    def _badge(self, name: str, position: Position) -> LineToken:
        who = stakeholder_named(self._index, position.stakeholder)
        said = position_note(self._index, position, {}, self._marks or NO_MARKS)
        note = one_line(said) if self._marks is not None else ""
        if note:
            self._notes.append(note)
        number = len(self._notes) if note else 0
        hue = self._hues.get(position.stakeholder, 0)
        title = said or f"{who}: {STANCE_WORDS[position.stance].view}"
        return badge(one_line(name), self._font, position.stance, hue, one_line(title), number)

    def _also(self, link: CrossLink) -> LineToken:
        said = cross_links((link._replace(number=self._findable(link.number)),))
        return label(said, self._font, f"word-{link.kind}", most=160.0)

    def _findable(self, number: str) -> str:
        """The number of a row, or of the row below which it is where it has none here: ``one below 12``."""
        if number in self._shown_numbers:
            return number
        above = self._shown_above(number)
        return f"one below {above}" if above else "one not shown"

    # Tensions

    def _strips(self) -> Iterator[Strip]:
        drawn = {section.tension for section in self._brief.sections}
        for tension in self._index.map.tensions:
            claims = self._index.claims_in.get(tension.id, ())
            if claims and tension.sides and tension.id not in drawn:
                name = one_line(tension_name(tension))
                tokens = (*words(name, self._font, "word-tension", weight="bold"), *self._sides(tension, claims))
                yield Strip(name, tokens)

    def _sides(self, tension: Tension, claims: Sequence[Claim]) -> Iterator[LineToken]:
        for side in tension.sides:
            here = [claim.id for claim in claims if claim.side == side.id]
            size = TEXT * 0.9
            yield label(one_line(side_name(side)), self._font, "word-side", size, icon="side")._replace(space=9.0)
            if said := self._where(here):
                yield from words(said, self._font, "ink", size)

    def _where(self, claims: Sequence[str]) -> str:
        """The numbers of claims, and below which rows those are that have none here: ``11, 1 below 12``."""
        numbers = self._brief.numbers
        places = [numbers[one] for one in claims if one in self._shown]
        below = Counter(self._shown_above(numbers[one]) for one in claims if one not in self._shown)
        hidden = below.pop("", 0)
        places += [f"{count} below {above}" for above, count in below.items()]
        ends = [f"{hidden} not shown"] if hidden else []
        if (more := len(places) - MOST_NUMBERS) > 0:
            ends.insert(0, f"and {more} more")
        return ", ".join([*places[:MOST_NUMBERS], *ends])

    def _shown_above(self, number: str) -> str:
        """The number of the nearest row that is shown above one that is not; empty if there is none."""
        while number and number not in self._shown_numbers:
            number = number.rpartition(".")[0]
        return number
