"""Cutting a file into blocks: one for each entry of a section, and the frames between."""

from __future__ import annotations

from yaml.events import ScalarEvent

from argmap.text.build import Part
from argmap.text.document import Block
from argmap.text.nodes import Mapping, Node, Scalar
from argmap.text.shape import SECTIONS


def split(text: str, root: Mapping, parts: dict[str, tuple[Part, ...]]) -> tuple[Block, ...]:
    """The blocks of a sound file. Sections in flow style, or that share lines with others, stay in their frame."""
    blocks: list[Block] = []
    start = 0
    for key, value in root.pairs:
        section = key.value
        if section in SECTIONS and not root.flow and isinstance(value, Mapping) and not value.flow:
            ends = _entry_starts(text, key, value)
            blocks.append(Block(text[start : ends[0]], opens=section))
            closing = _after(text, last_offset(value))
            for part, begin, end in zip(parts[section], ends, [*ends[1:], closing], strict=True):
                blocks.append(Block(text[begin:end], section, part))
            start = closing
    if start < len(text) or not blocks:
        blocks.append(Block(text[start:]))
    return tuple(blocks)


def _entry_starts(text: str, section: Scalar, entries: Mapping) -> list[int]:
    """Where each entry begins: its own line, or the first of the comment lines directly above it at its indent."""
    starts, before = [], section.end_mark.index
    column = entries.start - text.rfind("\n", 0, entries.start) - 1
    for key, value in entries.pairs:
        line = key.start_mark.index - column
        starts.append(_with_comments(text, line, column, before))
        before = last_offset(value) if type(value) is not ScalarEvent or value.value else key.end_mark.index
    return starts


def _with_comments(text: str, line: int, column: int, before: int) -> int:
    """The start of the comment lines directly above ``line`` at ``column``, not reaching back to ``before``."""
    while line > 0:
        above = text.rfind("\n", 0, line - 1) + 1
        if (
            above <= before
            or text[above : above + column].strip(" ")
            or text[above + column : above + column + 1] != "#"
        ):
            break
        line = above
    return line


def _after(text: str, offset: int) -> int:
    """The start of the line after the one that ``offset`` is in."""
    end = text.find("\n", offset)
    return end + 1 if end >= 0 else len(text)


def last_offset(node: Node) -> int:
    """The offset just after the last character of the node's content, without blank lines after it."""
    while True:
        if type(node) is ScalarEvent:
            # A block scalar ends where the next line begins.
            return node.end_mark.index - (node.style in ("|", ">"))
        if node.flow:  # type: ignore[union-attr]
            return node.end  # type: ignore[union-attr]
        if type(node) is Mapping:
            key, value = node.pairs[-1]
            if type(value) is ScalarEvent and value.end_mark.index == value.start_mark.index:
                return key.end_mark.index
            node = value
        else:
            node = node.items[-1]  # type: ignore[union-attr]
