"""Building the shape of a map in which claims may hold each other up in a circle."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model.index import Index
from argmap.views.outline.flatten import FlatTree, lay_all
from argmap.views.outline.tree import ROOT, Home, OutlineTree


def build_tree(index: Index) -> tuple[OutlineTree, FlatTree]:
    """The shape of an index, with circles of claims opened where they begin in the file, and all its rows."""
    shape = OutlineTree(index)
    flat = lay_all(shape)
    shown = set(flat.keys)
    if all(claim_id in shown for claim_id in index.claims):
        return shape, flat
    shape = _opened(shape, shown)
    return shape, lay_all(shape)


def _opened(shape: OutlineTree, shown: set[str]) -> OutlineTree:
    """The shape with each circle's first claim shown under its next best reason, or at the top."""
    exceptions: dict[str, Home | None] = {}
    for claim_id in shape.index.claims:
        if claim_id in shown:
            continue
        circle = [key for key in circle_above(shape, claim_id) if key in shape.index.claims]
        opened = min(circle, key=shape.index.order.__getitem__)
        exceptions[opened] = _way_out(shape, opened, shown)
        shape = OutlineTree(shape.index, dict(exceptions))
        shown.update(FlatTree.laid(opened, 0, shape.children).keys)
    return shape


def _way_out(shape: OutlineTree, claim_id: str, shown: set[str]) -> Home | None:
    """A reason under which the claim can be shown without a circle, or None."""
    for home in shape.possible_homes(shape.index.claims[claim_id]):
        tried = OutlineTree(shape.index, {**shape.exceptions, claim_id: home})
        if tried.parent(claim_id) in shown:
            return home
    return None


def circle_above(shape: OutlineTree, start: str) -> Iterable[str]:
    """The keys of the circle that the way up from ``start`` ends in; none when it ends at the root."""
    way: dict[str, int] = {}
    key = start
    while key not in way:
        if key == ROOT:
            return ()
        way[key] = len(way)
        key = shape.parent(key)
    return list(way)[way[key] :]
