"""Reading a map file: bytes to a document, or the findings that say why not.

A file is cut into blocks: one for each entry of a section, and the frames between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.mapfile.document import BOM, Block, Document, Part
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.read.decode import Builder
from argmap.mapfile.read.source_text import (
    check_characters,
    decoded,
    escaped_characters,
    explicit_keys,
    hint_about,
    old_encoding,
    possible_cuts,
    undecided_conflicts,
    what_else,
)
from argmap.mapfile.syntax.cst import Mapping, Node, compose, last_offset, no_collection, start_of
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.positions import Lines, column_of, line_end
from argmap.mapfile.syntax.problems import Report
from argmap.mapfile.trivia import blank_end, comments_above, comments_below
from argmap.model.findings import ReadingRefused
from argmap.model.types import Map


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
    """The blocks, each with the findings in it, at offsets into its own text."""
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


def read(data: bytes, file: str) -> Document:
    """The document in ``data``; ``file`` is its name in places.

    Raises ReadingRefused with every problem found, when at least one makes it unreadable as a map.
    """
    text, report = _text(data, file)
    with no_collection():
        root, map, sections = _understood(text, report)
        return Document(file, map, with_warnings(split(text, root, sections), report), data.startswith(BOM))


def read_map(data: bytes, file: str) -> Map:
    """The map of :func:`read` alone, for what changes no file. Raises the same."""
    text, report = _text(data, file)
    with no_collection():
        _, map, _ = _understood(text, report)
        return map


def _text(data: bytes, file: str) -> tuple[str, Report]:
    """The text of a file without characters that a map cannot have, and a report on it. Raises ReadingRefused."""
    text, not_utf8 = decoded(data)
    report = Report(Lines(file, text))
    if (kind := what_else(data)) is not None:
        report.add("AM001", 0, f"The file is {kind}, not UTF-8 text.", hint=hint_about(kind))
        raise report.refusal()
    if not_utf8 is not None:
        message = "There is a byte here that is not UTF-8 text."
        report.add("AM001", not_utf8, message, hint=old_encoding(text, not_utf8, data))
        raise report.refusal()
    check_characters(text, report)
    if report.refuses:
        raise report.refusal()
    return text, report


def _understood(text: str, report: Report) -> tuple[Mapping, Map, dict[str, tuple[Part, ...]]]:
    """The tree of a text, its map, and the parts of that by section. Raises ReadingRefused."""
    explicit_keys(text, report)
    escaped_characters(text, report)
    undecided_conflicts(text, report)
    root = compose(text, report, possible_cuts(text))
    broken = report.refuses
    if report.has("AM005"):
        raise report.refusal()  # what was left out for being nested too deep is not missing
    if root is None or not isinstance(root, Mapping):
        if not broken:
            report.add("AM022", 0 if root is None else start_of(root), _not_a_map(root))
        raise _refusal(text, report)
    map_, sections = _built(root, report, whole=not broken)
    if broken:
        for code in ("AM013", "AM014"):  # what an error of syntax has cut short lacks nothing else
            report.forget(code, _last_entry(root))
    if report.refuses:
        raise _refusal(text, report)
    assert map_ is not None
    return root, map_, sections


def _refusal(text: str, report: Report) -> ReadingRefused:
    """The refusal of a text, after characters that look like signs of YAML have been named."""
    from argmap.mapfile.syntax.syntax_errors import name_impostors  # not loaded for a text that can be read

    name_impostors(text, report)
    return report.refusal()


def _last_entry(root: Mapping) -> int:
    """Where the last entry of the last section begins, which an error of syntax has cut short."""
    key, value = root.pairs[-1] if root.pairs else (None, root)
    if isinstance(value, Mapping) and value.pairs:
        return int(value.pairs[-1][0].start_mark.index)
    return int(key.start_mark.index) if key is not None else 0


def _built(root: Mapping, report: Report, whole: bool) -> tuple[Map | None, dict[str, tuple[Part, ...]]]:
    """The map, and its parts by section. Of a file that was cut short, missing parts are not reported."""
    builder = Builder(report)
    given = builder.fields(root, MAP, ())
    builder.format_number(given.get("argmap"))
    if whole:
        builder.needed(given, "argmap", root, ())
        if "claims" not in given:
            builder.missing("claims", root.start, ())
        title = builder.needed(given, "title", root, ())
    else:
        title = builder.text(given, "title", ()) or ""
    taken: dict[str, tuple[str, int]] = {}
    parts: dict[str, Any] = {
        section: tuple(_section(builder, given.get(section), section, taken)) for section in SECTIONS
    }
    if report.refuses:
        return None, parts
    return Map(title=title, **builder.top(given), **parts), parts


def _section(builder: Builder, node: Node | None, section: str, taken: dict[str, tuple[str, int]]) -> Iterator[Part]:
    for key, value in builder.pairs(node, (section,)):
        part_id, start = key.value, key.start_mark.index
        if part_id in taken:
            other, at = taken[part_id]
            message = (
                f"'{part_id}' names one of the {other} in line {builder.report.line(at)} and one of the {section}."
            )
            builder.report.add("AM017", start, message, (section, part_id))
        taken[part_id] = section, start
        yield builder.part(section, part_id, value)


def _not_a_map(root: Node | None) -> str:
    return "The file is empty." if root is None else "The file is not a map: it has no named fields."
