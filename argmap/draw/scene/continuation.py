"""Boxes on which an argument continues: a long chain, or a long row of reasons, in pieces that fill a page.

The reasons for and against a claim hang on a second, smaller box of it, which may stand anywhere. Both boxes have its
number, and each says that the other is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.draw.scene.scene import Arrow, Box, Scene
from argmap.excerpt import excerpt
from argmap.model.index import Index


class Break(NamedTuple):
    """A box whose ``arrows``, by their ids, lead to a second box of it instead."""

    box: str
    arrows: frozenset[str]


class ClaimLabels(NamedTuple):
    """The numbers of claims in the brief, and the short labels of those that have one, by id."""

    numbers: Mapping[str, str]
    short: Mapping[str, str]


def claim_labels(index: Index, numbers: Mapping[str, str]) -> ClaimLabels:
    """The labels of the claims of a map."""
    return ClaimLabels(numbers, {name: claim.short for name, claim in index.claims.items() if claim.short})


def all_reasons(scene: Scene, boxes: Iterable[str]) -> tuple[Break, ...]:
    """The breaks after which all reasons for and against some boxes hang on second boxes of them."""
    arrows: dict[str, list[str]] = {}
    for arrow in scene.arrows:
        if not arrow.loose:
            arrows.setdefault(arrow.target, []).append(arrow.id)
    return tuple(Break(box, frozenset(arrows[box])) for box in boxes if box in arrows)


def broken(scene: Scene, breaks: Iterable[Break], labels: ClaimLabels) -> Scene:
    """A scene that continues on second boxes, which are compact."""
    boxes = scene.box
    second: dict[str, list[Box]] = {}
    targets: dict[str, str] = {}
    for box, arrows in breaks:
        found = second.setdefault(box, [])
        is_tension = boxes[box].kind == "tension"
        text = labels.short.get(box) or excerpt((is_tension and boxes[box].title) or boxes[box].text)
        found.append(_continuation(boxes[box], len(found) + 2, text, labels.numbers.get(box, "")))
        targets |= dict.fromkeys(arrows, found[-1].id)
    shown: list[Box] = []
    for one in scene.boxes:
        own = second.get(one.id, [])
        shown += [one._replace(goes_on=True, number=labels.numbers.get(one.id, "")) if own else one, *own]
    return scene._replace(boxes=tuple(shown), arrows=tuple(_aimed(arrow, targets) for arrow in scene.arrows))


def _aimed(arrow: Arrow, targets: Mapping[str, str]) -> Arrow:
    return arrow._replace(target=targets[arrow.id]) if arrow.id in targets else arrow


def _continuation(box: Box, part: int, text: str, number: str) -> Box:
    named = "a tension" if box.kind == "tension" else f"the claim {number}" if number else "a claim"
    return Box(
        f"{box.id} part {part}",
        box.kind,
        text,
        continues=box.id,
        is_main=box.is_main,
        look=box.look,
        number=number,
        compact=True,
        description=f"Continues {named}, which is shown in full before.",
    )
