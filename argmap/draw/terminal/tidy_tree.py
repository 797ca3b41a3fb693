"""The neighbourhood of a claim as a tree of boxes, and a tidy layout of it from left to right.

Each level is a column. Subtrees are moved together as far as their contours allow, and a box is centred on its
children (Reingold & Tilford, "Tidier Drawings of Trees", 1981).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from argmap.session.outline.rows import Row, row
from argmap.views.outline.tree import OutlineTree

MOST_NESTED = 2
"""How deep undercuts of undercuts are drawn at the links that they challenge; deeper ones are drawn as reasons."""


@dataclass(eq=False)
class TreeNode:
    """A box: its outline row, or the number of rows that are left out (``more``). ``y`` is its top line."""

    row: Row | None
    depth: int
    more: int = 0
    aside: bool = False
    """Whether it is a sibling of the selected row, which is context and is kept small."""
    joins: TreeNode | None = None
    """Of an undercut or a linked premise: the box whose link it challenges or shares. Both are in one column."""
    nested: int = 0
    """How many boxes it joins one after the other: 1 for an undercut, 2 for an undercut of that."""
    lines: int = 1
    """The number of lines of its text; at 0, only its id is shown."""
    height: int = 1
    y: int = 0
    children: list[TreeNode] = field(default_factory=list)
    """The boxes in the next column: reasons, each before those that join its link."""
    joined: list[TreeNode] = field(default_factory=list)
    """The boxes that join its link."""

    @property
    def middle(self) -> int:
        """The line at which edges end."""
        return self.y + (self.height - 1) // 2

    @property
    def hidden(self) -> int:
        """How many rows below its row are not drawn."""
        if self.row is None or self.children:
            return 0
        return self.row.children - sum(node.more or 1 for node in self.joined)


def neighbourhood(shape: OutlineTree, key: str, levels: int = 2, limit: int = 30) -> TreeNode:
    """The row ``key``, its target, its siblings, and ``levels`` levels of reasons for it.

    What joins a link, an undercut or a linked premise, is beside the claim whose link it is. A row that repeats a
    claim has the reasons of the row that shows the claim in full. There are at most about ``limit`` boxes: of many
    siblings, the nearest to the row are shown and the rest are counted.
    """
    holder = _holder(shape, key)
    above = shape.parent(holder) if holder else ""
    if not above or above.startswith("#"):
        return _grown(shape, key, 0, levels, limit)
    root = TreeNode(row(shape, above, 0, False), 0)
    siblings = shape.children(above)
    room = max(1, limit // 3)
    start = max(0, min(siblings.index(holder) - room // 2, len(siblings) - room))
    shown = siblings[start : start + room]
    for child in shown:
        if child != holder:
            root.children.append(TreeNode(row(shape, child, 1, False), 1, aside=True))
        elif key == holder:
            root.children += _with_joined(_grown(shape, child, 1, levels, limit - len(shown)))
        else:
            node = TreeNode(row(shape, child, 1, False), 1)
            left = _join(shape, node, limit - len(shown))
            _grow(shape, [one for one in _with_joined(node) if one.row and one.row.key == key], levels, left)
            root.children += _with_joined(node)
    if hidden := len(siblings) - len(shown):
        root.children.append(TreeNode(None, 1, more=hidden))
    return root


def _holder(shape: OutlineTree, key: str) -> str:
    """The row in whose column a row is drawn: itself, or the reason whose link it joins."""
    holder, nested = key, 0
    while holder and not holder.startswith("#") and _joins(shape, holder):
        holder, nested = shape.parent(holder), nested + 1
    is_drawn_there = nested <= MOST_NESTED and shape.parent(holder) if nested else True
    return holder if is_drawn_there else key


def _joins(shape: OutlineTree, key: str) -> bool:
    return row(shape, key, 0, False).relation in {"undercuts", "with"}


def _joining(shape: OutlineTree, key: str) -> list[str]:
    """The rows directly below a row that join its link; they come before its reasons."""
    return list(takewhile(lambda child: _joins(shape, child), shape.children(key)))


def _grown(shape: OutlineTree, key: str, depth: int, levels: int, limit: int) -> TreeNode:
    """The row and its descendants, level by level, until there are ``limit`` boxes."""
    root = TreeNode(row(shape, key, depth, False), depth)
    left = _join(shape, root, limit - 1) if depth else limit - 1
    _grow(shape, _with_joined(root), levels, left)
    return root


def _grow(shape: OutlineTree, level: list[TreeNode], levels: int, room: int) -> None:
    """Add the descendants of a level of boxes, at most ``room`` of them."""
    first = level[0]
    for _ in range(levels):
        below: list[TreeNode] = []
        for node in level:
            if node.row is not None:
                full = in_full(node.row) if node is first else None
                room = _add_children(shape, node, full, max(room, 0))
                below += [child for child in node.children if child.row is not None]
        level = below


def in_full(row: Row) -> str | None:
    """The key of the row that shows in full what this row repeats; None if it repeats nothing."""
    return row.claim_id if row.kind == "also" and not row.missing else None


def _add_children(shape: OutlineTree, node: TreeNode, full: str | None, room: int) -> int:
    """Add at most ``room`` boxes to ``node``: reasons, those of the row ``full`` if given. The room that is left."""
    assert node.row is not None
    keys = shape.children(full or node.row.key)
    if node.depth and node.nested < MOST_NESTED:
        keys = keys[len(_joining(shape, full or node.row.key)) :]
    shown = keys[:room]
    left = room - len(shown)
    for key in shown:
        child = TreeNode(row(shape, key, node.depth + 1, False), node.depth + 1)
        left = _join(shape, child, left)
        node.children += _with_joined(child)
    if shown and len(shown) < len(keys):
        node.children.append(TreeNode(None, node.depth + 1, more=len(keys) - len(shown)))
    return left


def _join(shape: OutlineTree, node: TreeNode, room: int) -> int:
    """Add at most ``room`` boxes that join the link of ``node``. The room that is left."""
    assert node.row is not None
    if node.nested == MOST_NESTED:
        return room
    keys = _joining(shape, node.row.key)
    for key in keys[: max(room, 0)]:
        one = TreeNode(row(shape, key, node.depth, False), node.depth, joins=node, nested=node.nested + 1)
        node.joined.append(one)
        room = _join(shape, one, room - 1)
    if node.joined and (more := len(keys) - len(node.joined)):
        node.joined.append(TreeNode(None, node.depth, more=more, joins=node, nested=node.nested + 1))
    return room


def _with_joined(node: TreeNode) -> list[TreeNode]:
    """A box and those that join its link, in the order in which they are below each other."""
    return [node, *(one for each in node.joined for one in _with_joined(each))]


Contour = list[tuple[int, int]]
"""For each level of a subtree from its root on: its first line, and the line after its last."""


def place(root: TreeNode, gap: int) -> int:
    """Set the ``y`` of every node, with ``gap`` lines between neighbours. Returns the height of the tree in lines."""
    contour = _placed(root, gap)
    top = min(first for first, _ in contour)
    _shift(root, -top)
    return max(last for _, last in contour) - top


def _placed(node: TreeNode, gap: int) -> Contour:
    merged: Contour = []
    for child in node.children:
        contour = _placed(child, gap)
        both = list(zip(merged, contour, strict=False))
        down = max((above[1] + gap - below[0] for above, below in both), default=0)
        _shift(child, down)
        contour = [(first + down, last + down) for first, last in contour]
        joined = [(above[0], below[1]) for above, below in zip(merged, contour, strict=False)]
        merged = joined + merged[len(joined) :] + contour[len(joined) :]
    if node.children:
        reasons = [child for child in node.children if child.joins is None]
        middle = (reasons[0].middle + reasons[-1].middle) // 2
        node.y = middle - (node.height - 1) // 2
    return [(node.y, node.y + node.height), *merged]


def _shift(node: TreeNode, down: int) -> None:
    if not down:
        return
    waiting = [node]
    while waiting:
        at = waiting.pop()
        at.y += down
        waiting += at.children
