"""A file as a tree of lines-to-be: fields, entries and list items, each with the comments that belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from argmap.text.comments import comment_at, comment_starts
from argmap.text.extents import column_of, end_of, line_end, line_start
from argmap.text.layout import SIDE
from argmap.text.nodes import Mapping, Node, Sequence, start_of
from argmap.text.shape import MAP, Field


@dataclass
class Comment:
    """One comment and whether a blank line stands above and below it. ``column`` is None when it ends a line that
    says something."""

    text: str
    offset: int
    column: int | None
    blank_above: bool
    blank_below: bool


@dataclass(eq=False)
class Entry:
    """A field, a named entry or an item of a list (``name`` is None), and what it holds."""

    name: str | None
    node: Node
    field: Field
    start: int
    end: int
    column: int
    parent: Entry | None
    is_record: bool
    """Whether it is one of its field's records (or texts), rather than the field as a whole."""
    node_column: int = 0
    """The column of what it holds; for a list that of its dashes."""
    children: list[Entry] = dataclass_field(default_factory=list)
    above: list[Comment] = dataclass_field(default_factory=list)
    beside: list[Comment] = dataclass_field(default_factory=list)
    below: list[Comment] = dataclass_field(default_factory=list)

    @property
    def commented(self) -> bool:
        """Whether a comment belongs to it or to anything in it."""
        return bool(self.above or self.beside or self.below) or any(child.commented for child in self.children)

    @property
    def in_flow(self) -> bool:
        """Whether it stands in brackets."""
        around = self.parent
        return around is not None and (getattr(around.node, "flow", False) or around.in_flow)


@dataclass
class Remarked:
    """The top-level fields of a file, and the comments above and below everything."""

    fields: list[Entry]
    head: list[Comment]
    foot: list[Comment]


def remarked(text: str, root: Mapping) -> Remarked:
    """``text``, whose root node is ``root``, as entries with their comments."""
    fields = [
        _entry(text, key.value, key.start_mark.index, value, MAP.by_name[key.value], None, False)
        for key, value in root.pairs
    ]
    entries = [entry for top in fields for entry in _in_order(top)]
    found = Remarked(fields, [], [])
    starts = [entry.start for entry in entries]
    for at in comment_starts(text, root):
        _attach(_comment(text, at), text, entries, starts, found, root.flow)
    return found


def _entry(
    text: str, name: str | None, start: int, node: Node, of: Field, parent: Entry | None, is_record: bool
) -> Entry:
    key_end = start + len(name or "")
    entry = Entry(name, node, of, start, max(end_of(None, node), key_end), column_of(text, start), parent, is_record)
    entry.node_column = column_of(text, start_of(node))
    if isinstance(node, Sequence):
        entry.children = [_entry(text, None, start_of(item), item, of, entry, True) for item in node.items]
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            below, whole = _field_of(entry, key.value)
            entry.children.append(_entry(text, key.value, key.start_mark.index, value, below, entry, whole))
    return entry


def _field_of(entry: Entry, name: str) -> tuple[Field, bool]:
    """The field of a pair in ``entry``, and whether the pair is one of its records."""
    if entry.field.kind == "entries" and not entry.is_record:
        return (entry.field, True) if entry.field.of is not None else (SIDE, True)
    assert entry.field.of is not None
    return entry.field.of.by_name[name], False


def _in_order(entry: Entry) -> Iterator[Entry]:
    yield entry
    for child in entry.children:
        yield from _in_order(child)


def _comment(text: str, at: int) -> Comment:
    line, finish = line_start(text, at), line_end(text, at)
    alone = not text[line:at].strip()
    above = alone and line > 0 and not text[line_start(text, line - 1) : line].strip()
    below = finish < len(text) and not text[finish : line_end(text, finish)].strip()
    return Comment(comment_at(text, at), at, at - line if alone else None, above, below)


def _attach(
    comment: Comment, text: str, entries: list[Entry], starts: list[int], found: Remarked, flow: bool
) -> None:
    number = bisect_left(starts, comment.offset)
    before = entries[number - 1] if number else None
    after = entries[bisect_right(starts, comment.offset)] if number < len(entries) else None
    if before is None:
        found.head.append(comment)
    elif comment.column is None:
        _ending(comment, line_start(text, comment.offset), before).beside.append(comment)
    elif flow or _inside_brackets(comment, before):
        _in_brackets(comment, before, after).above.append(comment)
    elif after is not None and comment.column <= _column(after):
        _first_on_line(after).above.append(comment)
    elif (owner := _deepest(before, comment.column)) is not None:
        owner.below.append(comment)
    else:
        found.foot.append(comment)


def _ending(comment: Comment, line: int, before: Entry) -> Entry:
    """The entry that a comment after it on its line belongs to: the outermost that lies on that line alone."""
    entry = before
    while entry.parent is not None and entry.end <= line:
        entry = entry.parent
    while entry.parent is not None and entry.parent.start >= line and entry.parent.end <= comment.offset:
        entry = entry.parent
    return entry


def _inside_brackets(comment: Comment, before: Entry) -> bool:
    around: Entry | None = before
    while around is not None:
        if getattr(around.node, "flow", False) and comment.offset < around.end:
            return True
        around = around.parent
    return False


def _in_brackets(comment: Comment, before: Entry, after: Entry | None) -> Entry:
    around = before.parent if before.end <= comment.offset else before
    while around is not None and around.end <= comment.offset:
        around = around.parent
    return after if after is not None and around is not None and after.start < around.end else before


def _column(entry: Entry) -> int:
    """The column that the line of an entry begins at, the dash of a list item for what follows it."""
    first = _first_on_line(entry)
    if first.name is None and first.parent is not None and not first.in_flow:
        return first.parent.node_column
    return first.column


def _first_on_line(entry: Entry) -> Entry:
    """The entry itself, or the list item whose first field it is."""
    around = entry.parent
    if around is not None and around.name is None and around.children[0] is entry:
        return around
    return entry


def _deepest(before: Entry, column: int) -> Entry | None:
    """The innermost of the entries still open after ``before`` that lies left of ``column``."""
    entry: Entry | None = before
    while entry is not None and _column(entry) >= column:
        entry = entry.parent
    return entry
