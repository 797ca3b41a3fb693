"""Builds the outline's tree of a map, in which claims may be reasons for each other in cycles."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from argmap.model.index import Index
from argmap.views.main_claims import main_claims
from argmap.views.outline.flatten import FlatTree, lay_all
from argmap.views.outline.tree import ROOT, Home, OutlineTree


def build_tree(index: Index) -> tuple[OutlineTree, FlatTree]:
    """The tree of an index and all its rows in order."""
    tree = OutlineTree(index)
    flat = lay_all(tree)
    if index.claims.keys() <= set(flat.keys):
        return tree, flat
    tree = _with_circles_opened(index, set(flat.keys))
    return tree, lay_all(tree)


def _with_circles_opened(index: Index, shown: set[str]) -> OutlineTree:
    """The tree with another home for one claim of each cycle, so that no row is below itself. ``shown`` are the keys
    that can be reached from the root without that.

    From a cycle that links leave, a claim gets the first of its links that leads to a shown row. Where no link
    leaves, the claims of the cycle are main claims, and each is at the top.
    """
    exceptions: dict[str, Home | None] = {}
    tree = OutlineTree(index, exceptions)
    waiting = deque(claim_id for claim_id in index.claims if claim_id not in shown)
    exceptions |= dict.fromkeys(claim_id for claim_id in main_claims(index) if claim_id not in shown)
    for claim_id in list(exceptions):
        waiting += _show(tree, claim_id, shown)
    while waiting:
        claim_id = waiting.popleft()
        if claim_id not in shown and _finds_home(tree, claim_id, shown, exceptions):
            waiting += _show(tree, claim_id, shown)
    return tree


def _finds_home(tree: OutlineTree, claim_id: str, shown: set[str], exceptions: dict[str, Home | None]) -> bool:
    """Whether one of the claim's links is in a row that is shown; that becomes its home."""
    for home in tree.possible_homes(tree.index.claims[claim_id]):
        exceptions[claim_id] = home
        if tree.parent(claim_id) in shown:
            return True
        del exceptions[claim_id]
    return False


def _show(tree: OutlineTree, claim_id: str, shown: set[str]) -> list[str]:
    """Add the claim and what is below it to ``shown``; returns the claims that link to one of these."""
    come = FlatTree.laid(claim_id, 0, tree.children).keys
    shown.update(come)
    return [follower for key in come for follower in _followers(tree.index, key) if follower not in shown]


def _followers(index: Index, key: str) -> Iterator[str]:
    """The claims of links aimed at a claim, at its own links, or at the link of a row."""
    targets = [key.removeprefix("@")]
    if key in index.claims:
        targets += [reason.address for reason in index.claims[key].reasons]
    for target in targets:
        for reason in index.reasons_for.get(target, ()):
            yield from (premise for premise in reason.premises if premise in index.claims)
    if key in index.claims:
        yield from (premise for reason in index.claims[key].reasons for premise in reason.linked)


def circle_above(tree: OutlineTree, start: str) -> Iterable[str]:
    """The keys of the cycle that the way up from ``start`` ends in; empty when it ends at the root."""
    way: dict[str, int] = {}
    key = start
    while key not in way:
        if key == ROOT:
            return ()
        way[key] = len(way)
        key = tree.parent(key)
    return list(way)[way[key] :]
