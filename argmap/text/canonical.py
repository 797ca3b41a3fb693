"""The canonical layout: a map written from nothing, and a file laid out anew with its comments."""

from __future__ import annotations

from argmap.model.findings import ReadingRefused, Refusal
from argmap.model.types import Map
from argmap.text.document import Document
from argmap.text.formatting import Formatter
from argmap.text.layout import CANONICAL, entry, joined, pair
from argmap.text.nodes import Mapping, compose, no_collection
from argmap.text.read import read
from argmap.text.remarks import remarked
from argmap.text.report import silent
from argmap.text.shape import MAP, SECTIONS
from argmap.text.spell import spell_map


def write(map: Map) -> str:
    """``map`` as the text of a file in the canonical layout.

    Raises Refusal when a text holds characters that no file of the format may.
    """
    lines: list[str] = []
    for name, value in spell_map(map).items():
        field = MAP.by_name[name]
        if name in SECTIONS:
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

    Formatting what this returns changes nothing. Raises Refusal when the result does not read back as the same map.
    """
    with no_collection():
        root = compose(document.text, silent(document.text))
        assert isinstance(root, Mapping)
        lines = Formatter().file(remarked(document.text, root))
    text = "".join([line + document.style.eol for line in lines])
    try:
        same = read(text.encode(), document.file).map == document.map
    except ReadingRefused:
        same = False
    if not same:
        raise Refusal("The file was not laid out anew, because the result would not have read back as the same map.")
    return text
