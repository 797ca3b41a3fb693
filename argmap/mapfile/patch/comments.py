"""Giving the things of a document other comments: lines and ends of lines change, all other text stays the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from argmap.mapfile.document import Document
from argmap.mapfile.edits import Splice, apply
from argmap.mapfile.patch.values import after_colon
from argmap.mapfile.syntax.cst import Mapping, Scalar, Sequence, compose
from argmap.mapfile.syntax.positions import column_of, line_end, line_start, trimmed
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import Comment, Item, Steps, Trivia, Where, indent_of, is_blank_above, is_flow

_SHORT = frozenset({"claim", "reason", "source"})
"""The fields that may replace the whole of an item of a list."""


class Placed(NamedTuple):
    """The comments wanted at one place of the thing at ``steps``, as :func:`thing` gives them."""

    steps: Steps
    where: Where
    comments: list[Comment]


def canonical(steps: Steps) -> Steps:
    """``steps``, where a record and the field that is its short form are one thing."""
    is_named = len(steps) == 5 and (steps[2], steps[-1]) in {("positions", "stance"), ("sides", "text")}
    is_short = len(steps) > 2 and isinstance(steps[-2], int) and steps[-1] in _SHORT
    return steps[:-1] if is_named or is_short else steps


def thing(steps: Steps, joined: Collection[Steps]) -> Steps:
    """``steps``, where the records at ``joined`` are one thing with the field that is their short form."""
    record = canonical(steps)
    return record if record in joined else steps


def texts(comments: Iterable[Comment]) -> list[str]:
    """The texts of comments."""
    return [comment.text for comment in comments]


def with_comments(
    document: Document,
    wanted: Iterable[Placed],
    accepted: Callable[[str], Document | None],
    joined: Collection[Steps] = (),
) -> Document:
    """``document`` with other comments at these places.

    ``accepted`` gives the document of a text, or None where the text is not acceptable. The records at ``joined`` are
    one thing with the field that is their short form. A comment that is impossible at its place is put above the
    entry, failing that at the top of the file.
    """
    places = list(wanted)
    edits = _Edits(document, joined)
    whole = accepted(apply(document.text, [splice for place in places for splice in edits.of(place)]))
    if whole is not None:
        return whole
    for place in places:
        document = _one_by_one(document, place, accepted, joined)
    return document


def _one_by_one(
    document: Document, place: Placed, accepted: Callable[[str], Document | None], joined: Collection[Steps]
) -> Document:
    edits = _Edits(document, joined)
    for spaced in (True, False):
        found = accepted(apply(document.text, edits.of(place, spaced)))
        if found is not None:
            return found
    there = texts(edits.there(place))
    missing = [comment for comment in place.comments if comment.text not in there]
    elsewhere: tuple[tuple[Steps, Where], ...] = ((place.steps[:2], "above"), ((), "inside"))
    for steps, where in elsewhere:
        beside = edits.there(Placed(steps, where, []))
        found = accepted(apply(document.text, edits.of(Placed(steps, where, [*missing, *beside]), spaced=False)))
        if found is not None:
            return found
    return document


class _Edits:
    """The splices of a document's text that change its comments."""

    def __init__(self, document: Document, joined: Collection[Steps]) -> None:
        text = document.text
        root = compose(text, silent(text))
        assert isinstance(root, Mapping)
        self.text = text
        self.style = document.style
        self.trivia = Trivia(text, root)
        self._placed: dict[tuple[Steps, Where], list[Comment]] = {}
        for comment in self.trivia.comments:
            self._placed.setdefault((thing(comment.item.steps, joined), comment.where), []).append(comment)

    def there(self, place: Placed) -> list[Comment]:
        """The comments that are at a place now."""
        return self._placed.get((place.steps, place.where), [])

    def of(self, place: Placed, spaced: bool = True) -> list[Splice]:
        """The splices for one place; ``spaced`` when blank lines come and go with the comments."""
        item = self.trivia.item(place.steps)
        if item is None:
            return []
        old, found = self.there(place), []
        steps = SequenceMatcher(None, texts(old), texts(place.comments), autojunk=False).get_opcodes()
        for _, begin, end, start, finish in (step for step in steps if step[0] != "equal"):
            while (
                begin < end and start < finish and _surroundings(old[begin]) == _surroundings(place.comments[start])
            ):
                at = old[begin].offset
                found.append(Splice(at, at + len(old[begin].text), place.comments[start].text))
                begin, start = begin + 1, start + 1
            found += [self._without(comment, spaced) for comment in old[begin:end]]
            new = place.comments[start:finish]
            if new:
                found += self._with(item, place.where, old, begin, end, new, spaced)
        return found

    # Taking comments away

    def _without(self, comment: Comment, spaced: bool) -> Splice:
        text, at = self.text, comment.offset
        if comment.column is None:
            return Splice(trimmed(text, at), at + len(comment.text), "")
        end = line_end(text, at)
        if spaced and comment.blank_above and comment.blank_below:
            end = line_end(text, end)
        return Splice(line_start(text, at), end, "")

    # Adding comments

    def _with(
        self, item: Item, where: Where, old: list[Comment], begin: int, end: int, new: list[Comment], spaced: bool
    ) -> Iterator[Splice]:
        """The splices that put ``new`` in place of those of ``old`` from ``begin`` up to ``end``."""
        if where == "beside":
            yield self._beside(item, old, begin, end, "  ".join(texts(new)))
            return
        if where == "below" and item.in_flow and is_flow(item.node):
            yield self._before_the_bracket(item, new)
            return
        if where == "below" and self._below_column(item) is None:
            where, old, begin, end = "above", [], 0, 0
        if where == "inside" and item.parent is not None and not _has_lines(item):
            where, old, begin, end = "above", [], 0, 0
        if where == "above" and item.in_flow:
            yield self._in_brackets(item, new)
        elif where == "above":
            kept = [comment for comment in old[end:] if comment.column is not None]
            at = line_start(self.text, kept[0].offset) if kept else self._line_of(item)
            first = not item.first_on_line.place  # a blank line would leave to the section what stands above it
            yield self._lines(at, indent_of(self.text, item.first_on_line), new, spaced and not first)
        else:
            yield self._after(item, where, old, begin, new, spaced)

    def _after(
        self, item: Item, where: Where, old: list[Comment], begin: int, new: list[Comment], spaced: bool
    ) -> Splice:
        column = self._below_column(item) if where == "below" else self._inside_column(item)
        kept = [
            one for one in old[:begin] if one.column is not None and (where != "below" or one.item.node is item.node)
        ]
        if kept:
            at = line_end(self.text, kept[-1].offset)
        else:
            at = self._below_line(item, old) if where == "below" else self._inside_line(item, old)
        closed = where == "inside" and item.parent is not None and begin == len(old)
        return self._lines(at, column or 0, new, spaced, closed)

    def _lines(self, at: int, column: int, new: list[Comment], spaced: bool, closed: bool = False) -> Splice:
        eol, lines = self.style.eol, ""
        for comment in new:
            is_above = lines.endswith(eol + eol) if lines else is_blank_above(self.text, at) or not at
            lines += eol if spaced and comment.blank_above and not is_above else ""
            lines += " " * column + comment.text + eol
            lines += eol if spaced and comment.blank_below and comment is not new[-1] else ""
        is_below = not self.text[at : line_end(self.text, at)].strip()
        apart = new[-1].blank_below or (closed and not is_below)
        lines += eol if spaced and apart and not is_below else ""
        if at and not self.text.endswith("\n", 0, at):
            lines = eol + lines[: -len(eol)]
        return Splice(at, at, lines)

    def _beside(self, item: Item, old: list[Comment], begin: int, end: int, new: str) -> Splice:
        """A comment at the end of the line; of several the first is written first."""
        if end < len(old):
            return Splice(old[end].offset, old[end].offset, new + "  ")
        if old:
            last = old[begin - 1] if begin else old[end - 1]
            at = last.offset + len(last.text)
            return Splice(at, at, "  " + new)
        at = self._beside_at(item)
        rest = self.text[at : line_end(self.text, at)]
        comma = len(rest) - len(rest.lstrip(" \t")) + 1 if rest.lstrip(" \t").startswith(",") else 0
        if item.in_flow and rest[comma:].strip():
            gap = len(rest[comma:]) - len(rest[comma:].lstrip(" "))
            return Splice(at + comma, at + comma + gap, f"  {new}{self.style.eol}{self._flow_indent(item)}")
        stands = trimmed(self.text, at + len(rest)) if not rest.strip() else at + comma
        return Splice(stands, stands, "  " + new)

    def _beside_at(self, item: Item) -> int:
        """The end of the line of an item beside which a comment can be written: in a long form that of its short
        field."""
        if item.key is None and isinstance(item.node, Mapping) and not item.node.flow:
            fields = [item.child(place) for place in range(item.children)]
            item = next((field for field in fields if canonical(field.steps) == item.steps), fields[0])
        node = item.node
        if item.key is not None and (_has_lines(item) or (item.end <= after_colon(self.text, item.key))):
            return after_colon(self.text, item.key)
        if not isinstance(node, (Mapping, Sequence)) and node.style in ("|", ">"):
            return trimmed(self.text, line_end(self.text, node.start_mark.index))
        return item.end

    def _in_brackets(self, item: Item, new: list[Comment]) -> Splice:
        lead = self.style.eol + self._flow_indent(item)
        is_first = not self.text[line_start(self.text, item.start) : item.start].strip()
        lines = lead.join([*texts(new), ""])
        if is_first:
            return Splice(item.start, item.start, lines)
        return Splice(trimmed(self.text, item.start), item.start, lead + lines)

    def _before_the_bracket(self, item: Item, new: list[Comment]) -> Splice:
        """Comments below everything in a collection in brackets, which are written inside the brackets."""
        at = item.end - 1
        lead = self.style.eol + self._flow_indent(item.child(0) if item.children else item)
        is_first = not self.text[line_start(self.text, at) : at].strip()
        if is_first:
            at = trimmed(self.text, at)
            ends = line_end(self.text, at)
            return Splice(
                ends, ends, "".join([lead.removeprefix(self.style.eol) + one + self.style.eol for one in texts(new)])
            )
        return Splice(at, at, lead + lead.join([*texts(new), ""]))

    def _flow_indent(self, item: Item) -> str:
        line = self.text[line_start(self.text, item.start) :]
        indent = len(line) - len(line.lstrip(" "))
        is_first = not self.text[line_start(self.text, item.start) : item.start].strip()
        return " " * (indent + (0 if is_first else self.style.step))

    # Lines and columns

    def _line_of(self, item: Item) -> int:
        return line_start(self.text, self.trivia.line_begin(item.first_on_line))

    def _below_line(self, item: Item, old: list[Comment]) -> int:
        """The line after an item and the comments of its contents, before the ``old`` comments below it."""
        if item.parent is None:
            return line_start(self.text, old[0].offset) if old else len(self.text)
        line = line_end(self.text, item.end)
        for comment in self.trivia.between(line, len(self.text)):
            if comment.item.node is item.node or not comment.item.is_in(item.node):
                break
            line = line_end(self.text, comment.offset)
        return line

    def _below_column(self, item: Item) -> int | None:
        """The column at which a comment below belongs to the item and to nothing in it; None when there is none."""
        if item.parent is None:
            return 0
        column = column_of(self.text, item.start) if item.key is not None else indent_of(self.text, item)
        if item.in_flow:
            return None
        if _has_lines(item):
            first = indent_of(self.text, item.child(0))
            first = column_of(self.text, item.child(0).start) if item.key is None else first
            return first if first > column else None
        if not isinstance(item.node, (Mapping, Sequence)) and item.node.style in ("|", ">"):
            content = _content_column(self.text, item.node)
            return content - 1 if content - 1 > column else None
        return column + self.style.step

    def _inside_line(self, item: Item, old: list[Comment]) -> int:
        if item.parent is None:
            return line_start(self.text, old[0].offset if old else item.child(0).start)
        assert item.key is not None
        return line_end(self.text, after_colon(self.text, item.key))

    def _inside_column(self, item: Item) -> int:
        return indent_of(self.text, item.child(0)) if item.parent is not None else 0


def _surroundings(comment: Comment) -> tuple[object, ...]:
    """The lines around a comment on which its effect depends: two comments with equal surroundings can be
    exchanged."""
    return comment.where, comment.attached, comment.column is None, comment.blank_above, comment.blank_below


def _has_lines(item: Item) -> bool:
    """Whether it is a collection whose items are on lines of their own."""
    return bool(item.children) and not is_flow(item.node)


def _content_column(text: str, node: Scalar) -> int:
    lines = text[line_end(text, node.start_mark.index) : node.end_mark.index].split("\n")
    return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
