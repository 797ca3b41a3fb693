"""The text of what a change adds, in the file's own style; what has turned comes with its old lines and comments."""

from __future__ import annotations

from itertools import pairwise

from argmap.mapfile.encode import Value, item_name
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.layout import in_flow, item, joined, pair
from argmap.mapfile.patch.block_ends import may_keep_blanks
from argmap.mapfile.patch.draft import Draft
from argmap.mapfile.patch.flips import Carried
from argmap.mapfile.patch.lists import are_quoted, listed
from argmap.mapfile.record import Field
from argmap.mapfile.syntax.cst import Mapping, end_of
from argmap.mapfile.syntax.positions import line_start
from argmap.mapfile.trivia import comments_above, is_blank_above


class Fresh:
    """Spells new items, fields and pairs for the places of a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._style = draft.style
        self.carried: dict[tuple[str, str], Carried] = {}
        """What a claim's items that have turned take along, by new list and name."""

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
    """The sections of a file that follow something, and whether a blank line stands before each."""
    found = {}
    for (key, value), (section, _) in pairwise(node.pairs):
        if section.value in SECTIONS:
            line = line_start(draft.text, section.start_mark.index)
            begin = comments_above(draft.text, line, section.start_mark.index - line, end_of(key, value))
            found[section.value] = is_blank_above(draft.text, begin)
    return found
