"""Builds the outline of a map: the tree of its rows, the rows as one list with depths, and the lines of a text.

Claims may be reasons for each other in cycles; each is in full once, and a reference elsewhere. Texts and pages print
the lines; pictures take their reading order from them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from argmap.model.index import Index
from argmap.model.types import Reason
from argmap.views.main_claims import main_claims
from argmap.views.outline.tree import ROOT, Home, OutlineTree


class FlatTree(NamedTuple):
    """Keys and depths of rows; the rows below a row follow it and are deeper."""

    keys: list[str]
    depths: list[int]

    @classmethod
    def laid(cls, key: str, depth: int, children: Callable[[str], Sequence[str]]) -> FlatTree:
        """The row ``key`` at ``depth`` with all its descendants in order; for the root, all rows."""
        keys: list[str] = []
        depths: list[int] = []
        waiting = [(key, depth)] if key != ROOT else [(child, depth) for child in reversed(children(key))]
        while waiting:
            at, deep = waiting.pop()
            keys.append(at)
            depths.append(deep)
            if below := children(at):
                waiting.extend([(child, deep + 1) for child in reversed(below)])
        return cls(keys, depths)

    def end(self, place: int) -> int:
        """The place after the last descendant of a row."""
        depths, depth = self.depths, self.depths[place]
        deeper = range(place + 1, len(depths))
        return next((after for after in deeper if depths[after] <= depth), len(depths))

    def children(self, place: int) -> list[int]:
        """The places of a row's children; of the top rows for place -1."""
        depth = self.depths[place] + 1 if place >= 0 else 0
        end = self.end(place) if place >= 0 else len(self.keys)
        return [at for at in range(place + 1, end) if self.depths[at] == depth]

    def slice(self, start: int, end: int) -> FlatTree:
        """The rows from ``start`` up to ``end``, exclusive."""
        return FlatTree(self.keys[start:end], self.depths[start:end])

    def spliced(self, start: int, end: int, parts: Sequence[FlatTree]) -> FlatTree:
        """A copy in which ``parts`` replace the rows from ``start`` up to ``end``."""
        keys, depths = self.keys[:start], self.depths[:start]
        for part in parts:
            keys += part.keys
            depths += part.depths
        return FlatTree(keys + self.keys[end:], depths + self.depths[end:])


def with_children(flat: FlatTree, shape: OutlineTree, key: str) -> FlatTree:
    """``flat`` with the children of ``key`` as the tree has them. Rows that stay keep their descendants."""
    if key == ROOT:
        place = -1
    elif key in flat.keys:
        place = flat.keys.index(key)
    else:
        return flat
    places = flat.children(place)
    old, new = [flat.keys[at] for at in places], list(shape.children(key))
    if old == new:
        return flat
    start, end = _differing(old, new)
    stretches = {old[n]: (places[n], flat.end(places[n])) for n in range(start, len(old) - end)}
    depth = flat.depths[place] + 1 if place >= 0 else 0
    parts = [
        flat.slice(*stretches[child]) if child in stretches else FlatTree.laid(child, depth, shape.children)
        for child in new[start : len(new) - end]
    ]
    after = flat.end(place) if place >= 0 else len(flat.keys)
    first = places[start] if start < len(places) else after
    last = places[len(old) - end] if end else after
    return flat.spliced(first, last, parts)


def _differing(old: list[str], new: list[str]) -> tuple[int, int]:
    """The lengths of the common prefix and suffix of two lists."""
    room = min(len(old), len(new))
    start = next((n for n in range(room) if old[n] != new[n]), room)
    room -= start
    end = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    return start, end


def lay_all(shape: OutlineTree) -> FlatTree:
    """All rows of a tree."""
    return FlatTree.laid(ROOT, 0, all_children(shape))


def all_children(shape: OutlineTree) -> Callable[[str], tuple[str, ...] | list[str]]:
    """The same function as ``shape.children``, computed in one pass over the claims."""
    linked: dict[str, list[str]] = {}
    undercuts: dict[str, list[str]] = {}
    supports: dict[str, list[str]] = {}
    objections: dict[str, list[str]] = {}
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
                reasons = supports if reason.kind == "supports" else objections
                reasons.setdefault(reason.target, []).append(key)
            elif shape.has_target(reason):
                undercuts.setdefault(shape.reason_key(index.reasons[reason.target]), []).append(key)

    def children(key: str) -> tuple[str, ...] | list[str]:
        if key[:1] in ("", "#", "%", "&"):
            return shape.children(key)
        found = [*linked.get(key, ()), *undercuts.get(key, ()), *supports.get(key, ()), *objections.get(key, ())]
        return found if len(found) < 2 else list(dict.fromkeys(found))

    return children


