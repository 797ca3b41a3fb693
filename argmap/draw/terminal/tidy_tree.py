"""The neighbourhood of a claim as a tree of boxes, and a tidy layout of it from left to right.

Each level is a column. Subtrees are moved together as far as their contours allow, and a box is centred on its
children (Reingold & Tilford, "Tidier Drawings of Trees", 1981).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.session.outline.rows import Row, row
from argmap.views.outline.tree import OutlineTree


@dataclass
class TreeNode:
    """A box: its outline row, or the number of rows that are left out (``more``). ``y`` is its top line."""

    row: Row | None
    depth: int
    more: int = 0
    aside: bool = False
    """Whether it is a sibling of the selected row, which is context and is kept small."""
    lines: int = 1
    """The number of lines of its text; at 0, only its id is shown."""
    height: int = 1
    y: int = 0
    children: list[TreeNode] = field(default_factory=list)

    @property
    def middle(self) -> int:
        """The line at which edges end."""
        return self.y + (self.height - 1) // 2


def neighbourhood(shape: OutlineTree, key: str, levels: int = 2, limit: int = 30) -> TreeNode:
    """The row ``key``, its target, its siblings, and ``levels`` levels of reasons for it.

    A row that repeats a claim has the reasons of the row that shows the claim in full. There are at most about
    ``limit`` boxes: of many siblings, the nearest to the row are shown and the rest are counted.
    """
    above = shape.parent(key) if key else ""
    if not above or above.startswith("#"):
        return _grown(shape, key, 0, levels, limit)
    root = TreeNode(row(shape, above, 0, False), 0)
    siblings = shape.children(above)
    room = max(1, limit // 3)
    start = max(0, min(siblings.index(key) - room // 2, len(siblings) - room))
    shown = siblings[start : start + room]
    root.children = [
        _grown(shape, child, 1, levels, limit - len(shown))
        if child == key
        else TreeNode(row(shape, child, 1, False), 1, aside=True)
        for child in shown
    ]
    if hidden := len(siblings) - len(shown):
        root.children.append(TreeNode(None, 1, more=hidden))
    return root


def _grown(shape: OutlineTree, key: str, depth: int, levels: int, limit: int) -> TreeNode:
    """The row and its descendants, level by level, until there are ``limit`` boxes."""
    root = TreeNode(row(shape, key, depth, False), depth)
    level = [root]
    room = limit - 1
    for deeper in range(depth + 1, depth + levels + 1):
        below: list[TreeNode] = []
        for node in level:
            full = in_full(root.row) if node is root and root.row is not None else None
            room -= _add_children(shape, node, full, deeper, max(room, 0))
            below += [child for child in node.children if child.row is not None]
        level = below
    return root


def in_full(row: Row) -> str | None:
    """The key of the row that shows in full what this row repeats; None if it repeats nothing."""
    return row.claim_id if row.kind == "also" and not row.missing else None


def _add_children(shape: OutlineTree, node: TreeNode, full: str | None, depth: int, room: int) -> int:
    """Add at most ``room`` children to ``node``, those of the row ``full`` if given. Returns their number."""
    assert node.row is not None
    keys = shape.children(full or node.row.key)
    shown = keys[: min(room, len(keys))]
    if not shown:
        return 0
    node.children = [TreeNode(row(shape, key, depth, False), depth) for key in shown]
    if len(shown) < len(keys):
        node.children.append(TreeNode(None, depth, more=len(keys) - len(shown)))
    return len(shown)


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
        middle = (node.children[0].middle + node.children[-1].middle) // 2
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
