"""Building the shape of a map in which claims may hold each other up in a circle."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model.index import Index
from argmap.session.outline.flatten import Flat, lay_all
from argmap.session.outline.tree import ROOT, Home, Shape


def build_tree(index: Index) -> tuple[Shape, Flat]:
    """The shape of an index, with circles of claims opened where they begin in the file, and all its rows."""
    shape = Shape(index)
    flat = lay_all(shape)
    shown = set(flat.keys)
    if all(claim_id in shown for claim_id in index.claims):
        return shape, flat
    shape = _opened(shape, shown)
    return shape, lay_all(shape)


def _opened(shape: Shape, shown: set[str]) -> Shape:
    """The shape with each circle's first claim shown under its next best reason, or at the top."""
    exceptions: dict[str, Home | None] = {}
    for claim_id in shape.index.claims:
        if claim_id in shown:
            continue
        circle = [key for key in circle_above(shape, claim_id) if key in shape.index.claims]
        opened = min(circle, key=shape.index.order.__getitem__)
        exceptions[opened] = _way_out(shape, opened, shown)
        shape = Shape(shape.index, dict(exceptions))
        shown.update(Flat.laid(opened, 0, shape.children).keys)
    return shape


def _way_out(shape: Shape, claim_id: str, shown: set[str]) -> Home | None:
    """A reason under which the claim can be shown without a circle, or None."""
    for home in shape.possible_homes(shape.index.claims[claim_id]):
        tried = Shape(shape.index, {**shape.exceptions, claim_id: home})
        if tried.parent(claim_id) in shown:
            return home
    return None


def circle_above(shape: Shape, start: str) -> Iterable[str]:
    """The keys of the circle that the way up from ``start`` ends in; none when it ends at the root."""
    way: dict[str, int] = {}
    key = start
    while key not in way:
        if key == ROOT:
            return ()
        way[key] = len(way)
        key = shape.parent(key)
    return list(way)[way[key] :]
