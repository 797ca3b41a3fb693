"""The outline of a map as the lines of a text: main claims and tensions, each with the claims and links below it.

Texts and pages print these lines; pictures take their reading order from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from argmap.model.index import Index
from argmap.model.types import Reason
from argmap.views.outline.build import FlatTree, all_children, build_tree
from argmap.views.outline.tree import ROOT, OutlineTree

Children = Callable[[str], Sequence[str]]
Role = Literal["tension", "side", "claim", "premise", "linked"]

DEEPEST = 20
"""The deepest level that is indented further than the one above it."""


class OutlineEntry(NamedTuple):
    """One line of the outline. ``id`` is that of the tension, side or claim; ``depth`` counts from 0.

    ``reason`` is the link that places a claim here; in the role ``premise`` the claim states it, in ``linked`` it is
    a linked premise of it. ``elsewhere`` says where the claim has its full line when this line is a reference to it.
    """

    depth: int
    role: Role
    id: str
    tension: str | None = None
    reason: Reason | None = None
    elsewhere: Literal["above", "below"] | None = None


def outline(index: Index) -> Iterator[OutlineEntry]:
    """Every tension, side and claim of the map, each claim once in full; linear in the size of the map."""
    tree, _ = build_tree(index)
    children = all_children(tree)
    in_full: set[str] = set()
    for key in children(ROOT):
        if key.startswith("#"):
            yield from _tension(tree, key[1:], children, in_full)
        else:
            yield from _rows(tree, (key,), 0, children, in_full)


def _tension(tree: OutlineTree, tension: str, children: Children, in_full: set[str]) -> Iterator[OutlineEntry]:
    """A tension with its sides, the claims on each, and those on none."""
    yield OutlineEntry(0, "tension", tension)
    by_side: dict[str | None, list[str]] = {side.id: [] for side in tree.index.tensions[tension].sides}
    on_none: list[str] = []
    for key in children(f"#{tension}"):
        by_side.get(tree.index.claims[key.rpartition("%")[2]].side, on_none).append(key)
    for side, keys in by_side.items():
        yield OutlineEntry(1, "side", side or "", tension)
        yield from _rows(tree, keys, 2, children, in_full)
    yield from _rows(tree, on_none, 1, children, in_full)


def _rows(
    tree: OutlineTree, keys: Iterable[str], depth: int, children: Children, in_full: set[str]
) -> Iterator[OutlineEntry]:
    for top in keys:
        flat = FlatTree.laid(top, depth, children)
        for key, deep in zip(flat.keys, flat.depths, strict=True):
            yield _entry(tree, key, in_full)._replace(depth=deep)


def _entry(tree: OutlineTree, key: str, in_full: set[str]) -> OutlineEntry:
    if key[0] in "&%":
        claim_id = key.rpartition(key[0])[2]
        reason = tree.reason_of(key)
        role: Role = "linked" if reason else "claim"
        return OutlineEntry(0, role, claim_id, None, reason, _elsewhere(tree, claim_id, in_full))
    reason = tree.reason_of(key)
    if key.startswith("@"):
        assert reason is not None
        return OutlineEntry(0, "premise", reason.premise, None, reason, _elsewhere(tree, reason.premise, in_full))
    in_full.add(key)
    role = "claim" if reason is None else "premise" if reason.premise == key else "linked"
    return OutlineEntry(0, role, key, None, reason)


def _elsewhere(tree: OutlineTree, claim_id: str, in_full: set[str]) -> Literal["above", "below"] | None:
    if claim_id not in tree.index.claims:
        return None
    return "above" if claim_id in in_full else "below"


def indent(depth: int) -> str:
    """The spaces before a line of an outline in text. From level 21 on, the number of the level follows the spaces of
    level 20, as deeper indents leave no room for text.
    """
    return "  " * depth if depth <= DEEPEST else "  " * DEEPEST + f"({depth}) "
