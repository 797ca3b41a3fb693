"""Writing another text where a scalar stands, in the scalar's own style as far as that can hold it."""

from __future__ import annotations

import re

from argmap.mapfile.edits import Splice
from argmap.mapfile.layout import in_flow, scalar
from argmap.mapfile.record import Field, FieldKind
from argmap.mapfile.scalars import (
    can_fold,
    check_writable,
    double_quoted,
    folded,
    is_plain,
    is_prose,
    kept_lines,
    literal,
    one_line,
    single_quoted,
)
from argmap.mapfile.style import Style
from argmap.mapfile.syntax.cst import Scalar
from argmap.mapfile.syntax.positions import line_end, trimmed

_HEADER = re.compile(r"([|>])([-+0-9]*)(.*)")


def rewritten(text: str, node: Scalar, new: str, field: Field, column: int, style: Style) -> Splice:
    """The splice that makes the scalar ``node`` of a block collection read ``new``; further lines stand at
    ``column`` unless the scalar has some already."""
    check_writable(new)
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        return _block(text, node, new, column, style)
    if "\n" in new:
        return _laid_out(text, node, new, scalar(new, field, column, style.step), column, style)
    if node.style == "'" and (quoted := single_quoted(new)) is not None:
        return Splice(start, end, quoted)
    if node.style in ("'", '"'):
        return Splice(start, end, double_quoted(new))
    if "\n" in text[start:end]:
        return _plain_lines(text, node, new, column, style)
    if is_prose(node.value) and is_plain(new):
        return Splice(start, end, new)
    return _laid_out(text, node, new, scalar(new, field, column, style.step), column, style)


def rewritten_in_flow(node: Scalar, new: str, kind: FieldKind = "text") -> Splice:
    """The splice that makes a scalar in brackets read ``new``, in its quotation marks when it has some."""
    check_writable(new)
    start, end = node.start_mark.index, node.end_mark.index
    if node.style == "'" and (quoted := single_quoted(new)) is not None:
        return Splice(start, end, quoted)
    return Splice(start, end, in_flow(new, kind if not node.style else "text", quoted=bool(node.style)))


def _laid_out(text: str, node: Scalar, new: str, lines: list[str], column: int, style: Style) -> Splice:
    """Lines, all but the first at ``column``, in place of a scalar; a comment after it stays after the first."""
    start, end = node.start_mark.index, node.end_mark.index
    if len(lines) == 1:
        return Splice(start, end, lines[0])
    rest_end = line_end(text, end)
    if _is_swallowed(text, rest_end, column):
        return Splice(start, end, one_line(new))
    rest = text[end:rest_end].rstrip("\r\n")
    final = text[end + len(rest) : rest_end] or (style.eol if new.endswith("\n") else "")
    return Splice(start, rest_end, style.eol.join([lines[0] + rest, *lines[1:]]) + final)


def _is_swallowed(text: str, line: int, column: int) -> bool:
    """Whether a block text at ``column`` that ends at ``line`` would take a comment there for its own."""
    while line < len(text):
        end = line_end(text, line)
        said = text[line:end].lstrip(" ")
        if said.startswith("#"):
            return end - line - len(said) >= column
        if said.strip():
            return False
        line = end
    return False


def _plain_lines(text: str, node: Scalar, new: str, column: int, style: Style) -> Splice:
    start, end = node.start_mark.index, node.end_mark.index
    lines = text[start:end].split("\n")
    old = [line.strip() for line in lines]
    kept = kept_lines(old, new) if " ".join(old) == node.value and is_plain(new) and can_fold(new) else None
    if kept is None or any(line.startswith("#") for line in kept):
        return Splice(start, end, one_line(new))
    indent = len(lines[1]) - len(lines[1].lstrip(" "))
    return Splice(start, end, (style.eol + " " * indent).join(kept))


def _block(text: str, node: Scalar, new: str, column: int, style: Style) -> Splice:
    start, end = node.start_mark.index, node.end_mark.index
    first = text[start : line_end(text, start)].rstrip("\r\n")
    header = _HEADER.match(first)
    assert header is not None
    last_line = line_end(text, trimmed(text, end) - 1)
    content_end = max(start + len(first), len(text[:last_line].rstrip("\r\n")))
    content = text[start + len(first) : content_end].split("\n")[1:]
    lines = [line.rstrip("\r") for line in content]
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), column)
    if header[2].strip("-+"):
        indent, lines = column, []
    laid = _in_its_style(header[1], new, indent, [line[indent:] for line in lines], indent - column + style.step)
    if "+" in header[2]:
        content_end = len(text[:end].rstrip("\r\n")) if text[:end].rstrip("\r\n") else end
    if laid is None:
        return Splice(start, content_end, double_quoted(new) + header[3])
    final = style.eol if new.endswith("\n") and content_end == len(text) else ""
    return Splice(start, content_end, style.eol.join([laid[0] + header[3], *laid[1:]]) + final)


def _in_its_style(sign: str, new: str, column: int, old: list[str], step: int) -> list[str] | None:
    """``new`` as a block at ``column``, folded when it was and can be."""
    plain = all(line and line == line.strip() for line in old)
    laid = folded(new, column, old if plain else None) if sign == ">" else None
    return laid or (literal(new, column, step) if sign == "|" or "\n" in new else None)
