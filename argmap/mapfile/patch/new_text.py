"""The text of what a change adds, in the file's own style.

A reason that changes from support to objection, or back, keeps its old lines and comments: its list is renamed, or
its item moves to the other list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from argmap.mapfile.encode import Fields, Value, item_name
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.layout import in_flow, item, joined, pair
from argmap.mapfile.patch.draft import Draft, may_keep_blanks
from argmap.mapfile.patch.lists import are_quoted, listed
from argmap.mapfile.record import Field
from argmap.mapfile.style import Style
from argmap.mapfile.syntax.cst import Mapping, Sequence, end_of, says_something
from argmap.mapfile.syntax.positions import line_start
from argmap.mapfile.trivia import Extent, Trivia, comments_above, is_blank_above

KnownAs: TypeAlias = Callable[[str], str]
"""What the name of an item is after ids have been renamed."""

TURNS = {"supports": "objects_to", "objects_to": "supports"}
"""The lists from which an item can change its kind, with the lists that it can move to."""


class Turning(NamedTuple):
    """The item at ``place`` of the list ``source``, which goes to the list ``goal`` of the same claim."""

    source: Sequence
    place: int
    extent: Extent | None
    """Its lines; None when the list is in brackets."""
    goal: str
    name: str
    old: Value
    new: Value
    comments: tuple[str, ...]
    """The comments that go with it."""
    beside: tuple[str, ...]
    """Those of them that end its line, for one in brackets."""
    comments_of_list: tuple[str, ...]
    """The comments that belong to the list, when this is the first item of one that goes as a whole."""


class Carried(NamedTuple):
    """The text that an item keeps when it moves to the list of its new kind: its lines, or comments alone."""

    lines: str
    """Its lines; none when it, or its claim, was in brackets."""
    column: int
    """The column of the dash in them."""
    comments: tuple[str, ...]
    """Comments that are not in the lines."""
    comments_in_lines: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Comments at the end of the line of an item that has no lines of its own."""

    def as_lines(self, fresh: str, column: int, style: Style) -> str:
        """The item in a list with its dashes at ``column``; ``fresh`` is how it is written when it has no lines."""
        above = joined([" " * column + comment for comment in self.comments], style)
        if self.lines:
            return above + reindented(self.lines, column - self.column)
        first, *others = fresh.split(style.eol)
        return above + style.eol.join(["  ".join([first, *self.beside]), *others])

    def in_brackets(self, fresh: str, column: int, style: Style) -> str:
        """The item, written as ``fresh``, in a list in brackets whose further lines are at ``column``."""
        lines = [*self.comments, *self.comments_in_lines, *self.beside]
        return "".join([style.eol + " " * column + line for line in [*lines, fresh]]) if lines else fresh


def turned_list(node: Mapping, old: Fields, new: Fields, known_as: KnownAs) -> dict[str, str]:
    """The name of a list all of whose items changed their kind, with its new name; empty when there is none."""
    present = {key.value for key, _ in node.pairs}
    for one, other in TURNS.items():
        if one in old and one not in new and other in new and other not in present:
            return {one: other} if list(_by_name(old, one, known_as)) == list(_by_name(new, other)) else {}
    return {}


def turning_items(trivia: Trivia, node: Mapping, old: Fields, new: Fields, known_as: KnownAs) -> Iterator[Turning]:
    """The items of a claim's lists that changed their kind one by one."""
    for one, other in TURNS.items():
        leaving, coming = _by_name(old, one, known_as), _by_name(new, other)
        names = [name for name in coming if name in leaving and name not in _by_name(new, one)]
        key, source = next(((key, value) for key, value in node.pairs if key.value == one), (None, None))
        if not names or key is None or not isinstance(source, Sequence):
            continue
        extents = [] if source.flow else trivia.extents(source, key.end_mark.index)
        places = [place for place, item in enumerate(source.items) if says_something(item)]
        of_list = _comments_of_list(trivia, source, extents) if one not in new else ()
        for name in names:
            place = places[list(leaving).index(name)]
            comments = _comments_of_item(trivia, source, place, extents)
            beside = tuple([comment.text for comment in trivia.of(source.items[place], "beside")])
            extent = extents[place] if extents else None
            yield Turning(source, place, extent, other, name, leaving[name], coming[name], comments, beside, of_list)
            of_list = ()


