"""The shape after an edit, and the few rows below which it differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.model.index import Index
from argmap.model.touched import touched
from argmap.model.types import Claim, Map
from argmap.session.circles import build_shape, circle_above
from argmap.session.shape import ROOT, Shape

MANY = 64
"""From so many differing rows on, laying the whole tree out again is no slower."""


@dataclass(frozen=True, slots=True)
class Reshaped:
    """A shape and the keys below which it may differ from the one before; None when they are too many to say."""

    shape: Shape
    differing: frozenset[str] | None


def reshape(old: Shape, index: Index) -> Reshaped:
    """The shape of a map made by an edit from the map of ``old``."""
    new = Shape(index)
    start = _moved_claims(old.index.map, index.map)
    if not start and not _tensions_moved(old.index.map, index.map):
        return Reshaped(Shape(index, old.exceptions), frozenset())
    if old.exceptions or _tensions_moved(old.index.map, index.map):
        return Reshaped(build_shape(index), None)
    differing: set[str] = set()
    for claim_id in _spread(old, new, start):
        before, after = dict(old.places(claim_id)), dict(new.places(claim_id))
        differing.update(before, before.values(), after, after.values())
        moved = (key for key, above in after.items() if before.get(key) != above)
        if any(new.children(key) and circle_above(new, key) for key in moved):
            return Reshaped(build_shape(index), None)
    standing = frozenset(key for key in differing if _stands(old, key) and _stands(new, key))
    return Reshaped(new, standing if len(standing) < MANY else None)


def _moved_claims(old: Map, new: Map) -> set[str]:
    """The ids of claims that came, went, moved, or bear on other things than before."""
    change = touched(old, new)
    if not change.in_place:
        return {claim.id for claim in (*change.gone, *change.come)}
    pairs = zip(change.gone, change.come, strict=True)
    return {before.id for before, after in pairs if _bearing(before) != _bearing(after)}


def _bearing(claim: Claim) -> object:
    reasons = [(reason.kind, reason.target, reason.linked) for reason in claim.reasons]
    return claim.tension, claim.side, reasons


def _tensions_moved(old: Map, new: Map) -> bool:
    if old.tensions is new.tensions:
        return False
    before, after = (
        [(tension.id, [side.id for side in tension.sides]) for tension in map.tensions] for map in (old, new)
    )
    return before != after


def _spread(old: Shape, new: Shape, start: Iterable[str]) -> set[str]:
    """The claims of ``start`` and those whose place follows from theirs."""
    reached = set(start)
    waiting = list(reached)
    direct = frozenset(reached)
    while waiting:
        claim_id = waiting.pop()
        if claim_id not in direct and dict(old.places(claim_id)) == dict(new.places(claim_id)):
            continue
        for follower in {*_followers(old, claim_id), *_followers(new, claim_id)} - reached:
            reached.add(follower)
            waiting.append(follower)
    return reached


def _followers(shape: Shape, claim_id: str) -> Iterable[str]:
    claim = shape.index.claims.get(claim_id)
    if claim is None:
        return
    for reason in claim.reasons:
        yield from reason.linked
        for undercut in shape.index.reasons_for.get(reason.address, ()):
            yield undercut.premise
    for aimed in shape.index.reasons_for.get(claim_id, ()):
        yield aimed.premise


def _stands(shape: Shape, key: str) -> bool:
    """Whether the key can be that of a row."""
    if key == ROOT:
        return True
    if key[0] == "#":
        return key[1:] in shape.index.tensions
    if key[0] == "@":
        return key[1:] in shape.index.reasons
    return key in shape.index.claims
