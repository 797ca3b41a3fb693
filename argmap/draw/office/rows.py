"""Rows of a brief on slides: which fit, how large, where they are, and the notes on them for the speaker."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argmap.draw.office.canvas import DISC, LINE, Canvas, Disc, TextRun, cut_to_height, fewer_names, height
from argmap.draw.theme import LIGHT
from argmap.model.index import Index
from argmap.model.types import Claim
from argmap.views.brief import (
    Brief,
    BriefRow,
    citations_of,
    cross_links,
    holders,
    in_reading_order,
    lead,
    number_above,
    position_note,
)
from argmap.views.number_ranges import numbers_in_words
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import position_said
from argmap.vocabulary import ASSUMED, RELATIONS, SIDE_SIGN, QuotationMarks

NEVER = 1_000
"""A level that no row has: down to it all have their whole texts."""
INDENT = 20.0
DEEPEST = 8
"""Levels that rows are indented by."""
MOST_NAMES = 6
"""Names beside a claim, of those who agree and of those who do not."""
BETWEEN, MOST_BETWEEN = 3.0, 11.0
"""Points between two rows, at least and where there is room."""

Where = Callable[[str], str]
"""What the words of a link to another claim say for its number."""


@dataclass(slots=True)
class BriefBlock:
    """A row with its text, ``level`` steps in from the left, and the number of rows below it; ``row`` is None for a
    text that is no row of the brief.
    """

    row: BriefRow | None
    level: int
    runs: list[TextRun]
    below: int
    hidden: int = field(default=0)
    """The rows below it that are not shown."""
    is_cut: bool = field(default=False)
    """Whether its text is cut to what a slide holds."""
    named: Claim | None = field(default=None)
    """The claim that it names where it is no row."""
    slides: frozenset[int] = field(default=frozenset())
    """The other slides that have it."""
    slides_below: frozenset[int] = field(default=frozenset())
    """The slides with the rows below it."""

    @property
    def claim(self) -> Claim | None:
        """The claim whose text it has."""
        return self.row.claim if self.row is not None else self.named

    def shown_runs(self) -> list[TextRun]:
        """Its text with the number of rows that are not shown."""
        return [*self.runs, TextRun("  "), _more(self.hidden, self.slides_below)] if self.hidden else self.runs


def _more(number: int, slides: Collection[int]) -> TextRun:
    """How many rows are not shown, and the slides that have them: ``23 more (slides 4, 6)``."""
    said = numbers_in_words(map(str, slides))
    where = f" (slide{'s' if len(slides) > 1 else ''} {said})" if said else ""
    return TextRun(f"{number} more{where}", 1, LIGHT.quiet, bold=True, whole=len(slides) < 2)


def _left(block: BriefBlock) -> float:
    """The left edge of a row's box, which is behind its disc."""
    return (DISC + 4 if block.row is not None else 0) + INDENT * min(block.level, DEEPEST)


def _tall(block: BriefBlock, room: float, size: float) -> float:
    return height(block.shown_runs(), room - _left(block), size) + BETWEEN


def cut_to_room(block: BriefBlock, room: float, tall: float, size: float) -> BriefBlock:
    """A row whose text is cut with an ellipsis where the row alone is taller than a room."""
    if _tall(block, room, size) <= tall:
        return block
    below = size * LINE if block.hidden else 0
    return replace(
        block, runs=cut_to_height(block.runs, room - _left(block), tall - BETWEEN - below, size), is_cut=True
    )


class Fit(NamedTuple):
    """How columns are shown: the width of each, the size of their text, and the number of levels."""

    rooms: tuple[float, ...]
    size: float
    levels: int


SHARES = (0.5, 0.55, 0.45, 0.6, 0.4, 0.65, 0.35)
"""Shares of the width that the first of two columns may have, the best first."""


