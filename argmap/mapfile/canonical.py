"""The canonical layout: a map written from nothing, and a file laid out anew with its comments."""

from __future__ import annotations

from argmap.mapfile.document import Document
from argmap.mapfile.encode import spell_map
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.format import Formatter, entries
from argmap.mapfile.layout import entry, joined, pair
from argmap.mapfile.read.read import read
from argmap.mapfile.style import CANONICAL
from argmap.mapfile.syntax.cst import Mapping, compose, no_collection
from argmap.mapfile.syntax.report import silent
from argmap.mapfile.trivia import Trivia
from argmap.model.findings import MapError, ReadingRefused
from argmap.model.types import Map


def write(map: Map) -> str:
    """``map`` as the text of a file in the canonical layout.

    Raises MapError when a text holds characters that no file of the format may.
    """
    lines: list[str] = []
    for name, value in spell_map(map).items():
        field = MAP.by_name[name]
        if name in SECTIONS and lines[-1]:
            lines.append("")
        if name in SECTIONS and isinstance(value, dict) and value:
            lines.append(f"{name}:")
            for entry_id, fields in value.items():
                lines += entry(entry_id, fields, field, CANONICAL.step, CANONICAL)
        else:
            lines += pair(name, value, field, 0, CANONICAL)
    return joined(lines, CANONICAL)


def format(document: Document) -> str:
    """The text of ``document`` in the canonical layout: every comment kept, every text and order of things unchanged.

    Formatting what this returns changes nothing. Raises MapError when the result does not read back as the same map.
    """
    with no_collection():
        text = _laid_out(document)
        if text != document.text and not _says_the_same(text, document):
            raise MapError("Not formatted: the result would have changed the map. Please report this.")
    return text


def _laid_out(document: Document) -> str:
    root = compose(document.text, silent(document.text))
    assert isinstance(root, Mapping)
    line_end = _line_end(document.text)
    trivia = Trivia(document.text, root)
    lines = Formatter().file(entries(root, trivia), trivia.of(root, "inside"), trivia.of(root, "below"))
    return "".join([line + line_end for line in lines])


def _line_end(text: str) -> str:
    """The line end that most lines have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _says_the_same(text: str, document: Document) -> bool:
    try:
        return read(text.encode(), document.file).map == document.map
    except ReadingRefused:
        return False
