"""Cutting a file into blocks: one for each entry of a section, and the frames between."""

from __future__ import annotations

from argmap.mapfile.document import Block, Part
from argmap.mapfile.fields import SECTIONS
from argmap.mapfile.syntax.cst import Mapping, last_offset
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.positions import column_of, line_end
from argmap.mapfile.syntax.report import Report
from argmap.mapfile.trivia import blank_end, comments_above, comments_below


def split(text: str, root: Mapping, parts: dict[str, tuple[Part, ...]]) -> tuple[Block, ...]:
    """The blocks of a sound file. Sections in flow style, or that share lines with others, stay in their frame."""
    blocks: list[Block] = []
    start = 0
    for key, value in root.pairs:
        section = key.value
        if section in SECTIONS and not root.flow and isinstance(value, Mapping) and not value.flow:
            end = comments_below(text, line_end(text, last_offset(value)), column_of(text, value.start))
            end = blank_end(text, end, len(text))
            entries = entry_blocks(text, section, parts[section], value, key.end_mark.index, end)
            first = end - sum(len(block.text) for block in entries)
            blocks += [Block(text[start:first], opens=section), *entries]
            start = end
    if start < len(text) or not blocks:
        blocks.append(Block(text[start:]))
    return tuple(blocks)


def with_warnings(blocks: tuple[Block, ...], report: Report) -> tuple[Block, ...]:
    """The blocks, each with the findings that lie in it, at offsets into its own text."""
    found = report.placed
    if not found:
        return blocks
    warned, start = [], 0
    for block in blocks:
        end = start + len(block.text)
        own = tuple((at - start, finding) for at, finding in found if start <= at < end)
        warned.append(block._replace(warnings=own) if own or block.warnings else block)
        start = end
    return tuple(warned)


def entry_blocks(
    text: str, section: str, parts: tuple[Part, ...], entries: Mapping, before: int, end: int | None = None
) -> list[Block]:
    """A block for each entry of a section in ``text`` up to ``end``; what precedes it ends at ``before``."""
    starts = _entry_starts(text, entries, before)
    ends = [*starts[1:], len(text) if end is None else end]
    return [Block(text[start:end_], section, part) for part, start, end_ in zip(parts, starts, ends, strict=True)]


def _entry_starts(text: str, entries: Mapping, before: int) -> list[int]:
    """Where each entry begins: its own line, or the first of the comment lines directly above it at its indent."""
    starts = []
    column = entries.start - text.rfind("\n", 0, entries.start) - 1
    for key, value in entries.pairs:
        line = key.start_mark.index - column
        starts.append(comments_above(text, line, column, before))
        before = last_offset(value) if type(value) is not ScalarEvent or value.value else key.end_mark.index
    return starts
