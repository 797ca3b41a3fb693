"""Stubs: on a large map a claim stands once, and where it also bears is a small box that names it by its number.

The lines from one end of a large drawing to the other could not be followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.draw.scene.forest import scene_links, spanning_forest
from argmap.draw.scene.scene import Arrow, ArrowKind, Box, Scene
from argmap.excerpt import excerpt

MOST_WITH_LINES = 100
"""The number of claims up to which all links are lines."""


def with_stubs(scene: Scene, find_numbers: Callable[[], Mapping[str, str]]) -> Scene:
    """A scene of many claims with a stub for each premise that stands elsewhere; a smaller scene as it is.

    ``find_numbers`` gives those of claims, which the boxes that stubs refer to then have as well.
    """
    if sum(box.kind not in {"tension", "side", "missing"} for box in scene.boxes) <= MOST_WITH_LINES:
        return scene
    numbers = find_numbers()
    links = list(scene_links(scene))
    forest = spanning_forest(scene, links)
    moved = {
        (link.arrow.id, link.tail): _stub_id(link.arrow, link.tail)
        for link in links
        if forest.links.get(link.tail) is not link and not link.arrow.loose and not _is_beside(link.tail, link.arrow)
    }
    boxes = scene.box
    stubs: dict[str, list[Box]] = {}
    arrows = []
    for arrow in scene.arrows:
        names = tuple(moved.get((arrow.id, name), name) for name in arrow.premises)
        arrows.append(arrow._replace(premises=names))
        for name, shown in zip(arrow.premises, names, strict=True):
            if shown != name:
                stubs.setdefault(name, []).append(_stub(shown, boxes[name], arrow.kind, numbers.get(name, "")))
    shown_boxes = []
    for box in scene.boxes:
        own = stubs.get(box.id, [])
        shown_boxes += [box._replace(number=numbers.get(box.id, "")) if own else box, *own]
    return scene._replace(boxes=tuple(shown_boxes), arrows=tuple(arrows))


def _is_beside(premise: str, arrow: Arrow) -> bool:
    """Whether a line to the arrow's target begins and ends at one box."""
    return premise == arrow.target


def _stub_id(arrow: Arrow, premise: str) -> str:
    return f"{premise} at {arrow.id}"


def _stub(name: str, box: Box, kind: ArrowKind, number: str) -> Box:
    said = f"Shown elsewhere in the diagram, with the number {number}." if number else "Shown elsewhere."
    return Box(name, "stub", excerpt(box.text), roles=(kind,), number=number, description=said)
