"""The order of the outline, which everything that lists claims follows."""

from __future__ import annotations

from argmap.model.index import Index
from argmap.views.outline.build import build_tree


def claims_in_order(index: Index) -> tuple[str, ...]:
    """The ids of all claims, in the order of their full lines in the outline."""
    return tuple(key for key in build_tree(index)[1].keys if key in index.claims)
