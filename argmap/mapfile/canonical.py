"""The canonical layout: a map written from nothing, and a file formatted with its comments.

Fields, entries and items are in order, each with its comments.
"""

from __future__ import annotations

from typing import final

from argmap.mapfile.document import Document
from argmap.mapfile.encode import spell_map
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.layout import ITEM, entry, joined, pair, scalar
from argmap.mapfile.read.read import read
from argmap.mapfile.record import Field, Record
from argmap.mapfile.scalars import folded, literal
from argmap.mapfile.style import CANONICAL
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, Sequence, compose, no_collection
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import Comment, Trivia
from argmap.model.findings import MapError, ReadingRefused
from argmap.model.ids import tidy_address
from argmap.model.types import Map


@final
class Entry:
    """A field, a named entry or an item of a list (``name`` is None), and its value.

    ``is_record`` says whether it is one of its field's records (or texts), rather than the field as a whole;
    ``commented`` whether a comment belongs to it or to anything in it.
    """

    __slots__ = ("above", "below", "beside", "children", "commented", "field", "inside", "is_record", "name", "node")

    def __init__(self, name: str | None, node: Node, field: Field, is_record: bool, trivia: Trivia) -> None:
        self.name = name
        self.node = node
        self.field = field
        self.is_record = is_record
        self.children: list[Entry] = []
        self.inside: list[Comment] = trivia.of(node, "inside")
        self.above: list[Comment] = trivia.of(node, "above")
        self.beside: list[Comment] = trivia.of(node, "beside")
        self.below: list[Comment] = trivia.of(node, "below")
        self.commented = bool(self.inside or self.above or self.beside or self.below)


def entries(root: Mapping, trivia: Trivia) -> list[Entry]:
    """The top-level fields of the file whose root node is ``root``."""
    return [_entry(key.value, value, MAP.by_name[key.value], False, trivia) for key, value in root.pairs]


def _entry(name: str | None, node: Node, of: Field, is_record: bool, trivia: Trivia) -> Entry:
    entry = Entry(name, node, of, is_record, trivia)
    if isinstance(node, Sequence):
        entry.children = [_entry(None, item, of, True, trivia) for item in node.items]
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            below, whole = _field_of(entry, key.value)
            entry.children.append(_entry(key.value, value, below, whole, trivia))
    entry.commented = entry.commented or any(child.commented for child in entry.children)
    return entry


def _field_of(entry: Entry, name: str) -> tuple[Field, bool]:
    """The field of a pair in ``entry``, and whether the pair is one of its records."""
    if entry.field.kind == "entries" and not entry.is_record:
        return entry.field, True
    assert entry.field.of is not None
    return entry.field.of.by_name[name], False


STEP = 2


