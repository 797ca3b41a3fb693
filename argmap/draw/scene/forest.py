"""The spanning forest of a scene: each box below the nearest of the boxes that it is a reason for or against, the
links beside the forest, and the stubs that stand for these on a large map.

Where boxes are placed follows from the forest alone: each claim is in the layer next to that of its shallowest
target, and a link more or less between two branches moves nothing. On a large map a link beside the forest would be a
line from one end to the other that nobody can follow; there a small box names the claim by its number instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.draw.scene.scene import Arrow, ArrowKind, Box, Scene
from argmap.excerpt import excerpt


class SceneLink(NamedTuple):
    """From a premise to the box that its arrow leads to in the end.

    For an undercut ``head`` is the target of the link that it denies. ``beside`` is the box in front of which the
    line ends: the head, or the first premise of a link for what joins it there. Boxes below one head whose links have
    the same ``unit`` stay next to each other. A premise that has a choice of heads goes to that of least ``rank``.
    """

    tail: str
    head: str
    arrow: Arrow
    beside: str
    unit: str
    rank: int


class Forest(NamedTuple):
    """Trees of boxes.

    ``depths`` are the levels of boxes below their roots, ``links`` those to their parents. ``children`` and ``roots``
    are in reading order, in units of boxes that stay together.
    """

    depths: Mapping[str, int]
    links: Mapping[str, SceneLink]
    children: dict[str, list[tuple[str, ...]]]
    roots: list[tuple[str, ...]]

    def parent(self, name: str) -> str | None:
        """The box that another is below; None for a root."""
        link = self.links.get(name)
        return link.head if link is not None else None

    def preorder(self) -> list[str]:
        """All boxes, each followed by those below it."""
        found: list[str] = []
        waiting = [name for unit in reversed(self.roots) for name in reversed(unit)]
        while waiting:
            name = waiting.pop()
            found.append(name)
            waiting += [child for unit in reversed(self.children.get(name, ())) for child in reversed(unit)]
        return found


def scene_links(scene: Scene) -> Iterator[SceneLink]:
    """By box the links of the arrows to it, each followed by those of the arrows to that arrow."""
    boxes = {box.id for box in scene.boxes}
    by_target: dict[str, list[Arrow]] = {}
    for arrow in scene.arrows:
        by_target.setdefault(arrow.target, []).append(arrow)
    for head in scene.boxes:
        waiting = [(arrow, head.id, arrow.id) for arrow in reversed(by_target.get(head.id, ()))]
        while waiting:
            arrow, beside, unit = waiting.pop()
            first = next((premise for premise in arrow.premises if premise in boxes), head.id)
            for premise in arrow.premises:
                if premise in boxes:
                    linked = premise != arrow.premises[0]
                    rank = linked + (arrow.kind == "undercuts")
                    yield SceneLink(premise, head.id, arrow, first if linked else beside, unit, rank)
            waiting += [(undercut, first, unit) for undercut in reversed(by_target.get(arrow.id, ()))]


def spanning_forest(scene: Scene, links: Sequence[SceneLink]) -> Forest:
    """The forest of the boxes of a scene.

    Its roots are the main claims and all other boxes without arrows to boxes. Of the boxes on a circle that leads to
    none of these, the first is a root. Arrows between rivals are not part of it.
    """
    placing = [link for link in links if not link.arrow.loose]
    of_sides = {link.tail for link in placing if link.arrow.kind == "side"}
    mains = {box.id for box in scene.boxes if box.is_main and box.id not in of_sides}
    roots, depths = _breadth_first([box.id for box in scene.boxes], placing, mains)
    chosen: dict[str, SceneLink] = {}
    for link in placing:
        best = chosen.get(link.tail)
        if depths[link.head] + 1 == depths[link.tail] and (best is None or link.rank < best.rank):
            chosen[link.tail] = link
    units: dict[str, dict[str, list[str]]] = {}
    for link in placing:
        if chosen.get(link.tail) is link:
            units.setdefault(link.head, {}).setdefault(link.unit, []).append(link.tail)
    children = {head: [tuple(unit) for unit in found.values()] for head, found in units.items()}
    continued = {box.id: box.continues for box in scene.boxes if box.continues}
    order = _with_continuations(roots, chosen, continued) if continued else roots
    return Forest(depths, chosen, children, [(name,) for name in order])


def _with_continuations(
    roots: Sequence[str], parents: Mapping[str, SceneLink], continued: Mapping[str, str]
) -> list[str]:
    """The roots, each followed by those that continue a box of its tree; those of a circle come last."""
    of_tree: dict[str, list[str]] = {}
    for name in roots:
        top = continued.get(name, "")
        while top in parents:
            top = parents[top].head
        of_tree.setdefault(top, []).append(name)
    order: dict[str, None] = {}
    waiting = of_tree.get("", [])[::-1]
    while waiting:
        name = waiting.pop()
        order[name] = None
        waiting += of_tree.get(name, [])[::-1]
    return [*order, *(name for name in roots if name not in order)]


def _breadth_first(
    boxes: Iterable[str], links: Iterable[SceneLink], mains: Collection[str]
) -> tuple[list[str], dict[str, int]]:
    """The roots, and the depth of each box."""
    tails: dict[str, list[str]] = {}
    for link in links:
        tails.setdefault(link.head, []).append(link.tail)
    bearing = {tail for found in tails.values() for tail in found}
    depths: dict[str, int] = {}

    def grow(starts: Iterable[str]) -> None:
        waiting = deque(starts)
        depths.update(dict.fromkeys(waiting, 0))
        while waiting:
            head = waiting.popleft()
            for tail in tails.get(head, ()):
                if tail not in depths:
                    depths[tail] = depths[head] + 1
                    waiting.append(tail)

    names = list(boxes)
    roots = [name for name in names if name not in bearing or name in mains]
    grow(roots)
    for name in names:
        if name not in depths:
            roots.append(name)
            grow([name])
    return roots, depths


MOST_WITH_LINES = 100
"""The number of claims up to which all links are lines."""


def with_stubs(scene: Scene, find_numbers: Callable[[], Mapping[str, str]]) -> Scene:
    """A scene of many claims with a stub for each premise whose box is elsewhere; a smaller scene as it is.

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


def with_tension_above(scene: Scene) -> Scene:
    """A scene of one tension that stands above its sides instead of in a layer before them; any other scene as it is.

    The lines to a tension are then loose.
    """
    tensions = [box.id for box in scene.boxes if box.kind == "tension"]
    if len(tensions) != 1 or spanning_forest(scene, list(scene_links(scene))).roots != [(tensions[0],)]:
        return scene
    arrows = (arrow._replace(loose=True) if arrow.target == tensions[0] else arrow for arrow in scene.arrows)
    return scene._replace(arrows=tuple(arrows))