def fitting(columns: Sequence[Iterable[BriefBlock]], room: float, tall: float, sizes: tuple[float, float]) -> Fit:
    """How all columns fit into a room: with the most levels that can be read, then with the largest text, then with
    columns as wide as each other.
    """
    least, most = sizes
    found = [list(blocks) for blocks in columns]
    number = max(len(found), 1)
    shares = [(share, 1 - share) for share in SHARES] if number == 2 else [(1 / number,) * number]
    rooms = [tuple(room * share for share in some) for some in shares]
    deepest = max((block.level for blocks in found for block in blocks), default=0)
    for levels in range(deepest, -1, -1):
        kept = [list(_cut(blocks, levels)) for blocks in found]
        if sum(map(len, kept)) * least * LINE > 2 * number * tall:
            continue  # not even one line each
        size = most
        while size >= least:
            for some in rooms:
                if all(_all_fit(blocks, wide, tall, size) for blocks, wide in zip(kept, some, strict=False)):
                    return Fit(some, size, levels)
            size -= 0.5
    return Fit(rooms[0], least, 0)


def _all_fit(blocks: Iterable[BriefBlock], room: float, tall: float, size: float) -> bool:
    """Whether rows are no taller than a room; of those that are far too tall not all are measured."""
    heights: list[float] = []
    for block in blocks:
        heights.append(_tall(block, room, size))
        if math.fsum(heights) > tall:
            return False
    return True


def _cut(blocks: Iterable[BriefBlock], levels: int) -> Iterator[BriefBlock]:
    """The rows down to a level, the last ones with the number of those below them."""
    for block in blocks:
        if block.level <= levels:
            hidden = block.below if block.level == levels else 0
            yield replace(block, hidden=hidden)


def flowed(
    blocks: Iterable[BriefBlock], room: float, tall: float, size: float, levels: int | None, *, more: bool = False
) -> list[BriefBlock]:
    """The rows from the first on that fit, which is cut if it alone does not. Where ``levels`` or ``more`` is given,
    a row says how many did not.
    """
    kept = list(blocks if levels is None else _cut(blocks, levels))
    counting = more or levels is not None
    used = 0.0
    found: list[BriefBlock] = []
    for place, block in enumerate(kept):
        rest = _and_more(kept[place:])
        last = place == len(kept) - 1
        if not found:
            below = _tall(_and_more(kept[1:]), room, size) if counting and not last else 0
            block = cut_to_room(block, room, tall - below, size)
        needed = _tall(block, room, size)
        if found and used + needed + (0 if last or not counting else _tall(rest, room, size)) > tall:
            return [*found, rest] if counting else found
        used += needed
        found.append(block)
    return found


def paged(trees: Sequence[list[BriefBlock]], room: float, tall: float, size: float) -> Iterator[list[BriefBlock]]:
    """Trees of rows divided into pages: between trees where one fits on a page, else where the page is full. A page
    on which a tree goes on repeats the rows above its first.
    """
    page: list[BriefBlock] = []
    used = 0.0
    for tree in trees:
        whole = _all_tall(tree, room, size)
        if page and used + whole > tall and whole <= tall:
            yield page
            page, used = [], 0.0
        for place, block in enumerate(tree):
            needed = _tall(block, room, size)
            if page and used + needed > tall:
                yield page
                page = _above(tree, place)
                used = _all_tall(page, room, size)
                if used + needed > tall:
                    page, used = [], 0.0
            page.append(block)
            used += needed
    if page:
        yield page


def _above(tree: Sequence[BriefBlock], place: int) -> list[BriefBlock]:
    """The rows above the one at a place, which are all before it."""
    before = {block.row.number: block for block in tree[:place] if block.row is not None}
    found: list[BriefBlock] = []
    row = tree[place].row
    above = number_above(row.number) if row is not None else ""
    while above in before:
        found.insert(0, before[above])
        above = number_above(above)
    return found


def _and_more(blocks: Sequence[BriefBlock]) -> BriefBlock:
    number = sum(1 + block.hidden for block in blocks)
    slides = {slide for block in blocks for slide in block.slides | block.slides_below}
    return BriefBlock(None, 0, [_more(number, slides)], 0)


def roomiest(
    blocks: Sequence[BriefBlock], room: float, tall: float, sizes: tuple[float, float]
) -> tuple[float, float]:
    """The largest size of text with which rows fit into a room, and the points between two of them."""
    least, size = sizes
    while size > least and _all_tall(blocks, room, size) > tall:
        size -= 0.5
    spare = (tall - _all_tall(blocks, room, size)) / max(1, len(blocks) - 1)
    return size, min(MOST_BETWEEN, BETWEEN + max(0.0, spare))


