"""The children of every row at once, in one pass over the claims: what :meth:`Shape.children` says of each."""

from __future__ import annotations

from collections.abc import Callable

from argmap.session.outline.rows_flat import Flat
from argmap.session.outline.tree import ROOT, Shape


def lay_all(shape: Shape) -> Flat:
    """All rows of a shape, laid flat."""
    return Flat.laid(ROOT, 0, all_children(shape))


def all_children(shape: Shape) -> Callable[[str], tuple[str, ...] | list[str]]:
    """The same as ``shape.children``, told beforehand for claims and reasons."""
    linked: dict[str, list[str]] = {}
    undercuts: dict[str, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    index = shape.index
    for claim in index.map.claims:
        if not claim.reasons:
            continue
        home = shape.home_reason(claim.id)
        for reason in claim.reasons:
            key = claim.id if reason is home else f"@{reason.address}"
            if reason.linked:
                linked[key] = [shape.linked_key(reason, premise) for premise in reason.linked]
            if reason.kind != "undercuts":
                reasons.setdefault(reason.target, []).append(key)
            elif shape.holds(reason):
                undercuts.setdefault(shape.reason_key(index.reasons[reason.target]), []).append(key)

    def children(key: str) -> tuple[str, ...] | list[str]:
        if key[:1] in ("", "#", "%", "&"):
            return shape.children(key)
        found = [*linked.get(key, ()), *undercuts.get(key, ()), *reasons.get(key, ())]
        return found if len(found) < 2 else list(dict.fromkeys(found))

    return children
