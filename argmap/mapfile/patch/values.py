"""Replacing a value: beside a field's name, below it, or in a list item; its comments stay.

A new text is written in the style of the scalar that it replaces, if that style can represent it.
"""

from __future__ import annotations

import re

from argmap.mapfile.edits import Splice
from argmap.mapfile.encode import Fields
from argmap.mapfile.layout import in_flow, joined, record, scalar
from argmap.mapfile.patch.draft import Draft
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
from argmap.mapfile.syntax.cst import Mapping, Node, Scalar, Sequence, end_of, start_of
from argmap.mapfile.syntax.positions import column_of, line_end, line_start, trimmed

_HEADER = re.compile(r"([|>])([-+0-9]*)(.*)")


def rewritten(text: str, node: Scalar, new: str, field: Field, column: int, style: Style) -> Splice:
    """The splice that makes the scalar ``node`` of a block collection read ``new``; further lines are at
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
    """Whether a comment at ``column`` after a block scalar that ends at ``line`` would become part of its text."""
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


_BLANK = " \t\r\n"


def put_over(draft: Draft, node: Node, new: str) -> None:
    """Write ``new`` in place of the content of ``node``."""
    draft.put(start_of(node), content_end(draft.text, node), new)


def put_beside(draft: Draft, key: Scalar, node: Node, new: str) -> None:
    """Write ``new`` on the line of a field's name, in place of the value that may be there."""
    text = draft.text
    start, end, colon = start_of(node), content_end(text, node), after_colon(text, key)
    if start != end and start >= colon:
        inside = _in_empty_brackets(text, node).lstrip(" ")
        gap = "  " if inside.startswith("#") else ""
        draft.put(start, end, new[:-1] + gap + inside + new[-1] if "#" in inside else new)
        return
    lead = " " if _has_colon(text, key) else ": "
    after = text[colon : colon + 1]
    draft.put(colon, colon, lead + new + ("" if not after or after in " \r\n,}" else " "))


def put_below(draft: Draft, key: Scalar, node: Node, lines: str) -> None:
    """Write whole lines below a field's name in place of a short value; comments in and beside the value stay."""
    text = draft.text
    start, end, colon = start_of(node), content_end(text, node), after_colon(text, key)
    comment, inside = _comments_of_value(draft, node)
    lines = _with_comments(lines, inside, column_of(text, key.start_mark.index), draft.style.eol)
    if end <= colon:
        end = colon
    elif "\n" in text[colon:start]:  # the value is on a line of its own, with a comment of its own
        beside = (comment + text[end : line_end(text, end)]).strip()
        indent = text[line_start(text, start) : start]
        lines = (indent + beside + draft.style.eol if beside else "") + lines
        is_ended = text.endswith("\n", 0, line_end(text, end))
        draft.put(line_start(text, start), line_end(text, end), lines if is_ended else lines.rstrip("\r\n"))
        return
    else:
        draft.put(colon, end, comment)
    draft.insert_lines(line_end(text, end), lines)


def put_empty(draft: Draft, key: Scalar) -> None:
    """Write empty braces after a field's name, in place of all its entries."""
    colon = after_colon(draft.text, key)
    draft.put(colon, colon, " {}")


def shorten(draft: Draft, key: Scalar, node: Mapping, new: str) -> None:
    """Turn the long form of an entry into its short one; a comment beside its name stays."""
    text = draft.text
    colon, end = after_colon(text, key), node.end if node.flow else content_end(text, node)
    beside = text[colon : node.start].rstrip()
    draft.put(colon, colon, " " + in_flow(new))
    draft.put(colon + len(beside), end, "")


def lengthen(draft: Draft, node: Scalar, field: Field, new: Fields) -> None:
    """Turn an item in short form into the long form, its text staying where it is."""
    assert field.of is not None
    start, end = node.start_mark.index, node.end_mark.index
    short = field.of.short or ""
    others = {name: new[name] for name in new if name != short}
    lines = record(others, field.of, column_of(draft.text, start), draft.style)
    if node.style in ("|", ">") or "\n" in draft.text[start:end]:
        first = f"{short}: {in_flow(new[short])}{_header_comment(draft, node)}"
        put_over(draft, node, draft.style.eol.join([first, *lines]))
        return
    draft.put(start, start, f"{short}: ")
    if new[short] != node.value:
        draft.put(start, end, in_flow(new[short]))
    draft.insert_lines(line_end(draft.text, end), joined(lines, draft.style))


def content_end(text: str, node: Node) -> int:
    """The offset after the last character of ``node`` other than white space."""
    start, end = start_of(node), end_of(None, node)
    return max(start, trimmed(text, end)) if end > start else end


def after_colon(text: str, key: Scalar) -> int:
    """The offset after the colon of a field's name; the end of the name in brackets where it has none."""
    end: int = key.end_mark.index
    at = end
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at + 1 if text[at : at + 1] == ":" else end


def _has_colon(text: str, key: Scalar) -> bool:
    return text[after_colon(text, key) - 1] == ":"


def _comments_of_value(draft: Draft, node: Node) -> tuple[str, list[str]]:
    """The comment on the first line of a value, spaces before it included, and those on lines of its own."""
    first, *others = [line.strip() for line in _in_empty_brackets(draft.text, node).split("\n")]
    inside = [line for line in others if line]
    return (f"  {first}" if first else _header_comment(draft, node)), inside


def _in_empty_brackets(text: str, node: Node) -> str:
    """The contents of an empty collection in brackets: white space and comments."""
    if not isinstance(node, (Mapping, Sequence)) or not node.flow:
        return ""
    return text[node.start + 1 : content_end(text, node) - 1]


def _with_comments(lines: str, comments: list[str], column: int, eol: str) -> str:
    """``lines`` with comments below them, where these then belong to the item at ``column`` that has the lines; above
    them when the lines are not deeper."""
    if not comments:
        return lines
    indent = lines[: len(lines) - len(lines.lstrip(" "))]
    added = "".join([indent + comment + eol for comment in comments])
    return lines + added if len(indent) > column else added + lines


def _header_comment(draft: Draft, node: Node) -> str:
    """The comment on the first line of a block scalar, with the spaces before it."""
    if isinstance(node, (Mapping, Sequence)) or node.style not in ("|", ">"):
        return ""
    header, mark, words = draft.line_from(node.start_mark.index).rstrip().partition(" #")
    return f"  #{words}" if mark and header else ""