def _all_tall(blocks: Iterable[BriefBlock], room: float, size: float) -> float:
    return math.fsum(_tall(block, room, size) for block in blocks)


def rows_height(columns: Iterable[Sequence[BriefBlock]], room: float, size: float) -> float:
    """The height of the tallest of some columns, each ``room`` wide."""
    return max((_all_tall(blocks, room, size) for blocks in columns), default=0.0)


def laid_out(
    slide: Canvas,
    blocks: Sequence[BriefBlock],
    x: float,
    y: float,
    room: float,
    size: float,
    between: float = BETWEEN,
) -> None:
    """Put rows on a slide from ``y`` down, each with a disc that says what it does and a line from the one above."""
    discs: dict[str, Disc] = {}
    family: list[str] = []
    before_it = ""
    last: dict[str, Disc] = {}
    """The disc of the last premise of the link of each row, which hides the lines down from those before it."""
    for block in blocks:
        left, tall = _left(block), _tall(block, room, size) - BETWEEN
        row = block.row
        ground = _grounds(block)
        name = f"Claim {row.number}" if row is not None else "Claims"
        slide.row(x + left, y, room - left, tall, block.shown_runs(), size, ground, name=name)
        if row is not None:
            sign, colour, words = _disc(row)
            disc = slide.disc(x + left - DISC - 3, y + 3 + (size - LEAST_LINE) / 2, sign, colour, words)
            before = number_above(family[-1]) if family else None
            goes_on = row.goes_with_row_before and before == number_above(row.number)
            family = [*family, row.number] if goes_on else [row.number]
            if goes_on:
                slide.bar(discs[family[-2]], disc, colour, f"From claim {row.number} to the one before it")
            discs[row.number] = disc
            last.update(dict.fromkeys(family, disc))
            above = number_above(row.number)
            if 0 < block.level <= DEEPEST and above in discs:
                slide.elbow(discs[above], disc, f"From claim {row.number} up", behind=last[above])
            elif block.level > DEEPEST and above == before_it:  # it has no indent of its own
                slide.bar(discs[above], disc, LIGHT.quiet, f"From claim {row.number} up", width=1)
            before_it = row.number
        y += tall + between


LEAST_LINE = 14.0
"""The size of text beside whose first line a disc is in the middle without being moved."""


def _grounds(block: BriefBlock) -> str | None:
    row = block.row
    if row is None or block.level or row.kind is None:
        return None
    return {"supports": LIGHT.supports, "objects_to": LIGHT.objects_to, "undercuts": LIGHT.undercuts}[row.kind][1]


def _disc(row: BriefRow) -> tuple[str, str, str]:
    """The sign, the colour and the description of the disc before a row."""
    if row.kind is None:
        return "•", LIGHT.quiet, f"Claim {row.number}"
    colours = {"supports": LIGHT.supports, "objects_to": LIGHT.objects_to, "undercuts": LIGHT.undercuts}
    sign = "&" if row.goes_with_row_before else RELATIONS[row.kind].sign
    verb = "goes with the claim before it" if sign == "&" else RELATIONS[row.kind].verb
    return sign, colours[row.kind][0], f"Claim {row.number} {verb}"


def cut_claims(blocks: Iterable[BriefBlock]) -> set[str]:
    """The ids of the claims whose texts are cut."""
    return {block.claim.id for block in blocks if block.is_cut and block.claim is not None}


