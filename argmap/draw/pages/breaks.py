"""Where a picture that is fitted to a page is broken into pieces, so that its text is larger.

A deep argument continues after some levels, and many reasons for and against one claim after some of them, each at a
second box of the claim. The pieces stand in columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.draw.scene.continuation import Break, ClaimLabels, all_reasons, broken
from argmap.draw.scene.forest import Forest, scene_links, spanning_forest
from argmap.draw.scene.scene import Scene

DEPTHS = (0, 2, 3, 4)
"""After how many levels an argument may continue; 0: after none."""

PARTS = (1, 2, 3, 4)
"""Into how many parts the reasons on a claim without a target may be divided."""

LEAST_IN_PART = 3
"""Reasons in each part, at least; of the sides of a tension one is enough."""

MOST_SECOND = 0.25
"""Second boxes, at most, as a share of all."""

NOT_CONTINUED = frozenset({"tension", "side", "missing", "stub"})
"""Kinds of boxes that continue nowhere."""


def broken_scenes(scene: Scene, labels: ClaimLabels) -> Iterator[Scene]:
    """A scene as it is, and in pieces in each way that makes not too many."""
    forest = spanning_forest(scene, list(scene_links(scene)))
    seen: set[tuple[Break, ...]] = set()
    for depth in DEPTHS:
        deep = all_reasons(scene, _deep(scene, forest, depth) if depth else ())
        for parts in PARTS:
            breaks = (*_wide(scene, forest, parts), *deep)
            if breaks not in seen and len(breaks) <= MOST_SECOND * len(scene.boxes):
                seen.add(breaks)
                yield broken(scene, breaks, labels)


def _deep(scene: Scene, forest: Forest, depth: int) -> Iterator[str]:
    """The claims at every ``depth`` levels with reasons that have reasons themselves."""
    for box in scene.boxes:
        level = forest.depths[box.id]
        below = [name for unit in forest.children.get(box.id, ()) for name in unit]
        if level and level % depth == 0 and box.kind not in NOT_CONTINUED and any(map(forest.children.get, below)):
            yield box.id


def _wide(scene: Scene, forest: Forest, parts: int) -> Iterator[Break]:
    """All parts but the first of the reasons on each claim at the root of a tree, about equally tall."""
    boxes = scene.box
    for (root,) in forest.roots:
        units, kind = forest.children.get(root, []), boxes[root].kind
        least = 1 if kind == "tension" else LEAST_IN_PART
        if (kind in NOT_CONTINUED and kind != "tension") or len(units) < parts * least:
            continue
        weights = [sum(_leaves(forest, name) for name in unit) for unit in units]
        for first, last in list(_divided(weights, parts))[1:]:
            yield Break(root, frozenset(forest.links[name].unit for unit in units[first:last] for name in unit))


def _leaves(forest: Forest, name: str) -> int:
    """The boxes at the ends of a subtree, of which its height about follows."""
    return sum(_leaves(forest, child) for unit in forest.children.get(name, ()) for child in unit) or 1


def _divided(weights: Sequence[int], parts: int) -> Iterator[tuple[int, int]]:
    """Places at which parts of about the same weight begin and end."""
    whole, before, first, part = sum(weights), 0, 0, 1
    for place, weight in enumerate(weights):
        if place > first and before + weight / 2 > whole * part / parts:
            yield first, place
            first, part = place, part + 1
        before += weight
    yield first, len(weights)
