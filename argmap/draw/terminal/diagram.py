"""The neighbourhood of a claim in box-drawing characters, for a pane of the terminal and for plain text.

Kinds of reason differ by sign, word and border as well as colour: supports have thin borders with round corners,
objections thick ones, undercuts double ones, linked premises dashed ones. An undercut meets the link that it
challenges, and linked premises share one link.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from argmap.draw.terminal.cells import cell_width, cut, wrapped
from argmap.draw.terminal.tidy_tree import TreeNode, in_full, neighbourhood, place
from argmap.escape import one_line
from argmap.session.outline.rows import Row, RowRelation, row
from argmap.views.outline.tree import OutlineTree

Zoom = Literal[3, 2, 1, 0]
"""The number of lines of a claim's text in its box; at 0 there are no boxes, and one line of text each."""

ZOOMS: tuple[Zoom, ...] = (3, 2, 1, 0)

ROOMY = (8, 6, 5, 4, 3)
"""The number of lines of text in a box where all boxes have room for so many, the most first."""

ROOMY_FROM = 2
"""The zoom from which free room is used so: at 1 and 0, lines are asked to be few."""

GAP = 5
"""Cells between two columns, for the edges."""

JOINED_GAP = 7
"""Likewise where undercuts or linked premises meet links."""

READABLE = 20
"""Width of a box in cells below which hardly more than a word fits on a line."""

NARROWEST = 15
"""Minimum width of a box in cells, which is enough for its title."""

WIDEST = 60
"""Maximum width of a box in cells: longer lines are hard to read."""

TELLING = 10
"""The number of cells of the text of another claim below which a count is shown instead."""


class StyledText(NamedTuple):
    """Text in one style, a name such as ``border.supports`` to which a theme gives colours."""

    text: str
    style: str


class CellBox(NamedTuple):
    """The box of an outline row: the key of the row, the top left cell, and the size in cells."""

    key: str
    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a cell is inside the box."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class CellDiagram(NamedTuple):
    """Lines of styled text, the boxes in them, and the box of the selected row."""

    lines: tuple[tuple[StyledText, ...], ...]
    spots: tuple[CellBox, ...]
    focus: CellBox

    def __str__(self) -> str:
        """The diagram as plain text."""
        return "\n".join("".join(segment.text for segment in line).rstrip() for line in self.lines)


class Border(NamedTuple):
    """The characters of a box: its four corners in reading order, its horizontal and vertical lines."""

    corners: str
    across: str
    down: str


BORDERS: dict[RowRelation, Border] = {
    "top": Border("╭╮╰╯", "─", "│"),
    "supports": Border("╭╮╰╯", "─", "│"),
    "objects_to": Border("┏┓┗┛", "━", "┃"),
    "undercuts": Border("╔╗╚╝", "═", "║"),
    "with": Border("┌┐└┘", "╌", "╎"),
}

JUNCTIONS = {"lr": "─", "dr": "╭", "ru": "╰", "du": "│", "dlr": "┬", "lru": "┴", "dlru": "┼", "dru": "├"}
JUNCTIONS |= {"dlu": "┤", "dl": "╮", "lu": "╯"}
"""Line characters by the sides that they join: d, l, r, u (down, left, right, up), in alphabetical order."""


def draw_cells(
    shape: OutlineTree, key: str, zoom: Zoom = 3, width: int = 0, height: int = 0, levels: int = 2, limit: int = 30
) -> CellDiagram:
    """The row ``key``, with its target to the left and up to ``levels`` levels of reasons to the right.

    ``width`` is the available width in cells, 0 for no limit; fewer levels are drawn where boxes would be too narrow
    to read. Siblings of the row show one line of their text, or as many as the row if all fits in ``height`` lines;
    boxes show more lines than ``zoom`` if all fits in it so.
    At most about ``limit`` boxes are drawn. A claim that is only listed by a tension is drawn where it is in full.
    """
    if key.startswith("%"):
        key = in_full(row(shape, key, 0, False)) or key
    root = neighbourhood(shape, key, levels, limit)
    nodes = list(_all(root))
    gap = JOINED_GAP if any(node.joins for node in nodes) else GAP
    box = _box_width(1 + max(node.depth for node in nodes), width, zoom, gap)
    if width and box < READABLE and zoom and levels > 1:
        return draw_cells(shape, key, zoom, width, height, levels - 1, limit)
    canvas = _Canvas(_set_out(root, nodes, zoom, box, height))
    spots = []
    for node in nodes:
        spot = CellBox(node.row.key if node.row else "", node.depth * (box + gap), node.y, box, node.height)
        spots.append(spot)
        _paint(canvas, shape, node, spot, bool(node.row) and spot.key == key)
        _paint_edges(canvas, node, spot.x + box, gap)
    focus = next(spot for spot in spots if spot.key == key)
    return CellDiagram(canvas.finished(), tuple(spot for spot in spots if spot.key), focus)