def build_tree(index: Index, *, grouped: bool = False) -> tuple[OutlineTree, FlatTree]:
    """The tree of an index and all its rows in order; ``grouped`` puts several tensions below a row of their own."""
    tree = OutlineTree(index, grouped=grouped)
    flat = lay_all(tree)
    if index.claims.keys() <= set(flat.keys):
        return tree, flat
    tree = _with_circles_opened(index, set(flat.keys), grouped)
    return tree, lay_all(tree)


def _with_circles_opened(index: Index, shown: set[str], grouped: bool) -> OutlineTree:
    """The tree with another home for one claim of each cycle, so that no row is below itself. ``shown`` are the keys
    that can be reached from the root without that.

    From a cycle that links leave, a claim gets the first of its links that leads to a shown row. Where no link
    leaves, the claims of the cycle are main claims, and each is at the top.
    """
    exceptions: dict[str, Home | None] = {}
    tree = OutlineTree(index, exceptions, grouped)
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
    tree, flat = build_tree(index)
    in_full: set[str] = set()
    for place in flat.children(-1):
        part = flat.slice(place, flat.end(place))
        if part.keys[0].startswith("#"):
            yield from _tension(tree, part, in_full)
        else:
            yield from _rows(tree, part, 0, in_full)


def _tension(tree: OutlineTree, part: FlatTree, in_full: set[str]) -> Iterator[OutlineEntry]:
    """A tension with its sides, the claims on each, and those on none."""
    tension = part.keys[0][1:]
    yield OutlineEntry(0, "tension", tension)
    by_side: dict[str | None, list[FlatTree]] = {side.id: [] for side in tree.index.tensions[tension].sides}
    on_none: list[FlatTree] = []
    for place in part.children(0):
        claim_id = part.keys[place].rpartition("%")[2]
        by_side.get(tree.index.claims[claim_id].side, on_none).append(part.slice(place, part.end(place)))
    for side, parts in by_side.items():
        yield OutlineEntry(1, "side", side or "", tension)
        for one in parts:
            yield from _rows(tree, one, 1, in_full)
    for one in on_none:
        yield from _rows(tree, one, 0, in_full)


def _rows(tree: OutlineTree, part: FlatTree, deeper: int, in_full: set[str]) -> Iterator[OutlineEntry]:
    """The rows of a part of the tree, ``deeper`` by so many levels than there."""
    for key, depth in zip(part.keys, part.depths, strict=True):
        yield _entry(tree, key, depth + deeper, in_full)


def _entry(tree: OutlineTree, key: str, depth: int, in_full: set[str]) -> OutlineEntry:
    if key[0] in "&%":
        claim_id = key.rpartition(key[0])[2]
        reason = tree.reason_of(key)
        role: Role = "linked" if reason else "claim"
        return OutlineEntry(depth, role, claim_id, None, reason, _elsewhere(tree, claim_id, in_full))
    reason = tree.reason_of(key)
    if key.startswith("@"):
        assert reason is not None
        return OutlineEntry(depth, "premise", reason.premise, None, reason, _elsewhere(tree, reason.premise, in_full))
    in_full.add(key)
    role = "claim" if reason is None else "premise" if reason.premise == key else "linked"
    return OutlineEntry(depth, role, key, None, reason)


def _elsewhere(tree: OutlineTree, claim_id: str, in_full: set[str]) -> Literal["above", "below"] | None:
    if claim_id not in tree.index.claims:
        return None
    return "above" if claim_id in in_full else "below"


def indent(depth: int) -> str:
    """The spaces before a line of an outline in text. From level 21 on, the number of the level follows the spaces of
    level 20, as deeper indents leave no room for text.
    """
    return "  " * depth if depth <= DEEPEST else "  " * DEEPEST + f"({depth}) "
