"""The agreement network: stakeholders on an ellipse, with a line for each pair that can be compared.

A line is labelled with the number of claims on which the pair agrees; its width and dashes show three degrees of
agreement without colour. Neighbours on the ellipse are chosen greedily by agreement.
Of many pairs :mod:`argmap.draw.charts.agreement_table` makes a table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sin
from typing import Literal, NamedTuple

from argmap.draw.charts.name_key import names_in_full
from argmap.draw.charts.needs import refuse_empty
from argmap.draw.display_list import DisplayItem, Picture, Point, Rect, ShapeGroup, Text, VectorPath, line, moved
from argmap.draw.measure import is_right_to_left, truncated, width
from argmap.draw.paint.furniture import framed
from argmap.draw.scene.scene import Scene
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.semantics.stakeholders import BLOC_SHARE, Agreement, judged_pairs
from argmap.semantics.wording import listed, named, stakeholder_named
from argmap.vocabulary import CAVEAT, counted

MOST_CLAIMS = 6
"""Maximum number of claims that are named for a single pair; more are counted."""

MOST_LEFT_OUT = 40
"""Maximum number of stakeholders without a line that are named below the picture; more are counted."""

NAME_ROOM, NAME_SIZE, NODE_HEIGHT, TIE_SIZE = 220.0, 10.0, 22.0, 9.5
BESIDE, BELOW = 18.0, 52.0
"""Space between neighbours on the ellipse in points, horizontally and vertically."""
LEAST_ACROSS, LEAST_DOWN = 150.0, 70.0
"""Minimum horizontal and vertical radius of the ellipse, in points."""
ROUNDNESS = 0.62
"""Height of the ellipse as a share of its width, for more than three stakeholders."""

Tie = Literal["most", "some", "none"]
TIES: Mapping[Tie, str] = {
    "most": "Agree on 75% or more",
    "some": "Agree on less than 75%",
    "none": "Agree on none of these claims",
}


class _StakeholderBadge(NamedTuple):
    """The badge of a stakeholder: its centre, half its width, and its label."""

    x: float
    y: float
    half: float
    label: str


def comparable_pairs(index: Index) -> tuple[Agreement, ...]:
    """The pairs of stakeholders that can be compared. Raises MapError if there are none."""
    pairs = judged_pairs(index)
    if not pairs:
        refuse_empty("network", index)
    return pairs


def picture(index: Index) -> Picture:
    """The agreement network. Raises MapError if no pair of stakeholders can be compared."""
    pairs = comparable_pairs(index)
    nodes = _around(index, _side_by_side(index, pairs), pairs)
    lines = [_line(pair, nodes) for pair in pairs]
    items: list[DisplayItem] = [
        *lines,
        *_ties(index, pairs, nodes),
        *(_badge(index, who, node, pairs) for who, node in nodes.items()),
    ]
    left = min(node.x - node.half for node in nodes.values())
    right = max(node.x + node.half for node in nodes.values())
    top = min(node.y for node in nodes.values()) - NODE_HEIGHT / 2
    bottom = max(node.y for node in nodes.values()) + NODE_HEIGHT / 2
    placed = [*moved(items, -left, -top)]
    legend, tall = _legend(pairs, right - left, bottom - top)
    scene = agreement_scene(index, pairs, "network", {who: node.label for who, node in nodes.items()})
    return framed(scene, (*placed, *legend), right - left, tall)


def agreement_scene(
    index: Index, pairs: Sequence[Agreement], form: str, names: Mapping[str, str], footnote: str = ""
) -> Scene:
    """The texts around a picture of pairs: what its ``form`` is, who is not in it, and who ``names`` are."""
    shown = {who for pair in pairs for who in (pair.one, pair.other)}
    left_out = _left_out(index, [who for who in index.stakeholders if who not in shown])
    only = f" {_only_pair(index, pairs[0])}" if len(pairs) == 1 else ""
    compared = "pair of stakeholders" if len(pairs) == 1 else "pairs of stakeholders"
    return Scene(
        title=index.map.title,
        language=index.map.language or "",
        question=index.map.question or "",
        caption="Who agrees with whom: on how many of the claims on which both have a position",
        description=f"A {form} of {len(shown)} stakeholders; {len(pairs)} {compared} can be compared.{left_out}",
        names=names_in_full(index, names),
        footnote=f"Only recorded positions count.{footnote}{only}{left_out} {CAVEAT}",
    )


def _only_pair(index: Index, pair: Agreement) -> str:
    """The claims of a pair that is the only one, as a picture of one line says little."""
    said = [f"They agree on {_claims(index, pair.agreed)}."] if pair.agreed else []
    said += [f"They differ on {_claims(index, pair.differed)}."] if pair.differed else []
    return " ".join(["No other two stakeholders have positions on two or more of the same claims.", *said])


def _claims(index: Index, claims: Sequence[str]) -> str:
    return listed([f"\u201c{excerpt(index.claims[claim].text)}\u201d" for claim in claims], MOST_CLAIMS)


def _left_out(index: Index, stakeholders: Sequence[str]) -> str:
    """Those without a line: by name if they have a position, and how many have none."""
    held = [_name(index, who) for who in stakeholders if index.positions_of.get(who)]
    said = f" Not shown (fewer than two shared claims): {listed(held, MOST_LEFT_OUT)}." if held else ""
    none = len(stakeholders) - len(held)
    return f"{said} {counted(none, 'stakeholder')} {'has' if none == 1 else 'have'} no position." if none else said


# Places


def _side_by_side(index: Index, pairs: Sequence[Agreement]) -> list[str]:
    """The order around the ellipse: each stakeholder is followed by the one that agrees with it on most claims."""
    near: dict[str, dict[str, int]] = {}
    for pair in pairs:
        near.setdefault(pair.one, {})[pair.other] = len(pair.agreed)
        near.setdefault(pair.other, {})[pair.one] = len(pair.agreed)
    waiting = [who for who in index.stakeholders if who in near]
    order = [max(waiting, key=lambda who: len(near[who]))]
    waiting.remove(order[0])
    while waiting:
        beside = near[order[-1]]
        order.append(max(waiting, key=lambda who: beside.get(who, -1)))
        waiting.remove(order[-1])
    return order


def _around(index: Index, order: Sequence[str], pairs: Sequence[Agreement]) -> dict[str, _StakeholderBadge]:
    labels = {who: truncated(one_line(index.short_names[who]), NAME_ROOM, NAME_SIZE, "bold") for who in order}
    halves = {who: width(label, NAME_SIZE, "bold") / 2 + 12 for who, label in labels.items()}
    step = 2 * pi / len(order)
    start = pi if len(order) == 2 else -pi / 2
    on_circle = {who: (cos(start + place * step), sin(start + place * step)) for place, who in enumerate(order)}
    across = max(LEAST_ACROSS, (2 * max(halves.values()) + BESIDE) / step)
    for pair in pairs:
        (x, y), (to_x, to_y) = on_circle[pair.one], on_circle[pair.other]
        if abs(y - to_y) * LEAST_DOWN < NODE_HEIGHT:  # side by side: the words stand between the two
            room = halves[pair.one] + halves[pair.other] + width(agreement_words(pair), TIE_SIZE) + 2 * BESIDE
            across = max(across, room / abs(x - to_x))
    down = max(LEAST_DOWN, BELOW / step, ROUNDNESS * across if len(order) > 3 else 0.0)
    return {
        who: _StakeholderBadge(round(across * x, 2), round(down * y, 2), round(halves[who], 2), labels[who])
        for who, (x, y) in on_circle.items()
    }


# Painting


def tie_of(pair: Agreement) -> Tie:
    """On how much of what both have a position on a pair agrees."""
    if not pair.agreed:
        return "none"
    return "most" if len(pair.agreed) >= BLOC_SHARE * pair.shared else "some"


TieEnds = tuple[Point, Point]


def _ends(pair: Agreement, nodes: Mapping[str, _StakeholderBadge]) -> TieEnds:
    one, other = nodes[pair.one], nodes[pair.other]
    return (one.x, one.y), (other.x, other.y)


def _line(pair: Agreement, nodes: Mapping[str, _StakeholderBadge]) -> VectorPath:
    return VectorPath(line(*_ends(pair, nodes)), f"tie-{tie_of(pair)}")


def _ties(index: Index, pairs: Sequence[Agreement], nodes: Mapping[str, _StakeholderBadge]) -> Iterator[ShapeGroup]:
    """The label of each line, painted over all lines."""
    taken = [_LabelPlace(node.x, node.y, node.half, NODE_HEIGHT / 2) for node in nodes.values()]
    ends = [_ends(pair, nodes) for pair in pairs]
    for place, pair in enumerate(pairs):
        words = agreement_words(pair)
        spot = _free(ends[place], words, taken, [*ends[:place], *ends[place + 1 :]])
        taken.append(spot)
        yield ShapeGroup(
            (
                Rect(spot.x - spot.half, spot.y - spot.tall, 2 * spot.half, 2 * spot.tall, 3, "paper"),
                Text(spot.x, spot.y + 3, words, TIE_SIZE, "ink", anchor="middle"),
            ),
            *pair_told(index, pair),
        )


def pair_told(index: Index, pair: Agreement) -> tuple[str, str, str, str, str]:
    """The identity of the shapes of a pair, and what they say: the fields of a group after its items."""
    one, other = _name(index, pair.one), _name(index, pair.other)
    return (
        f"tie-{pair.one}--{pair.other}",
        "graphics-object",
        "",
        one_line(f"{one} and {other} agree on {agreement_words(pair)} claims with positions of both"),
        one_line("; ".join(f"They differ on {named(index, claim)}" for claim in pair.differed)),
    )


def agreement_words(pair: Agreement) -> str:
    """On how many of their shared claims a pair agrees."""
    return f"{len(pair.agreed)} of {pair.shared}"


class _LabelPlace(NamedTuple):
    """A rectangle by its centre, half its width and half its height."""

    x: float
    y: float
    half: float
    tall: float

    def overlap(self, other: _LabelPlace) -> float:
        """The area of the intersection, in square points."""
        across = self.half + other.half - abs(self.x - other.x)
        down = self.tall + other.tall - abs(self.y - other.y)
        return max(0.0, across) * max(0.0, down)


ALONG = (0.5, *(0.5 + side * step / 50 for step in range(1, 19) for side in (-1, 1)))
"""Positions for the label on a line, as shares of its length, the best first."""

AIR = 4.0
"""Points that are free around the label on a line, if they can be."""

CROSSED = 400.0
"""The cost, in square points of overlap, of a label on another line, where it is less clear which line it labels."""


def _free(ends: TieEnds, words: str, taken: Sequence[_LabelPlace], others: Sequence[TieEnds]) -> _LabelPlace:
    """The first position of the label on a line with the lowest cost."""
    (x, y), (to_x, to_y) = ends
    half = width(words, TIE_SIZE) / 2 + 4
    spots = [_LabelPlace(x + (to_x - x) * along, y + (to_y - y) * along, half, 7.0) for along in ALONG]

    def cost(spot: _LabelPlace) -> float:
        with_air = spot._replace(half=spot.half + AIR, tall=spot.tall + AIR)
        crossed = sum(_meets(with_air, other) for other in others)
        return round(math.fsum(map(with_air.overlap, taken)) + CROSSED * crossed, 1)

    return min(spots, key=cost)


def _meets(place: _LabelPlace, ends: TieEnds) -> bool:
    """Whether a line runs through a rectangle: its part within the width is neither all above nor all below."""
    (x, y), (to_x, to_y) = sorted(ends)
    start, end = max(x, place.x - place.half), min(to_x, place.x + place.half)
    if start > end:
        return False
    slope = (to_y - y) / (to_x - x) if to_x > x else 0.0
    heights = (y + slope * (start - x), y + slope * (end - x)) if to_x > x else (y, to_y)
    return min(heights) < place.y + place.tall and max(heights) > place.y - place.tall


def _badge(index: Index, who: str, node: _StakeholderBadge, pairs: Sequence[Agreement]) -> ShapeGroup:
    shapes = (
        Rect(
            node.x - node.half,
            node.y - NODE_HEIGHT / 2,
            2 * node.half,
            NODE_HEIGHT,
            NODE_HEIGHT / 2,
            "badge-filled",
        ),
        Text(
            node.x,
            node.y + 3.5,
            node.label,
            NAME_SIZE,
            "badge-word",
            "bold",
            "middle",
            from_right=is_right_to_left(node.label),
        ),
    )
    said = [
        f"with {_name(index, pair.other if who == pair.one else pair.one)} on {len(pair.agreed)} of {pair.shared}"
        for pair in pairs
        if who in (pair.one, pair.other)
    ]
    agrees = one_line(f"Agrees {'; '.join(said)}")
    return ShapeGroup(shapes, id=f"who-{who}", role="graphics-object", title=_name(index, who), description=agrees)


def _name(index: Index, who: str) -> str:
    return one_line(stakeholder_named(index, who))


def _legend(pairs: Sequence[Agreement], wide: float, y: float) -> tuple[list[DisplayItem], float]:
    """A sample of each kind of line in the picture, and the y below them."""
    drawn = {tie_of(pair) for pair in pairs}
    items: list[DisplayItem] = []
    x, y = 0.0, y + 34
    for kind, word in TIES.items():
        if kind not in drawn:
            continue
        taken = 44 + width(word, 9.5)
        if x and x + taken > wide:
            x, y = 0.0, y + 16
        items.append(VectorPath(line((x, y - 3.5), (x + 36, y - 3.5)), f"tie-{kind}"))
        items.append(Text(x + 44, y, word, 9.5, "quiet"))
        x += taken + 22
    return [ShapeGroup(tuple(items), role="group", kind="legend", title="Legend")], y + 4
