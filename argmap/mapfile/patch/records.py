"""Making a text read as another value, with as few changes as can be: records, named entries, lists and scalars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from argmap.mapfile.edits import Splice
from argmap.mapfile.encode import Fields, Value, alike, in_common, item_name, long_form
from argmap.mapfile.fields import CLAIM, MAP, SECTIONS
from argmap.mapfile.layout import ITEM, entry, in_flow, joined, nested, pair, record
from argmap.mapfile.patch.compare import Likeness, Renames, align
from argmap.mapfile.patch.draft import Draft
from argmap.mapfile.patch.lists import Change, Make, Span, are_quoted, change_block, change_flow, is_quoted
from argmap.mapfile.patch.new_text import TURNS, Carried, Fresh, Turning, set_apart, turned_list, turning_items
from argmap.mapfile.patch.values import (
    content_end,
    lengthen,
    put_below,
    put_beside,
    put_empty,
    put_over,
    rewritten,
    rewritten_in_flow,
    shorten,
)
from argmap.mapfile.record import Field, Record
from argmap.mapfile.scalars import check_writable, one_line
from argmap.mapfile.style import Style
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, end_of, says_something, span_of, start_of
from argmap.mapfile.syntax.cst import Sequence as SequenceNode
from argmap.mapfile.syntax.positions import column_of, line_end, line_start
from argmap.mapfile.trivia import Trivia
from argmap.model.findings import MapError
from argmap.model.ids import ARROW


class Patcher:
    """Gathers the splices that turn the value of nodes of ``text`` from ``old`` to ``new``, both spelled as
    :mod:`argmap.mapfile.encode` spells them.

    Equal values are skipped, so their text stays as it is.
    """

    def __init__(self, text: str, root: Mapping, style: Style, renames: Renames) -> None:
        """``renames`` are the new ids by old ones, in the whole change."""
        self.text = text
        self.trivia = Trivia(text, root)
        self.style = style
        self.renames = renames
        self.draft = Draft(text, style)
        self.fresh = Fresh(self.draft)

    @property
    def splices(self) -> list[Splice]:
        """What was gathered."""
        return self.draft.splices

    # Records

    def fields(self, node: Mapping, of: Record, old: Fields, new: Fields, before: int = 0) -> None:
        """Change the fields of a record."""
        turned = turned_list(node, old, new, self._known_as) if of is CLAIM else {}
        present = [turned.get(key.value, key.value) for key, _ in node.pairs]
        old = {turned.get(name, name): value for name, value in old.items()}
        wanted = _in_place(present, old, new, of)
        if of is CLAIM:
            self._carry(node, of, old, new)

        def change(place: int, after: int) -> None:
            key, value = node.pairs[place]
            name = wanted[after]
            if key.value != name:
                self._rename(key, name)
            if not alike(old.get(name), new.get(name)):
                self._value(key, value, of.by_name[name], old.get(name), new[name], node.flow)

        def make(after: int) -> str:
            name = wanted[after]
            if node.flow:
                return self.fresh.pair_in_flow(node, name, new[name], of.by_name[name])
            field, column = of.by_name[name], column_of(self.text, node.start)
            if of is MAP and name in SECTIONS:
                return set_apart(
                    self.draft, node, name, joined(pair(name, new[name], field, column, self.style), self.style)
                )
            return self.fresh.field(name, new[name], field, column)

        self._pairs(node, align(Likeness(present, wanted)), change, make, before, spaced=False)

    def entries(self, node: Mapping, field: Field, old: Fields, new: Fields, before: int = 0) -> None:
        """Change the named entries of a mapping, whose order matters."""
        present, wanted = list(old), list(new)
        known_as = [self.renames.get(name, name) for name in present]

        def change(place: int, after: int) -> None:
            key, value = node.pairs[place]
            name = wanted[after]
            if key.value != name:
                self._rename(key, name)
            if not alike(old[present[place]], new[name]):
                self._entry_value(key, value, field, old[present[place]], new[name], node.flow)

        def make(after: int) -> str:
            name = wanted[after]
            if node.flow:
                return self.fresh.pair_in_flow(node, name, new[name], field)
            column = column_of(self.text, node.start)
            return joined(entry(name, new[name], field, column, self.style), self.style)

        self._pairs(
            node,
            align(Likeness(present, wanted), Likeness(known_as, wanted), by_place=field.name not in SECTIONS),
            change,
            make,
            before,
        )

    def items(self, node: SequenceNode, field: Field, old: list[Value], new: list[Value], before: int) -> None:
        """Change the items of a list."""
        values = iter(old)
        present = [next(values) if says_something(item_) else "" for item_ in node.items]
        names, wanted = [item_name(value) if value else "" for value in present], list(map(item_name, new))
        known_as = [self._known_as(name) for name in names]
        column = column_of(self.text, node.start)

        def change(place: int, after: int) -> None:
            if not alike(present[place], new[after]):
                self._item_value(node.items[place], field, present[place], new[after], node.flow, column)

        def make(after: int) -> str:
            if node.flow:
                return self.fresh.item_in_brackets(new[after], field, node.start, are_quoted(node.items))
            return self.fresh.item(new[after], field, column)

        def closeness(place: int, after: int) -> tuple[int, ...]:
            return in_common(present[place], new[after])

        matched = align(
            Likeness(list(map(repr, present)), list(map(repr, new))),
            Likeness(names, wanted, closeness),
            Likeness(known_as, wanted, closeness),
            by_place=True,
            leaving=self._turned_to(TURNS.get(field.name, ""), known_as),
            arriving=self._turned_to(field.name, wanted),
        )
        if node.flow:
            self._in_flow(node, list(map(span_of, node.items)), matched, change, make)
        else:
            change_block(self.draft, self.trivia.extents(node, before), matched, change, make, spaced=True)

    def _turned_to(self, goal: str, names: Sequence[str]) -> set[int]:
        """The places of the ``names`` of items that changed their kind and move to the list ``goal``."""
        return {place for place, name in enumerate(names) if (goal, name) in self.fresh.carried}

    def _known_as(self, name: str) -> str:
        """The name of an item, an id or the address of a reason, after ids have been renamed."""
        if not self.renames:
            return name
        return ARROW.join([self.renames.get(part, part) for part in name.split(ARROW)])

    def _carry(self, node: Mapping, of: Record, old: Fields, new: Fields) -> None:
        """Keep the lines of the items that change from support to objection or back."""
        self.fresh.carried = {}
        for turning in turning_items(self.trivia, node, old, new, self._known_as):
            comments = turning.comments_of_list
            above = [comment for comment in turning.comments if comment not in turning.beside]
            carried = Carried("", 0, (*comments, *above), beside=turning.beside)
            if turning.extent is not None and not node.flow:
                column = column_of(self.text, turning.source.start)
                carried = Carried(self._turned(turning, of), column, comments, turning.comments)
            self.fresh.carried[turning.goal, turning.name] = carried

    def _turned(self, turning: Turning, of: Record) -> str:
        """The lines of an item that changed its kind, edited where its value changed too."""
        assert turning.extent is not None
        begin, end = turning.extent.begin, turning.extent.end
        if alike(turning.old, turning.new):
            lines = self.text[begin:end]
        else:
            item_, field = turning.source.items[turning.place], of.by_name[turning.goal]
            column = column_of(self.text, turning.source.start)
            lines = self.draft.changed(
                begin, end, partial(self._item_value, item_, field, turning.old, turning.new, False, column)
            )
        return lines if lines.endswith("\n") else lines + self.style.eol

    # Values

    def _value(self, key: Scalar, node: Node, field: Field, old: Value | None, new: Value, flow: bool) -> None:
        if isinstance(new, str) and not isinstance(node, (Mapping, SequenceNode)):
            self._scalar(key, node, new, field, flow)
        elif isinstance(new, list) and isinstance(node, SequenceNode) and node.items:
            self.items(node, field, old if isinstance(old, list) else [], new, key.end_mark.index)
        elif isinstance(new, dict) and isinstance(node, Mapping) and node.pairs:
            assert isinstance(old, dict)
            self.entries(node, field, old, new, key.end_mark.index)
            if not new and not node.flow:
                put_empty(self.draft, key)
        elif flow or not new:
            put_beside(
                self.draft, key, node, self.fresh.in_brackets(new, field, key.start_mark.index, is_quoted(key))
            )
        else:
            column = column_of(self.text, key.start_mark.index)
            lines = (
                self.fresh.items(new, field, column)
                if isinstance(new, list)
                else joined(nested(new, field, column, self.style), self.style)
            )
            put_below(self.draft, key, node, lines)
            self._keep_below(node, column, self.style.dash if isinstance(new, list) else self.style.step)

    def _entry_value(self, key: Scalar, node: Node, field: Field, old: Value, new: Value, flow: bool) -> None:
        of = field.of
        assert of is not None
        if isinstance(node, Mapping) and node.pairs:
            if isinstance(new, str) and isinstance(old, dict) and not self._is_commented(node, key):
                shorten(self.draft, key, node, new)
            else:
                self.fields(node, of, long_form(old, of), long_form(new, of), key.end_mark.index)
        elif isinstance(new, str) and not isinstance(node, (Mapping, SequenceNode)):
            self._scalar(key, node, new, of.short_field, flow)
        elif flow or not new:
            put_beside(self.draft, key, node, in_flow(new, quoted=is_quoted(key)))
        else:
            column = column_of(self.text, key.start_mark.index) + self.style.step
            lines = record(long_form(new, of), of, column, self.style)
            put_below(self.draft, key, node, joined(lines, self.style))
            self._keep_below(node, column - self.style.step, self.style.step)

    def _item_value(self, node: Node, field: Field, old: Value, new: Value, flow: bool, column: int) -> None:
        """Change an item of a list, whose dash is at ``column``."""
        if isinstance(node, SequenceNode):
            raise MapError("A list inside a list cannot be changed.")
        if isinstance(node, Mapping):
            assert field.of is not None
            if isinstance(new, str) and isinstance(old, dict) and not self._is_commented(node):
                put_over(self.draft, node, in_flow(new) if flow else one_line(new))
            else:
                self.fields(node, field.of, long_form(old, field.of), long_form(new, field.of), start_of(node))
        elif isinstance(new, str):
            if flow:
                self.draft.splices.append(rewritten_in_flow(node, new))
            else:
                self.draft.splices.append(rewritten(self.text, node, new, ITEM, column + self.style.step, self.style))
        elif flow:
            put_over(self.draft, node, in_flow(new, quoted=is_quoted(node)))
        else:
            assert isinstance(new, dict)
            lengthen(self.draft, node, field, new)
            self._keep_below(node, column, column_of(self.text, start_of(node)) - column)

    def _keep_below(self, node: Node, column: int, step: int) -> None:
        """Indent the comments below an item at ``column`` less than its new contents, which are ``step`` columns
        further in, so that they stay comments of the item."""
        for comment in self.trivia.of(node, "below"):
            in_brackets = isinstance(node, (Mapping, SequenceNode)) and comment.offset < end_of(None, node)
            if comment.column is not None and comment.column > column + step > column and not in_brackets:
                self.draft.put(line_start(self.text, comment.offset) + column + step, comment.offset, "")

    def _is_commented(self, node: Node, key: Scalar | None = None) -> bool:
        """Whether a comment is in ``node``, beside its end, or between ``key`` and it on a line of its own."""
        above = line_end(self.text, key.end_mark.index) if key is not None else start_of(node)
        ends = line_end(self.text, content_end(self.text, node))
        return bool(self.trivia.between(above, start_of(node)) or self.trivia.between(start_of(node), ends))

    def _scalar(self, key: Scalar, node: Scalar, new: str, field: Field, flow: bool) -> None:
        check_writable(new)
        if node.start_mark.index == node.end_mark.index:
            put_beside(self.draft, key, node, in_flow(new, field.kind, is_quoted(key)))
        elif flow:
            self.draft.splices.append(rewritten_in_flow(node, new, field.kind))
        else:
            column = column_of(self.text, key.start_mark.index) + self.style.step
            self.draft.splices.append(rewritten(self.text, node, new, field, column, self.style))

    def _rename(self, key: Scalar, name: str) -> None:
        mark = key.style if key.style in ("'", '"') else ""
        self.draft.put(key.start_mark.index, key.end_mark.index, f"{mark}{name}{mark}")

    # Collections

    def _pairs(
        self,
        node: Mapping,
        matched: list[int | None],
        change: Change,
        make: Make,
        before: int,
        spaced: bool = True,
    ) -> None:
        if node.flow:
            spans = [(key.start_mark.index, max(end_of(key, value), key.end_mark.index)) for key, value in node.pairs]
            self._in_flow(node, spans, matched, change, make)
        else:
            change_block(self.draft, self.trivia.extents(node, before), matched, change, make, spaced)

    def _in_flow(
        self, node: Mapping | SequenceNode, spans: list[Span], matched: list[int | None], change: Change, make: Make
    ) -> None:
        if matched == list(range(len(spans))):
            for same in range(len(spans)):
                change(same, same)
            return
        pieces: list[tuple[int | None, str]] = []
        for after, place in enumerate(matched):
            if place is None:
                pieces.append((None, make(after)))
            else:
                start, end = spans[place]
                pieces.append((place, self.draft.changed(start, end, partial(change, place, after))))
        self.draft.splices.append(change_flow(self.text, node.start, node.end, spans, pieces))


def _in_place(present: Sequence[str], old: Fields, new: Fields, of: Record) -> list[str]:
    """The names of a record's fields after the change, in the file's order; new ones at their canonical place."""
    wanted = [name for name in present if name in new or name not in old]
    for name in new:
        if name not in wanted:
            before = [place for place, other in enumerate(wanted) if of.order[other] < of.order[name]]
            at = max(before, key=lambda place: of.order[wanted[place]]) + 1 if before else (1 if wanted else 0)
            if not before and of.name == "map":
                at = 0
            wanted.insert(at, name)
    return wanted
