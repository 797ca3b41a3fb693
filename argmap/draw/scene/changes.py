"""Two versions of a map as one scene, in which everything that was added, removed or changed is marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.scene import Arrow, Badge, Box, ChangeKind, Scene
from argmap.escape import one_line
from argmap.merge.changes import Added, Changes, Removed
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason, Source, Stakeholder, Tension, rebuilt
from argmap.views import selection as lenses


def diff_scene(before: Index, after: Index, changes: Changes, whole: bool = False) -> Scene:
    """The scene of both versions.

    It shows the claims that changed and what they are reasons for, or all of the map if ``whole``.
    """
    union = Index.build(_union(before.map, after.map, changes))
    touched = changes.added() | changes.removed() | changes.altered()
    title = "Changes" if touched else "No claim changed"
    selection = lenses.whole(union) if whole else lenses.around(union, touched, "")
    scene = build_scene(union, selection._replace(caption=f"{title}: {_counted(changes)}"))
    return _Marked(before, changes).scene(scene)


def _counted(changes: Changes) -> str:
    counts = {"added": len(changes.added()), "removed": len(changes.removed()), "changed": len(changes.altered())}
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def _union(before: Map, after: Map, changes: Changes) -> Map:
    """The new version with all that was removed put back: claims in their former places, reasons, positions."""
    names = {old: new for (section, old), new in changes.new_ids.items() if section == "claims"}
    old = {names.get(claim.id, claim.id): claim for claim in before.claims}
    claims = {claim.id: _with_lost(claim, old.get(claim.id), names) for claim in after.claims}
    order = list(claims)
    previous = ""
    for claim_id, claim in old.items():
        if claim_id not in claims:
            claims[claim_id] = _renamed(claim, names)
            order.insert(order.index(previous) + 1 if previous in claims else 0, claim_id)
        previous = claim_id
    return rebuilt(
        after,
        tensions=_and_lost(after.tensions, before.tensions),
        stakeholders=_and_lost(after.stakeholders, before.stakeholders),
        claims=tuple(claims[claim_id] for claim_id in order),
        sources=_and_lost(after.sources, before.sources),
    )


Record = TypeVar("Record", Tension, Stakeholder, Source)


def _and_lost(now: tuple[Record, ...], then: tuple[Record, ...]) -> tuple[Record, ...]:
    have = {item.id for item in now}
    return now + tuple(item for item in then if item.id not in have)


def _with_lost(now: Claim, then: Claim | None, names: dict[str, str]) -> Claim:
    if then is None:
        return now
    then = _renamed(then, names)
    addresses = {reason.address for reason in now.reasons}
    holders = {position.stakeholder for position in now.positions}
    lost_reasons = tuple(reason for reason in then.reasons if reason.address not in addresses)
    lost_positions = tuple(position for position in then.positions if position.stakeholder not in holders)
    reasons, positions = (*now.reasons, *lost_reasons), (*now.positions, *lost_positions)
    return rebuilt(now, reasons=reasons, positions=positions)


def _renamed(claim: Claim, names: dict[str, str]) -> Claim:
    """A claim of the old version in the new version's ids."""

    def new(address: str) -> str:
        return " -> ".join(names.get(part, part) for part in address.split(" -> "))

    reasons = tuple(
        Reason(
            premise=new(reason.premise),
            kind=reason.kind,
            target=new(reason.target),
            linked=tuple(map(new, reason.linked)),
            note=reason.note,
            sources=reason.sources,
        )
        for reason in claim.reasons
    )
    return rebuilt(claim, id=new(claim.id), reasons=reasons)


class _Marked:
    """Marks the boxes, badges and arrows of a scene with what happened to them."""

    def __init__(self, before: Index, changes: Changes) -> None:
        self._old = before.claims
        self._stance_before = {
            (claim.id, position.stakeholder): position.stance
            for claim in before.claims.values()
            for position in claim.positions
        }
        self._old_name = {new: old for (section, old), new in changes.new_ids.items() if section == "claims"}
        self._added, self._removed, self._altered = changes.added(), changes.removed(), changes.altered()
        self._parts = dict(self._changed_parts(changes))

    def scene(self, scene: Scene) -> Scene:
        boxes = tuple(map(self._box, scene.boxes))
        arrows = tuple(map(self._arrow, scene.arrows))
        return scene._replace(boxes=boxes, arrows=arrows)

    def _changed_parts(self, changes: Changes) -> Iterator[tuple[tuple[str, ...], ChangeKind]]:
        """Pairs of (claim, field, key) and what happened to that reason or position."""
        for edit in changes.edits:
            if edit.path[0] != "claims" or len(edit.path) < 4:
                continue
            kind: ChangeKind = "changed"
            if len(edit.path) == 4 and isinstance(edit, Added):
                kind = "added"
            elif len(edit.path) == 4 and isinstance(edit, Removed):
                kind = "removed"
            yield edit.path[1:4], kind

    def _box(self, box: Box) -> Box:
        change: ChangeKind | None = None
        was = ""
        if box.id in self._added:
            change = "added"
        elif box.id in self._removed:
            change = "removed"
        elif box.id in self._altered:
            change = "changed"
            old = self._old.get(self._old_name.get(box.id, box.id))
            was = old.text if old is not None and old.text != box.text else ""
        badges = tuple(self._badge(box.id, badge, change) for badge in box.badges)
        said = f"{change.capitalize()}. {box.description}" if change else box.description
        if was:
            said = f"{said} Before: {one_line(was)}"
        return box._replace(change=change, was=was, badges=badges, description=said)

    def _badge(self, claim_id: str, badge: Badge, whole: ChangeKind | None) -> Badge:
        change = self._parts.get((claim_id, "positions", badge.stakeholder))
        if not change or whole != "changed":
            return badge
        return badge._replace(change=change, label=f"{self._what_changed(claim_id, badge, change)}: {badge.label}")

    def _what_changed(self, claim_id: str, badge: Badge, change: ChangeKind) -> str:
        """In a few words what happened to a position: ``agrees → mixed``."""
        if change != "changed":
            return change
        was = self._stance_before.get((self._old_name.get(claim_id, claim_id), badge.stakeholder))
        return f"{was} → {badge.stance}" if was not in {None, badge.stance} else "edited"

    def _arrow(self, arrow: Arrow) -> Arrow:
        premise, _, target = arrow.id.partition(" -> ")
        change = self._parts.get((premise, arrow.kind, target)) or self._parts.get((premise, "reasons", target))
        if premise in self._added:
            change = "added"
        elif premise in self._removed or arrow.target in self._removed:
            change = "removed"
        return (
            arrow._replace(change=change, description=f"{change.capitalize()}: {arrow.description}")
            if change
            else arrow
        )