def _set_out(root: TreeNode, nodes: Iterable[TreeNode], zoom: Zoom, box: int, height: int) -> int:
    """Set the height and position of each node; the height of the diagram in lines."""
    needed = 0
    roomy = [lines for lines in ROOMY if lines > zoom] if height and zoom >= ROOMY_FROM else []
    for lines, aside in [*((most, most) for most in roomy), *dict.fromkeys(((zoom, zoom), (zoom, min(zoom, 1))))]:
        for node in nodes:
            node.lines = aside if node.aside else lines
            node.height, node.y = _height(node, box), 0
        needed = place(root, 0)
        if needed <= height:
            break
    return needed


def _all(root: TreeNode) -> Iterable[TreeNode]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _box_width(columns: int, width: int, zoom: Zoom, gap: int) -> int:
    if not width:
        return 34 if zoom else 30
    return max(NARROWEST - (gap - GAP), min(WIDEST, (width - gap * (columns - 1)) // columns))


def _height(node: TreeNode, box: int) -> int:
    if node.row is None or not node.lines:
        return 1
    return len(wrapped(node.row.text, box - 4, node.lines)) + 2


class _Canvas:
    """Lines of cells, on which text is put in any order."""

    def __init__(self, height: int) -> None:
        self._lines: list[list[tuple[int, str, str]]] = [[] for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: str) -> None:
        """Put a text on line ``y`` from cell ``x`` on. Texts must not overlap."""
        if text:
            self._lines[y].append((x, text, style))

    def finished(self) -> tuple[tuple[StyledText, ...], ...]:
        """The lines, with spaces in the gaps."""
        return tuple(tuple(_joined(sorted(line))) for line in self._lines)


def _joined(stretches: list[tuple[int, str, str]]) -> Iterable[StyledText]:
    at = 0
    for x, text, style in stretches:
        if x > at:
            yield StyledText(" " * (x - at), "space")
        yield StyledText(text, style)
        at = x + cell_width(text)


def _paint(canvas: _Canvas, shape: OutlineTree, node: TreeNode, spot: CellBox, is_focus: bool) -> None:
    if node.row is None:
        canvas.put(spot.x, spot.y, f" … {node.more} more", "more")
    elif node.lines:
        _paint_box(canvas, node.row, spot, node.lines, is_focus, _foot(shape, node, spot.width - 6))
    else:
        _paint_line(canvas, _name(shape, node.row), node, spot, is_focus)


def _paint_line(canvas: _Canvas, name: str, node: TreeNode, spot: CellBox, is_focus: bool) -> None:
    assert node.row is not None
    badges = " ".join(filter(None, (_counts(node.row), "⇢" if node.row.also else "", _below(node))))
    if cell_width(f"{name} {badges}") > spot.width - 2:
        badges = ""
    name = cut(name, spot.width - 2)
    label = f"{'▸' if is_focus else ' '}{name} "
    canvas.put(spot.x, spot.y, label, "text.focus" if is_focus else "text")
    at = spot.x + cell_width(label)
    if badges:
        canvas.put(at, spot.y, badges + " ", "badge")
        at += cell_width(badges) + 1
    if node.children:
        canvas.put(at, spot.y, "─" * (spot.x + spot.width - at), "edge")


def _name(shape: OutlineTree, row: Row) -> str:
    claim = shape.index.claims.get(row.claim_id or "")
    return one_line((claim and (claim.short or "").strip()) or row.text)


def _paint_box(canvas: _Canvas, row: Row, spot: CellBox, lines: int, is_focus: bool, foot: str) -> None:
    border = BORDERS[row.relation]
    style = f"border.{row.relation}" + (".focus" if is_focus else "")
    inner = spot.width - 2
    left, right, low_left, low_right = tuple(border.corners)
    title = cut(f" {_title(row)}", inner - 1)
    title += " " if cell_width(title) < inner - 1 else ""
    canvas.put(spot.x, spot.y, left + ("▸" if is_focus else border.across), style)
    canvas.put(spot.x + 2, spot.y, title, f"title.{row.relation}")
    used = 1 + cell_width(title)
    canvas.put(spot.x + 1 + used, spot.y, border.across * (inner - used) + right, style)
    text_style = "text.focus" if is_focus else "text.also" if row.kind == "also" else "text"
    for number, line in enumerate(wrapped(row.text, inner - 2, lines), start=1):
        canvas.put(spot.x, spot.y + number, border.down + " ", style)
        canvas.put(spot.x + 2, spot.y + number, line + " " * (inner - 2 - cell_width(line)), text_style)
        canvas.put(spot.x + inner, spot.y + number, " " + border.down, style)
    foot = f" {foot} " if foot else ""
    bottom = spot.y + spot.height - 1
    canvas.put(spot.x, bottom, low_left + border.across * (inner - 1 - cell_width(foot)), style)
    canvas.put(spot.x + inner - cell_width(foot), bottom, foot, "badge")
    canvas.put(spot.x + inner, bottom, border.across + low_right, style)


def _title(row: Row) -> str:
    return "tension" if row.kind == "tension" else one_line(row.takes) or f"{row.sign} {row.word}".strip()


def _foot(shape: OutlineTree, node: TreeNode, room: int) -> str:
    """Counts of positions and sources, other targets of the row (by their text if it fits), and hidden reasons."""
    assert node.row is not None
    row = node.row
    counts, below = _counts(row), _below(node)
    left = room - sum(cell_width(words) + 1 for words in (counts, below) if words)
    return cut(" ".join(filter(None, (counts, _elsewhere(shape, row, left), below))), room)


def _elsewhere(shape: OutlineTree, row: Row, room: int) -> str:
    if not row.also:
        return ""
    more = f" +{len(row.also) - 1}" if len(row.also) > 1 else ""
    claim = shape.index.claims.get(row.also[0])
    text = one_line(claim.text if claim else row.also[0])
    words = cut(text, room - 2 - cell_width(more))
    return f"⇢ {words}{more}" if words == text or cell_width(words) >= TELLING else f"⇢{len(row.also)}"


def _counts(row: Row) -> str:
    parts = (f"☺{row.positions}" if row.positions else "", f"§{row.sources}" if row.sources else "")
    return " ".join(filter(None, parts))


def _below(node: TreeNode) -> str:
    return f"▸{node.hidden}" if node.hidden > 0 else ""


def _paint_edges(canvas: _Canvas, node: TreeNode, x: int, gap: int) -> None:
    """The edges from the children of a box: an arrow to the box, a stem, and a link with its sign at each child."""
    if not node.children:
        return
    reasons = [child for child in node.children if child.joins is None]
    rows = {child.middle for child in reasons}
    first, last = min(*rows, node.middle), max(*rows, node.middle)
    for y in range(first, last + 1):
        reached = ("u" if y > first else "", "d" if y < last else "", "l" if y == node.middle else "")
        sides = "".join(sorted((*reached, "r" if y in rows else "")))
        if y == node.middle:
            canvas.put(x, y, "◂─", "edge")
        canvas.put(x + 2, y, JUNCTIONS[sides], "edge")
    for child in reasons:
        _paint_link(canvas, child, x + 3, x + gap)


def _paint_link(canvas: _Canvas, node: TreeNode, start: int, end: int) -> None:
    """The link of a box from cell ``start`` to its box at ``end``, with its sign, and what joins it from below."""
    y, meets = node.middle, start + 1 if not node.nested else start
    for x in range(start, end - 1):
        canvas.put(x, y, "┬" if node.joined and x == meets else "─", "edge")
    sign = (node.row.sign if node.row else "") or "─"
    canvas.put(end - 1, y, sign, f"sign.{node.row.relation}" if node.row else "edge")
    joining = {one.middle for one in node.joined}
    for line in range(y + 1, max(joining, default=y) + 1):
        corner = "╰" if line == max(joining) else "├"
        canvas.put(meets, line, corner if line in joining else "│", "edge")
    for one in node.joined:
        _paint_link(canvas, one, meets + 1, end)
