"""Making a text read as another value, with as few changes as can be: fields, entries, items and scalars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from argmap.model.findings import Refusal
from argmap.text.align import align, staying
from argmap.text.extents import (
    Extent,
    blank_end,
    column_of,
    end_of,
    line_end,
    line_start,
    of_items,
    of_pairs,
)
from argmap.text.flow import change_flow
from argmap.text.layout import SIDE, Style, entry, in_flow, item, joined, nested, pair, record
from argmap.text.nodes import Mapping, Node, Scalar, start_of
from argmap.text.nodes import Sequence as SequenceNode
from argmap.text.rescalar import rewritten
from argmap.text.scalars import check_writable
from argmap.text.shape import SECTIONS, Field, Record
from argmap.text.spell import Fields, Value, alike, item_name, long_form
from argmap.text.splice import Splice, apply

Same = Callable[[int, int], bool]


class Patcher:
    """Collects the splices that turn the value of nodes of ``text`` from ``old`` to ``new``, as :mod:`spell` spells
    them. What ``old`` and ``new`` agree on is not looked at, so it stays however it is written."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.style = style
        self.splices: list[Splice] = []

    # Records

    def fields(self, node: Mapping, of: Record, old: Fields, new: Fields, before: int = 0) -> None:
        """Change the fields of a record."""
        present = [key.value for key, _ in node.pairs]
        wanted = _in_place(present, old, new, of)

        def change(place: int, after: int) -> None:
            name = wanted[after]
            if not alike(old.get(name), new.get(name)):
                key, value = node.pairs[place]
                self._value(key, value, of.by_name[name], old.get(name), new[name], node.flow)

        def make(after: int) -> str:
            name = wanted[after]
            if node.flow:
                return f"{name}: {in_flow(new[name], of.by_name[name].kind)}"
            lines = pair(name, new[name], of.by_name[name], column_of(self.text, node.start), self.style)
            return (self.style.eol if name in SECTIONS and of.name == "map" else "") + joined(lines, self.style)

        self._pairs(node, present, wanted, change, make, before, spaced=False)

    def entries(
        self, node: Mapping, field: Field, old: Fields, new: Fields, before: int = 0, same: Same | None = None
    ) -> None:
        """Change the named entries of a mapping, whose order matters."""
        present, wanted = list(old), list(new)

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
                return f"{name}: {in_flow(new[name])}"
            column = column_of(self.text, node.start)
            lines = (
                entry(name, new[name], field, column, self.style)
                if field.of
                else pair(name, new[name], SIDE, column, self.style)
            )
            return joined(lines, self.style)

        self._pairs(node, present, wanted, change, make, before, same=same)

    def _pairs(
        self,
        node: Mapping,
        present: list[str],
        wanted: list[str],
        change: Callable[[int, int], None],
        make: Callable[[int], str],
        before: int,
        spaced: bool = True,
        same: Same | None = None,
    ) -> None:
        matched = align(present, wanted, same if spaced else _never)
        if node.flow:
            spans = [(key.start_mark.index, max(end_of(key, value), key.end_mark.index)) for key, value in node.pairs]
            self._in_flow(node, spans, matched, change, make)
        else:
            self._in_block(of_pairs(self.text, node, before), matched, change, make, spaced)

    def items(self, node: SequenceNode, field: Field, old: list[Value], new: list[Value], before: int) -> None:
        """Change the items of a list."""
        values = iter(old)
        present = [next(values) if _says_something(item_) else "" for item_ in node.items]
        names, wanted = [item_name(value) if value else "" for value in present], list(map(item_name, new))

        def change(place: int, after: int) -> None:
            if not alike(present[place], new[after]):
                self._item_value(node.items[place], field, present[place], new[after], node.flow)

        def make(after: int) -> str:
            if node.flow:
                return in_flow(new[after])
            return joined(item(new[after], field, column_of(self.text, node.start), self.style), self.style)

        matched = align(names, wanted)
        if node.flow:
            spans = [(start_of(item_), end_of(None, item_)) for item_ in node.items]
            self._in_flow(node, spans, matched, change, make)
        else:
            self._in_block(of_items(self.text, node, before), matched, change, make, True)

    # Values

    def _value(self, key: Scalar, node: Node, field: Field, old: Value | None, new: Value, flow: bool) -> None:
        if isinstance(new, str) and not isinstance(node, (Mapping, SequenceNode)):
            self._scalar(key, node, new, field, flow)
        elif isinstance(new, list) and isinstance(node, SequenceNode) and node.items:
            self.items(node, field, old if isinstance(old, list) else [], new, key.end_mark.index)
        elif isinstance(new, dict) and isinstance(node, Mapping) and node.pairs:
            assert isinstance(old, dict)
            self.entries(
                node, field, old, new, key.end_mark.index, _alike(old, new) if field.name in SECTIONS else None
            )
            if not new and not node.flow:
                self.splices.append(Splice(self._colon(key), self._colon(key), " {}"))
        elif flow or not new:
            self._put_in_flow(key, node, in_flow(new))
        else:
            self._put_below(key, node, nested(new, field, column_of(self.text, key.start_mark.index), self.style))

    def _entry_value(self, key: Scalar, node: Node, field: Field, old: Value, new: Value, flow: bool) -> None:
        of = field.of
        if of is None:
            assert isinstance(new, str)
            assert not isinstance(node, (Mapping, SequenceNode))
            self._scalar(key, node, new, SIDE, flow)
        elif isinstance(node, Mapping) and node.pairs:
            if isinstance(new, str) and isinstance(old, dict) and "#" not in self._source(node):
                self._shorten(key, node, new, flow)
            else:
                self.fields(node, of, long_form(old, of), long_form(new, of), key.end_mark.index)
        elif isinstance(new, str) and not isinstance(node, (Mapping, SequenceNode)):
            self._scalar(key, node, new, of.by_name[of.short or ""], flow)
        elif flow or not new:
            self._put_in_flow(key, node, in_flow(new))
        else:
            column = column_of(self.text, key.start_mark.index) + self.style.step
            self._put_below(key, node, record(long_form(new, of), of, column, self.style))

    def _item_value(self, node: Node, field: Field, old: Value, new: Value, flow: bool) -> None:
        of = field.of
        if isinstance(node, Mapping):
            assert of is not None
            if isinstance(new, str) and isinstance(old, dict) and "#" not in self._source(node):
                self._replace(node, in_flow(new) if flow else item(new, field, 0, self.style)[0][2:].lstrip())
            else:
                self.fields(node, of, long_form(old, of), long_form(new, of), start_of(node))
        elif isinstance(node, SequenceNode):
            raise Refusal("A list inside a list cannot be changed.")
        elif isinstance(new, str):
            if flow:
                self._replace(node, in_flow(new))
            else:
                name = Field("item", "id", "")
                self.splices.append(rewritten(self.text, node, new, name, self._indent(node), self.style))
        elif flow:
            self._replace(node, in_flow(new))
        else:
            self._lengthen(node, field, new)

    def _lengthen(self, node: Scalar, field: Field, new: Value) -> None:
        """Turn an item in short form into the long form, its text staying where it is."""
        assert field.of is not None
        assert isinstance(new, dict)
        start, end = node.start_mark.index, node.end_mark.index
        column = column_of(self.text, start)
        short = field.of.short or ""
        lines = record({name: new[name] for name in new if name != short}, field.of, column, self.style)
        if node.style in ("|", ">") or "\n" in self.text[start:end]:
            first = f"{short}: {in_flow(new[short])}{self._header_comment(node)}"
            self._replace(node, self.style.eol.join([first, *lines]))
            return
        self.splices.append(Splice(start, start, f"{short}: "))
        if new[short] != node.value:
            self.splices.append(Splice(start, end, in_flow(new[short])))
        self._insert_lines(line_end(self.text, end), joined(lines, self.style))

    def _shorten(self, key: Scalar, node: Mapping, new: str, flow: bool) -> None:
        colon = self._colon(key)
        end = node.end if node.flow else self._content_end(node)
        self.splices.append(Splice(colon, end, " " + in_flow(new)))

    def _scalar(self, key: Scalar, node: Scalar, new: str, field: Field, flow: bool) -> None:
        check_writable(new)
        if flow or node.start_mark.index == node.end_mark.index:
            if flow or field.kind in {"flag", "number"}:
                self._put_in_flow(key, node, in_flow(new, field.kind))
            else:
                self._put_in_flow(key, node, in_flow(new))
            return
        column = column_of(self.text, key.start_mark.index) + self.style.step
        self.splices.append(rewritten(self.text, node, new, field, column, self.style))

    def _rename(self, key: Scalar, name: str) -> None:
        mark = key.style if key.style in ("'", '"') else ""
        self.splices.append(Splice(key.start_mark.index, key.end_mark.index, f"{mark}{name}{mark}"))

    def _put_in_flow(self, key: Scalar, node: Node, new: str) -> None:
        """Write ``new`` on the line of the field's name, in place of the value that may be there."""
        start, end = start_of(node), self._content_end(node)
        colon = self._colon(key)
        if start == end or start < colon:
            after = self.text[colon : colon + 1]
            self.splices.append(
                Splice(
                    colon,
                    colon,
                    (" " if self._has_colon(key) else ": ") + new + ("" if not after or after in " \r\n,}" else " "),
                )
            )
        else:
            self.splices.append(Splice(start, end, new))

    def _put_below(self, key: Scalar, node: Node, lines: list[str]) -> None:
        """Write ``lines`` below the field's name; the value there, a short one, goes, a comment after it stays."""
        end = self._content_end(node)
        colon = self._colon(key)
        if end > colon:
            self.splices.append(Splice(colon, end, self._header_comment(node)))
        else:
            end = colon
        self._insert_lines(line_end(self.text, end), joined(lines, self.style))

    def _replace(self, node: Node, new: str) -> None:
        self.splices.append(Splice(start_of(node), self._content_end(node), new))

    # Collections

    def _in_flow(
        self,
        node: Mapping | SequenceNode,
        spans: list[tuple[int, int]],
        matched: list[int | None],
        change: Callable[[int, int], None],
        make: Callable[[int], str],
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
                pieces.append((place, self._changed(start, end, place, after, change)))
        self.splices.append(change_flow(self.text, node.start, node.end, spans, pieces))

    def _changed(self, start: int, end: int, place: int, after: int, change: Callable[[int, int], None]) -> str:
        """The text from ``start`` to ``end``, in which one item is, with that item changed."""
        outer, self.splices = self.splices, []
        change(place, after)
        inner, self.splices = self.splices, outer
        final = max([end, *(splice.end for splice in inner)])
        changed = apply(self.text[start:final], [splice.moved(-start) for splice in inner])
        return changed if final == end else changed.rstrip()

    def _in_block(
        self,
        extents: list[Extent],
        matched: list[int | None],
        change: Callable[[int, int], None],
        make: Callable[[int], str],
        spaced: bool,
    ) -> None:
        stay = staying(matched)
        blank = self.style.eol if spaced and self._blank_habit(extents) else ""
        anchor: int | None = None
        waiting: list[str] = []
        for after, place in enumerate(matched):
            if place in stay:
                assert place is not None
                self._insert_at(extents, anchor, waiting, blank)
                change(place, after)
                anchor, waiting = place, []
            elif place is None:
                waiting.append(make(after))
            else:
                waiting.append(self._moved(extents[place], place, after, change))
        self._insert_at(extents, anchor, waiting, blank)
        self._delete(extents, set(range(len(extents))) - stay)

    def _insert_at(self, extents: list[Extent], anchor: int | None, texts: list[str], blank: str) -> None:
        if not texts:
            return
        if anchor is None:
            self._insert_lines(extents[0].begin, "".join(text + blank for text in texts))
        else:
            end = extents[anchor].end
            follows_blank = end >= 2 and not self.text[line_start(self.text, end - 1) : end].strip()
            lead = "" if follows_blank else blank
            self._insert_lines(end, "".join(lead + text for text in texts))

    def _moved(self, extent: Extent, place: int, after: int, change: Callable[[int, int], None]) -> str:
        if extent.inline:
            raise Refusal("The first field of a list item cannot be moved.")
        text = self._changed(extent.begin, extent.end, place, after, change)
        return text if text.endswith("\n") else text + self.style.eol

    def _delete(self, extents: list[Extent], gone: set[int]) -> None:
        last = len(extents) - 1
        to_end = last
        while to_end in gone:
            to_end -= 1
        if extents and extents[0].inline and 0 in gone:
            gone = gone - set(range(self._delete_inline(extents, gone)))
        for place in sorted(gone):
            begin, end = extents[place].begin, extents[place].end
            if place < last and self._blank_before(begin, extents[0].begin):
                end = blank_end(self.text, end, extents[place + 1].begin)
            if place == to_end + 1 and place > 0:
                begin = self._blank_start(begin, extents[place - 1].end)
            self.splices.append(Splice(begin, end, ""))

    def _delete_inline(self, extents: list[Extent], gone: set[int]) -> int:
        """Delete the first fields of a list item, so that the first that stays follows the dash; its place."""
        stays = next(place for place in range(len(extents)) if place not in gone)
        comments = self.text[extents[stays].begin : line_start(self.text, extents[stays].start)]
        line = line_start(self.text, extents[0].start)
        if comments:
            indent = len(self.text[line:]) - len(self.text[line:].lstrip(" "))
            shifted = "".join(" " * indent + some.lstrip(" ") for some in comments.splitlines(keepends=True))
            self.splices.append(Splice(line, line, shifted))
        self.splices.append(Splice(extents[0].start, extents[stays].start, ""))
        return stays

    def _insert_lines(self, at: int, lines: str) -> None:
        """Insert whole lines at the start of a line, or at the end of a text that lacks its final line end."""
        if at > 0 and not self.text[:at].endswith("\n"):
            lines = self.style.eol + lines[: -len(self.style.eol)]
        self.splices.append(Splice(at, at, lines))

    # Looking at the text

    def _blank_habit(self, extents: list[Extent]) -> bool:
        gaps = [self.text[one.end : two.begin] for one, two in pairwise(extents)]
        return bool(gaps) and sum(_has_blank_line(gap) for gap in gaps) * 2 > len(gaps)

    def _blank_before(self, begin: int, first: int) -> bool:
        if begin <= first:
            return True
        return not self.text[line_start(self.text, begin - 1) : begin].strip()

    def _blank_start(self, begin: int, limit: int) -> int:
        while begin > limit:
            above = line_start(self.text, begin - 1)
            if above < limit or self.text[above:begin].strip():
                break
            begin = above
        return begin

    def _content_end(self, node: Node) -> int:
        end = end_of(None, node)
        return max(start_of(node), len(self.text[:end].rstrip())) if end > start_of(node) else end

    def _source(self, node: Node) -> str:
        return self.text[start_of(node) : line_end(self.text, self._content_end(node))]

    def _header_comment(self, node: Node) -> str:
        """The comment on the first line of a block scalar, with the spaces before it."""
        if isinstance(node, (Mapping, SequenceNode)) or node.style not in ("|", ">"):
            return ""
        start = node.start_mark.index
        header, mark, words = self.text[start : line_end(self.text, start)].rstrip().partition(" #")
        return f"  #{words}" if mark and header else ""

    def _indent(self, node: Scalar) -> int:
        line = line_start(self.text, node.start_mark.index)
        return len(self.text[line:]) - len(self.text[line:].lstrip(" ")) + self.style.step

    def _has_colon(self, key: Scalar) -> bool:
        return self.text[key.end_mark.index :].lstrip(" \t\r\n")[:1] == ":"

    def _colon(self, key: Scalar) -> int:
        """The offset after the colon of a field's name; the end of the name in flow style without one."""
        end: int = key.end_mark.index
        at = end
        while self.text[at : at + 1] in (" ", "\t", "\r", "\n") and at < len(self.text):
            at += 1
        return at + 1 if self.text[at : at + 1] == ":" else end


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


def _never(before: int, after: int) -> bool:
    return False


def _says_something(node: Node) -> bool:
    return isinstance(node, (Mapping, SequenceNode)) or bool(node.value)


def _has_blank_line(gap: str) -> bool:
    return any(not line.strip() for line in gap.splitlines())


def _alike(old: Fields, new: Fields) -> Same:
    """Whether two entries of a section are one thing renamed: they say the same in their first field."""
    before, after = list(old.values()), list(new.values())
    return lambda one, two: _telling(before[one]) == _telling(after[two])


def _telling(value: Value) -> object:
    return next(iter(value.items()), None) if isinstance(value, dict) else value
