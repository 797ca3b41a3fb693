"""Comments and blank lines of a map file: where they are, and which thing each belongs to.

This is the only answer to that question; patching, laying out, turning reasons and merging all ask it.

A comment belongs to one *item* (a field, a named entry or an item of a list) and stands at one place of it:

- ``beside``: it ends a line of the item. Of items that share the line it is the outermost that lies on it alone.
- ``above``: on a line of its own before the item, no deeper than it.
- ``below``: on a line of its own after the item and all that is in it, deeper than it and deeper than what follows.
- ``inside``: before everything in the item and set apart from it by a blank line, as at the start of a section. What
  is above the first field of a file is inside the file.

A comment is *attached* when it also stands directly there: above at the item's own indent, or below, with nothing but
such comments between. An attached comment goes where its item goes, and goes when it goes; one that is set apart
stays where it is. In brackets every comment is attached: above what follows it, else below the collection.

The terms are those of syntax trees that keep all of a text ("trivia" in Roslyn and in Swift's SwiftSyntax).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias, final

from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, Sequence, end_of, last_offset, says_something, start_of
from argmap.mapfile.syntax.positions import column_of, line_end, line_start

Where = Literal["inside", "above", "beside", "below"]

Steps: TypeAlias = tuple["str | int", ...]
"""The way to an item from the root: names, and places in lists."""


# Items


@final
class Item:
    """A field, a named entry or an item of a list (``key`` is None). The whole file is an item too, without a
    parent."""

    __slots__ = ("key", "node", "parent", "place")

    def __init__(self, key: Scalar | None, node: Node, parent: Item | None, place: int) -> None:
        self.key = key
        self.node = node
        self.parent = parent
        self.place = place

    @property
    def start(self) -> int:
        """The offset of its first character; the dash of a list item is not part of it."""
        return int(self.key.start_mark.index) if self.key is not None else start_of(self.node)

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return max(end_of(self.key, self.node), self.key.end_mark.index if self.key is not None else 0)

    @property
    def in_flow(self) -> bool:
        """Whether it is inside brackets."""
        around = self.parent
        return around is not None and (is_flow(around.node) or around.in_flow)

    @property
    def first_on_line(self) -> Item:
        """The item itself, or the list item whose first field it is."""
        around = self.parent
        return around if around is not None and around.key is None and around.parent and not self.place else self

    @property
    def children(self) -> int:
        """The number of items in it."""
        return len(_children(self.node))

    def child(self, place: int) -> Item:
        """The item at ``place`` in it."""
        if isinstance(self.node, Mapping):
            return Item(*self.node.pairs[place], self, place)
        assert isinstance(self.node, Sequence)
        return Item(None, self.node.items[place], self, place)

    @property
    def step(self) -> str | int:
        """Its name; in a list its place among the items that say something, or, for one that says nothing, -1 for the
        first of those, -2 for the second."""
        if self.key is not None:
            return str(self.key.value)
        assert self.parent is not None
        before = [says_something(item) for item in _children(self.parent.node)[: self.place]]
        return sum(before) if says_something(self.node) else sum(before) - len(before) - 1

    @property
    def steps(self) -> Steps:
        """The steps to it from the root."""
        return () if self.parent is None else (*self.parent.steps, self.step)

    def is_in(self, node: Node) -> bool:
        """Whether it is the item of ``node`` or is inside it."""
        item: Item | None = self
        while item is not None and item.node is not node:
            item = item.parent
        return item is not None


def is_flow(node: Node) -> bool:
    """Whether it is a collection in brackets."""
    return isinstance(node, (Mapping, Sequence)) and node.flow


def _children(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [value for _, value in node.pairs]
    return node.items if isinstance(node, Sequence) else []


def indent_of(text: str, item: Item) -> int:
    """The column at which the line of an item begins: that of its name, or of its dash."""
    first = item.first_on_line
    if first.key is None and first.parent is not None and not first.in_flow:
        return column_of(text, start_of(first.parent.node))
    return column_of(text, first.start)


# Comments


@final
class Comment:
    """One comment with its item. ``column`` is None when other text precedes it on its line."""

    __slots__ = ("attached", "blank_above", "blank_below", "column", "item", "offset", "text", "where")

    def __init__(self, text: str, at: int) -> None:
        line, finish = line_start(text, at), line_end(text, at)
        lead = text[line:at].strip()
        alone = lead in {"", "---", "..."}
        self.text = text[at:finish].rstrip()
        self.offset = at
        self.column = (0 if lead else at - line) if alone else None
        self.blank_above = alone and line > 0 and not text[line_start(text, line - 1) : line].strip()
        self.blank_below = finish < len(text) and not text[finish : line_end(text, finish)].strip()
        self.item: Item
        self.where: Where
        self.attached: bool

    def belongs(self, item: Item, where: Where, attached: bool = True) -> None:
        """Make ``item`` the owner."""
        self.item, self.where, self.attached = item, where, attached


class Extent(NamedTuple):
    """Where an item of a block collection lies: ``begin`` to ``end`` are its own whole lines with the comments that
    are attached to it, ``start`` its first character (the dash of a list item). ``inline`` when other things stand
    before it on its line, as before the first field of a list item. ``reach`` is the end of all comments below it,
    those set apart too."""

    begin: int
    start: int
    end: int
    reach: int
    inline: bool = False


class Trivia:
    """The comments of ``text``, whose root node is ``root``, in the order of the text."""

    def __init__(self, text: str, root: Mapping) -> None:
        self.text = text
        self.root = Item(None, root, None, 0)
        self.comments = [Comment(text, at) for at in comment_starts(text, root)]
        for comment in self.comments:
            self._attach(comment, *self._around(comment.offset))
        self._by_node: dict[int, list[Comment]] = {}
        for comment in self.comments:
            self._by_node.setdefault(id(comment.item.node), []).append(comment)
        self._places: dict[int, dict[str | int, int]] = {}
        self._offsets = [comment.offset for comment in self.comments]

    def item(self, steps: Steps) -> Item | None:
        """The item at ``steps``; None when there is none."""
        item = self.root
        for step in steps:
            places = self._places.get(id(item.node))
            if places is None:
                places = {item.child(place).step: place for place in range(item.children)}
                self._places[id(item.node)] = places
            if step not in places:
                return None
            item = item.child(places[step])
        return item

    def line_begin(self, item: Item) -> int:
        """The offset of the first character of an item, the dash of a list included."""
        return item.start if item.key is not None else self._dash(item)

    def of(self, node: Node, where: Where | None = None) -> list[Comment]:
        """The comments that belong to the item of ``node``."""
        return [one for one in self._by_node.get(id(node), ()) if where is None or one.where == where]

    def between(self, start: int, end: int) -> list[Comment]:
        """The comments from ``start`` up to ``end``."""
        return self.comments[bisect_left(self._offsets, start) : bisect_left(self._offsets, end)]

    def within(self, node: Node) -> list[Comment]:
        """The comments that belong to the item of ``node`` or to anything in it."""
        return [one for one in self.comments if one.item.is_in(node)]

    # Which item a comment belongs to

    def _around(self, offset: int) -> tuple[Item, Item | None]:
        """The last item that begins before ``offset``, and the first that begins after it."""
        before, after = self.root, None
        while isinstance(before.node, (Mapping, Sequence)):
            starts = before.node.pairs if isinstance(before.node, Mapping) else before.node.items
            place = bisect_left(starts, offset, key=_start)
            if place < len(starts):
                after = before.child(place)
            if not place:
                break
            before = before.child(place - 1)
        return before, after

    def _attach(self, comment: Comment, before: Item, after: Item | None) -> None:
        text = self.text
        if before.parent is None:
            comment.belongs(self.root, "inside")
        elif after is not None and self.line_begin(after.first_on_line) < comment.offset:  # after its dash
            comment.belongs(after.first_on_line, "above")
        elif comment.column is None:
            comment.belongs(_ending(comment, line_start(text, comment.offset), before), "beside")
        elif (around := _brackets_around(comment, before, self.root)) is not None:
            _attach_in_brackets(comment, around, after)
        elif after is not None and (comment.column <= indent_of(text, after) or _is_first_in(before, after)):
            self._attach_above(comment, before, after.first_on_line)
        else:
            owner = self.root if self._is_after_the_end(comment) else before
            while owner.parent is not None and indent_of(text, owner) >= comment.column:
                owner = owner.parent
            attached = comments_below(text, line_end(text, owner.end), indent_of(text, owner)) > comment.offset
            comment.belongs(owner, "below", attached and owner.parent is not None)

    def _is_after_the_end(self, comment: Comment) -> bool:
        """Whether the line ``...``, which ends the map, is above a comment."""
        lines = self.text[line_end(self.text, self.root.end) : comment.offset].split("\n")
        return any(line.startswith("...") for line in lines)

    def _attach_above(self, comment: Comment, before: Item, after: Item) -> None:
        line = line_start(self.text, self.line_begin(after))
        begin = comments_above(self.text, line, indent_of(self.text, after), -1)
        attached = begin <= comment.offset
        if not attached and _is_first_in(before, after) and self._is_apart(comment, line):
            comment.belongs(before, "inside")
        else:
            comment.belongs(after, "above", attached)

    def _is_apart(self, comment: Comment, line: int) -> bool:
        """Whether a blank line separates a comment from ``line``."""
        between = self.text[line_end(self.text, comment.offset) : line]
        return any(not some.strip() for some in between.split("\n")[:-1])

    def _dash(self, item: Item) -> int:
        if item.in_flow or item.parent is None:
            return item.start
        before = item.parent.child(item.place - 1).end if item.place else start_of(item.parent.node)
        return _dash_of(self.text, item.start, column_of(self.text, start_of(item.parent.node)), before)

    # Where items lie with their comments

    def extents(self, node: Mapping | Sequence, before: int) -> list[Extent]:
        """The extents of the items of a block collection; ``before`` is the end of what precedes it."""
        text, found = self.text, []
        for (start, end), child in zip(self._spans(node), _children(node), strict=True):
            line = line_start(text, start)
            inline = bool(text[line:start].strip(" "))
            column = start - line
            begin = start if inline else comments_above(text, line, column, before)
            own_end = comments_below(text, line_end(text, end), column)
            found.append(Extent(begin, start, own_end, self._reach(child, own_end), inline))
            before = end
        return found

    def _spans(self, node: Mapping | Sequence) -> list[tuple[int, int]]:
        if isinstance(node, Mapping):
            return [(key.start_mark.index, end_of(key, value)) for key, value in node.pairs]
        column = column_of(self.text, node.start)
        spans, reached = [], node.start
        for item in node.items:
            dash = _dash_of(self.text, start_of(item), column, reached)
            reached = max(last_offset(item), dash + 1)
            spans.append((dash, reached))
        return spans

    def _reach(self, node: Node, end: int) -> int:
        for place in range(bisect_left(self._offsets, end), len(self.comments)):
            if not self.comments[place].item.is_in(node):
                break
            end = line_end(self.text, self.comments[place].offset)
        return end


def _start(child: tuple[Scalar, Node] | Node) -> int:
    return int(child[0].start_mark.index) if isinstance(child, tuple) else start_of(child)


def _is_first_in(before: Item, after: Item) -> bool:
    """Whether ``after``, which follows ``before`` in the text, is the first item in it."""
    return after.parent is not None and after.parent.node is before.node


def _dash_of(text: str, start: int, column: int, reached: int) -> int:
    """The dash of an item that starts at ``start``: at ``column`` of its line or one above, after ``reached``."""
    line = line_start(text, start)
    while line + column > reached and not (
        text[line + column : line + column + 1] == "-" and not text[line : line + column].strip(" ")
    ):
        line = line_start(text, line - 1)
    return line + column


def _ending(comment: Comment, line: int, before: Item) -> Item:
    """The item that a comment after it on its line belongs to."""
    item = before
    while item.parent is not None and item.parent.parent is not None and item.end <= line:
        item = item.parent
    while (around := item.parent) is not None and around.parent is not None and around.end <= comment.offset:
        if around.start < line and not is_flow(around.node):
            break
        item = around
    return item


def _brackets_around(comment: Comment, before: Item, root: Item) -> Item | None:
    """The innermost collection in brackets around a comment."""
    around: Item | None = before
    while around is not None:
        if is_flow(around.node) and comment.offset < around.end:
            return around
        around = around.parent
    return root if is_flow(root.node) else None


def _attach_in_brackets(comment: Comment, around: Item, after: Item | None) -> None:
    if after is not None and after.start < around.end:
        comment.belongs(after, "above")
    else:
        comment.belongs(around, "below")


# Comments and blank lines in a text, by lines


def comments_above(text: str, line: int, column: int, before: int) -> int:
    """The start of the comment lines directly above ``line`` at ``column``, not reaching back to ``before``."""
    while line > 0:
        above = line_start(text, line - 1)
        if above <= before or _comment_column(text, above) != column:
            break
        line = above
    return line


def comments_below(text: str, line: int, column: int) -> int:
    """The end of the comment lines directly at ``line`` that are deeper than ``column``."""
    while line < len(text) and (found := _comment_column(text, line)) is not None and found > column:
        line = line_end(text, line)
    return line


def _comment_column(text: str, line: int) -> int | None:
    at = line
    while text[at : at + 1] == " ":
        at += 1
    return at - line if text[at : at + 1] == "#" else None


def blank_end(text: str, line: int, limit: int) -> int:
    """The end of the run of blank lines that begins at ``line``, at most ``limit``."""
    while line < limit:
        end = line_end(text, line)
        if end > limit or text[line:end].strip():
            break
        line = end
    return line


def blank_start(text: str, line: int, limit: int) -> int:
    """The start of the run of blank lines that ends at ``line``, not before ``limit``."""
    while line > limit:
        above = line_start(text, line - 1)
        if above < limit or text[above:line].strip():
            break
        line = above
    return line


def is_blank_above(text: str, line: int) -> bool:
    """Whether the line above the one that begins at ``line`` is blank."""
    return line > 0 and not text[line_start(text, line - 1) : line].strip()


def comment_starts(text: str, root: Node) -> Iterator[int]:
    """The offsets at which comments begin: each ``#`` outside of names and scalars."""
    if "#" not in text:
        return
    said: list[tuple[int, int]] = []
    _say(text, root, said)
    at = 0
    for begin, finish in said:
        if finish > at:
            yield from _signs(text, at, begin)
            at = finish
    yield from _signs(text, at, len(text))


def _signs(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find("#", start, end)
    while at >= 0:
        yield at
        at = text.find("#", line_end(text, at), end)


def _say(text: str, node: Node, said: list[tuple[int, int]]) -> None:
    """Add where the names and scalars of ``node`` lie, in the order of the text."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            said.append((key.start_mark.index, key.end_mark.index))
            _say(text, value, said)
    elif isinstance(node, Sequence):
        for item in node.items:
            _say(text, item, said)
    else:
        said.append((_content_start(text, node), node.end_mark.index))


def _content_start(text: str, node: Scalar) -> int:
    """Where a scalar's text begins; that of a block scalar on the line after its head, which may have a comment."""
    start: int = node.start_mark.index
    return min(line_end(text, start), node.end_mark.index) if node.style in ("|", ">") else start
