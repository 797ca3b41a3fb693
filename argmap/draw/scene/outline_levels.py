"""How deep each box is in the outline, for documents with headings."""

from __future__ import annotations

from argmap.draw.scene.scene import Scene


def outline_levels(scene: Scene) -> dict[str, int]:
    """The level of each box by id, from 1: one more than that of the shallowest box before it that it bears on."""
    targets: dict[str, list[str]] = {}
    premises = {arrow.id: arrow.premises[0] for arrow in scene.arrows}
    for arrow in scene.arrows:
        target = premises.get(arrow.target, arrow.target)  # an undercut bears on a link from that claim
        for premise in arrow.premises:
            targets.setdefault(premise, []).append(target)
    found: dict[str, int] = {}
    for box in scene.boxes:
        found[box.id] = 1 + min((found[name] for name in targets.get(box.id, ()) if name in found), default=0)
    return found
