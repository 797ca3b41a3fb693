"""The outline after an edit, and the few rows below which it differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.model.index import Index
from argmap.model.types import Claim, Map
from argmap.views.outline.build import FlatTree, build_tree, circle_above
from argmap.views.outline.tree import ROOT, TENSIONS, OutlineTree

MANY = 2000
"""With more claims moved, laying the whole tree out again is no slower."""

FAR_APART = 64
"""Likewise with more rows that differ."""


@dataclass(frozen=True, slots=True)
class Reshaped:
    """A tree, and either the keys below which it differs from the one before, or all its rows laid out again."""

    shape: OutlineTree
    differing: frozenset[str] = frozenset()
    flat: FlatTree | None = None
    touched: frozenset[str] = frozenset()
    """The keys of rows that were added, removed or moved, and of those above them."""


def reshape(old: OutlineTree, index: Index) -> Reshaped:
    """The tree of a map made by an edit from the map of ``old``."""
    new = OutlineTree(index, grouped=old.grouped)
    start = _moved_claims(old.index, index)
    if not start and not _tensions_moved(old.index.map, index.map):
        return Reshaped(old.over(index))
    if old.exceptions or _tensions_moved(old.index.map, index.map):
        return _all_again(index, old.grouped)
    moved = _spread(old, new, start)
    if len(moved) > MANY or _goes_round(old, new, moved):
        return _all_again(index, old.grouped)
    new.follow(old, moved)
    near: set[str] = set()
    for claim_id in moved:
        for shape in (old, new):
            for key, above in shape.places(claim_id):
                near.update((key, above))
    both = (key for key in near if _stands(old, key) and _stands(new, key))
    differing = frozenset(key for key in both if old.children(key) != new.children(key))
    if len(differing) > FAR_APART:
        return _all_again(index, old.grouped)
    return Reshaped(new, differing, touched=frozenset(near))


def _all_again(index: Index, grouped: bool) -> Reshaped:
    shape, flat = build_tree(index, grouped=grouped)
    return Reshaped(shape, flat=flat)


def _goes_round(old: OutlineTree, new: OutlineTree, moved: Iterable[str]) -> bool:
    """Whether a row that moved below another one is now, through others, below itself."""
    for claim_id in moved:
        before = dict(old.places(claim_id))
        for key, above in new.places(claim_id):
            if before.get(key) != above and new.children(key) and circle_above(new, key):
                return True
    return False


def _moved_claims(old: Index, new: Index) -> set[str]:
    """The ids of claims that were added, removed or moved, or have other parents than before."""
    change = new.since(old)
    if not change.in_place:
        return {claim.id for claim in (*change.gone, *change.come)}
    pairs = zip(change.gone, change.come, strict=True)
    return {before.id for before, after in pairs if _bearing(before) != _bearing(after)}


def _bearing(claim: Claim) -> object:
    reasons = [(reason.kind, reason.target, reason.linked) for reason in claim.reasons]
    return claim.tension, claim.side, reasons


def _tensions_moved(old: Map, new: Map) -> bool:
    if old.tensions == new.tensions:
        return False
    before, after = (
        [(tension.id, [side.id for side in tension.sides]) for tension in map.tensions] for map in (old, new)
    )
    return before != after


def _spread(old: OutlineTree, new: OutlineTree, start: Iterable[str]) -> set[str]:
    """The claims of ``start`` and those whose place depends on theirs."""
    direct = frozenset(start)
    reached = {*direct, *_targets(old, direct), *_targets(new, direct)}
    waiting = list(reached)
    while waiting:
        claim_id = waiting.pop()
        if claim_id not in direct and dict(old.places(claim_id)) == dict(new.places(claim_id)):
            continue
        for follower in {*_followers(old, claim_id), *_followers(new, claim_id)} - reached:
            reached.add(follower)
            waiting.append(follower)
    return reached


def _targets(shape: OutlineTree, claims: Iterable[str]) -> Iterable[str]:
    """The claims that these are reasons for or against, which makes main claims of them."""
    for claim_id in claims:
        claim = shape.index.claims.get(claim_id)
        yield from (reason.target for reason in claim.reasons if reason.kind != "undercuts") if claim else ()


def _followers(shape: OutlineTree, claim_id: str) -> Iterable[str]:
    claim = shape.index.claims.get(claim_id)
    if claim is None:
        return
    for reason in claim.reasons:
        yield from reason.linked
        for undercut in shape.index.reasons_for.get(reason.address, ()):
            yield undercut.premise
    for aimed in shape.index.reasons_for.get(claim_id, ()):
        yield aimed.premise


def _stands(shape: OutlineTree, key: str) -> bool:
    """Whether the tree can have a row with the key."""
    if key == ROOT:
        return True
    if key == TENSIONS:
        return shape.has_group
    if key[0] == "#":
        return key[1:] in shape.index.tensions
    if key[0] == "@":
        return key[1:] in shape.index.reasons
    return key in shape.index.claims