def _comments_of_item(trivia: Trivia, source: Sequence, place: int, extents: list[Extent]) -> tuple[str, ...]:
    """The comments that go with an item of a list."""
    if extents:
        return tuple([comment.text for comment in trivia.between(extents[place].begin, extents[place].end)])
    return tuple([comment.text for comment in trivia.within(source.items[place])])


def _comments_of_list(trivia: Trivia, source: Sequence, extents: list[Extent]) -> tuple[str, ...]:
    """The comments of a list that belong to none of its items, those set apart from the items included."""
    going = [one for place in range(len(source.items)) for one in _comments_of_item(trivia, source, place, extents)]
    found = [comment.text for comment in trivia.within(source)]
    for comment in going:
        found.remove(comment)
    return tuple(found)


def reindented(text: str, by: int) -> str:
    """Lines moved ``by`` columns to the right, or to the left as far as their indents go."""
    return "\n".join([_shifted(line, by) for line in text.split("\n")])


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _by_name(fields: Fields, name: str, known_as: KnownAs = str) -> dict[str, Value]:
    items = fields.get(name, [])
    return {known_as(item_name(item)): item for item in items} if isinstance(items, list) else {}


class Fresh:
    """Spells new items, fields and pairs for the places of a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._style = draft.style
        self.carried: dict[tuple[str, str], Carried] = {}
        """The kept texts of a claim's items that changed their kind, by new list and name."""

    def item(self, value: Value, field: Field, column: int) -> str:
        """The lines of a new item; those of an item that has turned are its old ones."""
        carried = self.carried.get((field.name, item_name(value)))
        fresh = joined(item(value, field, column, self._style), self._style)
        return fresh if carried is None else carried.as_lines(fresh, column, self._style)

    def field(self, name: str, value: Value, field: Field, column: int) -> str:
        """The lines of a new field."""
        if not isinstance(value, list) or not any(key[0] == name for key in self.carried):
            return joined(pair(name, value, field, column, self._style), self._style)
        return " " * column + name + ":" + self._style.eol + self.items(value, field, column)

    def items(self, values: list[Value], field: Field, column: int) -> str:
        """The lines of a new list below the name of its field at ``column``."""
        return "".join([self.item(each, field, column + self._style.dash) for each in values])

    def pair_in_flow(self, node: Mapping, name: str, value: Value, field: Field) -> str:
        """A new pair for brackets; in quotation marks, as JSON has it, where every name there is."""
        quoted = are_quoted([key for key, _ in node.pairs])
        mark = '"' if quoted else ""
        at = node.pairs[-1][0].start_mark.index if node.pairs else node.start
        return f"{mark}{name}{mark}: {self.in_brackets(value, field, at, quoted)}"

    def in_brackets(self, value: Value, field: Field, at: int, quoted: bool) -> str:
        """A value in flow style for the brackets at ``at``."""
        if isinstance(value, list):
            return "[" + listed([self.item_in_brackets(each, field, at, quoted) for each in value]) + "]"
        return in_flow(value, field.kind, quoted)

    def item_in_brackets(self, value: Value, field: Field, at: int, quoted: bool) -> str:
        """An item of a list in brackets; one that has turned has its comments above it."""
        carried = self.carried.get((field.name, item_name(value)))
        fresh = in_flow(value, quoted=quoted)
        return fresh if carried is None else carried.in_brackets(fresh, self.draft.indent_under(at), self._style)


def set_apart(draft: Draft, node: Mapping, name: str, lines: str) -> str:
    """The lines of the new section ``name``, with blank lines around it unless the file has none there."""
    gaps = _gaps(draft, node)
    if gaps and not any(gaps.values()):
        return lines
    follows = next((other for other in gaps if MAP.order[other] > MAP.order[name]), None)
    blank_below = follows is not None and not gaps[follows] and not may_keep_blanks(lines)
    return draft.style.eol + lines + (draft.style.eol if blank_below else "")


def _gaps(draft: Draft, node: Mapping) -> dict[str, bool]:
    """The sections of a file that follow something, and whether a blank line is before each."""
    found = {}
    for (key, value), (section, _) in pairwise(node.pairs):
        if section.value in SECTIONS:
            line = line_start(draft.text, section.start_mark.index)
            begin = comments_above(draft.text, line, section.start_mark.index - line, end_of(key, value))
            found[section.value] = is_blank_above(draft.text, begin)
    return found
