"""Reading a map file: bytes to a document, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.mapfile.document import BOM, Document, Part
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.read.blocks import split, with_warnings
from argmap.mapfile.read.decode import Builder
from argmap.mapfile.read.encoding import check_characters, decoded, old_encoding, possible_cuts, what_else
from argmap.mapfile.read.impostors import name_impostors
from argmap.mapfile.read.tokens import escaped_characters, explicit_keys, undecided_conflicts
from argmap.mapfile.syntax.cst import Mapping, Node, compose, no_collection, start_of
from argmap.mapfile.syntax.positions import Lines
from argmap.mapfile.syntax.report import Report
from argmap.model.types import Map


def read(data: bytes, file: str) -> Document:
    """The document in ``data``; ``file`` is the name that places give.

    Raises ReadingRefused with every problem found, when at least one keeps it from being read as a map.
    """
    text, not_utf8 = decoded(data)
    report = Report(Lines(file, text))
    if (kind := what_else(data)) is not None:
        report.add("AM001", 0, f"The file is {kind}, not UTF-8 text.")
        raise report.refusal()
    if not_utf8 is not None:
        message = "There is a byte here that is not UTF-8 text."
        report.add("AM001", not_utf8, message, hint=old_encoding(text, not_utf8, data))
        raise report.refusal()
    check_characters(text, report)
    if report.refuses:
        raise report.refusal()
    with no_collection():
        return _document(text, file, data.startswith(BOM), report)


def _document(text: str, file: str, bom: bool, report: Report) -> Document:
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
        name_impostors(text, report)
        raise report.refusal()
    map_, sections = _built(root, report, whole=not broken)
    if broken:
        for code in ("AM013", "AM014"):  # what an error of syntax has cut short lacks nothing else
            report.forget(code, _last_entry(root))
    if report.refuses:
        name_impostors(text, report)
        raise report.refusal()
    assert map_ is not None
    return Document(file, map_, with_warnings(split(text, root, sections), report), bom)


def _last_entry(root: Mapping) -> int:
    """Where the last entry of the last section begins, which an error of syntax has cut short."""
    key, value = root.pairs[-1] if root.pairs else (None, root)
    if isinstance(value, Mapping) and value.pairs:
        return int(value.pairs[-1][0].start_mark.index)
    return int(key.start_mark.index) if key is not None else 0


def _built(root: Mapping, report: Report, whole: bool) -> tuple[Map | None, dict[str, tuple[Part, ...]]]:
    """The map, and its parts by section. A file that broke off is not blamed for what it does not have."""
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
