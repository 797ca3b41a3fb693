"""Reasons that turn from support to objection or back: the list is renamed, or the item moves with its comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from argmap.mapfile.encode import Fields, Value, item_name
from argmap.mapfile.layout import joined
from argmap.mapfile.style import Style
from argmap.mapfile.syntax.cst import Mapping, Sequence, says_something
from argmap.mapfile.trivia import Extent, Trivia

KnownAs: TypeAlias = Callable[[str], str]
"""What the name of an item is after ids have been renamed."""

TURNS = {"supports": "objects_to", "objects_to": "supports"}
"""The lists that an item can turn from, with those that it turns to."""


class Turning(NamedTuple):
    """The item at ``place`` of the list ``source``, which goes to the list ``goal`` of the same claim."""

    source: Sequence
    place: int
    extent: Extent | None
    """Its lines; None when the list stands in brackets."""
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
    """What an item that turns takes along to a list of its new kind: its lines, or comments alone."""

    lines: str
    """Its lines; none when it, or its claim, stood in brackets."""
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
        """The item, written as ``fresh``, in a list in brackets whose further lines stand at ``column``."""
        lines = [*self.comments, *self.comments_in_lines, *self.beside]
        return "".join([style.eol + " " * column + line for line in [*lines, fresh]]) if lines else fresh


def turned_list(node: Mapping, old: Fields, new: Fields, known_as: KnownAs) -> dict[str, str]:
    """The name of the list of which all items have turned, with the name that it gets; empty when there is none."""
    present = {key.value for key, _ in node.pairs}
    for one, other in TURNS.items():
        if one in old and one not in new and other in new and other not in present:
            return {one: other} if list(_by_name(old, one, known_as)) == list(_by_name(new, other)) else {}
    return {}


def turning_items(trivia: Trivia, node: Mapping, old: Fields, new: Fields, known_as: KnownAs) -> Iterator[Turning]:
    """The items of a claim's lists that have turned one by one."""
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
    """The comments of a list, those set apart from its items included, that go with none of its items."""
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
