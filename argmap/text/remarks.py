"""A file as a tree of lines-to-be: fields, entries and list items, each with the comments that belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal, final

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


@final
class Entry:
    """A field, a named entry or an item of a list (``name`` is None), and what it holds."""

    __slots__ = (
        "above",
        "below",
        "beside",
        "children",
        "commented",
        "field",
        "is_record",
        "name",
        "node",
        "parent",
        "start",
    )

    def __init__(
        self, name: str | None, node: Node, field: Field, start: int, parent: Entry | None, is_record: bool
    ) -> None:
        self.name = name
        self.node = node
        self.field = field
        self.start = start
        self.parent = parent
        """What it stands in; None when it stands in nothing, or when all comments have found their place."""
        self.is_record = is_record
        """Whether it is one of its field's records (or texts), rather than the field as a whole."""
        self.children: list[Entry] = []
        self.above: tuple[Comment, ...] = ()
        self.beside: tuple[Comment, ...] = ()
        self.below: tuple[Comment, ...] = ()
        self.commented = False
        """Whether a comment belongs to it or to anything in it."""

    def take(self, where: Literal["above", "beside", "below"], comment: Comment) -> None:
        """Let ``comment`` belong to it."""
        setattr(self, where, (*getattr(self, where), comment))
        around: Entry | None = self
        while around is not None and not around.commented:
            around.commented = True
            around = around.parent

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return max(end_of(None, self.node), self.start + len(self.name or ""))

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
    entries: list[Entry] = []
    fields = [
        _entry(key.value, key.start_mark.index, value, MAP.by_name[key.value], None, False, entries)
        for key, value in root.pairs
    ]
    found = Remarked(fields, [], [])
    starts = [entry.start for entry in entries]
    for at in comment_starts(text, root):
        _attach(_comment(text, at), text, entries, starts, found, root.flow)
    for entry in entries:
        entry.parent = None  # a tree without circles goes without the garbage collector
    return found


def _entry(
    name: str | None, start: int, node: Node, of: Field, parent: Entry | None, is_record: bool, entries: list[Entry]
) -> Entry:
    """The entry with all that it holds, each of which is added to ``entries`` in the order of the file."""
    entry = Entry(name, node, of, start, parent, is_record)
    entries.append(entry)
    if isinstance(node, Sequence):
        entry.children = [_entry(None, start_of(item), item, of, entry, True, entries) for item in node.items]
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            below, whole = _field_of(entry, key.value)
            entry.children.append(_entry(key.value, key.start_mark.index, value, below, entry, whole, entries))
    return entry


def _field_of(entry: Entry, name: str) -> tuple[Field, bool]:
    """The field of a pair in ``entry``, and whether the pair is one of its records."""
    if entry.field.kind == "entries" and not entry.is_record:
        return (entry.field, True) if entry.field.of is not None else (SIDE, True)
    assert entry.field.of is not None
    return entry.field.of.by_name[name], False


def _comment(text: str, at: int) -> Comment:
    line, finish = line_start(text, at), line_end(text, at)
    lead = text[line:at].strip()
    alone = lead in {"", "---", "..."}
    column = (0 if lead else at - line) if alone else None
    above = alone and line > 0 and not text[line_start(text, line - 1) : line].strip()
    below = finish < len(text) and not text[finish : line_end(text, finish)].strip()
    return Comment(comment_at(text, at), at, column, above, below)


def _attach(
    comment: Comment, text: str, entries: list[Entry], starts: list[int], found: Remarked, flow: bool
) -> None:
    number = bisect_left(starts, comment.offset)
    before = entries[number - 1] if number else None
    after = entries[bisect_right(starts, comment.offset)] if number < len(entries) else None
    if before is None:
        found.head.append(comment)
    elif comment.column is None and after is not None and _is_after_a_dash(text, comment):
        _first_on_line(after).take("above", comment)
    elif comment.column is None:
        _ending(comment, line_start(text, comment.offset), before).take("beside", comment)
    elif flow or _inside_brackets(comment, before):
        _attach_in_brackets(comment, before, after, found)
    elif after is not None and comment.column <= _column(text, after):
        _first_on_line(after).take("above", comment)
    elif (owner := _deepest(text, before, comment.column)) is not None:
        owner.take("below", comment)
    else:
        found.foot.append(comment)


def _is_after_a_dash(text: str, comment: Comment) -> bool:
    """Whether nothing but the dash of a list item stands before it on its line."""
    return text[line_start(text, comment.offset) : comment.offset].strip(" -") == ""


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


def _attach_in_brackets(comment: Comment, before: Entry, after: Entry | None, found: Remarked) -> None:
    """Above what follows in the same brackets; otherwise below all that they hold."""
    around = before.parent if before.end <= comment.offset else before
    while around is not None and around.end <= comment.offset:
        around = around.parent
    if after is not None and (around is None or after.start < around.end):
        after.take("above", comment)
    elif around is not None:
        around.take("below", comment)
    else:
        found.foot.append(comment)


def _column(text: str, entry: Entry) -> int:
    """The column that the line of an entry begins at, the dash of a list item for what follows it."""
    first = _first_on_line(entry)
    if first.name is None and first.parent is not None and not first.in_flow:
        return column_of(text, start_of(first.parent.node))
    return column_of(text, first.start)


def _first_on_line(entry: Entry) -> Entry:
    """The entry itself, or the list item whose first field it is."""
    around = entry.parent
    if around is not None and around.name is None and around.children[0] is entry:
        return around
    return entry


def _deepest(text: str, before: Entry, column: int) -> Entry | None:
    """The innermost of the entries still open after ``before`` that lies left of ``column``."""
    entry: Entry | None = before
    while entry is not None and _column(text, entry) >= column:
        entry = entry.parent
    return entry