class SlideRows:
    """The texts of a map for slides."""

    def __init__(self, index: Index, brief: Brief, marks: QuotationMarks) -> None:
        self._index, self._marks = index, marks
        self._brief = brief
        self.numbers = source_numbers(index)
        """The numbers of sources."""

    def rows(
        self,
        rows: Sequence[BriefRow],
        where: Where,
        slide_of: Mapping[str, int],
        short_from: int = NEVER,
    ) -> Iterator[BriefBlock]:
        """Rows with those below them, from the level ``short_from`` on with their short labels.

        ``where`` says how a link names its target, ``slide_of`` which other slide has the row with a number.
        """
        for row, level in in_reading_order(rows):
            is_short = level >= short_from and bool(row.claim.short)
            slides, *below = [frozenset(filter(None, [slide_of.get(one.number)])) for one in row.all()]
            runs = self.runs(row, level == 0, where, is_short)
            yield BriefBlock(
                row, level, runs, row.below, is_cut=is_short, slides=slides, slides_below=frozenset().union(*below)
            )

    def runs(self, row: BriefRow, is_top: bool, where: Where, is_short: bool = False) -> list[TextRun]:
        """A row's text, with its short label if it ``is_short``."""
        continues = row.continues and row.continues._replace(number=where(row.continues.number))
        word = lead(row._replace(continues=continues), headed=True)
        runs = [TextRun(f"{row.number}  ", 1, LIGHT.quiet)]
        runs += [TextRun(f"{word} ", 1, LIGHT.quiet, italic=True)] if word else []
        if row.side:
            runs.append(TextRun(f"{SIDE_SIGN}\u00a0{row.side} ", 1, LIGHT.side[0], bold=True))
        text = (row.claim.short if is_short else None) or row.claim.text
        runs.append(TextRun(text, 1, bold=is_top))
        also = tuple(link._replace(number=where(link.number)) for link in row.also)
        return runs + self.asides(row.claim, cross_links(also, tuple(map(where, row.together))), 1)

    def with_links(self, block: BriefBlock, where: Where) -> BriefBlock:
        """A block with other words for the targets of its links."""
        if block.row is None:
            return block
        return replace(block, runs=self.runs(block.row, not block.level, where))

    def asides(self, claim: Claim, aside: str, size: float) -> list[TextRun]:
        """Who holds a claim, some of them where they are many, and its links to claims that are not above it."""
        runs = [TextRun(f"  ({ASSUMED})", size, LIGHT.quiet)] if claim.assumed else []
        for held in holders(self._index, claim):
            signs = [f"{held.sign} ", *[""] * (len(held.names) - 1)]
            names = [f"{sign}{name}" for sign, (name, _) in zip(signs, held.names, strict=True)]
            ends = [*[","] * (len(names) - 1), ""]
            for place, (name, end) in enumerate(zip(names, ends, strict=True), 1):
                runs.append(TextRun(" " if place > 1 else "  ", size, place=place))
                text, after = f"{name}{end}", len(names) - place
                runs.append(TextRun(text, size, LIGHT.badge, bold=True, whole=True, place=place, after=after))
        return [*fewer_names(runs, MOST_NAMES), *([TextRun(f"  {aside}", size, LIGHT.quiet)] if aside else [])]

    def reference(self, claim: Claim, slide_of: Mapping[str, int]) -> BriefBlock:
        """A claim by number and text, with the slide that has its row."""
        number = self._brief.numbers[claim.id]
        runs = [TextRun(f"{number}  ", 1, LIGHT.quiet), TextRun(claim.text, 1)]
        slides = frozenset(filter(None, [slide_of.get(number)]))
        return BriefBlock(None, 0, runs, 0, named=claim, slides=slides)

    def said(self, claims: Iterable[Claim], cut: Collection[str] = ()) -> str:
        """Who said what of the claims, and what they cite, by number; the texts of those with the ids ``cut`` too."""
        lines = []
        for claim in claims:
            notes = [claim.text] if claim.id in cut else []
            notes += self._positions(claim, is_cut=claim.id in cut)
            notes.append(citations_of(self._index, claim, self.numbers, self._marks)[1])
            if said := " ".join(filter(None, notes)):
                lines.append(f"{self._brief.numbers[claim.id]}: {said}")
        return "\n".join(lines)

    def _positions(self, claim: Claim, is_cut: bool) -> Iterator[str]:
        """Who said what; also who has a position without a quote or source, where a slide may not name all."""
        for position in claim.positions:
            if note := position_note(self._index, position, self.numbers, self._marks):
                yield note
            elif is_cut or len(claim.positions) > MOST_NAMES:
                yield f"{position_said(self._index, position)}."
