"""Writing another text where a scalar stands, in the scalar's own style as far as that can hold it."""

from __future__ import annotations

import re

from argmap.sentences import on_lines
from argmap.text.extents import line_end, trimmed
from argmap.text.layout import Style, folded, in_flow, scalar
from argmap.text.nodes import Scalar
from argmap.text.scalars import (
    can_be_literal,
    can_fold,
    check_writable,
    double_quoted,
    is_plain,
    is_prose,
    one_line,
    single_quoted,
)
from argmap.text.shape import Field, FieldKind
from argmap.text.splice import Splice

_HEADER = re.compile(r"([|>])([-+0-9]*)(.*)")


def rewritten(text: str, node: Scalar, new: str, field: Field, column: int, style: Style) -> Splice:
    """The splice that makes the scalar ``node`` of a block collection read ``new``; further lines stand at
    ``column`` unless the scalar has some already."""
    check_writable(new)
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        return _block(text, node, new, column, style)
    if node.style == "'" and (quoted := single_quoted(new)) is not None:
        return Splice(start, end, quoted)
    if node.style in ("'", '"'):
        return Splice(start, end, double_quoted(new))
    if "\n" in text[start:end]:
        return _plain_lines(text, node, new, column, style)
    if is_prose(node.value) and is_plain(new):
        return Splice(start, end, new)
    return _laid_out(text, node, new, scalar(new, field, column), style)


def rewritten_in_flow(node: Scalar, new: str, kind: FieldKind = "text") -> Splice:
    """The splice that makes a scalar in brackets read ``new``, in its quotation marks when it has some."""
    check_writable(new)
    start, end = node.start_mark.index, node.end_mark.index
    if node.style == "'" and (quoted := single_quoted(new)) is not None:
        return Splice(start, end, quoted)
    return Splice(start, end, in_flow(new, kind if not node.style else "text", quoted=bool(node.style)))


def _laid_out(text: str, node: Scalar, new: str, lines: list[str], style: Style) -> Splice:
    """Lines in place of a scalar on one line; a comment after it stays after the first."""
    start, end = node.start_mark.index, node.end_mark.index
    if len(lines) == 1:
        return Splice(start, end, lines[0])
    rest_end = line_end(text, end)
    if _is_swallowed(text, rest_end, len(lines[1]) - len(lines[1].lstrip(" "))):
        return Splice(start, end, one_line(new))
    rest = text[end:rest_end].rstrip("\r\n")
    final = text[end + len(rest) : rest_end]
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
    body, chomp = (new[:-1], "") if new.endswith("\n") else (new, "-")
    laid = _literal(new) if header[1] == "|" else _folded(body, [line[indent:] for line in lines])
    if "+" in header[2]:
        content_end = len(text[:end].rstrip("\r\n")) if text[:end].rstrip("\r\n") else end
    if laid is None:
        return Splice(start, content_end, double_quoted(new) + header[3])
    indented = [" " * indent + line if line else "" for line in laid]
    final = style.eol if not chomp and content_end == len(text) else ""
    return Splice(start, content_end, style.eol.join([header[1] + chomp + header[3], *indented]) + final)


def _literal(new: str) -> list[str] | None:
    return (new[:-1] if new.endswith("\n") else new).split("\n") if can_be_literal(new) else None


def _folded(body: str, old: list[str]) -> list[str] | None:
    paragraphs = body.split("\n")
    if not paragraphs[0] or not paragraphs[-1] or not all(can_fold(some) or not some for some in paragraphs):
        return None
    if len(paragraphs) == 1:
        plain = all(line and line == line.strip() for line in old)
        return (kept_lines(old, body) if plain else None) or on_lines(body)
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        lines += [""] * (number > 0) + (on_lines(paragraph) if paragraph else [])
    return lines


def kept_lines(old: list[str], new: str) -> list[str] | None:
    """``new`` on lines of which as many as can be are those of ``old``, at both ends; None when none can be."""
    head: list[str] = []
    rest = new
    for line in old:
        if not rest.startswith(line + " "):
            break
        head.append(line)
        rest = rest[len(line) + 1 :]
    tail: list[str] = []
    for line in reversed(old[len(head) :]):
        if not rest.endswith(" " + line):
            break
        tail.insert(0, line)
        rest = rest[: -len(line) - 1]
    if not (head or tail) or rest != rest.strip() or not rest:
        return None
    middle = old[len(head) : len(old) - len(tail)]
    on_one_line = len(middle) == 1 and len(on_lines(rest)) <= len(on_lines(middle[0]))
    return [*head, *([rest] if on_one_line else on_lines(rest)), *tail]


__all__ = ["folded", "kept_lines", "rewritten"]