class Formatter:
    """Writes entries with their comments as canonical lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.content_column: int | None = None
        """The column of the block scalar to which the last line belongs; a comment there would become text."""

    def file(self, fields: list[Entry], head: list[Comment], foot: list[Comment]) -> list[str]:
        """The lines of a whole file with the comments above and below everything."""
        self._apart(head, 0)
        for number, field in enumerate(_fields(fields, MAP)):
            if field.name in SECTIONS and number:
                self._blank()
            self._entry(field, 0)
        for comment in foot:
            self._comment(comment, 0)
        return self.lines

    def _apart(self, comments: list[Comment], column: int) -> None:
        """Comments before other things, and the blank line that sets the last of them apart."""
        for comment in comments:
            self._comment(comment, column)
        if comments and comments[-1].blank_below:
            self._blank()

    # Entries

    def _entry(self, entry: Entry, column: int, dash: str = "") -> None:
        """A field or entry at ``column``; after ``dash`` when it is the first field of a list item."""
        if not dash:
            self._above(entry, column)
        lead = dash or " " * column
        name = f"{entry.name}:"
        if isinstance(entry.node, Mapping) and (entry.is_record or entry.field.kind != "entries"):
            self._record_entry(entry, lead + name, column)
        elif isinstance(entry.node, (Mapping, Sequence)) and entry.children:
            self._line(lead + name, entry.beside)
            self._apart(entry.inside, column + STEP)
            for child in entry.children:
                self._child(child, column + STEP)
        elif isinstance(entry.node, (Mapping, Sequence)):
            self._line(lead + name + (" []" if isinstance(entry.node, Sequence) else " {}"), entry.beside)
        else:
            self._text(entry, entry.node, lead + name, column)
        self._below(entry, column + STEP)

    def _child(self, child: Entry, column: int) -> None:
        if child.name is None:
            self._item(child, column)
        else:
            self._entry(child, column)

    def _record_entry(self, entry: Entry, start: str, column: int) -> None:
        of = entry.field.of
        assert of is not None
        fields = _fields(entry.children, of)
        short = _short(entry, fields, of)
        if short is not None:
            self._text(entry, short, f"{start}", column, of.by_name[of.short or ""])
        elif fields:
            self._line(start, entry.beside)
            self._apart(entry.inside, column + STEP)
            for field in fields:
                self._entry(field, column + STEP)
        else:
            self._line(start, entry.beside)

    def _item(self, entry: Entry, column: int) -> None:
        dash = " " * column + "- "
        of = entry.field.of
        if not isinstance(entry.node, Mapping) or of is None:
            self._above(entry, column)
            assert not isinstance(entry.node, (Mapping, Sequence))
            if not entry.node.value and not entry.commented:
                return
            self._scalar(entry, _item_lines(entry.node, entry.field, column), dash, column)
        else:
            fields = _fields(entry.children, of)
            for field in fields[:1]:
                entry.above = _joined_above(entry.above, field.above)
            self._above(entry, column)
            short = _short(entry, fields, of)
            if short is not None:
                self._scalar(entry, _item_lines(short, entry.field, column), dash, column)
            else:
                fields[0].beside = entry.beside + fields[0].beside
                self._entry(fields[0], column + STEP, dash)
                for field in fields[1:]:
                    self._entry(field, column + STEP)
        self._below(entry, column + STEP)

    def _text(self, entry: Entry, node: Scalar, start: str, column: int, of: Field | None = None) -> None:
        field = of or _field_of_text(entry)
        if not node.value and node.style not in ("'", '"'):
            self._line(start, entry.beside)
            return
        self._scalar(entry, laid_out(node, field, column + STEP), f"{start} ", column)

    def _scalar(self, entry: Entry, lines: list[str], start: str, column: int) -> None:
        first, *more = lines
        self._line(start + first, entry.beside)
        self.lines += more
        self.content_column = column + STEP if more else None

    # Lines and comments

    def _line(self, text: str, beside: list[Comment]) -> None:
        self.content_column = None
        first = beside[0] if beside else None
        for comment in beside[1:]:
            self.lines.append(" " * (len(text) - len(text.lstrip(" "))) + comment.text)
        self.lines.append(text.rstrip(" ") + (f"  {first.text}" if first else ""))

    def _above(self, entry: Entry, column: int) -> None:
        self._apart(entry.above, column)

    def _below(self, entry: Entry, column: int) -> None:
        for comment in entry.below:
            self._comment(comment, column)

    def _comment(self, comment: Comment, column: int) -> None:
        if comment.blank_above:
            self._blank()
        if self.content_column is not None and column >= self.content_column:
            column = self.content_column - 1
        self.lines.append(" " * column + comment.text)

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def _joined_above(item: list[Comment], field: list[Comment]) -> list[Comment]:
    """The comments above an item and those above its first field, which come to one place.

    What stands directly above the item stays there: no blank line may come between, or it would be the list's.
    """
    apart = [comment for comment in item if not comment.attached]
    joined = [*item[len(apart) :], *field]
    if len(apart) < len(item):
        for comment in joined[1:]:
            comment.blank_above = False
        joined[-1].blank_below = False
    return [*apart, *joined]


def _ordered(fields: list[Entry], of: Record) -> list[Entry]:
    return sorted(fields, key=lambda field: of.order[field.name or ""])


def _fields(fields: list[Entry], of: Record) -> list[Entry]:
    """The fields of a record in canonical order, without those that say nothing."""
    return [field for field in _ordered(fields, of) if not _says_nothing(field)]


def _says_nothing(field: Entry) -> bool:
    """Whether a field may be left out: it is empty or has its default value, and has no comments."""
    if field.commented or field.name == "claims":
        return False
    if isinstance(field.node, (Mapping, Sequence)):
        return not field.children or (
            isinstance(field.node, Sequence)
            and all(not getattr(item.node, "value", item.children) for item in field.children)
        )
    return not field.node.value or (field.field.kind == "flag" and field.node.value == "false")


def _short(entry: Entry, fields: list[Entry], of: Record) -> Scalar | None:
    """The text that the record can be written as, its comments moved beside it; None when it needs its fields."""
    if of.short is None or [field.name for field in fields] != [of.short]:
        return None
    (field,) = fields
    above = entry.name is not None and (field.above or entry.inside)
    if above or field.below or (entry.beside and field.beside):
        return None
    assert not isinstance(field.node, (Mapping, Sequence))
    entry.beside = entry.beside + field.beside
    return field.node


def _field_of_text(entry: Entry) -> Field:
    if entry.is_record and entry.field.of is not None and entry.field.of.short is not None:
        return entry.field.of.short_field
    return entry.field


def _item_lines(node: Scalar, field: Field, column: int) -> list[str]:
    of = field.of.by_name[field.of.short or ""] if field.of is not None else field
    text = _written(node.value, of)
    return scalar(text, ITEM, column + STEP, STEP) if text else [""]


def laid_out(node: Scalar, field: Field, column: int) -> list[str]:
    """The text of a field, further lines at ``column``: a block stays the kind it is where that can hold it."""
    text = _written(node.value, field)
    stays = None
    if node.style in ("|", ">") and field.kind == "text" and field.name != "reason":
        stays = literal(text, column, STEP) if node.style == "|" else folded(text, column)
    return stays or scalar(text, field, column, STEP)


def _written(text: str, field: Field) -> str:
    return tidy_address(text) if field.name == "reason" else text


def write(map: Map) -> str:
    """``map`` as the text of a file in the canonical layout.

    Raises MapError when a text holds characters that no file of the format may.
    """
    lines: list[str] = []
    for name, value in spell_map(map).items():
        field = MAP.by_name[name]
        if name in SECTIONS and lines[-1]:
            lines.append("")
        if name in SECTIONS and isinstance(value, dict) and value:
            lines.append(f"{name}:")
            for entry_id, fields in value.items():
                lines += entry(entry_id, fields, field, CANONICAL.step, CANONICAL)
        else:
            lines += pair(name, value, field, 0, CANONICAL)
    return joined(lines, CANONICAL)


def format(document: Document) -> str:
    """The text of ``document`` in the canonical layout: every comment kept, every text and order of things unchanged.

    Formatting what this returns changes nothing. Raises MapError when the result does not read back as the same map.
    """
    with no_collection():
        text = _laid_out(document)
        if text != document.text and not _says_the_same(text, document):
            raise MapError("Not formatted: the result would have changed the map. Please report this.")
    return text


def _laid_out(document: Document) -> str:
    root = compose(document.text, silent(document.text))
    assert isinstance(root, Mapping)
    line_end = _line_end(document.text)
    trivia = Trivia(document.text, root)
    lines = Formatter().file(entries(root, trivia), trivia.of(root, "inside"), trivia.of(root, "below"))
    return "".join([line + line_end for line in lines])


def _line_end(text: str) -> str:
    """The line end that most lines have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _says_the_same(text: str, document: Document) -> bool:
    try:
        return read(text.encode(), document.file).map == document.map
    except ReadingRefused:
        return False
