"""The agreement table: a row and a column for each stakeholder, with a cell for each pair that can be compared.

It says of many stakeholders what the network of :mod:`argmap.draw.charts.agreement` says of a few. Those who agree
stand together, in the order of an average-linkage clustering (Sokal & Michener 1958) whose clusters are joined at the
ends that agree most. Three degrees of agreement differ by sign, by fill and by the length of a bar.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from argmap.draw.charts.agreement import (
    TIES,
    Tie,
    agreement_scene,
    agreement_words,
    comparable_pairs,
    pair_told,
    tie_of,
)
from argmap.draw.display_list import Anchor, DisplayItem, Picture, Rect, ShapeGroup, Text
from argmap.draw.measure import is_right_to_left, truncated, width
from argmap.draw.paint import glyphs
from argmap.draw.paint.furniture import framed
from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.semantics.stakeholders import Agreement, judged_pairs

MOST_LINES = 28
"""The number of lines that can be told apart in a network: those of eight stakeholders who can all be compared."""

MOST_STAKEHOLDERS = 60
"""Maximum number of rows; more could not be read on any page."""

NAME_ROOM, NAME_SIZE, SIZE = 330.0, 10.0, 9.5
"""The width of a name, at most: the column of names is as wide as the longest, and beside the stairs is free room."""
COLUMN, ROW = 66.0, 28.0
BAR, BAR_HEIGHT = 46.0, 2.5

SIGNS: Mapping[Tie, str] = {"most": "agrees", "some": "mixed", "none": "disagrees"}
"""The sign of each degree: a tick, a half disc, a cross."""

Similarity = Mapping[frozenset[str], float]
"""For each pair that can be compared the share of their claims on which they agree."""


def is_clearer(index: Index) -> bool:
    """Whether so many pairs can be compared that a network of them is a web of lines."""
    return len(judged_pairs(index)) > MOST_LINES


def picture(index: Index) -> Picture:
    """The agreement table. Raises MapError if no pair of stakeholders can be compared, or too many can."""
    pairs = comparable_pairs(index)
    order = _side_by_side(index, pairs)
    if len(order) > MOST_STAKEHOLDERS:
        raise MapError(
            f"{len(order)} stakeholders can be compared, and a picture can show {MOST_STAKEHOLDERS}. Export a part "
            "(--tension, --tag), or use 'argmap report --agreement'."
        )
    names = {who: truncated(one_line(index.short_names[who]), NAME_ROOM, NAME_SIZE, "bold") for who in order}
    left = max(width(names[who], NAME_SIZE, "bold") for who in order[1:]) + 14
    place = {who: number for number, who in enumerate(order)}
    cells: dict[str, list[tuple[int, Agreement]]] = {who: [] for who in order}
    for pair in pairs:
        first, last = sorted((place[pair.one], place[pair.other]))
        cells[order[last]].append((first, pair))
    items: list[DisplayItem] = []
    for row, who in enumerate(order):
        items += _names(names[who], row, row == len(order) - 1, left)
        items += (_cell(index, pair, left + COLUMN * column, ROW * row) for column, pair in sorted(cells[who]))
    wide = max(left + COLUMN * row + width(names[who], NAME_SIZE, "bold") for row, who in enumerate(order[:-1]))
    legend, tall = _legend(pairs, ROW * len(order))
    empty = len(pairs) < len(order) * (len(order) - 1) // 2
    footnote = " An empty cell: fewer than two shared claims." if empty else ""
    scene = agreement_scene(index, pairs, "table", names, footnote)
    return framed(scene, (*items, legend), max(wide, left + COLUMN * (len(order) - 1)), tall)


def _side_by_side(index: Index, pairs: Sequence[Agreement]) -> list[str]:
    """The stakeholders that can be compared, in an order in which those who agree stand together."""
    alike = {frozenset((pair.one, pair.other)): len(pair.agreed) / pair.shared for pair in pairs}
    compared = {who for pair in alike for who in pair}
    clusters = [[who] for who in index.stakeholders if who in compared]
    while len(clusters) > 1:
        one, other = max(combinations(range(len(clusters)), 2), key=lambda two: _linkage(alike, clusters, *two))
        second = clusters.pop(other)
        clusters[one] = _joined(alike, clusters[one], second)
    return clusters[0]


def _linkage(alike: Similarity, clusters: Sequence[Sequence[str]], one: int, other: int) -> float:
    """The average similarity of the members of two clusters; of those that cannot be compared, 0."""
    first, second = clusters[one], clusters[other]
    return math.fsum(alike.get(frozenset((a, b)), 0.0) for a in first for b in second) / (len(first) * len(second))


def _joined(alike: Similarity, one: list[str], other: list[str]) -> list[str]:
    """Two clusters as one, each in the direction in which the ends that meet are most alike."""
    ways = [(first, second) for first in (one, one[::-1]) for second in (other, other[::-1])]
    first, second = max(ways, key=lambda way: alike.get(frozenset((way[0][-1], way[1][0])), 0.0))
    return first + second


def _names(name: str, row: int, is_last: bool, left: float) -> Iterator[Text]:
    """The name at the left of its row, and again above its column, on the stairs."""
    y, from_right = ROW * row + ROW / 2 + 3.5, is_right_to_left(name)
    if row:
        anchor: Anchor = "start" if from_right else "end"
        yield Text(left - 12, y, name, NAME_SIZE, "ink", "bold", anchor, from_right)
    if not is_last:
        x = left + COLUMN * row + (width(name, NAME_SIZE, "bold") if from_right else 0.0)
        yield Text(x, y, name, NAME_SIZE, "ink", "bold", from_right=from_right)


def _cell(index: Index, pair: Agreement, x: float, y: float) -> ShapeGroup:
    """On how many claims two agree: as a sign, a number and the length of a bar."""
    kind, wide, tall = tie_of(pair), COLUMN - 4, ROW - 4
    filled = kind == "most"
    share = len(pair.agreed) / pair.shared
    items: list[DisplayItem] = [Rect(x, y + 2, wide, tall, 4, _fill(kind))]
    items += _sign(kind, x + 12, y + 11.5)
    words = agreement_words(pair)
    items.append(
        Text(x + 22, y + 15, words, SIZE, "badge-word" if filled else "ink", "bold" if filled else "regular")
    )
    if share:
        bar = Rect(x + 8, y + 20, BAR * share, BAR_HEIGHT, 1, "badge-word" if filled else "badge-name")
        items.append(bar)
    return ShapeGroup(tuple(items), *pair_told(index, pair))


def _fill(kind: Tie) -> str:
    return "badge-filled" if kind == "most" else "cell"


def _sign(kind: Tie, x: float, y: float) -> Iterable[DisplayItem]:
    return glyphs.stance(SIGNS[kind], x, y, "tick-held" if kind == "most" else "badge-tick", 0.9)


def _legend(pairs: Sequence[Agreement], y: float) -> tuple[ShapeGroup, float]:
    """A sample of each degree in the table, and the y below them."""
    drawn = {tie_of(pair) for pair in pairs}
    items: list[DisplayItem] = []
    x, y = 0.0, y + 26
    for kind, word in TIES.items():
        if kind in drawn:
            items.append(Rect(x, y - 11, 22, 15, 4, _fill(kind)))
            items += _sign(kind, x + 11, y - 3.5)
            items.append(Text(x + 30, y, word, SIZE, "quiet"))
            x += 30 + width(word, SIZE) + 22
    return ShapeGroup(tuple(items), role="group", kind="legend", title="Legend"), y + 4
