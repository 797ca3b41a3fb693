"""Which lines of a text belong to which item: its own, the comments directly above it at its indent, and deeper
comments directly below it."""

from __future__ import annotations

from typing import NamedTuple

from argmap.text.nodes import Mapping, Node, Scalar, Sequence, last_offset, start_of


class Extent(NamedTuple):
    """Where an item of a block collection lies: ``begin`` to ``end`` are its own whole lines with its comments,
    ``start`` its first character (the dash of a list item). ``inline`` when other things stand before it on its
    line, as before the first field of a list item."""

    begin: int
    start: int
    end: int
    inline: bool = False


def line_start(text: str, offset: int) -> int:
    """The start of the line that ``offset`` is in."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The start of the next line, or the end of the text."""
    end = text.find("\n", offset)
    return end + 1 if end >= 0 else len(text)


def trimmed(text: str, end: int) -> int:
    """The offset after the last character before ``end`` that is no white space."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def column_of(text: str, offset: int) -> int:
    """How many characters stand before ``offset`` on its line."""
    return offset - line_start(text, offset)


def end_of(key: Scalar | None, node: Node) -> int:
    """The offset after the last character of a pair or an item."""
    end = last_offset(node)
    if not isinstance(node, (Mapping, Sequence)) and key is not None and node.start_mark.index == node.end_mark.index:
        return int(key.end_mark.index)
    return end


def span_of(node: Node) -> tuple[int, int]:
    """Where a node begins and ends."""
    return start_of(node), end_of(None, node)


def of_pairs(text: str, node: Mapping, before: int) -> list[Extent]:
    """The extents of the pairs of a block mapping; ``before`` is where what precedes it ends."""
    return _extents(text, [(key.start_mark.index, end_of(key, value)) for key, value in node.pairs], before)


def of_items(text: str, node: Sequence, before: int) -> list[Extent]:
    """The extents of the items of a block sequence."""
    column = column_of(text, node.start)
    spans, reached = [], node.start
    for item in node.items:
        dash = _dash(text, start_of(item), column, reached)
        end = max(last_offset(item), dash + 1)
        spans.append((dash, end))
        reached = end
    return _extents(text, spans, before)


def _dash(text: str, start: int, column: int, reached: int) -> int:
    """The dash of an item that starts at ``start``: at ``column`` of its line or one above, after ``reached``."""
    line = line_start(text, start)
    while line + column > reached and not (
        text[line + column : line + column + 1] == "-" and not text[line : line + column].strip(" ")
    ):
        line = line_start(text, line - 1)
    return line + column


def _extents(text: str, spans: list[tuple[int, int]], before: int) -> list[Extent]:
    found = []
    for start, end in spans:
        line = line_start(text, start)
        inline = bool(text[line:start].strip(" "))
        column = start - line
        begin = start if inline else comments_above(text, line, column, before)
        own_end = comments_below(text, line_end(text, end), column)
        found.append(Extent(begin, start, own_end, inline))
        before = end
    return found


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
